"""That a child is in danger is sent by itself, at once, or right behind the report."""

from __future__ import annotations

import dataclasses

import pytest

from tests.reports.doing import act, full_answers, send
from tests.schools import NOON, SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import EntryKind, Move
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.content import FULL
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.waiting.alone import alone
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.roles import Role


def danger(member: OpenSchool, **more: object) -> Draft:
    """The answer of the one report that waits, by itself."""
    (draft,) = member.drafts.all()
    answers = {**draft.answers, n.DANGER: "yes", **more}
    found = alone(dataclasses.replace(draft, answers=answers), member.signed_in.clock())
    assert found is not None
    return found


def turn_of(member: OpenSchool) -> int:
    member.follow()
    return len(member.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows)


def test_it_is_the_safeguarding_leads_turn_at_once_and_the_rest_goes_on(
    school: SmallSchool,
) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher)
    assert turn_of(dsl) == 0
    one = danger(teacher)
    done = teacher.cases.send(one)
    assert (done.queued, done.severity, done.reference) == (False, 4, sent.reference)
    assert turn_of(dsl) == 1
    (draft,) = teacher.drafts.all()
    assert draft.stage == FULL
    # Sent twice, it is one entry; sent with the rest, nobody is told again.
    assert teacher.cases.send(one).already_sent
    answers = {**full_answers(draft.answers), n.DANGER: "yes"}
    teacher.cases.send(dataclasses.replace(draft, answers=answers))
    case = dsl.cases.open_case(sent.case_id)
    told = [e for e in case.timeline if e.kind is EntryKind.TOLD]
    more = [e for e in case.timeline if e.kind is EntryKind.MORE_ANSWERS]
    assert (len(told), len(more)) == (2, 2)
    assert case.questions_left == 0


def test_taken_back_and_said_again_it_is_said_again(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher)
    teacher.cases.send(danger(teacher))
    case = dsl.cases.open_case(sent.case_id)
    act(dsl.cases, case, Move.AMEND, "A mistake.", question=n.DANGER, after="no")
    school.clock.turn(minutes=1)
    assert not teacher.cases.send(danger(teacher)).already_sent
    assert dsl.cases.open_case(sent.case_id).answers[n.DANGER] == "yes"


def test_while_the_share_is_away_it_waits_behind_the_report(folder_school: SmallSchool) -> None:
    teacher, dsl = folder_school.open("teacher1"), folder_school.open("dsl")
    folder = folder_school.location.folder
    assert folder is not None
    folder.rename(folder.with_name("unplugged"))
    assert send(folder_school, teacher).queued
    assert teacher.cases.send(danger(teacher)).queued
    assert [one.stage for one in teacher.cases.waiting()] == ["quick", "danger"]
    folder.with_name("unplugged").rename(folder)
    # Pressed again, it takes the report along, which goes first.
    assert not teacher.cases.send(danger(teacher)).queued
    assert len(teacher.follow().sent) == 1
    assert teacher.cases.waiting() == ()
    assert turn_of(dsl) == 1
    assert [one.stage for one in teacher.drafts.all()] == [FULL]


def test_put_by_on_closing_it_goes_with_the_next_look(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    send(school, teacher)
    teacher.cases.sending.put_by(danger(teacher))
    teacher.close()
    assert turn_of(dsl) == 0


def test_put_by_it_is_sent(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    send(school, teacher)
    teacher.cases.sending.put_by(danger(teacher))
    assert len(teacher.follow().cases) == 1
    assert turn_of(dsl) == 1


def test_what_became_others_alone_meanwhile_takes_nothing_away(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    one = danger(teacher)
    other = school.open("teacher1")
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Tomasz Wiśniewski"}
    other.cases.send(dataclasses.replace(draft, answers=more))
    teacher.cases.sending.put_by(one)
    changes = teacher.follow()
    assert changes.refused == (sent.case_id,)
    assert [kept.stage for kept in teacher.drafts.all()] == [FULL]
    assert teacher.cases.waiting() == ()


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "quick"},
        {"stage": "stop"},
        {"case_id": None},
        {"answers": {n.DANGER: "no"}},
        {"answers": {n.DANGER: "yes", n.HOW: n.HOW_STAFF}},
        {"answers": {n.DANGER: "yes", n.CATEGORY: "indecent-of-child"}},
    ],
)
def test_where_it_cannot_go_alone(school: SmallSchool, change: dict[str, object]) -> None:
    draft = school.draft({n.DANGER: "yes"}, FULL)
    draft = dataclasses.replace(draft, case_id=draft.id)
    assert alone(draft, NOON) is not None
    assert alone(dataclasses.replace(draft, **change), NOON) is None  # type: ignore[arg-type]


def test_whom_to_ring_is_never_whom_it_is_about(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    lines = teacher.whom.in_danger({})
    assert [line.split(",")[0] for line in lines] == ["Fatima Sheikh", "Huw Pritchard"]
    about = {n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Mrs Sheikh"}
    assert [line.split(",")[0] for line in teacher.whom.in_danger(about)] == ["Huw Pritchard"]
    head = school.open("head")
    head.roles_held.hand_over(Role.HEADTEACHER, school.members["dsl"])
    teacher.follow()
    lines = teacher.whom.in_danger({n.ABOUT: n.ABOUT_HEAD})
    assert [line.split(",")[0] for line in lines] == ["Huw Pritchard"]
