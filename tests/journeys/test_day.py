"""A day that comes: what is taken, what is refused in a sentence, how it reads."""

from __future__ import annotations

import datetime as dt

import pytest

from trent_desktop.journeys import Day, day_of
from ui.journeys.days_read import read_day_to_come

NOW = dt.datetime(2026, 11, 28, 10, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


def test_a_day_that_comes_is_taken_and_read_back() -> None:
    until = Day("until", "Until when?")
    assert until.problem("2026-12-12", NOW) == ""
    assert until.shown("2026-12-12") == "12 December 2026"
    assert day_of("2026-12-12") == dt.date(2026, 12, 12)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-27", "27 November 2026 has passed. Give a day that is still to come."),
        ("soon", "Give the date as day, month and year, for example 12 December 2026."),
        ("2206-12-01", "1 December 2206 cannot be right. Check the year."),
        (None, "Answer “Until when?”."),
        (17, "Give the date as day, month and year, for example 12 December 2026."),
    ],
)
def test_what_cannot_be_is_said(value: object, said: str) -> None:
    assert Day("until", "Until when?").problem(value, NOW) == said


def test_one_that_has_passed_where_that_may_be() -> None:
    assert Day("on", "On which day?", may_be_past=True).problem("2020-01-02", NOW) == ""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("tomorrow", dt.date(2026, 11, 29)),
        ("next Monday", dt.date(2026, 11, 30)),
        ("on friday", dt.date(2026, 12, 4)),
        ("Saturday", dt.date(2026, 12, 5)),
        ("1/9/27", dt.date(2027, 9, 1)),
        ("1/9", dt.date(2027, 9, 1)),
        ("1st September", dt.date(2027, 9, 1)),
        ("28/11", dt.date(2026, 11, 28)),
        ("in 2 weeks", dt.date(2026, 12, 12)),
        ("in 3 days", dt.date(2026, 12, 1)),
        ("12 dec 26", dt.date(2026, 12, 12)),
        # What is said to have passed is not moved on: the question then says that it has.
        ("yesterday", dt.date(2026, 11, 27)),
        ("22 November 2025", dt.date(2025, 11, 22)),
        ("22/11/26", dt.date(2026, 11, 22)),
        ("when I can", None),
    ],
)
def test_days_that_come_as_people_type_them(typed: str, day: dt.date | None) -> None:
    assert read_day_to_come(typed, TODAY) == day
