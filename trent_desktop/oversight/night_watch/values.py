"""What is found in the evening, as plain values: kinds and numbers, and nobody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, cast

from trent_desktop.newer import body_read, day_read, known, words_read

#: Nobody has looked for longer than this: a week's holiday is no alarm, two are.
OLD_AFTER: Final = dt.timedelta(days=7)
_PARTS: Final = 4  # of what is kept of a copy


class Kind(StrEnum):
    """What was looked at, in the order in which it is told."""

    FILE = "file"
    LOCKS = "locks"
    CHAIN = "chain"
    KEYS = "keys"
    WAYS_IN = "ways-in"
    COPY = "copy"
    SECOND_COPY = "second-copy"
    OLDER_COPIES = "older-copies"
    SECOND_OLDER = "second-older"
    ROOM = "room"
    SECOND_ROOM = "second-room"
    CLOCK = "clock"


class State(StrEnum):
    """How it was found. `UNSEEN`: it could not be looked at, or there is none to look at."""

    WELL = "well"
    WRONG = "wrong"
    UNSEEN = "unseen"


class What(StrEnum):
    """What exactly, where it is not simply well."""

    SERVERS_OWN = "servers-own"  # the database server's own backups hold this school
    NOT_NOW = "not-now"  # it could not be looked at just then
    NONE_SET = "none-set"  # there is no second place
    NEVER_TRIED = "never-tried"
    DAMAGED = "damaged"
    BROKEN = "broken"
    LIE = "lie"
    COPIES_DIFFER = "copies-differ"
    UNREADABLE = "unreadable"
    OLDER = "older"
    UNFINISHED = "unfinished"
    NO_SAFE = "no-safe"
    NO_WAY_IN = "no-way-in"
    HAS_LEFT = "has-left"
    STRANGERS = "strangers"
    MISSING = "missing"
    LATE = "late"
    NOT_WHOLE = "not-whole"
    AHEAD = "ahead"  # the copy holds more than the school's file
    AWAY = "away"
    NO_ROOM = "no-room"
    FULL_SOON = "full-soon"
    OFF = "off"
    OLDER_SPOILT = "older-spoilt"
    OLDER_GONE = "older-gone"


class How(StrEnum):
    """How a copy was found that is not the newest."""

    HELD = "held"
    BAD = "bad"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SeenCopy:
    """A copy as evenings remember it. `name`: what tells it from others, with nobody's name in it.

    `on`: when it was read last, or found to be gone; None for one that nobody has read since.
    """

    name: str
    day: dt.date
    how: How
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `what` is None for what a newer program made up.

    Numbers by name: ``count``, ``days``, ``day`` (as `date.toordinal` gives it), ``place``,
    ``entries``, ``at``, ``minutes``, and in mebibytes ``free``, ``used`` and ``needed``. `copies`:
    for the next evening, which go on with them.
    """

    kind: Kind
    state: State
    what: What | None = None
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    copies: tuple[SeenCopy, ...] = ()


class Stands(StrEnum):
    """What the last look comes to."""

    WELL = "well"
    WRONG = "wrong"
    OLD = "old"  # nobody has looked for too long
    NOT_YET = "not-yet"  # the school is too new to have been looked at


@dataclass(frozen=True, slots=True)
class Watch:
    """The last look: when, what was found, and how many days ago; None for never."""

    stands: Stands
    at: dt.datetime | None = None
    findings: tuple[Finding, ...] = ()
    days_ago: int | None = None

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What must be seen to, the worst first."""
        order = list(Kind)
        found = [one for one in self.findings if one.state is State.WRONG]
        return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def as_json(findings: Iterable[Finding]) -> dict[str, Any]:
    """As a row keeps it."""
    return {
        "findings": [
            {
                "kind": one.kind.value,
                "state": one.state.value,
                "what": one.what.value if one.what else "",
                "numbers": dict(one.numbers),
                **({"copies": [_kept(seen) for seen in one.copies]} if one.copies else {}),
            }
            for one in findings
        ]
    }


def from_json(found: object) -> tuple[Finding, ...]:
    """What a row holds, as far as this program understands it."""
    listed = body_read(found).get("findings")
    if not isinstance(listed, list):
        return ()
    read: list[Finding] = []
    for one in map(body_read, cast("Sequence[object]", listed)):
        kind, state = known(Kind, one.get("kind")), known(State, one.get("state"))
        if kind is None or state is None:
            continue
        numbers = {
            name: value
            for name, value in body_read(one.get("numbers")).items()
            if isinstance(value, int)
        }
        what = known(What, words_read(one.get("what")))
        read.append(Finding(kind, state, what, numbers, _copies_in(one.get("copies"))))
    return tuple(read)


def _kept(seen: SeenCopy) -> list[str]:
    on = seen.on.isoformat() if seen.on else ""
    return [seen.name, seen.day.isoformat(), seen.how.value, on]


def _copies_in(kept: object) -> tuple[SeenCopy, ...]:
    read: list[SeenCopy] = []
    for one in cast("list[object]", kept) if isinstance(kept, list) else []:
        if not isinstance(one, list) or len(cast("list[object]", one)) < _PARTS:
            continue
        name, day, how, on = map(words_read, cast("list[object]", one)[:_PARTS])
        at, found = day_read(day), known(How, how)
        if name and at is not None and found is not None:
            read.append(SeenCopy(name, at, found, day_read(on)))
    return tuple(read)
