"""The time, as something that can be handed in, so that tests and samples choose their own."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

#: Gives the present moment, with a zone.
Clock = Callable[[], dt.datetime]


#: So many years after which the days of the week and the leap years are the same.
_CYCLE, _FIRST_YEAR = 28, 1971


def moment_at(seconds: float) -> dt.datetime:
    """The moment so many seconds after the beginning of 1970, or before it, in UTC.

    Windows itself knows of none before it. Raises `OverflowError` outside the calendar.
    """
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)


def on_the_wall(moment: dt.datetime) -> dt.datetime:
    """A moment with the zone that this computer's clock has, or had, then.

    One without a zone is taken for what the clock showed. Windows does not know what the clock
    showed before 1970; the rules of some later year with the same calendar are taken then.
    """
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        later = moment
        while later.year <= _FIRST_YEAR:
            later = later.replace(year=later.year + _CYCLE)
        offset = later.astimezone().utcoffset() or dt.timedelta()
        zone = dt.timezone(offset)
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def system_clock() -> dt.datetime:
    """The present moment in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC)


def going_on_from(moment: dt.datetime) -> Clock:
    """A clock that shows this now: the one of another process, which could not come along."""
    began = time.monotonic()
    return lambda: moment + dt.timedelta(seconds=time.monotonic() - began)
