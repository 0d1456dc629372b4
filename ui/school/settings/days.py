"""Days as people type them: ``22/11/2026``, ``22nd of November 2026``, ``22.11.26``, ``Nov 22, 2026``."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import assert_never

from trent_desktop.school.class_lists.dates import day_of
from ui.journeys.days_read import read_date, read_day_to_come, read_nearest_day, why_no_day


def today_here() -> dt.date:
    """Today by this laptop's clock."""
    return dt.datetime.now().astimezone().date()


class Toward(Enum):
    """Which of several days is meant where no year is given."""

    COMING = "coming"
    PAST = "past"
    #: Whichever is closer: what was, or what is planned.
    NEAR = "near"


def wrong_day(typed: str, toward: Toward = Toward.COMING) -> str:
    """What is said of a text that is no day, with a day to come, or one that was, as an example.

    Of a date that does not fall on the day of the week beside it, what it falls on; of one that
    its month does not have, how many days that has.
    """
    if differs := why_no_day(typed, today_here()):
        return differs
    days = dt.timedelta(days=-14 if toward is Toward.PAST else 14)
    return f"Write a day like {day_typed(today_here() + days)}."


def read_day(
    text: str, toward: Toward = Toward.COMING, today: dt.date | None = None
) -> dt.date | None:
    """The day, or None for an empty text. Raises `ValueError` for what is none.

    ``tomorrow``, ``next Monday``, ``1st September`` are understood too, seen from `today` (this
    laptop's today when not given).
    """
    plain = " ".join(text.split())
    if not plain:
        return None
    now = today or today_here()
    if why_no_day(plain, now):
        raise ValueError(wrong_day(plain))
    found = _whole(plain)
    if found is not None:
        return found
    match toward:
        case Toward.COMING:
            found = read_day_to_come(plain, now)
        case Toward.PAST:
            found = read_date(plain, now)
        case Toward.NEAR:
            found = read_nearest_day(plain, now)
        case _:
            assert_never(toward)
    if found is None:
        raise ValueError(wrong_day(plain, toward))
    return found


def read_whole_day(text: str) -> dt.date | None:
    """As `read_day`, of a day with its year: for a date of birth."""
    plain = " ".join(text.split())
    if not plain:
        return None
    if why_no_day(plain, today_here()) or (found := _whole(plain)) is None:
        raise ValueError(wrong_day(plain, Toward.PAST))
    return found


def _whole(plain: str) -> dt.date | None:
    try:
        return day_of(plain)
    except ValueError as error:  # a day that no month has
        raise ValueError(wrong_day(plain)) from error


def day_typed(day: dt.date | None) -> str:
    """A day as a field shows it."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""
