"""Which copies stay, and which are let go of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress

from trent_desktop import files
from trent_desktop.storage.copies.names import DAMAGED, REPLACED, Copy

DAYS, WEEKS, MONTHS = 14, 8, 24
#: However large they are, the newest whole ones stay.
_ALWAYS = 3
_NOT_WHOLE = 3
_NOT_OPENED = 3
_BEFORE = 3
#: What a copy was put in the place of may be all that there is of what was written since that copy:
#: whoever tries several in one morning would lose just that one.
_REPLACED = (REPLACED, DAMAGED)


def to_let_go(copies: Sequence[Copy], today: dt.date, most_bytes: int) -> list[Copy]:
    """Those that need not be kept any more, of the copies of one folder.

    Fourteen days, the first of each of eight weeks and of twenty-four months stay; of those made
    before a change the newest three of each sort, and of what was there before one was put back all of
    fourteen days. Of those that nobody has opened yet the newest
    three stay, and of days without a whole one as many as of whole ones. When they are together more than `most_bytes`
    the oldest go, never the newest whole ones, nor what was there before. Copies of days that have not come are a history of
    their own: whether that clock was wrong or this one, none goes for the sake of the others.
    """
    daily = [one for one in copies if not one.before]
    whole = [one for one in daily if one.whole]
    keep: set[Copy] = set()
    for history in (
        [one for one in whole if one.day <= today],
        [one for one in whole if one.day > today],
    ):
        keep |= _thinned(history)
    unopened = [one for one in daily if not one.opened]
    days = {one.day for one in whole}
    keep |= set(_newest_first(unopened)[:_NOT_OPENED])
    keep |= _thinned([one for one in unopened if one.day not in days])
    spoilt = [one for one in daily if one.opened and not one.whole]
    keep |= set(_newest_first(spoilt)[:_NOT_WHOLE])
    for sort in {one.before for one in copies if one.before}:
        keep |= set(_newest_first(one for one in copies if one.before == sort)[:_BEFORE])
    replaced = {
        one
        for one in copies
        if one.before in _REPLACED and today - one.day < dt.timedelta(days=DAYS)
    }
    keep |= replaced
    always = {*_newest_first(one for one in whole if one.day <= today)[:_ALWAYS], *replaced}
    keep -= _too_much(keep, always, most_bytes)
    return [one for one in copies if one not in keep]


def let_go(copies: Iterable[Copy]) -> None:
    """Remove them, each with its keys. What cannot be removed stays for the next time."""
    for one in copies:
        with suppress(OSError):
            files.remove(one.path)
            files.remove(one.keys)


def _thinned(history: Sequence[Copy]) -> set[Copy]:
    newest = _newest_first(history)
    return {
        *newest[:DAYS],
        *_first_of_each(newest, lambda day: tuple(day.isocalendar())[:2])[:WEEKS],
        *_first_of_each(newest, lambda day: (day.year, day.month))[:MONTHS],
    }


def _first_of_each(newest: Sequence[Copy], period: Callable[[dt.date], Hashable]) -> list[Copy]:
    """The first copy of each period, the newest period first."""
    first: dict[Hashable, Copy] = {}
    for one in newest:
        first[period(one.day)] = one
    return list(first.values())


def _too_much(keep: set[Copy], always: set[Copy], most_bytes: int) -> set[Copy]:
    size = sum(one.size for one in keep)
    gone: set[Copy] = set()
    # What is not whole first: it is there for the day on which there is nothing better.
    for one in sorted(keep - always, key=lambda one: (one.whole, one.day, one.path.name)):
        if size <= most_bytes:
            break
        size -= one.size
        gone.add(one)
    return gone


def _newest_first(copies: Iterable[Copy]) -> list[Copy]:
    return sorted(copies, key=lambda one: (one.day, one.path.name), reverse=True)
