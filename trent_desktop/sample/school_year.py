"""When an English primary school is open: school years, terms, school hours and London's clock.

Dates follow the pattern of most London boroughs. A sample school needs no borough's exact
calendar, only one that no teacher finds odd.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from trent_desktop.school.people.people import YearGroup

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)
_MONDAY, _WEDNESDAY, _FRIDAY, _SUNDAY = 0, 2, 4, 6


def school_year_of(day: dt.date) -> int:
    """The calendar year in which the school year of `day` began (1 September)."""
    return day.year if day.month >= 9 else day.year - 1


def birthdays_of(year_group: YearGroup, school_year: int) -> tuple[dt.date, dt.date]:
    """The first and last birthday of a year group: Reception turns five in its school year."""
    first = school_year - 5 - list(YearGroup).index(year_group)
    return dt.date(first, 9, 1), dt.date(first + 1, 8, 31)


@cache
def school_days(school_year: int) -> tuple[dt.date, ...]:
    """Every day of the school year on which children are in, in order (about 190)."""
    return tuple(sorted(set(_days(school_year))))


def school_days_before(today: dt.date, years: int) -> tuple[dt.date, ...]:
    """The school days of the last `years` school years, the present one included, before `today`."""
    latest = school_year_of(today)
    return tuple(
        day
        for year in range(latest - years + 1, latest + 1)
        for day in school_days(year)
        if day < today
    )


def _days(year: int) -> Iterator[dt.date]:
    for first, last in _half_terms(year):
        day = first
        while day <= last:
            if day.weekday() < 5 and day not in _bank_holidays(year + 1):
                yield day
            day += _DAY


def _half_terms(year: int) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of each of the six half terms."""
    autumn_break = _on_or_after(dt.date(year, 10, 22), _MONDAY)
    # The first two days are the staff's own.
    yield _on_or_after(dt.date(year, 9, 1), _WEDNESDAY) + _DAY, autumn_break - _DAY
    yield autumn_break + _WEEK, _on_or_after(dt.date(year, 12, 14), _FRIDAY)
    year += 1
    winter_break = _on_or_after(dt.date(year, 2, 12), _MONDAY)
    easter_break = _easter_break(year)
    summer_break = _on_or_after(dt.date(year, 5, 25), _MONDAY)
    yield _on_or_after(dt.date(year, 1, 3), _MONDAY) + _DAY, winter_break - _DAY
    yield winter_break + _WEEK, easter_break - _DAY
    yield easter_break + 2 * _WEEK, summer_break - _DAY
    yield summer_break + _WEEK, _on_or_after(dt.date(year, 7, 18), _WEDNESDAY)


def _easter_break(year: int) -> dt.date:
    """The Monday on which two weeks of holiday begin: Easter Monday or a week or two before."""
    easter_monday = easter(year) + _DAY
    spring = dt.date(year, 4, 1)
    return min(
        (easter_monday - weeks * _WEEK for weeks in range(3)), key=lambda day: abs(day - spring)
    )


def _bank_holidays(year: int) -> frozenset[dt.date]:
    sunday = easter(year)
    return frozenset({sunday - 2 * _DAY, sunday + _DAY, _on_or_after(dt.date(year, 5, 1), _MONDAY)})


def _on_or_after(day: dt.date, weekday: int) -> dt.date:
    return day + (weekday - day.weekday()) % 7 * _DAY


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (Gauss's rule with Lichtenberg's corrections)."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    age = (19 * (year % 19) + moon) % 30
    correction = (age + year % 19 // 11) // 29
    limit = 21 + age - correction
    first_sunday = 7 - (year + year // 4 + 2 - (3 * century + 3) // 4) % 7
    return dt.date(year, 3, 1) + (limit + 7 - (limit - first_sunday) % 7 - 1) * _DAY


def in_london(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment by the clock on the classroom wall.

    The rule is written out because Windows has no list of time zones of its own. It is exact but
    for the hour of the night in which the clock changes.
    """
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    zone = dt.timezone(dt.timedelta(hours=1)) if summer else dt.UTC
    return dt.datetime.combine(day, time, zone)


@cache
def _last_sunday(year: int, month: int) -> dt.date:
    return _on_or_after(dt.date(year, month, 25), _SUNDAY)
