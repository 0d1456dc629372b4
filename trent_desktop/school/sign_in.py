"""Signing in: a name and a password become the keys of a member, or a refusal in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from trent_desktop.clock import Clock
from trent_desktop.problems import SchoolAway, SignInRefused
from trent_desktop.school.laptop import Laptop
from trent_desktop.school.passwords import Attempts
from trent_desktop.storage.cipher import CannotOpen, cheap_cost, dear_cost, derive
from trent_desktop.storage.key_slots import KeyDocument, Opened, Slot, name_tag, open_slot
from trent_desktop.storage.key_store import FoundKeys, key_store
from trent_desktop.storage.location import Location


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody whose name and password belong together."""

    member_id: uuid.UUID
    document: KeyDocument
    slot: Slot
    opened: Opened = field(repr=False)
    notices: tuple[str, ...]
    away: bool


def enter(location: Location, laptop: Laptop, name: str, password: str, clock: Clock) -> Entered:
    """Check a name and a password against the key slots.

    Raises `SignInRefused` without saying which half was wrong; an unknown name takes as long as
    a wrong password. Raises `NotASchool`, `DamagedKeys`, or `SchoolAway` when the share is away
    and she never signed in on this laptop.
    """
    found, away = _keys(location, laptop)
    document = found.document
    attempts = Attempts(laptop.attempts_file, clock)
    tag = name_tag(document.school_id, name)
    attempts.check(tag)
    slot = document.slot_named(name) if name.strip() else None
    if slot is None:
        derive(password, cheap_cost() if document.is_sample else dear_cost())
        raise _refused(attempts, tag)
    try:
        opened = open_slot(document.school_id, slot, password)
    except CannotOpen as error:
        raise _refused(attempts, tag) from error
    attempts.succeeded(tag)
    return Entered(uuid.UUID(slot.holder), document, slot, opened, found.notices, away)


def _keys(location: Location, laptop: Laptop) -> tuple[FoundKeys, bool]:
    try:
        return key_store(location).read(), False
    except SchoolAway:
        cached = laptop.cached_keys()
        if cached is None:
            raise
        return FoundKeys(cached), True


def _refused(attempts: Attempts, tag: str) -> SignInRefused:
    attempts.missed(tag)
    return SignInRefused(
        "The name and the password do not belong together.",
        what_to_do="Check both, and whether Caps Lock is on.",
    )
