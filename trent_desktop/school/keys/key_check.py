"""Whether the key slots are as they should be."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from trent_desktop import files
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import Problem
from trent_desktop.school.keys.own_slot import slot_for_key
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.slot_keeping import Standing, by_the_server, standings
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.copies.state import copies_of
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes
from trent_desktop.storage.key_slots import RECOVERY, KeyDocument, SlotKind
from trent_desktop.storage.key_store import FolderKeys

_COPIES = 6  # the newest, of both places


class Fault(StrEnum):
    """What can be wrong with the key slots, without saying whose."""

    COPIES = "copies"  # the two copies of the key document are not alike, or one does not read
    UNREADABLE = "unreadable"
    NO_SAFE = "no-safe"  # no way in with the code in the safe
    NO_WAY_IN = "no-way-in"
    HAS_LEFT = "has-left"
    STRANGERS = "strangers"
    OLDER = "older"  # somebody put an old key document back
    EXPIRED = "expired"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that is wrong; `words` may name a member."""

    fault: Fault
    words: str


def check_keys(me: SignedIn) -> list[str]:
    """What is wrong with the key slots, in words; empty when nothing is."""
    return [one.words for one in wrong_with_keys(me)]


def wrong_with_keys(me: SignedIn) -> list[Wrong]:
    """What is wrong with the key slots; empty when nothing is. Raises what reading raises."""
    wrong: list[Wrong] = []
    store = me.keys
    if isinstance(store, FolderKeys):
        wrong += [Wrong(Fault.COPIES, words) for words in store.differences()]
    try:
        document = store.read().document
    except Problem as problem:
        return [*wrong, Wrong(Fault.UNREADABLE, str(problem))]
    with me.database.read() as session:
        members = standings(session)
        now = by_the_server(session, store, me.clock()) or me.clock()
    names = {str(one.id): one.name for one in me.directory.members}
    wrong += _slots(document, {one: standing.state for one, standing in members.items()}, names)
    wrong += _older_keys(me, document, members, names)
    expired = [slot for slot in document.slots if slot.expires_at and slot.expires_at <= now]
    wrong += [
        Wrong(
            Fault.EXPIRED,
            f"an expired code of {names.get(slot.holder, 'somebody')} is still there.",
        )
        for slot in expired
    ]
    if document.key_change:
        said = "a change of keys was begun and not finished; sign in to finish it."
        wrong.append(Wrong(Fault.UNFINISHED, said))
    return wrong


def _older_keys(
    me: SignedIn, document: KeyDocument, members: dict[str, Standing], names: dict[str, str]
) -> list[Wrong]:
    """Whether somebody put an older key document back: by the database, and by the copies."""
    wrong = [
        Wrong(
            Fault.OLDER,
            f"the way in of {names.get(holder, 'somebody')} is an older one than the school’s "
            "file knows.",
        )
        for holder, standing in members.items()
        if standing.state is MemberState.ACTIVE
        and any(slot.holder == holder for slot in document.slots)
        and slot_for_key(document, uuid.UUID(holder), standing.public_key) is None
    ]
    if me.database.location.is_server:
        return wrong
    for copy in copies_of(me.database, me.keys, me.clock)[:_COPIES]:
        with suppress(OSError, UnreadableKeys, Problem):
            kept = from_bytes(files.read(copy.keys))
            if kept.school_id == document.school_id and kept.revision > document.revision:
                said = (
                    "the key file is older than the one that was kept with the copy of "
                    f"{date_for_people(copy.day)}: somebody put an old one back."
                )
                wrong.append(Wrong(Fault.OLDER, said))
                break
    return wrong


def _slots(
    document: KeyDocument, states: dict[str, MemberState | None], names: dict[str, str]
) -> list[Wrong]:
    wrong: list[Wrong] = []
    if document.slot_of(RECOVERY) is None:
        wrong.append(Wrong(Fault.NO_SAFE, "there is no way in with the code from the safe."))
    with_password = {
        slot.holder for slot in document.slots if slot.kind in (SlotKind.PASSWORD, SlotKind.FRESH)
    }
    for holder, state in states.items():
        name = names.get(holder, "somebody")
        if state is MemberState.ACTIVE and holder not in with_password:
            wrong.append(Wrong(Fault.NO_WAY_IN, f"{name} is a member and has no way in."))
        gone = state in (MemberState.SUSPENDED, MemberState.REMOVED)
        if gone and any(slot.holder == holder for slot in document.slots):
            wrong.append(Wrong(Fault.HAS_LEFT, f"{name} has left and still has a way in."))
    strangers = {slot.holder for slot in document.slots} - states.keys() - {RECOVERY}
    if strangers:
        wrong.append(Wrong(Fault.STRANGERS, f"{len(strangers)} ways in belong to nobody."))
    return wrong
