"""Checks of the filter: written down once, faults with what was done, due again in time."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid
from dataclasses import replace

import pytest

from tests.schools import SmallSchool
from trent_desktop.oversight.filter_checks.service import CHECK_EVERY, REVIEW_EVERY
from trent_desktop.oversight.filter_checks.values import (
    CheckCounts,
    Item,
    NewCheck,
    NewYearlyReview,
    Profile,
    Result,
)
from trent_desktop.problems import AnswersRefused, NotAllowed
from trent_desktop.reports.review.papers import review_csv


def check(on: dt.date, **more: object) -> NewCheck:
    good: dict[Item, Result] = dict.fromkeys((Item.ADULT, Item.SEARCH), Result.AS_IT_SHOULD)
    made = NewCheck(uuid.uuid4(), on, "iPad 12", "Year 4 classroom", Profile.PUPIL, good)
    return replace(made, **more)


def review(on: dt.date) -> NewYearlyReview:
    return NewYearlyReview(
        uuid.uuid4(), on, "M. Head", "I. Governor", "F. Lead", "The provider", "All well.", ""
    )


def test_a_check_is_due_from_the_first_day_and_again_after_each(school: SmallSchool) -> None:
    ict = school.open("ict")
    today = ict.filter_checks.today
    assert {one.key: one.day for one in ict.filter_checks.dates(today)} == {
        "filter/check": today,
        "filter/review": today,
    }
    made = check(today - dt.timedelta(days=10))
    for _twice in range(2):
        ict.filter_checks.add_check(made)
    ict.filter_checks.add_review(review(today - dt.timedelta(days=5)))
    found = ict.filter_checks.everything()
    assert [one.id for one in found.checks] == [made.id]
    assert found.next_check == made.on + CHECK_EVERY
    assert found.next_review == today - dt.timedelta(days=5) + REVIEW_EVERY


def test_a_fault_needs_what_was_done_about_it(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    today = dsl.filter_checks.today
    bad = {Item.PROXY: Result.NOT_AS_IT_SHOULD}
    with pytest.raises(AnswersRefused) as refused:
        dsl.filter_checks.add_check(check(today, results=bad))
    assert [name for name, _ in refused.value.errors] == ["done"]
    dsl.filter_checks.add_check(check(today, results=bad, done="Told the provider: blocked."))
    (one,) = dsl.filter_checks.everything().checks
    assert (one.bad, one.tried, one.by) == ((Item.PROXY,), 1, "Fatima Sheikh")


def test_what_is_missing_is_said(school: SmallSchool) -> None:
    ict = school.open("ict")
    today = ict.filter_checks.today
    wrong = {
        "device": replace(check(today), device=" "),
        "place": replace(check(today), place="x" * 200),
        "profile": replace(check(today), profile=None),
        "results": replace(check(today), results={}),
        "on": check(today + dt.timedelta(days=1)),
    }
    for name, made in wrong.items():
        with pytest.raises(AnswersRefused) as refused:
            ict.filter_checks.add_check(made)
        assert [one for one, _ in refused.value.errors] == [name]


def test_what_was_wrong_stays_and_does_not_count(school: SmallSchool) -> None:
    ict = school.open("ict")
    today = ict.filter_checks.today
    first, second = check(today - dt.timedelta(days=20)), check(today)
    ict.filter_checks.add_check(first)
    ict.filter_checks.add_check(second)
    back = uuid.uuid4()
    for _twice in range(2):
        ict.filter_checks.take_back(second.id, "It was the staff profile.", id_=back)
    found = ict.filter_checks.everything()
    assert [one.taken_back for one in found.checks] == ["It was the staff profile.", ""]
    assert found.next_check == first.on + CHECK_EVERY
    head = school.open("head")
    assert head.filter_checks.counts(first.on, today) == CheckCounts(1, 0, None)


def test_the_days_are_those_of_the_page(school: SmallSchool) -> None:
    """What Home asks for by itself is read apart from the page, and says the same."""
    ict = school.open("ict")
    checks, today = ict.filter_checks, ict.filter_checks.today
    older, newer = (check(today - dt.timedelta(days=days)) for days in (40, 3))
    steps = (
        lambda: checks.add_check(older),
        lambda: checks.add_check(newer),
        lambda: checks.add_review(review(today - dt.timedelta(days=100))),
        lambda: checks.take_back(newer.id, "The wrong device", id_=uuid.uuid4()),
        lambda: checks.take_back(older.id, "The wrong day", id_=uuid.uuid4()),
    )
    for step in steps:
        step()
        page = checks.everything()
        days = [one.day for one in checks.dates(today)]
        assert days == [page.next_check, page.next_review]


def test_teachers_and_governors_do_not_see_them_and_governors_get_counts(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    ict.filter_checks.add_check(check(ict.filter_checks.today))
    for name in ("teacher1", "support", "chair", "governor"):
        theirs = school.open(name)
        with pytest.raises(NotAllowed):
            theirs.filter_checks.everything()
        with pytest.raises(NotAllowed):
            theirs.filter_checks.add_check(check(ict.filter_checks.today))
        assert theirs.filter_checks.dates(ict.filter_checks.today) == ()
    chair = school.open("chair")
    today = ict.filter_checks.today
    assert chair.filter_checks.counts(today, today) == CheckCounts(1, 0, None)


def test_they_stand_in_the_yearly_paper(school: SmallSchool) -> None:
    ict = school.open("ict")
    today = ict.filter_checks.today
    ict.filter_checks.add_check(
        check(today, device="=cmd|' /C calc'!A0", done="Nothing: all well.")
    )
    ict.filter_checks.add_review(review(today))
    found = ict.filter_review.of(ict.filter_review.this_year)
    assert len(found.checks) == 1
    assert "For the governors: I. Governor" in found.responsible
    rows = list(csv.reader(io.StringIO(review_csv(found).decode("utf-8-sig"))))
    assert rows[-1][0] == "Checked"
    assert not rows[-1][1].startswith("=")
