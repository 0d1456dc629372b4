"""Setting up a school: an empty place becomes an encrypted one with its people in it."""

from __future__ import annotations

import secrets
import shutil
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import FolderNotEmpty, Problem, SchoolAway
from trent_desktop.school.passwords import require_strong
from trent_desktop.school.people import KEYED_ROLES, Role
from trent_desktop.storage.atomic_file import share_like_folder
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import (
    Cost,
    KeyPair,
    cheap_cost,
    dear_cost,
    new_key,
    new_key_pair,
)
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_slots import (
    KeyDocument,
    Slot,
    make_slot,
    name_tag,
    plain_name,
)
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.keyring import make_role_key
from trent_desktop.storage.location import BACKUPS, Location
from trent_desktop.storage.schema import make_schema
from trent_desktop.storage.tables import (
    ClassRow,
    MemberRoleRow,
    MemberRow,
    PupilRow,
    SchoolRow,
    SettingRow,
)

RECOVERY = "recovery"
_CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without signs that look alike


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who is to get a way in."""

    name: str
    sign_in_name: str
    roles: frozenset[Role]
    password: str = field(repr=False)
    class_id: uuid.UUID | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True, slots=True)
class NewSchool:
    """What is known about a school when it is set up. `classes` and `pupils` may be empty."""

    name: str
    members: tuple[NewMember, ...]
    address: str = ""
    is_sample: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    classes: tuple[ClassRow, ...] = ()
    pupils: tuple[PupilRow, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class MadeSchool:
    """The outcome. `recovery_code` is shown once, printed, and kept nowhere."""

    school_id: uuid.UUID
    recovery_code: str = field(repr=False)
    data_key: bytes = field(repr=False)


def set_up_school(location: Location, school: NewSchool, clock: Clock = system_clock) -> MadeSchool:
    """Make the school at an empty place.

    Raises `FolderNotEmpty`, `SchoolAway`, `DiskFull`, or `WeakPassword` (the sample school is
    exempt: its password is in the manual). What was begun is removed when it does not succeed.
    """
    if not school.is_sample:
        for member in school.members:
            require_strong(member.password, (member.name, member.sign_in_name, school.name))
    made_folder = _prepare(location)
    try:
        return _make(location, school, clock)
    except BaseException:
        if location.folder is not None:
            _remove_begun(location, whole=made_folder)
        raise


def _make(location: Location, school: NewSchool, clock: Clock) -> MadeSchool:
    school_id, data_key, code = uuid.uuid4(), new_key(), recovery_code()
    pairs = {member.id: new_key_pair() for member in school.members}
    recovery = new_key_pair()
    document = _document(school_id, data_key, code, school, pairs, recovery)
    database = Database(location, data_key, create=True)
    try:
        with database.engine.connect() as connection:
            if location.is_server and inspect(connection).get_table_names():
                raise _not_empty(location)
            if not location.is_server:
                share_like_folder(location.school_file)
                connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            make_schema(connection)
            with Session(connection) as session:
                _fill(session, school_id, school, pairs, recovery, clock)
                key_store(location).write(document, session)
                session.flush()
            if location.is_server:
                connection.commit()
            else:
                connection.exec_driver_sql("COMMIT")
    finally:
        database.close()
    return MadeSchool(school_id, code, data_key)


def _fill(
    session: Session,
    school_id: uuid.UUID,
    school: NewSchool,
    pairs: Mapping[uuid.UUID, KeyPair],
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
            recovery_public_key=recovery.public,
        )
    )
    session.add_all(SettingRow(name=name, value=value) for name, value in school.settings.items())
    session.add_all(school.classes)
    session.flush()
    session.add_all(school.pupils)
    for member in school.members:
        session.add(
            MemberRow(
                id=member.id,
                name=member.name,
                sign_in_name=member.sign_in_name,
                plain_name=plain_name(member.sign_in_name),
                public_key=pairs[member.id].public,
                class_id=member.class_id,
                active=True,
            )
        )
    session.flush()
    for member in school.members:
        session.add_all(
            MemberRoleRow(
                id=uuid.uuid4(), member_id=member.id, role=role.value, since=now, until=None
            )
            for role in sorted(member.roles)
        )
    for role in KEYED_ROLES:
        holders = {m.id: pairs[m.id].public for m in school.members if role in m.roles}
        make_role_key(session, role, 1, holders, now)
    write_entry(session, now, None, Act.SCHOOL_SET_UP, str(school_id))


def _document(
    school_id: uuid.UUID,
    data_key: bytes,
    code: str,
    school: NewSchool,
    pairs: Mapping[uuid.UUID, KeyPair],
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
            data_key,
            cost(),
        )
        for member in school.members
    ]
    slots.append(make_slot(school_id, RECOVERY, "", _plain_code(code), recovery, data_key, cost()))
    return KeyDocument(school_id, school.is_sample, 1, tuple(slots))


def recovery_code() -> str:
    """A printed code of 28 signs in groups of four: more than 138 bits."""
    signs = [secrets.choice(_CODE_SIGNS) for _ in range(28)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, 28, 4))


def _plain_code(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _prepare(location: Location) -> bool:
    """Make the folder when it is not there. True when it was made."""
    folder = location.folder
    if folder is None:
        return False
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise _not_empty(location)
        (folder / BACKUPS).mkdir()
    except (FileExistsError, NotADirectoryError) as error:
        raise _not_empty(location) from error
    except OSError as error:
        raise SchoolAway(
            "The folder cannot be written to.",
            what_to_do="Choose another folder, or ask whoever looks after the network.",
            where=str(folder),
        ) from error
    return made


def _remove_begun(location: Location, *, whole: bool) -> None:
    folder = location.folder
    if folder is None:
        return
    with suppress(OSError):
        if whole:
            shutil.rmtree(folder)
            return
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


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
