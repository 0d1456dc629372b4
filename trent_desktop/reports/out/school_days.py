"""School days, counted as Mondays to Fridays. Holidays are not known here."""

from __future__ import annotations

import datetime as dt


def school_days_between(first: dt.date, last: dt.date) -> int:
    """How many Mondays to Fridays lie after `first`, `last` included."""
    whole, rest = divmod(max(0, (last - first).days), 7)
    days = (first + dt.timedelta(days=one) for one in range(1, rest + 1))
    return whole * 5 + sum(day.weekday() < 5 for day in days)


def school_days_after(first: dt.date, count: int) -> dt.date:
    """The day that is `count` school days after `first`."""
    day = first
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day
