"""What was found in the evening, in words: what is wrong, and what to do about it.

Home may be seen by a class, so nothing here names anybody or says what a report is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import NEWER
from trent_desktop.oversight.night_watch.values import Finding, Kind, Stands, State, Watch, What


class Door(StrEnum):
    """The page on which something is done about it."""

    COPIES = "copies"
    MEMBERS = "members"
    MINE = "mine"
    SAFE = "safe"
    NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in words. `do` is one sentence, empty where nothing must be done."""

    words: str
    do: str = ""
    door: Door = Door.NOWHERE


_NETWORK: Final = "Tell whoever looks after the network"

TITLES: Final = {
    Kind.FILE: "The school’s file",
    Kind.LOCKS: "Two laptops at once",
    Kind.CHAIN: "The trail of who did what",
    Kind.KEYS: "The key file",
    Kind.WAYS_IN: "Everybody’s way in",
    Kind.COPY: "The copy beside the school",
    Kind.SECOND_COPY: "The copy in the second place",
    Kind.OLDER_COPIES: "Older copies beside the school",
    Kind.SECOND_OLDER: "Older copies in the second place",
    Kind.ROOM: "Room beside the school",
    Kind.SECOND_ROOM: "Room in the second place",
    Kind.CLOCK: "Clocks",
}

_PLACES: Final = {
    Kind.COPY: "beside the school",
    Kind.SECOND_COPY: "in the second place",
    Kind.OLDER_COPIES: "beside the school",
    Kind.SECOND_OLDER: "in the second place",
    Kind.ROOM: "beside the school",
    Kind.SECOND_ROOM: "in the second place",
}


def said(finding: Finding) -> Said:
    """One finding in words."""
    if finding.state is State.WELL:
        return Said(_WELL[finding.kind](finding))
    if finding.what is None:
        return Said(f"{NEWER}.", "Install the newer Trent Desktop on this laptop to read it.")
    make = _WRONG.get(finding.what)
    return make(finding) if make else Said("It could not be looked at.")


def line_of(watch: Watch) -> Said:
    """All of it in one line."""
    if watch.stands is Stands.NOT_YET:
        return Said("The school’s file and copies are looked at for the first time this evening.")
    if watch.stands is Stands.OLD:
        since = "yet" if watch.days_ago is None else f"for {_days(watch.days_ago)}"
        return Said(
            f"Nobody’s laptop has looked at the school’s file and copies {since}.",
            "After four o’clock, leave one laptop signed in and untouched for ten minutes.",
        )
    if not watch.wrong:
        return Said("The school’s file and its copies are in good order.")
    first, *more = watch.wrong
    found = said(first)
    rest = ""
    if more:
        rest = f" {'One more thing' if len(more) == 1 else f'{len(more)} more things'} must be seen to."
    return Said(found.words, f"{found.do}{rest}", found.door)


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count:,} days"


def _size(mebibytes: int) -> str:
    return f"{mebibytes / 1024:,.1f} GB" if mebibytes >= 1024 else f"{mebibytes:,} MB"


def _copy_well(one: Finding) -> str:
    days = one.numbers.get("days", 0)
    age = {0: "today’s", 1: "yesterday’s"}.get(days, f"{_days(days)} old")
    return f"The newest is {age}. It opens with its own keys and holds what the school holds."


def _older_well(one: Finding) -> str:
    day = _day(one)
    if not day:
        return "There is none yet."
    return f"One is read each evening in turn. That of {day} opens, and is whole."


def _day(one: Finding) -> str:
    with suppress(ValueError, OverflowError):
        return date_for_people(dt.date.fromordinal(one.numbers.get("day", 0)))
    return ""


def _which(one: Finding) -> tuple[str, bool]:
    """Of which copies it is said, and whether they are several."""
    count = one.numbers.get("count", 1)
    day = f"of {_day(one)} " if _day(one) else ""
    which = f"copy {day}{_PLACES.get(one.kind, '')}"
    if count < 2:
        return f"The {which}", False
    more = "one more" if count == 2 else f"{count - 1:,} more"
    return f"The {which}, and {more} of the older ones,", True


def _older_spoilt(one: Finding) -> Said:
    which, several = _which(one)
    verb, no = (
        ("do not open, or have", "They are") if several else ("does not open, or has", "It is")
    )
    return Said(
        f"{which} {verb} a part that does not read. {no} of no use.",
        f"{_NETWORK}: the disk may be failing.",
        Door.COPIES,
    )


def _older_gone(one: Finding) -> Said:
    which, several = _which(one)
    verb = (
        "are gone, and the program has not let go of them"
        if several
        else ("is gone, and the program has not let go of it")
    )
    return Said(
        f"{which} {verb}.",
        "Ask whoever looks after the network who took it away."
        if not several
        else "Ask whoever looks after the network who took them away.",
        Door.COPIES,
    )


def _room_well(one: Finding) -> str:
    free = f"{_size(one.numbers.get('free', 0))} are free."
    days = one.numbers.get("days")
    return f"{free} At the present growth that is enough for {_days(days)}." if days else free


def _ways_in_well(one: Finding) -> str:
    count = one.numbers.get("count", 0)
    return "Each member has one." if count == 1 else f"Each of the {count:,} members has one."


_WELL: Final[dict[Kind, Callable[[Finding], str]]] = {
    Kind.FILE: lambda _: "Every page of it was read, and is whole.",
    Kind.LOCKS: lambda one: (
        "Two laptops wait for each other as they should: last proved "
        + ("today." if not one.numbers.get("days") else f"{_days(one.numbers['days'])} before.")
    ),
    Kind.CHAIN: lambda one: (
        f"{one.numbers['entries']:,} entries, each bound to the one before."
        if "entries" in one.numbers
        else "Each entry is bound to the one before."
    ),
    Kind.KEYS: lambda _: "Both copies of it are the same.",
    Kind.WAYS_IN: _ways_in_well,
    Kind.COPY: _copy_well,
    Kind.SECOND_COPY: _copy_well,
    Kind.OLDER_COPIES: _older_well,
    Kind.SECOND_OLDER: _older_well,
    Kind.ROOM: _room_well,
    Kind.SECOND_ROOM: _room_well,
    Kind.CLOCK: lambda _: "The laptop that looked and the server have the same time.",
}


def _copy(words: str, do: str) -> Callable[[Finding], Said]:
    return lambda one: Said(words.format(place=_PLACES.get(one.kind, "")), do, Door.COPIES)


def _late(one: Finding) -> Said:
    days = _days(one.numbers.get("days", 0))
    return Said(
        f"The newest copy {_PLACES.get(one.kind, '')} is {days} old.",
        "Open Copies, and make one now.",
        Door.COPIES,
    )


def _full(one: Finding) -> Said:
    place, free = _PLACES.get(one.kind, ""), _size(one.numbers.get("free", 0))
    if one.what is What.FULL_SOON:
        days = _days(one.numbers.get("days", 0))
        words = f"At the present growth the disk is full in {days}: {free} are free {place}."
    else:
        words = f"There is hardly any room {place}: {free} are free."
    return Said(
        words,
        f"{_NETWORK} that the disk needs more room, or let copies take less.",
        Door.COPIES,
    )


def _clock(one: Finding) -> Said:
    minutes = one.numbers.get("minutes", 0)
    far = f"{abs(minutes):,} minutes"
    if abs(minutes) >= 48 * 60:
        far = _days(round(abs(minutes) / 1440))
    way = "ahead of" if minutes > 0 else "behind"
    return Said(
        f"The clock of the laptop that looked is {far} {way} the server’s.",
        f"{_NETWORK}: one of the two must be set right.",
    )


def _no_way_in(one: Finding) -> Said:
    count = one.numbers.get("count", 1)
    who = "One member has no way in." if count == 1 else f"{count:,} members have no way in."
    return Said(who, "Open Members, and give a new slip.", Door.MEMBERS)


def _left(one: Finding) -> Said:
    count = one.numbers.get("count", 1)
    who = "Somebody who has left still has" if count == 1 else f"{count:,} who have left still have"
    return Said(f"{who} a way in.", "Sign out and in again, which takes it away.")


def _away(one: Finding) -> Said:
    days = one.numbers.get("days", 0)
    if one.state is State.UNSEEN:
        return Said("The laptop that looked does not reach it.")
    return Said(
        f"The second place for copies was not reached for {_days(days)}.",
        "See that its disk or server is on, or name another place.",
        Door.COPIES,
    )


_OLD_KEYS: Final = Said(
    "The key file is an older one: somebody put it back.",
    f"{_NETWORK}: the newer one lies beside the newest copy.",
)

_WRONG: Final[dict[What, Callable[[Finding], Said]]] = {
    What.SERVERS_OWN: lambda _: Said(
        "The database server’s own backups hold this school: see that they run."
    ),
    What.NOT_NOW: lambda _: Said("It could not be looked at just then; it is tried again."),
    What.NONE_SET: lambda _: Said("There is no second place for copies."),
    What.NEVER_TRIED: lambda _: Said("Not tried yet: it is tried when two laptops are in."),
    What.DAMAGED: lambda _: Said(
        "The school’s file is damaged.",
        f"{_NETWORK} at once: it is put back from a copy.",
        Door.COPIES,
    ),
    What.BROKEN: lambda one: Said(
        f"The trail of who did what is broken at entry {one.numbers.get('at', 0):,}: somebody "
        "changed what was written down.",
        f"{_NETWORK} and the Headteacher: an older copy shows what was there.",
        Door.COPIES,
    ),
    What.LIE: lambda _: Said(
        "Two laptops cannot use the school’s folder at once: its locks do not hold.",
        f"{_NETWORK}: nothing is saved from the laptop that looked until that is put right.",
    ),
    What.COPIES_DIFFER: lambda _: Said(
        "One of the two copies of the key file is damaged, gone or old.",
        "Change your password once, which writes both again.",
        Door.MINE,
    ),
    What.UNREADABLE: lambda _: Said(
        "The key file cannot be read.",
        f"{_NETWORK} at once: one lies beside the newest copy.",
        Door.COPIES,
    ),
    What.OLDER: lambda _: _OLD_KEYS,
    What.UNFINISHED: lambda _: Said(
        "A change of the school’s keys was begun and not finished.",
        "Sign out and in again, which finishes it.",
    ),
    What.NO_SAFE: lambda _: Said(
        "There is no way in with the code in the safe.",
        "Make a new code, and put it into the safe.",
        Door.SAFE,
    ),
    What.NO_WAY_IN: _no_way_in,
    What.HAS_LEFT: _left,
    What.STRANGERS: lambda one: Said(
        "The key file holds a way in that belongs to no member."
        if one.numbers.get("count", 1) == 1
        else f"The key file holds {one.numbers['count']:,} ways in that belong to no member.",
        "Sign out and in again, which takes it away; if it comes back, tell the Headteacher.",
    ),
    What.MISSING: _copy("There is no copy {place}.", "Open Copies, and make one now."),
    What.LATE: _late,
    What.NOT_WHOLE: _copy(
        "The newest copy {place} is not whole: it does not open, or a part does not read.",
        "Open Copies, and make one now; if this comes again, tell whoever looks after the network.",
    ),
    What.AHEAD: _copy(
        "The copy {place} holds more than the school’s file: an older file was put back.",
        f"{_NETWORK}, and change nothing until it is clear who did that.",
    ),
    What.AWAY: _away,
    What.NO_ROOM: _full,
    What.FULL_SOON: _full,
    What.OFF: _clock,
    What.OLDER_SPOILT: _older_spoilt,
    What.OLDER_GONE: _older_gone,
}
