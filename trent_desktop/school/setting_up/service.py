"""Setting up a school: an empty place becomes an encrypted one with its people in it."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import FolderNotEmpty, Problem, SchoolAway
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.keys.escrow import put_by
from trent_desktop.school.keys.joining.codes import bare, new_recovery_code
from trent_desktop.school.keys.joining.invitations import MadeSlip, check_invitations, make_slip
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.keys.laptops.server_access import place_of
from trent_desktop.school.keys.passwords import require_strong
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.setting_up.founding import Founding, MadeSchool, NewMember
from trent_desktop.school.setting_up.place_check import missing_above, remove_empty
from trent_desktop.school.setting_up.preparing import is_prepared
from trent_desktop.storage.atomic_file import share_like_folder
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import Cost, KeyPair, cheap_cost, dear_cost, new_key, new_key_pair
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_slots import (
    RECOVERY,
    DataKeys,
    KeyDocument,
    Slot,
    SlotKind,
    make_slot,
    name_tag,
    plain_name,
)
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import BACKUPS, Location
from trent_desktop.storage.role_key_rows import make_role_key
from trent_desktop.storage.schema import make_schema
from trent_desktop.storage.tables import (
    ClassRow,
    MemberRoleRow,
    MemberRow,
    PupilRow,
    RecoveryKeyRow,
    SchoolRow,
    SettingRow,
)


@dataclass(frozen=True, slots=True)
class NewSchool:
    """What is known about a school when it is set up. `classes` and `pupils` may be empty.

    `members` have a password already, `invited` get a slip.
    """

    name: str
    members: tuple[NewMember, ...]
    address: str = ""
    is_sample: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    classes: tuple[ClassRow, ...] = ()
    pupils: tuple[PupilRow, ...] = field(default=(), repr=False)
    invited: tuple[Invitation, ...] = ()


def found_school(
    location: Location | str | Path, founding: Founding, clock: Clock = system_clock
) -> MadeSchool:
    """Set up a real school with one member who can sign in, and slips for the others.

    Raises what `set_up_school` raises, and `AnswersRefused` with errors named ``<index>.<field>``
    for the invited.
    """
    place = location if isinstance(location, Location) else place_of(location)
    settings: dict[str, Any] = {}
    if founding.crest:
        settings["crest"] = base64.b64encode(founding.crest).decode("ascii")
    for name, day in (
        ("policy_adopted", founding.policy_adopted),
        ("policy_review", founding.policy_review),
    ):
        if day is not None:
            settings[name] = day.isoformat()
    school = NewSchool(
        founding.name.strip(),
        (founding.founder,),
        invited=founding.invited,
        address=founding.address.strip(),
        settings=settings,
    )
    return set_up_school(place, school, clock)


def set_up_school(location: Location, school: NewSchool, clock: Clock = system_clock) -> MadeSchool:
    """Make the school at an empty place.

    Raises `FolderNotEmpty`, `SchoolAway`, `DiskFull`, or `WeakPassword` (the sample school is
    exempt: its password is in the manual). What was begun is removed when it does not succeed.
    """
    if not school.is_sample:
        for member in school.members:
            require_strong(member.password, (member.name, member.sign_in_name, school.name))
    check_invitations(school.invited, {plain_name(one.sign_in_name) for one in school.members})
    made = missing_above(location.folder) if location.folder is not None else ()
    try:
        _prepare(location)
    except Problem:
        remove_empty(made)
        raise
    try:
        return _make(location, school, clock)
    except BaseException:
        if location.folder is not None:
            _remove_begun(location, whole=bool(made))
            remove_empty(made)
        raise


def _make(location: Location, school: NewSchool, clock: Clock) -> MadeSchool:
    school_id, data_key, code = uuid.uuid4(), new_key(), new_recovery_code()
    pairs = {member.id: new_key_pair() for member in school.members}
    recovery = new_key_pair()
    slips = tuple(
        make_slip(
            school_id,
            uuid.uuid4(),
            tidy(one.name),
            tidy(one.sign_in_name),
            DataKeys(data_key),
            clock(),
        )
        for one in school.invited
    )
    document = _document(school_id, data_key, code, school, pairs, slips, recovery)
    database = Database(location, data_key, create=True)
    try:
        with database.engine.connect() as connection:
            prepared = False
            if location.is_server and inspect(connection).get_table_names():
                prepared = is_prepared(connection)
                if not prepared:
                    raise _not_empty(location)
            if not location.is_server:
                share_like_folder(location.school_file)
                connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            if not prepared:
                make_schema(connection)
            with Session(connection) as session:
                _fill(session, school_id, school, pairs, slips, recovery, clock)
                key_store(location).write(document, session)
                session.flush()
            if location.is_server:
                connection.commit()
            else:
                connection.exec_driver_sql("COMMIT")
    except DBAPIError as error:
        raise database.told(error, writing=True) from error
    finally:
        database.close()
    return MadeSchool(school_id, code, data_key, tuple(made.slip for made in slips))


@dataclass(frozen=True, slots=True)
class _Person:
    """A member as the first rows say it."""

    id: uuid.UUID
    name: str
    sign_in_name: str
    public_key: bytes
    roles: frozenset[Role]
    class_id: uuid.UUID | None


def _fill(
    session: Session,
    school_id: uuid.UUID,
    school: NewSchool,
    pairs: Mapping[uuid.UUID, KeyPair],
    slips: tuple[MadeSlip, ...],
    recovery: KeyPair,
    clock: Clock,
) -> None:
    now = clock()
    session.add(
        SchoolRow(
            id=1,
            school_id=school_id,
            name=school.name,
            address=school.address,
            is_sample=school.is_sample,
            made_at=now,
            change=1,
            directory_change=1,
        )
    )
    session.add(
        RecoveryKeyRow(generation=1, public_key=recovery.public, made_at=now, sealed_to_next=None)
    )
    session.add_all(SettingRow(name=name, value=value) for name, value in school.settings.items())
    session.add_all(school.classes)
    session.flush()
    session.add_all(school.pupils)
    people = [
        _Person(one.id, one.name, one.sign_in_name, pairs[one.id].public, one.roles, one.class_id)
        for one in school.members
    ]
    people += [
        _Person(
            made.slip.member_id,
            made.slip.name,
            made.slip.sign_in_name,
            made.pair.public,
            one.roles,
            one.class_id,
        )
        for one, made in zip(school.invited, slips, strict=True)
    ]
    joined = {one.id for one in school.members}
    for one in people:
        session.add(
            MemberRow(
                id=one.id,
                name=one.name,
                sign_in_name=one.sign_in_name,
                plain_name=plain_name(one.sign_in_name),
                public_key=one.public_key,
                class_id=one.class_id,
                state=(MemberState.ACTIVE if one.id in joined else MemberState.INVITED).value,
                joined_at=now if one.id in joined else None,
                slot_aside=None,
            )
        )
    session.flush()
    for one in people:
        session.add_all(
            MemberRoleRow(id=uuid.uuid4(), member_id=one.id, role=role.value, since=now, until=None)
            for role in sorted(one.roles)
        )
    made_keys = {
        role: make_role_key(
            session, role, 1, {one.id: one.public_key for one in people if role in one.roles}, now
        )
        for role in KEYED_ROLES
    }
    session.flush()
    for role, (key_id, pair) in made_keys.items():
        put_by(session, key_id, role, pair.private)
    write_entry(session, now, None, Act.SCHOOL_SET_UP, str(school_id))


def _document(
    school_id: uuid.UUID,
    data_key: bytes,
    code: str,
    school: NewSchool,
    pairs: Mapping[uuid.UUID, KeyPair],
    slips: tuple[MadeSlip, ...],
    recovery: KeyPair,
) -> KeyDocument:
    # Each slot has a salt of its own, so each has a cost of its own.
    cost: Callable[[], Cost] = cheap_cost if school.is_sample else dear_cost
    slots: list[Slot] = [
        make_slot(
            school_id,
            str(member.id),
            name_tag(school_id, member.sign_in_name),
            member.password,
            pairs[member.id],
            DataKeys(data_key),
            cost(),
        )
        for member in school.members
    ]
    slots.append(
        make_slot(
            school_id,
            RECOVERY,
            "",
            bare(code),
            recovery,
            DataKeys(data_key),
            cost(),
            kind=SlotKind.RECOVERY,
        )
    )
    slots += [made.slot for made in slips]
    return KeyDocument(school_id, school.is_sample, 1, tuple(slots))


def _prepare(location: Location) -> None:
    """Make the folder when it is not there."""
    folder = location.folder
    if folder is None:
        return
    try:
        files.make_folder(folder, parents=True)
        if not all(files.is_litter(one.name) for one in folder.iterdir()):
            raise _not_empty(location)
        files.make_folder(folder / BACKUPS, exist_ok=False)
    except (FileExistsError, NotADirectoryError) as error:
        raise _not_empty(location) from error
    except OSError as error:
        raise SchoolAway(
            "The folder cannot be written to.",
            what_to_do="Choose another folder, or ask whoever looks after the network.",
            where=str(folder),
        ) from error


def _remove_begun(location: Location, *, whole: bool) -> None:
    folder = location.folder
    if folder is None:
        return
    with suppress(OSError):
        if whole:
            files.remove_folder(folder)
            return
        for path in folder.iterdir():
            files.remove_folder(path)


def _not_empty(location: Location) -> Problem:
    return FolderNotEmpty(
        "There is something in that place already, so no school was made there."
        if location.is_server
        else "That folder is not empty, so no school was made there.",
        what_to_do="Choose an empty folder or a new one."
        if not location.is_server
        else "Choose an empty database.",
        where=location.shown,
    )
