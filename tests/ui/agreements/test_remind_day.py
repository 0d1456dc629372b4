"""By when families are asked to answer a reminder: a school day to come."""

from __future__ import annotations

import datetime as dt

import pytest

from trent_desktop.agreements.giving.batch import usual_day
from ui.agreements.register.remind_sheet import why_not

MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize("after", range(14))
def test_the_day_that_is_offered_is_a_school_day(after: int) -> None:
    today = MONDAY + dt.timedelta(days=after)
    assert why_not(usual_day(today), today) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "Write a day: families have to know by when."),
        (MONDAY, "Choose a day to come."),
        (MONDAY + dt.timedelta(days=5), "Saturday is not a school day."),
        (MONDAY + dt.timedelta(days=6), "Sunday is not a school day."),
        (MONDAY + dt.timedelta(days=1), ""),
    ],
)
def test_no_other_day_is_taken(day: dt.date | None, said: str) -> None:
    assert why_not(day, MONDAY) == said
