"""A small concern about a grown-up is read beside the earlier ones about the same person."""

from __future__ import annotations

import uuid

from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.concern import names as n

ANA = STAFF["support"][0]


def send(
    school: SmallSchool, who: OpenSchool, name: str, *, about: str = asked.ABOUT_STAFF
) -> uuid.UUID:
    school.clock.turn(hours=1)
    answers: dict[str, object] = {
        asked.ABOUT: about,
        n.SEEN: "A joke in the corridor.",
        n.HARM: "no",
        asked.HAPPENED_AT: when_value(NOON),
    }
    if about == asked.ABOUT_STAFF:
        answers[asked.STAFF_NAME] = name
    draft = school.draft(answers, journey=n.CONCERN)
    who.drafts.keep(draft)
    return who.cases.send(draft).case_id


def before(who: OpenSchool, case_id: uuid.UUID) -> list[uuid.UUID]:
    return [row.id for row in who.cases.earlier_reports(who.cases.open_case(case_id))]


def test_earlier_concerns_about_the_same_person_are_found_by_those_who_read_both(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    teacher, head, chair = school.open("teacher1"), school.open("head"), school.open("chair")
    first = send(school, teacher, ANA)
    send(school, teacher, STAFF["teacher2"][0])
    second = send(school, teacher, "Mrs D'Souza")
    third = send(school, school.open("teacher2"), f"  {ANA.upper()} ")
    about_head = send(school, teacher, "", about=asked.ABOUT_HEAD)
    by_name = send(school, teacher, STAFF["head"][0])  # whom nobody took for the Headteacher
    last = send(school, teacher, "", about=asked.ABOUT_HEAD)
    for one in (head, chair, teacher):
        one.follow()
    assert before(head, third) == [first, second]
    assert before(head, second) == [first]
    assert before(head, first) == []
    # Those about the Headteacher are the Chair's alone, however they name her.
    assert before(chair, last) == [about_head, by_name]
    assert before(chair, about_head) == []
    # Whoever sent them has receipts, and learns of no pattern.
    assert [row.readable for row in teacher.cases.page(CaseQuery()).rows] == [False] * 6
