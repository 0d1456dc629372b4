"""Dates and times as people in Britain write them."""

from __future__ import annotations

import datetime as dt

import pytest

from ui.journeys.days_read import (
    other_weekday,
    read_date,
    read_day_to_come,
    read_nearest_day,
    why_no_day,
)
from ui.journeys.moments import ago, day_for_people, moment_near, read_time

TODAY = dt.date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/11/2026", dt.date(2026, 11, 22)),
        ("3/4/26", dt.date(2026, 4, 3)),  # the day before the month
        ("3.4.2026", dt.date(2026, 4, 3)),
        ("03 04 2026", dt.date(2026, 4, 3)),
        ("22/11", dt.date(2026, 11, 22)),
        ("24/12", dt.date(2025, 12, 24)),  # this year's is still to come
        ("22 November 2026", dt.date(2026, 11, 22)),
        ("Sunday 22 November 2026", dt.date(2026, 11, 22)),
        ("22nd of nov", dt.date(2026, 11, 22)),
        ("2026-11-22", dt.date(2026, 11, 22)),
        ("Today", TODAY),
        ("yesterday", dt.date(2026, 11, 22)),
        ("fri", dt.date(2026, 11, 20)),
        ("Monday", TODAY),
        ("last Friday", dt.date(2026, 11, 20)),
        ("last mon", dt.date(2026, 11, 16)),
        ("weds", dt.date(2026, 11, 18)),
        ("on Thursday", dt.date(2026, 11, 19)),
        ("3 days ago", dt.date(2026, 11, 20)),
        ("a week ago", dt.date(2026, 11, 16)),
        ("the day before yesterday", dt.date(2026, 11, 21)),
        ("last night", dt.date(2026, 11, 22)),
        ("November 20th", dt.date(2026, 11, 20)),
        ("Sept 1, 2026", dt.date(2026, 9, 1)),
        ("the 4th", dt.date(2026, 11, 4)),
        ("3–4–26", dt.date(2026, 4, 3)),
        ("29 Feb", dt.date(2024, 2, 29)),
        # What comes is understood, so that it is said to be in the future, and not to be no date.
        ("tomorrow", dt.date(2026, 11, 24)),
        ("next Monday", dt.date(2026, 11, 30)),
        # The day of the week says which 30 November, and 4 December, is meant.
        ("Mon 30 Nov", dt.date(2026, 11, 30)),
        ("Thursday 4th December", dt.date(2025, 12, 4)),
        ("yesterday evening", dt.date(2026, 11, 22)),
        ("Friday, lunchtime", dt.date(2026, 11, 20)),
        ("a fortnight ago", dt.date(2026, 11, 9)),
        ("20 November 2026 (Fri)", dt.date(2026, 11, 20)),
        ("last Friday 20 November", dt.date(2026, 11, 20)),
        ("20 Nov ’26", dt.date(2026, 11, 20)),
    ],
)
def test_reads_dates(text: str, day: dt.date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", dt.date(2026, 11, 24)),
        ("Monday", dt.date(2026, 11, 30)),
        ("this Friday", dt.date(2026, 11, 27)),
        ("by Friday", dt.date(2026, 11, 27)),
        ("Monday week", dt.date(2026, 12, 7)),
        ("a week on Tuesday", dt.date(2026, 12, 1)),
        ("in a week", dt.date(2026, 11, 30)),
        ("in two weeks’ time", dt.date(2026, 12, 7)),
        ("in 2 weeks time", dt.date(2026, 12, 7)),
        ("1/9", dt.date(2027, 9, 1)),
        ("1/9/27", dt.date(2027, 9, 1)),
        ("the 4th", dt.date(2026, 12, 4)),
        ("29 Feb", dt.date(2028, 2, 29)),
        ("Friday 20 Nov", dt.date(2026, 11, 20)),  # it has passed, and is said to have
        ("last fri", dt.date(2026, 11, 20)),
        ("31st Sept", None),
        ("12.30", None),
    ],
)
def test_reads_days_to_come(text: str, day: dt.date | None) -> None:
    assert read_day_to_come(text, TODAY) == day


def test_a_day_that_may_be_either_is_the_nearest() -> None:
    assert read_nearest_day("30 Nov", TODAY) == dt.date(2026, 11, 30)
    assert read_nearest_day("20 Nov", TODAY) == dt.date(2026, 11, 20)
    assert read_nearest_day("soon", TODAY) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wednesday 1 December 2026", "1 December 2026 is a Tuesday, not a Wednesday."),
        ("Tues 20/11/2026", "20 November 2026 is a Friday, not a Tuesday."),
        ("2026-11-20 Mon", "20 November 2026 is a Friday, not a Monday."),
        ("1 December 2026, Wednesday", "1 December 2026 is a Tuesday, not a Wednesday."),
        ("Friday 24 November", "24 November 2026 is a Tuesday, not a Friday."),
        ("last Thursday the 20th", "20 November 2026 is a Friday, not a Thursday."),
    ],
)
def test_a_date_on_another_day_of_the_week_is_asked_about(text: str, said: str) -> None:
    """Which of the two is wrong the program cannot know: neither is taken silently."""
    assert other_weekday(text, TODAY) == said
    for read in (read_date, read_day_to_come, read_nearest_day):
        assert read(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["Tuesday 1 December 2026", "Mon 30 Nov", "Friday", "1 December", "Monday soon", ""]
)
def test_a_date_on_its_day_of_the_week_is_not(text: str) -> None:
    assert other_weekday(text, TODAY) == ""


@pytest.mark.parametrize("text", ["", "31/2/2026", "22/13/2026", "soon", "mo", "22", "1/2/3/4"])
def test_no_date_is_none(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("10:42", dt.time(10, 42)),
        ("9.05", dt.time(9, 5)),
        ("1042", dt.time(10, 42)),
        ("2.15 pm", dt.time(14, 15)),
        ("2pm", dt.time(14, 0)),
        ("12 am", dt.time(0, 0)),
        ("12:30 p.m.", dt.time(12, 30)),
        ("noon", dt.time(12, 0)),
        ("11.15 a.m", dt.time(11, 15)),
        ("10 42", dt.time(10, 42)),
        ("half past 9", dt.time(9, 30)),
        ("9 o’clock", dt.time(9, 0)),
        # Nobody is at school at a quarter past two at night.
        ("2.15", dt.time(14, 15)),
        ("half past 2", dt.time(14, 30)),
        ("2 o'clock", dt.time(14, 0)),
        ("02:15", dt.time(2, 15)),
        ("2.15 am", dt.time(2, 15)),
        ("6.31", dt.time(6, 31)),
        ("9", dt.time(9, 0)),
        ("10", dt.time(10, 0)),
        ("2", dt.time(14, 0)),
        ("02", dt.time(2, 0)),
        ("14h", dt.time(14, 0)),
        ("quarter to nine", dt.time(8, 45)),
        ("a quarter past 2", dt.time(14, 15)),
        ("quarter to one", dt.time(12, 45)),
        ("half past two", dt.time(14, 30)),
        ("half two", dt.time(14, 30)),
        ("ten past nine", dt.time(9, 10)),
        ("20 to 3", dt.time(14, 40)),
        ("twenty-five to eleven", dt.time(10, 35)),
        ("quarter to nine pm", dt.time(20, 45)),
        ("half past 7 in the evening", dt.time(19, 30)),
        ("about 10", dt.time(10, 0)),
        ("at 9.30ish", dt.time(9, 30)),
        ("nine o clock", dt.time(9, 0)),
        ("12 midday", dt.time(12, 0)),
    ],
)
def test_reads_times(text: str, time: dt.time) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize(
    "text", ["", "0", "25", "25:00", "10:61", "13 pm", "later", "half", "40 past 2", "1/9"]
)
def test_no_time_is_none(text: str) -> None:
    assert read_time(text) is None


def test_how_long_ago() -> None:
    now = dt.datetime(2026, 11, 23, 10, 42, tzinfo=dt.UTC)
    assert ago(now, now) == "just now"
    assert ago(now - dt.timedelta(seconds=12), now) == "12 seconds ago"
    assert ago(now - dt.timedelta(seconds=60), now) == "1 minute ago"
    assert ago(now - dt.timedelta(minutes=59), now) == "59 minutes ago"
    hours = now - dt.timedelta(hours=3)
    assert ago(hours, now) == f"at {hours.astimezone():%H:%M}"


def test_days_as_people_say_them() -> None:
    now = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
    assert day_for_people(TODAY, TODAY) == "today"
    assert day_for_people(dt.date(2026, 11, 22), TODAY) == "yesterday"
    assert day_for_people(dt.date(2026, 3, 1), TODAY) == "1 March 2026"
    assert moment_near(now, now).startswith("Today at ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/9", "September has 30 days."),
        ("31st of September 2026", "September has 30 days."),
        ("29/2/2027", "February 2027 has 28 days."),
        ("30 Feb", "February has 29 days."),
        ("32.1.", "January has 31 days."),
        ("Wednesday 1 December 2026", "1 December 2026 is a Tuesday, not a Wednesday."),
        *[(text, "") for text in ("29 Feb", "29/2/2028", "13/13", "0/1", "1/0", "31", "next week")],
        *[(text, "") for text in ("1/1/0000", "30/2/0000", "")],
    ],
)
def test_of_a_day_that_cannot_be_it_is_said_why(text: str, said: str) -> None:
    assert why_no_day(text, TODAY) == said
    if said:
        assert read_nearest_day(text, TODAY) is None
