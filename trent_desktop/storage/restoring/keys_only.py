"""The school's file is whole, and both copies of its keys are gone: they come out of a copy alone.

Of what the copy's keys let in only that comes back which the school's file still knows: whoever
left since, got other keys since, or whose laptop was shut out since does not come in by it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from trent_desktop.problems import MoveNotPossible
from trent_desktop.storage.key_slots import RECOVERY, KeyDocument, Slot, SlotKind
from trent_desktop.storage.location import Location
from trent_desktop.storage.restoring.shutting_out import ACTIVE, INVITED
from trent_desktop.storage.sqlcipher import connect_file

#: So much further are keys out of a copy than those were: no laptop has seen as many changes since,
#: and none takes them for keys of an older day.
BEYOND = 1000
_OF_OWN = (SlotKind.PASSWORD, SlotKind.FRESH)


@dataclass(frozen=True, slots=True)
class _Stands:
    """Who belongs to the school, by its file. `laptops`: which each holder's second factor lets in."""

    states: Mapping[str, str]
    public: Mapping[str, bytes] = field(repr=False)
    laptops: Mapping[str, frozenset[uuid.UUID]]
    recovery: bytes

    def may_come_in(self, slot: Slot) -> bool:
        """Whether what a slot says is so still."""
        if slot.holder == RECOVERY:
            return slot.public_key == self.recovery
        if slot.kind in _OF_OWN:
            return (
                self.states.get(slot.holder) == ACTIVE
                and self.public.get(slot.holder) == slot.public_key
            )
        # A slip of somebody who has joined since was used up.
        return slot.kind is SlotKind.JOINING and self.states.get(slot.holder) == INVITED

    def trimmed(self, slot: Slot) -> Slot:
        """Without laptops that were shut out since, and codes that let one more in."""
        factor = slot.second_factor
        if factor is None:
            return slot
        known = self.laptops.get(slot.holder, frozenset())
        kept = tuple(one for one in factor.laptops if one.id in known)
        return replace(slot, second_factor=replace(factor, laptops=kept, let_ins=()))


def keys_for(
    location: Location, key: bytes, then: KeyDocument, by: uuid.UUID | None, *, changing: bool
) -> KeyDocument:
    """The keys beside a copy, as far as they are right still for the file that `key` opens.

    `changing`: the copy was made while the school's key was changed, and `key` is the new one, of
    which whoever was to leave has none.
    `by`: who asks, None with the code in the safe. Raises `MoveNotPossible` where what she proved
    herself with is of that day alone, and `sqlcipher3.Error`.
    """
    with closing(connect_file(location.school_file, key)) as here:
        stands = _read(here)
    mine = str(by) if by else RECOVERY
    found = then.only(stands.may_come_in)
    if found.slot_of(mine) is None:
        what = "Your password was" if by else "The code in the safe was"
        raise MoveNotPossible(
            f"{what} changed since this copy was made, so its keys are not put back by it.",
            what_to_do="Take a newer copy, or let somebody else do it who may.",
        )
    slots = tuple(map(stands.trimmed, found.slots))
    if changing:
        slots = tuple(
            replace(one, data_key=one.next_data_key, next_data_key=None)
            for one in slots
            if one.next_data_key is not None
        )
    return replace(found, slots=slots, revision=then.revision + BEYOND, key_change="")


def _read(connection: Any) -> _Stands:
    states: dict[str, str] = {}
    public: dict[str, bytes] = {}
    for stored, state, key in connection.execute("SELECT id, state, public_key FROM member"):
        holder = str(uuid.UUID(stored))
        states[holder], public[holder] = state, key
    laptops: dict[str, set[uuid.UUID]] = {}
    for laptop, member in connection.execute("SELECT id, member_id FROM member_laptop"):
        laptops.setdefault(str(uuid.UUID(member)), set()).add(uuid.UUID(laptop))
    row = connection.execute(
        "SELECT public_key FROM recovery_key ORDER BY generation DESC LIMIT 1"
    ).fetchone()
    known = {holder: frozenset(ids) for holder, ids in laptops.items()}
    return _Stands(states, public, known, row[0] if row else b"")
