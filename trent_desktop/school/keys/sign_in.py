"""Signing in: a name and a password become the keys of a member, or a refusal in words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from trent_desktop.clock import Clock
from trent_desktop.problems import (
    DamagedKeys,
    LaptopNotKnown,
    NotASchool,
    Problem,
    SchoolAway,
    SchoolSilent,
    SignInRefused,
)
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.laptops.second_factor import factor_by_code, factor_here
from trent_desktop.school.keys.passwords import Attempts
from trent_desktop.storage import troubles
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
    `laptop_code` the one-time code that let this laptop in just now. `for_ict` has what only the
    ICT Lead should hear of the keys; `trouble` why they could not be read from the school's
    folder, so that those on this laptop counted; None when they could.
    """

    member_id: uuid.UUID
    document: KeyDocument
    slot: Slot
    opened: Opened = field(repr=False)
    derived: bytes = field(repr=False)
    factor: bytes | None = field(repr=False)
    laptop_code: str = field(repr=False)
    for_ict: tuple[str, ...]
    trouble: Problem | None


def enter(
    location: Location,
    laptop: Laptop,
    name: str,
    password: str,
    clock: Clock,
    laptop_code: str = "",
    *,
    here_only: bool = False,
) -> Entered:
    """Check a name and a password against the key slots; `here_only` against this laptop's alone.

    Raises `SignInRefused` without saying which half was wrong; an unknown name takes as long as
    a wrong password. Raises `LaptopNotKnown` when she needs a known laptop and this is none,
    `CodeRefused` for a wrong `laptop_code`; `NotASchool`, `DamagedKeys`, or `SchoolAway` when the
    school's keys cannot be read, or are not those of today, and she never signed in on this laptop.
    """
    found, trouble = _kept(laptop) if here_only else _keys(location, laptop)
    document = found.document
    laptop.turn_to(document.school_id)
    attempts = Attempts(laptop.attempts_file, clock)
    tag = name_tag(document.school_id, name)
    attempts.check(tag)
    slots = document.slots_named(name) if name.strip() else ()
    if not slots:
        derive(password, cheap_cost() if document.is_sample else dear_cost())
    for slot in slots:
        derived = derive(plain_password(password), slot.cost)
        factor, used = _factor(
            document,
            laptop,
            slot,
            laptop_code,
            lambda: clock() if here_only else key_store(location).now(clock),
        )
        try:
            opened = open_derived(document.school_id, slot, derived, factor)
        except CannotOpen:
            continue
        attempts.succeeded(tag)
        member_id = uuid.UUID(slot.holder)
        return Entered(
            member_id, document, slot, opened, derived, factor, used, found.for_ict, trouble
        )
    if trouble is not None and not slots and name.strip():
        raise not_known_here(trouble)
    if trouble is None:
        _require_todays_keys(location, laptop, document, name, password)
    raise _refused(attempts, tag, away=trouble is not None)


def _factor(
    document: KeyDocument, laptop: Laptop, slot: Slot, code: str, now: Callable[[], dt.datetime]
) -> tuple[bytes | None, str]:
    """The slot's second factor, and the code it was found with, if it was one."""
    if slot.second_factor is None:
        return None, ""
    here = factor_here(laptop.secrets, slot)
    if here is not None:
        return here, ""
    if code.strip():
        return factor_by_code(document.school_id, slot, code, now()), code
    raise LaptopNotKnown(
        "Your roles need a known laptop, and this one is not known yet.",
        what_to_do="Type the one-time code that your other laptop shows, or that an "
        "administrator gave you.",
    )


def not_known_here(trouble: Problem) -> Problem:
    """The same trouble, as it is told to somebody who never signed in on this laptop."""
    trouble.words = f"{trouble.words} {troubles.NEW_HERE}"
    return trouble


def _keys(location: Location, laptop: Laptop) -> tuple[FoundKeys, Problem | None]:
    try:
        return key_store(location).read(), None
    except (SchoolAway, DamagedKeys, NotASchool) as trouble:
        cached = laptop.cached_keys()
        if cached is None:
            if isinstance(trouble, SchoolAway):
                raise not_known_here(trouble) from trouble.__cause__
            raise
        if isinstance(trouble, NotASchool):  # it was one
            gone = troubles.SERVER_NO_SCHOOL if location.is_server else troubles.EMPTIED
            return FoundKeys(cached), gone.problem(location.shown)
        return FoundKeys(cached), trouble


def _kept(laptop: Laptop) -> tuple[FoundKeys, Problem]:
    """What this laptop keeps. Raises `SchoolSilent` when that is nothing."""
    cached = laptop.cached_keys()
    if cached is None:
        raise SchoolSilent.at_the_door()
    return FoundKeys(cached), SchoolSilent()


def _require_todays_keys(
    location: Location,
    laptop: Laptop,
    document: KeyDocument,
    name: str,
    password: str,
) -> None:
    """She is not called wrong where somebody put other keys into the folder (rule 78)."""
    cached = laptop.keys_before()
    if cached is None or not cached.slots_named(name):
        return
    if cached.school_id != document.school_id:
        raise troubles.OTHER_SCHOOL.problem(location.shown)
    if document.revision >= laptop.keys_seen(document.school_id):
        return
    if not document.slots_named(name) or any(
        _opens(cached, laptop, slot, password) for slot in cached.slots_named(name)
    ):
        raise troubles.OLDER_KEYS.problem(location.shown)


def _opens(document: KeyDocument, laptop: Laptop, slot: Slot, password: str) -> bool:
    derived = derive(plain_password(password), slot.cost)
    factor = factor_here(laptop.secrets, slot) if slot.second_factor else None
    try:
        open_derived(document.school_id, slot, derived, factor)
    except CannotOpen:
        return False
    return True


def _refused(attempts: Attempts, tag: str, *, away: bool) -> SignInRefused:
    attempts.missed(tag)
    more = (
        " While the school's folder cannot be used, only the password counts that you last used "
        "on this laptop."
    )
    return SignInRefused(
        "The name and the password do not belong together.",
        what_to_do=f"Check both, and whether Caps Lock is on.{more if away else ''}",
    )
