"""What the search of the list finds: everything that somebody would look a report up by."""

from __future__ import annotations

import dataclasses
import uuid

import pytest

from tests.reports.doing import act, full_answers, send
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import Sent


def found(member: OpenSchool, words: str) -> list[uuid.UUID]:
    return [row.id for row in member.cases.page(CaseQuery(words)).rows]


@pytest.fixture
def sent(folder_school: SmallSchool) -> Sent:
    """A report with all of its questions, a note, and a decision; and one that is found by little."""
    school = folder_school
    teacher = school.open("teacher1")
    one = send(
        school, teacher, "quick", **{n.CLASS: {"id": str(school.classes["4B"]), "name": "4B"}}
    )
    rest = teacher.drafts.get(one.case_id)
    assert rest is not None
    teacher.cases.send(dataclasses.replace(rest, answers=full_answers(rest.answers)))
    ict = school.open("ict")
    case = ict.cases.open_case(one.case_id)
    case = act(ict.cases, case, Move.NOTE, "The supplier calls it a thylacine.")
    case = act(ict.cases, case, Move.NO_BLOCK_NEEDED, "Mistyped.")
    head = school.open("head")
    case = head.cases.open_case(one.case_id)
    act(head.cases, case, Move.SIGN_OFF, "Seen.", decision="Kept for the governors’ count")
    other: dict[str, object] = {n.SEEN: "An advert for betting", n.WHERE: {"unknown": True}}
    other[n.CLASS] = {"id": None, "name": "6A"}
    send(school, school.open("teacher2"), "quick", **other)
    return one


@pytest.mark.parametrize(
    "words",
    [
        "volcanoes",  # what was said
        "VOLC",  # a beginning, in whatever case
        "4B",  # class
        "Łukasz Nowak",  # a child
        "lukasz",  # without its signs
        "O'Neill",  # who reported it
        "thylacine",  # a note
        "mistyped",  # why a step was taken
        "governors’ count",  # what was decided
        "example-pictures",  # the address
        "It just jumped",  # the child’s own words
        "cruel",  # what sort of thing it was, in words
    ],
)
def test_one_of_two_reports_is_found_by(folder_school: SmallSchool, sent: Sent, words: str) -> None:
    head = folder_school.open("head")
    head.follow()
    assert found(head, words) == [sent.case_id]


def test_a_report_is_found_by_its_reference_and_its_number(
    folder_school: SmallSchool, sent: Sent
) -> None:
    head = folder_school.open("head")
    head.follow()
    assert found(head, sent.reference) == [sent.case_id]
    assert found(head, sent.reference.lower()) == [sent.case_id]


def test_reports_are_found_by_what_their_kind_is_called(
    folder_school: SmallSchool, sent: Sent
) -> None:
    head = folder_school.open("head")
    head.follow()
    (content,) = (kind for kind in KINDS if kind.name == "content")
    assert len(found(head, content.title)) == 2
    assert len(found(head, "inappropriate 6A")) == 1


def test_search_finds_only_what_one_may_see(folder_school: SmallSchool, sent: Sent) -> None:
    other = folder_school.open("teacher2")
    other.follow()
    assert found(other, "volcanoes") == []
    dsl = folder_school.open("dsl")
    chair = folder_school.open("chair")
    for member, expected in ((dsl, [sent.case_id]), (chair, [])):
        member.follow()
        assert found(member, "thylacine") == expected
