"""Whose case, how serious, who to tell: rule 4."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.journeys import unknown
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.content import KIND, STOP, TABLES, categories_on
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.severity import category_of
from trent_desktop.reports.severity import whom_to_tell


@dataclass(frozen=True)
class SomeContact:
    role: str
    name: str
    phone: str = ""
    note: str = ""


@pytest.mark.parametrize(
    ("answers", "stage", "route"),
    [
        ({}, "", Route.CONTENT),
        ({n.HOW: n.HOW_PUPIL}, "", Route.CONTENT),
        ({n.HOW: n.HOW_STAFF}, "", Route.STAFF),
        ({n.HOW: n.HOW_HEAD}, "", Route.HEAD),
        ({n.HOW: unknown()}, "", Route.CONTENT),
        ({n.CATEGORY: "indecent-of-child"}, "", Route.STOPPED),
        ({n.CATEGORY: "indecent-of-child", n.HOW: n.HOW_STAFF}, "", Route.STOPPED),
        ({}, STOP, Route.STOPPED),
        ({n.STOP_RISK: "no"}, "", Route.STOPPED),
    ],
)
def test_the_route_decides_who_reads_it(
    answers: dict[str, object], stage: str, route: Route
) -> None:
    assert KIND.lead(stage, answers) is route


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, 1),
        ({n.CATEGORY: unknown()}, 1),
        ({n.CATEGORY: "nuisance"}, 0),
        ({n.CATEGORY: "violence", n.HOW: n.HOW_SEARCH}, 1),
        ({n.CATEGORY: "violence", n.HOW: n.HOW_PUPIL}, 2),
        ({n.HOW: n.HOW_PUPIL}, 2),
        ({n.CATEGORY: "violence", n.UPSET: n.UPSET_VERY}, 2),
        ({n.CATEGORY: "self-harm"}, 2),
        ({n.CATEGORY: "self-harm", n.UPSET: n.UPSET_VERY}, 3),
        ({n.CATEGORY: "self-harm", n.HOW: n.HOW_PUPIL}, 3),
        ({n.CATEGORY: "hate", n.HOW: n.HOW_PUPIL}, 3),
        ({n.CATEGORY: "stranger"}, 3),
        ({n.CATEGORY: "nuisance", n.DANGER: "yes"}, 4),
        ({n.CATEGORY: "violence", n.FILTER_STATE: n.FILTER_OFF}, 2),
        ({n.DANGER: unknown()}, 1),
    ],
)
def test_how_serious_content_is(answers: dict[str, object], level: int) -> None:
    assert KIND.severity_of(Route.CONTENT, answers) == level


def test_what_is_sealed_is_serious_and_danger_is_an_emergency() -> None:
    for route in (Route.STOPPED, Route.STAFF, Route.HEAD):
        assert KIND.severity_of(route, {}) == 3
    assert KIND.severity_of(Route.STOPPED, {n.STOP_RISK: "yes"}) == 4
    assert KIND.severity_of(Route.STAFF, {n.DANGER: "yes"}) == 4


def test_the_category_is_one_of_the_four_cs() -> None:
    assert category_of({n.CATEGORY: "violence"}) == "content"
    assert category_of({n.CATEGORY: "stranger"}) == "contact"
    assert category_of({n.CATEGORY: unknown()}) == ""
    assert category_of({}) == ""


@pytest.mark.parametrize(("level", "route"), list(itertools.product(range(5), Route)))
def test_every_case_has_somebody_to_tell(level: int, route: Route) -> None:
    steps = whom_to_tell(level, route)
    assert steps
    for step in steps:
        assert step.who
        assert step.when
        assert step.how
        assert step.why


@pytest.mark.parametrize("route", list(Route))
def test_an_emergency_starts_with_999(route: Route) -> None:
    first = whom_to_tell(4, route)[0]
    assert first.how == "Ring 999"
    assert first.when == "Now"
    assert all("999" not in step.how for step in whom_to_tell(1, Route.CONTENT))


def test_a_colleague_is_told_to_the_headteacher_alone_then_the_lado() -> None:
    head, lado = whom_to_tell(3, Route.STAFF)
    assert head.who == "Headteacher"
    assert "alone" in head.why
    assert "LADO" in lado.who
    assert lado.when == "Within one working day"
    assert lado.check_locally


def test_the_headteacher_is_told_to_the_chair_and_never_to_the_headteacher() -> None:
    whos = [step.who for step in whom_to_tell(3, Route.HEAD)]
    assert whos[0] == "Chair of Governors"
    assert "Headteacher" not in whos


def test_a_stopped_case_goes_to_the_dsl_at_once_and_not_to_the_ict_lead() -> None:
    steps = whom_to_tell(3, Route.STOPPED)
    assert steps[0].who == "Designated Safeguarding Lead"
    assert steps[0].when == "Now"
    assert "ICT Lead" not in [step.who for step in steps]


def test_the_schools_own_contacts_are_named_with_their_numbers() -> None:
    contacts = [
        SomeContact("dsl", "Amara Nwosu", "020 7946 0101", "Room 2"),
        SomeContact("lado", "", "020 7946 0199"),
        SomeContact("dsl", "A second one", "1"),
    ]
    dsl = whom_to_tell(3, Route.STOPPED, contacts)[0]
    assert dsl.who == "Amara Nwosu, Designated Safeguarding Lead"
    assert dsl.how == "020 7946 0101. Room 2"
    lado = whom_to_tell(3, Route.STAFF, contacts)[1]
    assert lado.who.startswith("Local Authority")
    assert lado.how == "020 7946 0199"


def test_a_level_outside_the_table_is_the_nearest() -> None:
    assert whom_to_tell(9, Route.CONTENT) == whom_to_tell(4, Route.CONTENT)
    assert whom_to_tell(-1, Route.CONTENT) == whom_to_tell(0, Route.CONTENT)


NAMES = st.sampled_from([n.HOW, n.CATEGORY, n.UPSET, n.DANGER, n.FILTER_STATE, n.HAPPENED_AT])
VALUES = st.sampled_from(
    [n.HOW_PUPIL, n.UPSET_VERY, "violence", "yes", "gone", "", 3, None, (), "2026-11-22T10:42Z"]
) | st.just({"unknown": True})


@given(st.dictionaries(NAMES, VALUES))
def test_no_answers_break_the_rules(answers: dict[str, object]) -> None:
    route = KIND.lead("", answers)
    assert 0 <= KIND.severity_of(route, answers) <= 4
    assert category_of(answers) in {"", "content", "contact", "conduct", "commerce"}


def test_the_table_of_categories_is_short_and_complete() -> None:
    for table in TABLES:
        assert len(table.rows) <= 12
        assert {row.four_c for row in table.rows} == set(table.four_cs)
        assert sum(row.stops for row in table.rows) == 1
        assert all(0 <= row.severity <= row.on_purpose <= 4 for row in table.rows)


def test_labels_are_data_and_values_stay() -> None:
    table = categories_on(dt.date(2026, 11, 22)).with_labels({"scam": "Tricks and cheats"})
    row = table.row("scam")
    assert row is not None
    assert row.label == "Tricks and cheats"
    assert categories_on(dt.date(1999, 1, 1)) is TABLES[0]
    assert table.four_c("scam") == "commerce"
    assert table.four_c("commerce") == "commerce"
    assert table.four_c("nonsense") == ""
