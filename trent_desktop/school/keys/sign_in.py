"""Signing in: a name and a password become the keys of a member, or a refusal in words."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from trent_desktop.clock import Clock
from trent_desktop.problems import LaptopNotKnown, SchoolAway, SignInRefused
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.laptops.second_factor import factor_by_code, factor_here
from trent_desktop.school.keys.passwords import Attempts
from trent_desktop.storage.cipher import CannotOpen, cheap_cost, dear_cost, derive
from trent_desktop.storage.key_slots import (
    KeyDocument,
    Opened,
    Slot,
    name_tag,
    open_derived,
    plain_password,
)
from trent_desktop.storage.key_store import FoundKeys, key_store
from trent_desktop.storage.location import Location


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody whose name and password belong together.

    `derived` is what the password became, `factor` her second factor if she has one;
    `laptop_code` the one-time code that let this laptop in just now.
    """

    member_id: uuid.UUID
    document: KeyDocument
    slot: Slot
    opened: Opened = field(repr=False)
    derived: bytes = field(repr=False)
    factor: bytes | None = field(repr=False)
    laptop_code: str = field(repr=False)
    notices: tuple[str, ...]
    away: bool


def enter(
    location: Location,
    laptop: Laptop,
    name: str,
    password: str,
    clock: Clock,
    laptop_code: str = "",
) -> Entered:
    """Check a name and a password against the key slots.

    Raises `SignInRefused` without saying which half was wrong; an unknown name takes as long as
    a wrong password. Raises `LaptopNotKnown` when she needs a known laptop and this is none,
    `CodeRefused` for a wrong `laptop_code`; `NotASchool`, `DamagedKeys`, or `SchoolAway` when the
    share is away and she never signed in on this laptop.
    """
    found, away = _keys(location, laptop)
    document = found.document
    laptop.meet(document.school_id)
    attempts = Attempts(laptop.attempts_file, clock)
    tag = name_tag(document.school_id, name)
    attempts.check(tag)
    slots = document.slots_named(name) if name.strip() else ()
    if not slots:
        derive(password, cheap_cost() if document.is_sample else dear_cost())
    for slot in slots:
        derived = derive(plain_password(password), slot.cost)
        factor, used = _factor(document, laptop, slot, laptop_code, clock())
        try:
            opened = open_derived(document.school_id, slot, derived, factor)
        except CannotOpen:
            continue
        attempts.succeeded(tag)
        member_id = uuid.UUID(slot.holder)
        return Entered(
            member_id, document, slot, opened, derived, factor, used, found.notices, away
        )
    raise _refused(attempts, tag)


def _factor(
    document: KeyDocument, laptop: Laptop, slot: Slot, code: str, now: dt.datetime
) -> tuple[bytes | None, str]:
    """The slot's second factor, and the code it was found with, if it was one."""
    if slot.second_factor is None:
        return None, ""
    here = factor_here(laptop.secrets, slot)
    if here is not None:
        return here, ""
    if code.strip():
        return factor_by_code(document.school_id, slot, code, now), code
    raise LaptopNotKnown(
        "Your roles ask for a laptop that is known, and this one is not yet.",
        what_to_do="Type the one-time code that your other laptop shows, or that an "
        "administrator gave you.",
    )


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
