"""Of a report of which nothing is known yet nobody says that it is little."""

from __future__ import annotations

import dataclasses

import pytest

from tests.reports.doing import full_answers, send
from tests.schools import SmallSchool
from trent_desktop.journeys import unknown
from trent_desktop.reports.cases import Route
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import KIND
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.severity import level_title


@pytest.mark.parametrize(
    ("route", "answers", "known"),
    [
        (Route.CONTENT, {}, False),
        (Route.CONTENT, {n.DANGER: "no", n.UPSET: n.UPSET_NOBODY}, False),
        (Route.CONTENT, {n.CATEGORY: unknown(), n.HOW: n.HOW_SEARCH}, False),
        (Route.CONTENT, {n.CATEGORY: "violence"}, True),
        (Route.CONTENT, {n.CATEGORY: "nuisance"}, True),
        (Route.CONTENT, {n.HOW: n.HOW_PUPIL}, True),
        (Route.CONTENT, {n.UPSET: n.UPSET_VERY}, True),
        (Route.CONTENT, {n.FILTER_STATE: n.FILTER_OFF}, True),
        (Route.CONTENT, {n.DANGER: "yes"}, True),
        (Route.STAFF, {}, True),
        (Route.STOPPED, {}, True),
    ],
)
def test_it_is_known_when_something_decides_it(
    route: Route, answers: dict[str, object], known: bool
) -> None:
    assert KIND.is_known(route, answers) is known
    said = level_title(KIND.severity_of(route, answers), known=known)
    assert (said == "Not yet known") is not known


def test_in_the_list_and_the_case_until_a_category_says(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    sent = send(school, teacher)
    for member in (teacher, ict):
        member.follow()
        (row,) = member.cases.page(CaseQuery()).rows
        assert (row.severity, row.severity_known) == (1, False)
    assert not ict.cases.open_case(sent.case_id).summary.severity_known
    (draft,) = teacher.drafts.all()
    answers = {**full_answers(draft.answers), n.CATEGORY: "violence"}
    teacher.cases.send(dataclasses.replace(draft, answers=answers))
    ict.follow()
    (row,) = ict.cases.page(CaseQuery()).rows
    assert (row.severity, row.severity_known) == (1, True)
