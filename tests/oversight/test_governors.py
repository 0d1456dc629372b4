"""What governors see: numbers of a term, told once, of nobody; the Chair reaches nothing else."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.doing import send
from tests.reports.figures.test_figures import of_class
from tests.schools import SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.oversight.governors.terms import Season, Term, term_named, term_of
from trent_desktop.oversight.governors.values import Number, TermReport, Told, Topic
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    Problem,
)
from trent_desktop.reports.figures.counting import governors_figures_of
from trent_desktop.reports.figures.hiding import FEWEST_SHOWN, HIDDEN, UNDER
from trent_desktop.reports.figures.periods import Span
from trent_desktop.reports.figures.rows import Asked, Sums
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.school.people.people import YearGroup


def test_terms_follow_each_other_without_a_gap() -> None:
    term = term_named("2026-autumn")
    assert (term.title, term.first, term.last) == (
        "Autumn term 2026",
        dt.date(2026, 9, 1),
        dt.date(2026, 12, 31),
    )
    for _ in range(9):
        before = term.before()
        assert before.last + dt.timedelta(days=1) == term.first
        assert all(term_of(day) == before for day in (before.first, before.last))
        term = before
    assert term_of(dt.date(2026, 8, 30)).season is Season.SUMMER
    with pytest.raises(Problem, match="for example 2026-autumn"):
        term_named("autumn")


@pytest.fixture
def busy(school: SmallSchool) -> SmallSchool:
    """Seven reports in the summer, three of them of Year 4; one in the autumn."""
    school.clock.turn(days=-170)
    teacher = school.open("teacher1")
    for number in range(7):
        class_ = of_class(school) if number < 3 else None
        send(school, teacher, **{n.CLASS: class_, n.HAPPENED_AT: when_value(school.clock())})
    teacher.close()
    school.clock.turn(days=170)
    teacher = school.open("teacher1")
    send(school, teacher, **{n.HAPPENED_AT: when_value(school.clock())})
    teacher.close()
    return school


def summer() -> Term:
    return term_named("2026-summer")


def test_a_term_is_looked_at_told_and_then_stands(busy: SmallSchool) -> None:
    head, chair = busy.open("head"), busy.open("chair")
    head.follow()
    assert chair.governors.told() == ()
    with pytest.raises(NotFound, match="has not shown"):
        chair.governors.report(summer())
    assert summer() in head.governors.to_tell()
    looked = head.governors.look(summer())
    assert looked.final
    reports = looked.picture(Topic.REPORTS)
    assert reports is not None
    assert (reports.numbers[0].label, reports.numbers[0].count) == ("All reports", 7)
    for _twice in range(2):
        head.governors.tell(looked)
    seen = chair.governors.report(summer())
    assert seen.pictures == looked.pictures
    assert seen.told_by == "Maya Okonkwo-Reid"
    assert summer() not in head.governors.to_tell()

    changed = replace(looked, pictures=looked.pictures[:2])
    with pytest.raises(MoveNotPossible, match="closed already"):
        head.governors.tell(changed)
    assert head.governors.look(summer()).pictures == looked.pictures
    head.governors.explain(summer(), Topic.REPORTS, "  Mostly  adverts. ")
    assert chair.governors.report(summer()).sentence(Topic.REPORTS) == "Mostly adverts."
    head.governors.explain(summer(), Topic.REPORTS, "")
    assert "How many reports" in chair.governors.report(summer()).sentence(Topic.REPORTS)
    with pytest.raises(AnswersRefused):
        head.governors.explain(summer(), Topic.REPORTS, "x" * 700)


def test_by_year_group_only_when_a_term_is_over(busy: SmallSchool) -> None:
    head = busy.open("head")
    head.follow()
    running = head.governors.look(head.governors.this_term)
    assert not running.final
    assert running.picture(Topic.YEARS) is None
    head.governors.tell(running)
    head.governors.tell(head.governors.look(head.governors.this_term))  # again, later in the term
    years = head.governors.look(summer()).picture(Topic.YEARS)
    assert years is not None
    told = {one.label: one.words for one in years.numbers}
    assert told["Year 4"] == UNDER
    assert told["No year group"] in (UNDER, HIDDEN)


def test_who_may_tell_and_who_may_look(busy: SmallSchool) -> None:
    for name in ("teacher1", "support", "ict", "deputy"):
        theirs = busy.open(name)
        with pytest.raises(NotAllowed):
            theirs.governors.told()
    for name in ("chair", "governor"):
        theirs = busy.open(name)
        assert theirs.governors.told() == ()
        with pytest.raises(NotAllowed):
            theirs.governors.look(summer())
        with pytest.raises(NotAllowed):
            theirs.governors.to_tell()
    dsl = busy.open("dsl")
    dsl.follow()
    looked = dsl.governors.look(summer())
    assert looked.counted_by == "Designated Safeguarding Lead"
    with pytest.raises(NotAllowed):
        dsl.governors.tell(looked)  # she does not read what the Headteacher alone reads


def test_a_governor_reaches_no_child(busy: SmallSchool) -> None:
    """All that a report for governors holds, word by word, against every name in the school."""
    head = busy.open("head")
    head.follow()
    head.governors.tell(head.governors.look(summer()))
    seen = busy.open("governor").governors.report(summer())
    words = json.dumps([[(m.label, m.words) for m in one.numbers] for one in seen.pictures])
    for pupil in head.signed_in.directory.pupils:
        assert pupil.surname not in words
    assert "TR-" not in words


def test_what_was_told_last_is_known_on_this_laptop(busy: SmallSchool) -> None:
    """Home says it without asking the share, and only to who may see the page."""
    head, chair = busy.open("head"), busy.open("chair")
    head.follow()
    assert chair.governors.last_known() is None
    head.governors.tell(head.governors.look(summer()))
    assert chair.governors.last_known() is None
    (seen,) = chair.governors.told()
    assert seen.told_at is not None
    assert chair.governors.last_known() == Told(summer(), True, seen.told_at)
    assert busy.open("teacher1").governors.last_known() is None
    chair.signed_in.store.remember("governors-told", '{"term": "2031-winter"}')
    assert chair.governors.last_known() is None


def test_a_term_that_is_over_is_to_be_shown_by_its_day(busy: SmallSchool) -> None:
    head = busy.open("head")
    head.follow()
    today = head.governors.today
    (one,) = head.governors.dates(today)
    assert (one.words, one.part, one.to_do) == (
        "Show the governors the summer term 2026",
        "governors",
        True,
    )
    assert one.day == dt.date(2026, 9, 30)
    assert busy.open("chair").governors.dates(today) == ()
    assert busy.open("dsl").governors.dates(today) == ()
    head.governors.tell(head.governors.look(summer()))
    assert head.governors.dates(today) == ()
    head.calendar.look()
    assert "governors" not in [one.part for one in head.calendar.dates()]


def test_no_list_or_search_has_a_child_for_a_governor(busy: SmallSchool) -> None:
    head = busy.open("head")
    pupil = head.signed_in.directory.pupils[0]
    assert head.people.find_pupils(pupil.surname)
    assert busy.open("teacher1").pupils.all()
    for name in ("chair", "governor"):
        theirs = busy.open(name)
        assert theirs.people.find_pupils(pupil.surname) == ()
        for gives in (theirs.pupils.all, theirs.pupils.doubles, theirs.class_lists.export):
            with pytest.raises(NotAllowed):
                gives()
        try:
            assert theirs.children.find(pupil.surname) == ()
        except NotAllowed:
            assert name == "governor"
        with pytest.raises(NotAllowed):
            theirs.agreements.register.find(pupil.surname)


# ------------------------------------------------------------------ nothing can be worked out

_YEARS = [*(year.value for year in YearGroup), ""]


def told(counts: Sequence[int]) -> tuple[int, list[Number | None]]:
    """The total and what is told by year group, of so many reports in each."""
    sums = Sums(Counter(), Counter(), Counter(), Counter(), Counter())
    for year, number in zip(_YEARS, counts, strict=True):
        sums.year_kind[year, "content"] += number
        sums.kinds["content"] += number
    span = Span(dt.date(2026, 4, 1), dt.date(2026, 8, 31))
    figures = governors_figures_of(Asked(sums, {}, {}, 0, ()), span, "", span.last)
    return figures.total, [
        None if one.cell.count is None else Number(one.words, one.cell.count, one.cell.words)
        for one in figures.by_year
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=len(_YEARS), max_size=len(_YEARS)))
def test_no_sum_or_difference_of_what_is_told_gives_a_small_number(counts: list[int]) -> None:
    """Of all numbers that are told (the whole too), no combination leaves one hidden number."""
    total, shown = told(counts)
    hidden = [count for count, one in zip(counts, shown, strict=True) if one is None]
    for one, count in zip(shown[:-1], counts[:-1], strict=True):
        assert one is None or count == 0 or count >= FEWEST_SHOWN
    rest = total - sum(one.count or 0 for one in shown if one is not None)
    assert rest == sum(hidden)
    # What is left is shared by at least two years, in more than one way.
    assert len(hidden) != 1
    if hidden:
        ways = sum(
            sum(way) == rest
            for way in itertools.islice(
                itertools.product(range(min(rest, 9) + 1), repeat=len(hidden)), 200_000
            )
        )
        assert ways > 1


def test_what_a_newer_program_told_is_left_out(busy: SmallSchool) -> None:
    from trent_desktop.oversight.governors.models import GovernorTermRow

    head = busy.open("head")
    head.follow()
    head.governors.tell(head.governors.look(summer()))
    with head.signed_in.database.write() as session:
        row = session.get_one(GovernorTermRow, summer().name)
        row.content = {
            "pictures": [{"topic": "robots", "numbers": []}, 7, {"topic": "times", "numbers": 3}],
            "said": [1],
        }
        session.add(
            GovernorTermRow(
                term="2031-winter",
                final=True,
                told_at=busy.clock(),
                told_by=uuid.UUID(str(head.member.id)),
                content={},
            )
        )
    (seen,) = busy.open("chair").governors.told()
    assert isinstance(seen, TermReport)
    assert [one.topic for one in seen.pictures] == [Topic.TIMES]
