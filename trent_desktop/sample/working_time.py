"""When staff are at work: adding minutes and days to a moment without leaving school hours."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

from trent_desktop.sample.school_year import in_london

#: When the earliest comes and the last goes.
_COME, _GO = dt.time(7, 50), dt.time(17, 10)


class WorkingTime:
    """The working hours of the days on which the school is open, in order."""

    def __init__(self, days: Sequence[dt.date]) -> None:
        self._days = days

    def after(self, moment: dt.datetime, minutes: float) -> dt.datetime | None:
        """`minutes` of working time after `moment`; None when that is past the last day."""
        # By the wall's clock of that day: half a year on it is another one than at the beginning.
        zone = in_london(moment.date(), dt.time()).tzinfo
        at = self._into_hours(moment.astimezone(zone))
        while at is not None:
            end = in_london(at.date(), _GO)
            left = (end - at).total_seconds() / 60
            if minutes <= left:
                # By the clock of that day: what began in summer may go on in winter.
                return (at + dt.timedelta(minutes=minutes)).astimezone(end.tzinfo)
            minutes -= left
            at = self._morning_after(at.date())
        return None

    def days_after(self, moment: dt.datetime, days: int, minutes: float) -> dt.datetime | None:
        """`minutes` into the working day that is `days` school days after that of `moment`."""
        place = bisect.bisect_left(self._days, moment.date()) + days
        if place >= len(self._days):
            return None
        return in_london(self._days[place], _COME) + dt.timedelta(minutes=minutes)

    def _into_hours(self, moment: dt.datetime) -> dt.datetime | None:
        day = moment.date()
        place = bisect.bisect_left(self._days, day)
        if place == len(self._days):
            return None
        if self._days[place] != day:
            return in_london(self._days[place], _COME)
        if moment >= in_london(day, _GO):
            return self._morning_after(day)
        start = in_london(day, _COME)
        # By the clock of that day: in between it may have been put back or on.
        return max(moment.astimezone(start.tzinfo), start)

    def _morning_after(self, day: dt.date) -> dt.datetime | None:
        place = bisect.bisect_right(self._days, day)
        return in_london(self._days[place], _COME) if place < len(self._days) else None
