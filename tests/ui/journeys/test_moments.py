"""Dates and times as people in Britain write them."""

from __future__ import annotations

import datetime as dt

import pytest

from ui.journeys.moments import ago, day_for_people, moment_near, read_date, read_time

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
    ],
)
def test_reads_dates(text: str, day: dt.date) -> None:
    assert read_date(text, TODAY) == day


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
    ],
)
def test_reads_times(text: str, time: dt.time) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "10", "25:00", "10:61", "13 pm", "later"])
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
