"""Joining a school with a slip: a one-time code becomes a member's own password.

The same slip, of another kind, gives a forgotten password back. What is on the slip opens a key
pair made for it; whoever uses it makes a pair of her own, so that whoever printed the slip cannot
open what she will.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.orm import Session

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import CodeRefused, SchoolAway
from trent_desktop.roles import roles_shown
from trent_desktop.school.keys.joining.codes import bare, code_tag, tidy_code
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.school.keys.new_keys import carry_over, fresh_slot, start_over
from trent_desktop.school.keys.passwords import require_strong
from trent_desktop.school.keys.recovery.resets import reset_details
from trent_desktop.school.keys.role_keys import roles_of
from trent_desktop.school.keys.slot_keeping import by_the_server, keep_tidy, name_known
from trent_desktop.school.moved import Came, following, require_here
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import CannotOpen, new_key_pair
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.key_slots import (
    KeyDocument,
    Opened,
    Slot,
    SlotKind,
    data_keys_of,
    open_slot,
    seal_data_keys,
)
from trent_desktop.storage.key_store import KeyStore, key_store
from trent_desktop.storage.location import Location
from trent_desktop.storage.tables import MemberRow, SchoolRow

#: How long a slip can be used.
VALID_FOR = dt.timedelta(days=14)
#: A place, and the move by which one was sent there.
_There = tuple[Location, Came]
_ASK = "Ask whoever gave you the slip for a new one."


@dataclass(frozen=True, slots=True)
class Invited:
    """Whose code it is, for “is that you?”."""

    school_name: str
    name: str
    sign_in_name: str
    roles_shown: str
    is_reset: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A slip's slot, opened with its code."""

    store: KeyStore
    document: KeyDocument
    slot: Slot
    opened: Opened = field(repr=False)


def look_up(
    location: str | Path, code: str, *, root: Path | None = None, clock: Clock = system_clock
) -> Invited:
    """Whose code this is.

    Raises `CodeRefused` for one that is unknown, used or expired (and removes that), `NotASchool`
    or `SchoolAway`. Nothing is kept on this laptop.
    """
    return following(location, root, lambda place, came: _looked_up((place, came), code, clock))


def _looked_up(there: _There, code: str, clock: Clock) -> Invited:
    with _opened(there, code, clock) as (database, found), database.read() as session:
        member = _member(session, found.slot)
        return Invited(
            session.get_one(SchoolRow, 1).name,
            member.name,
            member.sign_in_name,
            roles_shown(roles_of(session, member.id)),
            found.slot.kind is SlotKind.RESET,
        )


def join(
    location: str | Path,
    code: str,
    password: str,
    *,
    root: Path | None = None,
    clock: Clock = system_clock,
) -> str:
    """Use the code up and set her own password; returns her sign-in name.

    Done twice with one password it is done once. Raises `CodeRefused`, `WeakPassword` (not in a
    sample school) or `SchoolAway`; the code can then be used again unless it was used up. Takes a
    second.
    """
    return following(
        location, root, lambda place, came: _join((place, came), code, password, clock)
    )


def _join(there: _There, code: str, password: str, clock: Clock) -> str:
    if joined := _joined_before(there[0], code, password):
        return joined
    with _opened(there, code, clock) as (database, found):
        with database.read() as session:
            member = _member(session, found.slot)
            school = session.get_one(SchoolRow, 1)
            holder, name = member.id, member.sign_in_name
            if not school.is_sample:
                require_strong(password, (member.name, name, school.name))
        pair = new_key_pair()
        # Deriving takes half a second: done before the turn to write is taken.
        fresh = fresh_slot(found.document, holder, name, password, pair, found.opened.data_keys)
        with database.write() as session:
            document = found.store.read().document
            slot = document.slot_tagged(found.slot.name_tag)
            if slot is None:
                raise _unknown()
            member = _member(session, slot)
            keys = data_keys_of(slot, found.opened.private_key)
            own = replace(seal_data_keys(fresh, keys), from_tag=slot.name_tag)
            found.store.write(document.with_slots((own,)), session)
            _enter(session, member, slot, found.opened, pair.public, clock)
        # The slip goes now that the database knows her key; if not here, at the next sign-in.
        with suppress(SchoolAway), database.write() as session:
            keep_tidy(session, found.store, clock())
    return name


def _joined_before(place: Location, typed: str, password: str) -> str:
    """Her sign-in name, where this slip was used for this password; else empty."""
    document = key_store(place).read().document
    tag = code_tag(document.school_id, tidy_code(typed))
    slot = next((one for one in document.slots if one.from_tag == tag), None)
    if slot is None:
        return ""
    try:
        opened = open_slot(document.school_id, slot, password)
    except CannotOpen:
        return ""
    return name_known(Database(place, opened.data_key), slot)


def _enter(
    session: Session,
    member: MemberRow,
    slot: Slot,
    opened: Opened,
    public: bytes,
    clock: Clock,
) -> None:
    now = clock()
    if slot.kind is SlotKind.RESET:
        start_over(session, member, public, now)
        act, details = Act.PASSWORD_RESET, reset_details(public)
    else:
        carry_over(session, member, opened.private_key, public)
        member.state, member.joined_at = MemberState.ACTIVE.value, now
        act, details = Act.MEMBER_JOINED, {}
    write_entry(session, now, member.id, act, str(member.id), details)
    next_change(session, directory=True)


@contextmanager
def _opened(there: _There, typed: str, clock: Clock) -> Generator[tuple[Database, _Found]]:
    """The school's database by way of a slip."""
    code = tidy_code(typed)
    place, came = there
    store = key_store(place)
    document = store.read().document
    slot = document.slot_tagged(code_tag(document.school_id, code))
    if slot is None:
        raise _unknown()
    try:
        opened = open_slot(document.school_id, slot, bare(code))
    except CannotOpen as error:
        raise _unknown() from error
    database = Database(place, opened.data_key)
    database.newer_keys = lambda: _newer(store, slot, opened)
    try:
        require_here(database, document.school_id, came)
        with database.read() as session:  # this laptop's clock may be years off
            now = by_the_server(session, store, clock()) or clock()
        if slot.expires_at is not None and slot.expires_at <= now:
            with suppress(SchoolAway), database.write() as session:
                keep_tidy(session, store, clock())
            raise CodeRefused("This code is too old to be used.", what_to_do=_ASK)
        yield database, _Found(store, document, slot, opened)
    finally:
        database.close()


def _newer(store: KeyStore, slot: Slot, opened: Opened) -> tuple[bytes, ...]:
    found = store.read().document.slot_tagged(slot.name_tag)
    return data_keys_of(found, opened.private_key).all if found else ()


def _member(session: Session, slot: Slot) -> MemberRow:
    """Whose slip it is. Raises `CodeRefused` when it was used, or taken back."""
    member = session.get(MemberRow, uuid.UUID(slot.holder))
    wanted = MemberState.ACTIVE if slot.kind is SlotKind.RESET else MemberState.INVITED
    if member is None or member.state != wanted.value:
        raise _unknown()
    return member


def _unknown() -> CodeRefused:
    return CodeRefused(
        "This school does not know this code: it was used already, or it was taken back.",
        what_to_do=_ASK,
    )


__all__ = ["Invitation", "Invited", "JoiningSlip", "join", "look_up", "tidy_code"]
