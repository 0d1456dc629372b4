"""What is serious, or a danger, is the safeguarding lead's turn too: at once, and again when it rises."""

from __future__ import annotations

import dataclasses
import uuid

import pytest

from tests.reports.doing import act, full_answers, send
from tests.schools import SmallSchool
from trent_desktop.journeys import unknown
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible, Problem
from trent_desktop.reports.cases import CaseState, EntryKind, Move
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role

DECIDED = "Rang children’s social care. She is at home with her mother."
FILTERING, SAFEGUARDING = Role.ICT_LEAD, Role.DSL


def rest(teacher: OpenSchool, **more: object) -> Sent:
    """The rest of the questions of the one report that waits."""
    (draft,) = teacher.drafts.all()
    together = {**full_answers(draft.answers), **more}
    return teacher.cases.send(dataclasses.replace(draft, answers=together))


def turn_of(member: OpenSchool) -> list[uuid.UUID]:
    member.follow()
    return [row.id for row in member.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows]


def dsl_told(member: OpenSchool, case_id: uuid.UUID) -> int:
    return sum(
        entry.kind is EntryKind.TOLD and entry.details["roles"][0] == Role.DSL.value
        for entry in member.cases.open_case(case_id).timeline
    )


@pytest.mark.parametrize(
    "answers",
    [
        {n.DANGER: "yes"},
        {n.DANGER: unknown()},
        {n.CATEGORY: "stranger"},
        {n.CATEGORY: "self-harm", n.UPSET: n.UPSET_VERY},
        # Moderate, with a child at risk.
        {n.UPSET: n.UPSET_VERY},
        {n.CATEGORY: "gambling", n.HOW: n.HOW_PUPIL, n.UPSET: n.UPSET_VERY},
    ],
)
def test_it_is_her_turn_beside_the_filters(school: SmallSchool, answers: dict[str, object]) -> None:
    teacher = school.open("teacher1")
    others = {name: school.open(name) for name in ("ict", "dsl", "deputy", "head")}
    for other in others.values():
        other.follow()
    sent = send(school, teacher)
    assert turn_of(others["ict"]) == [sent.case_id]
    assert turn_of(others["dsl"]) == turn_of(others["deputy"]) == []
    rest(teacher, **answers)
    # New for her, at the next look: she is told, as he was when it came.
    assert others["dsl"].follow().new_for_me == 1
    assert others["deputy"].follow().new_for_me == 1
    assert others["dsl"].cases.counts().to_act == 1
    assert turn_of(others["dsl"]) == turn_of(others["deputy"]) == [sent.case_id]
    assert turn_of(others["ict"]) == [sent.case_id]
    assert turn_of(others["head"]) == []
    case = others["dsl"].cases.open_case(sent.case_id)
    assert case.summary.waiting_for == {FILTERING, SAFEGUARDING}
    assert Move.DECIDE in case.moves
    assert dsl_told(others["dsl"], sent.case_id) == 1
    assert others["dsl"].follow().new_for_me == 0


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {n.HOW: n.HOW_PUPIL},  # moderate, and nobody is at risk
        {n.CATEGORY: "self-harm", n.UPSET: n.UPSET_SOME},
        {n.FILTER_STATE: n.FILTER_OFF},
    ],
)
def test_what_is_ordinary_is_not_hers(school: SmallSchool, answers: dict[str, object]) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    dsl.follow()
    sent = send(school, teacher)
    rest(teacher, **answers)
    assert turn_of(dsl) == []
    case = dsl.cases.open_case(sent.case_id)
    assert Move.DECIDE not in case.moves
    with pytest.raises(MoveNotPossible):
        act(dsl.cases, case, Move.DECIDE, DECIDED)


def test_neither_turn_ends_the_other(school: SmallSchool) -> None:
    teacher, ict, dsl, head = (school.open(one) for one in ("teacher1", "ict", "dsl", "head"))
    sent = send(school, teacher)
    rest(teacher, **{n.DANGER: "yes"})
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.BLOCKED, line="example.net")
    assert case.summary.waiting_for == {FILTERING, SAFEGUARDING}
    case = act(ict.cases, case, Move.STILL_BLOCKED)
    assert case.summary.waiting_for == {SAFEGUARDING}
    assert turn_of(dsl) == [sent.case_id]
    assert turn_of(head) == turn_of(ict) == []
    # Nobody signs off or closes over her head.
    case = head.cases.open_case(sent.case_id)
    assert not {Move.SIGN_OFF, Move.CLOSE} & case.moves
    for move in (Move.SIGN_OFF, Move.CLOSE):
        with pytest.raises(MoveNotPossible, match="Designated Safeguarding Lead has not decided"):
            act(head.cases, case, move, "Fine.")
    case = act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.DECIDE, DECIDED)
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.CHECKED, {Role.HEADTEACHER})
    assert turn_of(dsl) == []
    assert turn_of(head) == [sent.case_id]
    case = act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Well done.")
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.SIGNED_OFF, frozenset())


def test_her_decision_leaves_the_filter_to_him(school: SmallSchool) -> None:
    teacher, ict, deputy = (school.open(one) for one in ("teacher1", "ict", "deputy"))
    sent = send(school, teacher)
    rest(teacher, **{n.DANGER: "yes"})
    case = act(deputy.cases, deputy.cases.open_case(sent.case_id), Move.DECIDE, DECIDED)
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.NEW, {FILTERING})
    assert turn_of(ict) == [sent.case_id]


def test_what_rises_again_is_hers_again(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher)
    rest(teacher, **{n.CATEGORY: "stranger"})
    dsl.follow()
    case = act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.DECIDE, DECIDED)
    assert turn_of(dsl) == []
    # Another correction is none of it.
    case = act(dsl.cases, case, Move.AMEND, "The hall.", question=n.ROOM, after="The hall")
    assert turn_of(dsl) == []
    case = teacher.cases.open_case(sent.case_id)
    act(teacher.cases, case, Move.AMEND, "She just told me.", question=n.DANGER, after="yes")
    assert dsl.follow().new_for_me == 1
    assert turn_of(dsl) == [sent.case_id]
    assert dsl_told(dsl, sent.case_id) == 2


def test_a_rise_while_it_is_hers_is_told_again(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher)
    rest(teacher, **{n.CATEGORY: "stranger"})
    dsl.follow()
    case = teacher.cases.open_case(sent.case_id)
    act(teacher.cases, case, Move.AMEND, "She just told me.", question=n.DANGER, after="yes")
    assert dsl.follow().new_for_me == 1


def test_another_kind_of_content_raises_it(school: SmallSchool) -> None:
    teacher, dsl, deputy = (school.open(one) for one in ("teacher1", "dsl", "deputy"))
    sent = send(school, teacher)
    rest(teacher)
    deputy.follow()
    case = dsl.cases.open_case(sent.case_id)
    case = act(dsl.cases, case, Move.RECATEGORISE, "It is contact.", after="stranger")
    assert case.summary.waiting_for == {FILTERING, SAFEGUARDING}
    assert deputy.follow().new_for_me == 1


def over(school: SmallSchool, state: CaseState) -> tuple[OpenSchool, uuid.UUID]:
    """A report of which only the quick part came, and which is over."""
    teacher, ict, head = (school.open(one) for one in ("teacher1", "ict", "head"))
    sent = send(school, teacher)
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.NO_BLOCK_NEEDED, "An app.")
    case = act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Fine.")
    if state is CaseState.CLOSED:
        case = act(head.cases, case, Move.CLOSE)
    assert case.summary.state is state
    return teacher, sent.case_id


@pytest.mark.parametrize("state", [CaseState.SIGNED_OFF, CaseState.CLOSED])
@pytest.mark.parametrize("danger", ["yes", unknown()])
@pytest.mark.parametrize("by", ["her answers", "a correction"])
def test_what_is_over_opens_again(
    folder_school: SmallSchool, state: CaseState, danger: object, by: str
) -> None:
    school = folder_school
    dsl = school.open("dsl")
    teacher, case_id = over(school, state)
    dsl.follow()
    if by == "her answers":
        rest(teacher, **{n.DANGER: danger})
    else:
        case = teacher.cases.open_case(case_id)
        assert Move.AMEND in case.moves
        act(teacher.cases, case, Move.AMEND, "She told me.", question=n.DANGER, after=danger)
    assert dsl.follow().new_for_me == 1
    assert turn_of(dsl) == [case_id]
    case = dsl.cases.open_case(case_id)
    # The filter had been seen to: that stays so.
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.NO_BLOCK, {SAFEGUARDING})
    (opened,) = [one for one in case.timeline if one.move is Move.REOPEN]
    assert (opened.author_id, opened.author_name) == (None, "Trent Desktop")
    assert opened.words
    case = act(dsl.cases, case, Move.DECIDE, DECIDED)
    assert case.summary.waiting_for == {Role.HEADTEACHER}


def test_what_is_over_stays_so_for_anything_else(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    teacher, case_id = over(school, CaseState.CLOSED)
    rest(teacher)
    case = dsl.cases.open_case(case_id)
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.CLOSED, frozenset())
    case = act(dsl.cases, case, Move.AMEND, "The hall.", question=n.ROOM, after="The hall")
    assert case.summary.state is CaseState.CLOSED
    assert turn_of(dsl) == []


def test_without_a_safeguarding_lead_it_is_the_headteachers(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    for name, role in (("dsl", Role.DSL), ("deputy", Role.DEPUTY_DSL)):
        with head.signed_in.database.write() as session:
            from trent_desktop.school.keys.role_keys import end_role
            from trent_desktop.storage.database import next_change

            end_role(session, role, school.members[name], school.clock())
            next_change(session, directory=True)
    head.follow()
    teacher.follow()
    sent = send(school, teacher)
    rest(teacher, **{n.DANGER: "yes"})
    assert head.follow().new_for_me == 1
    assert turn_of(head) == [sent.case_id]
    case = act(head.cases, head.cases.open_case(sent.case_id), Move.DECIDE, DECIDED)
    assert case.summary.waiting_for == {FILTERING}
    assert turn_of(head) == []


def test_an_index_of_before_is_made_anew(school: SmallSchool) -> None:
    """A laptop whose list was made by an earlier program knows one role a case."""
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    sent = send(school, teacher)
    rest(teacher, **{n.DANGER: "yes"})
    dsl.follow()
    from trent_desktop.reports.vocabulary import mark_of
    from trent_desktop.storage.cipher import digest

    keys = dsl.signed_in.keyring
    before = digest("|".join(sorted(map(str, keys.reader_ids))).encode())[:16]
    assert before != mark_of(keys)
    with dsl.signed_in.store.writing() as connection:
        connection.execute("UPDATE case_row SET waiting_for = 'ict-lead'")
    number, _ = dsl.cases._index.synced()
    dsl.cases._index.update([], [], (number, before))
    assert turn_of(dsl) == [sent.case_id]


def test_a_refusal_says_what_to_do(school: SmallSchool) -> None:
    teacher, ict, head = (school.open(one) for one in ("teacher1", "ict", "head"))
    sent = send(school, teacher)
    rest(teacher, **{n.DANGER: "yes"})
    act(ict.cases, ict.cases.open_case(sent.case_id), Move.NO_BLOCK_NEEDED, "An app.")
    with pytest.raises(Problem) as refused:
        act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Fine.")
    assert refused.value.what_to_do
