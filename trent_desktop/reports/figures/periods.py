"""The stretches of time that figures are asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Period(StrEnum):
    """Over which time reports are counted."""

    TERM = "term"
    YEAR = "year"
    WEEKS_12 = "weeks-12"
    WEEKS_52 = "weeks-52"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """``This term``, as it is chosen."""
        match self:
            case Period.TERM:
                return "This term"
            case Period.YEAR:
                return "This school year"
            case Period.WEEKS_12:
                return "Last 12 weeks"
            case Period.WEEKS_52:
                return "Last 52 weeks"
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last, both counted."""

    first: dt.date
    last: dt.date

    @property
    def weeks(self) -> tuple[dt.date, ...]:
        """The Mondays of its weeks, oldest first; the first may lie before the first day."""
        monday = self.first - dt.timedelta(days=self.first.weekday())
        count = (self.last - monday).days // 7 + 1
        return tuple(monday + dt.timedelta(weeks=number) for number in range(count))


def span_of(period: Period, today: dt.date) -> Span:
    """The days of a period, up to `today`.

    Terms begin in September, January and April: near enough for figures, and no school has to
    type its calendar in.
    """
    monday = today - dt.timedelta(days=today.weekday())
    match period:
        case Period.TERM:
            month = 9 if today.month >= 9 else 4 if today.month >= 4 else 1
            return Span(dt.date(today.year, month, 1), today)
        case Period.YEAR:
            return Span(dt.date(today.year - (today.month < 9), 9, 1), today)
        case Period.WEEKS_12:
            return Span(monday - dt.timedelta(weeks=11), today)
        case Period.WEEKS_52:
            return Span(monday - dt.timedelta(weeks=51), today)
        case _:
            assert_never(period)
