"""Looking at copies, comparing one with what is there, and putting it back: for whoever may."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import sqlcipher3

from trent_desktop.problems import MoveNotPossible, NotFound, TooNew
from trent_desktop.school.putting_back.access import Access
from trent_desktop.school.putting_back.lasting import while_it_lasts
from trent_desktop.school.putting_back.values import (
    CopyLine,
    DonePuttingBack,
    MissingCase,
    WouldChange,
)
from trent_desktop.storage.copies.names import REPLACED
from trent_desktop.storage.restoring.difference import Difference, PlainCase, difference
from trent_desktop.storage.restoring.held import (
    HeldCopy,
    document_beside,
    held_copies,
    reading,
)
from trent_desktop.storage.restoring.present import Present, last_put_back, present_state
from trent_desktop.storage.restoring.putting import KeysNow, Putting, Tell
from trent_desktop.storage.restoring.shutting_out import Known
from trent_desktop.storage.restoring.stored import id_in
from trent_desktop.storage.sqlcipher import connect_file

#: Said of a folder that stands still in the middle of it: what was begun is done, or is not at all.
STANDS = "The school’s folder does not answer just now; this goes on as soon as it does"
#: The cases that this laptop can bring again.
OfferedAgain = Callable[[], frozenset[uuid.UUID]]
_NOW = {
    Present.WHOLE: "",
    Present.DAMAGED: "The school’s file is damaged. It is kept as it is.",
    Present.LOCKED: "The school’s file does not open with the school’s keys. It is kept as it is.",
    Present.EMPTY: "The school’s file is empty.",
    Present.GONE: "The school’s file is gone.",
}


def lines(access: Access) -> tuple[CopyLine, ...]:
    """The copies that there are, the newest first. Raises `NotAllowed`."""
    return while_it_lasts(lambda: tuple(_line(one) for one in _held(access)))


def would_change(access: Access, name: str, offered_again: OfferedAgain) -> WouldChange:
    """What putting a copy back would change. Raises `NotAllowed`, `NotFound`, or what reading does."""
    return while_it_lasts(lambda: _would_change(access, name, offered_again))


def put_back(
    access: Access, name: str, tell: Tell, patience_s: float | None, last: str | None = None
) -> DonePuttingBack:
    """Put it back. Raises `NotAllowed`, `NotFound`, or what `Putting.do` raises.

    `last`: as `would_change` said it, None for whoever did not ask.
    """
    at = 0.0

    def told(far: float, words: str) -> None:
        nonlocal at
        at = far
        tell(far, words)

    return while_it_lasts(
        lambda: _put_back(access, name, told, patience_s, last), lambda: tell(at, STANDS)
    )


def done_before(access: Access, name: str) -> DonePuttingBack:
    """What the call answered that put it back, asked once more because its answer was lost."""
    copies = _held(access)
    kept = next((one.name for one in copies if one.before == REPLACED), "")
    copy = next(one for one in copies if one.name == name)
    return DonePuttingBack(_line(copy), kept, keys_too=False, damaged=False)


def nobody_hears(_done: float, _words: str) -> None:
    """In the place of whoever would hear how far it is."""


def _held(access: Access) -> tuple[HeldCopy, ...]:
    found = held_copies(
        access.location,
        access.keys_of,
        access.keys,
        access.clock,
        access.elsewhere,
        access.document,
    )
    _require_right(access, found)
    return found


def _require_right(access: Access, held: tuple[HeldCopy, ...]) -> None:
    access.require_right([(one.path, one.key) for one in held if one.verified])


def _chosen(name: str, held: tuple[HeldCopy, ...]) -> HeldCopy:
    found = next((one for one in held if one.name == name), None)
    if found is None:
        raise NotFound(
            f"There is no copy called “{name}”.", what_to_do="Look at the list of copies again."
        )
    if found.newer:
        raise TooNew(
            f"A newer Trent Desktop made the copy “{name}”, and this one cannot put it back.",
            what_to_do="Nothing was changed. Take another one, or put it back from a laptop that has "
            "the newer program.",
        )
    if not found.verified:
        raise MoveNotPossible(
            f"The copy “{name}” does not open with the keys that you have.",
            what_to_do="Take another one, or let somebody do it who was a member then, or who has "
            "the code in the safe.",
        )
    return found


def _would_change(access: Access, name: str, offered_again: OfferedAgain) -> WouldChange:
    copy = _chosen(name, _held(access))
    present, key = present_state(access.location, access.keys)
    together = access.database.together
    laptops = together.others() if together else 0
    keys_too = access.document is None
    found, readers = Difference((), (), 0, 0, ()), access.readers
    keys_only = keys_too and present.reads and key in _keys_beside(access, copy)
    offered: frozenset[uuid.UUID] = frozenset()
    if keys_only:
        pass  # nothing of its content changes
    elif present.reads:
        with (
            closing(connect_file(access.location.school_file, key)) as here,
            reading(copy.path, copy.key) as there,
        ):
            here.execute("BEGIN")
            found = difference(here, there)
            readers |= _role_keys(here, access.member_id)
        offered = offered_again() & {one.id for one in found.missing}
    else:
        with reading(copy.path, copy.key) as there:
            offered = offered_again() - _cases_in(there) - access.known.destroyed
    missing, missing_unread = _shown(readers, found.missing)
    shorter, shorter_unread = _shown(readers, found.shorter)
    return WouldChange(
        _line(copy),
        present.reads,
        _NOW[present],
        missing,
        missing_unread,
        shorter,
        shorter_unread,
        len(offered),
        found.back,
        found.destroyed,
        found.others,
        keys_too,
        laptops,
        keys_only,
        last_put_back(access.location, (key,)) if present.reads else "",
    )


def _keys_beside(access: Access, copy: HeldCopy) -> tuple[bytes, ...]:
    then = document_beside(copy.path)
    return access.keys_of(then) if then else ()


def _cases_in(connection: Any) -> frozenset[uuid.UUID]:
    rows = connection.execute("SELECT id FROM case_record").fetchall()
    return frozenset(found for row in rows if (found := id_in(row[0])))


def _role_keys(connection: Any, member_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
    """The keys of roles that she was given."""
    if member_id is None:
        return frozenset()
    rows = connection.execute(
        "SELECT role_key_id FROM role_key_share WHERE member_id = ?", (member_id.hex,)
    ).fetchall()
    return frozenset(found for row in rows if (found := id_in(row[0])))


def _shown(
    readers: frozenset[uuid.UUID], cases: tuple[PlainCase, ...]
) -> tuple[tuple[MissingCase, ...], int]:
    """As far as she may know: which she reads, and how many she does not."""
    shown = tuple(
        MissingCase(one.reference, one.kind, one.recorded) for one in cases if one.readers & readers
    )
    return shown, len(cases) - len(shown)


def _put_back(
    access: Access, name: str, tell: Tell, patience_s: float | None, last: str | None
) -> DonePuttingBack:
    held = _held(access)
    copy = _chosen(name, held)

    done = Putting(
        access.database,
        access.store,
        lambda: _keys_of(access.afresh(), copy),
        lambda: _require_right(access.afresh(), held),
        copy,
        _known(access, held),
        access.member_id,
        access.clock,
        last_put_back(access.location, access.keys) if last is None else last,
    ).do(tell, patience_s=patience_s)
    return DonePuttingBack(
        _line(copy),
        done.kept,
        done.keys_too,
        damaged=done.present is not Present.WHOLE,
        keys_only=done.keys_only,
    )


def _keys_of(access: Access, copy: HeldCopy) -> KeysNow:
    if access.document is not None:
        return KeysNow(access.document, access.keys[0], access.keys)
    of_copy = _keys_beside(access, copy)
    if not of_copy:
        raise MoveNotPossible(
            "The school’s keys are gone, and those beside this copy are not yours.",
            what_to_do="Take another copy, or let somebody do it who was a member then, or who "
            "has the code in the safe.",
        )
    present, key = present_state(access.location, of_copy)
    changing = present.reads and key != of_copy[0]
    return KeysNow(None, key if changing else of_copy[0], access.keys, changing)


def _known(access: Access, held: tuple[HeldCopy, ...]) -> Known:
    """By this laptop and by all copies: one that is put back may be older than another."""
    known = access.known
    for one in held:
        if one.verified:
            with suppress(sqlcipher3.Error), reading(one.path, one.key) as connection:
                known = known.with_copy(connection)
    return known


def _line(held: HeldCopy) -> CopyLine:
    return CopyLine(
        held.name,
        held.day,
        held.made,
        held.before,
        held.whole,
        held.verified,
        held.size,
        held.elsewhere,
        held.reports,
        held.until,
        held.members,
        held.opened,
        held.newer,
    )
