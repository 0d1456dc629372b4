"""The invented school's calendar is one that no teacher finds odd."""

from __future__ import annotations

import datetime as dt

import pytest

from trent_desktop.sample.school_year import (
    birthdays_of,
    easter,
    in_london,
    school_days,
    school_days_before,
    school_year_of,
)
from trent_desktop.sample.working_time import WorkingTime
from trent_desktop.school.people.people import YearGroup


@pytest.mark.parametrize(
    "day",
    [
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2030-04-21",
        "2038-04-25",
        "1954-04-18",
        "1981-04-19",
        "2049-04-18",
    ],
)
def test_easter_is_on_its_day(day: str) -> None:
    found = dt.date.fromisoformat(day)
    assert easter(found.year) == found


def test_a_school_year_begins_in_september() -> None:
    assert school_year_of(dt.date(2026, 8, 31)) == 2025
    assert school_year_of(dt.date(2026, 9, 1)) == 2026


@pytest.mark.parametrize("year", range(2020, 2040))
def test_a_year_has_180_to_195_school_days_and_none_at_weekends(year: int) -> None:
    days = school_days(year)
    assert 180 <= len(days) <= 195
    assert list(days) == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    assert dt.date(year, 9, 1) < days[0]
    assert days[-1] < dt.date(year + 1, 7, 31)


def test_nobody_is_in_school_in_the_holidays() -> None:
    days = set(school_days(2026))
    for closed in (
        dt.date(2026, 10, 28),  # autumn half-term
        dt.date(2026, 12, 25),
        dt.date(2027, 2, 17),  # winter half-term
        dt.date(2027, 3, 26),  # Good Friday
        dt.date(2027, 3, 29),  # Easter Monday
        dt.date(2027, 5, 3),  # early May bank holiday
        dt.date(2027, 6, 2),  # late May half-term
    ):
        assert closed not in days
    assert dt.date(2026, 11, 20) in days
    assert dt.date(2027, 6, 10) in days


def test_days_before_today_leave_today_out() -> None:
    days = school_days_before(dt.date(2026, 11, 20), 2)
    assert days[-1] == dt.date(2026, 11, 19)
    assert days[0].year == 2025


def test_reception_turns_five_in_its_school_year() -> None:
    assert birthdays_of(YearGroup.RECEPTION, 2026) == (dt.date(2021, 9, 1), dt.date(2022, 8, 31))
    assert birthdays_of(YearGroup.Y6, 2026) == (dt.date(2015, 9, 1), dt.date(2016, 8, 31))


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-01-15", 0), ("2026-03-28", 0), ("2026-03-30", 1), ("2026-07-01", 1), ("2026-10-26", 0)],
)
def test_london_has_summer_time_from_march_to_october(day: str, hours: int) -> None:
    moment = in_london(dt.date.fromisoformat(day), dt.time(10, 42))
    assert moment.utcoffset() == dt.timedelta(hours=hours)
    assert moment.time() == dt.time(10, 42)


def test_work_goes_on_the_next_morning_and_after_the_weekend() -> None:
    hours = WorkingTime(school_days(2026))
    friday = in_london(dt.date(2026, 11, 20), dt.time(17, 0))
    assert hours.after(friday, 5) == friday + dt.timedelta(minutes=5)
    monday = hours.after(friday, 40)
    assert monday == in_london(dt.date(2026, 11, 23), dt.time(8, 20))
    saturday = in_london(dt.date(2026, 11, 21), dt.time(11))
    assert hours.after(saturday, 1) == in_london(dt.date(2026, 11, 23), dt.time(7, 51))
    assert hours.days_after(friday, 2, 10) == in_london(dt.date(2026, 11, 24), dt.time(8, 0))
    last = in_london(school_days(2026)[-1], dt.time(17, 5))
    assert hours.after(last, 60) is None
    assert hours.days_after(last, 1, 0) is None
