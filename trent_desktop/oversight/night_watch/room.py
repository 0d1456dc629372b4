"""How long there is room, judged by what earlier evenings found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from trent_desktop.oversight.night_watch.values import Finding, Kind, State, What

#: Beside the school there should be room for so many more copies, and a little (in mebibytes).
COPIES_OF_ROOM: Final = 3
LEAST_ROOM: Final = 200
#: A share that will be full within so many days must be seen to now.
SOON_DAYS: Final = 60
#: Two evenings say little: somebody may just have put a film there.
_LEAST_DAYS: Final = 5
_MOST_DAYS: Final = 60

#: What was found on earlier evenings, by day.
History = Sequence[tuple[dt.date, tuple[Finding, ...]]]


def judged(
    kind: Kind, today: dt.date, *, free: int, used: int, needed: int, history: History
) -> Finding:
    """Whether there is room, and for how many days: all in mebibytes.

    `used` by the school and its copies there, `needed` by one copy. The growth is what was lost of
    the free room since the oldest evening of the last two months, or what the school took, if that
    is more: others fill a share too.
    """
    numbers = {"free": free, "used": used, "needed": needed}
    a_day = _growth(kind, today, free, used, history)
    if a_day > 0:
        numbers["days"] = max(0, int((free - needed) / a_day))
    if free < COPIES_OF_ROOM * needed + LEAST_ROOM:
        return Finding(kind, State.WRONG, What.NO_ROOM, numbers)
    if numbers.get("days", SOON_DAYS + 1) <= SOON_DAYS:
        return Finding(kind, State.WRONG, What.FULL_SOON, numbers)
    return Finding(kind, State.WELL, None, numbers)


def _growth(kind: Kind, today: dt.date, free: int, used: int, history: History) -> float:
    """Mebibytes a day; 0 where it is not known, or nothing grows."""
    then = [
        (day, one.numbers)
        for day, findings in history
        for one in findings
        if one.kind is kind
        and {"free", "used"} <= one.numbers.keys()
        and _LEAST_DAYS <= (today - day).days <= _MOST_DAYS
    ]
    if not then:
        return 0.0
    day, before = min(then, key=lambda one: one[0])
    grown = max(before["free"] - free, used - before["used"])
    return grown / (today - day).days
