"""A request for a blocked page: what is refused by rule, and what becomes of the others."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from tests.reports.doing import act
from tests.reports.test_kinds import answers_of_kind, send
from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import Run, Turn
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotAllowed
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseFile, CaseState, Move
from trent_desktop.reports.entries import open_actions
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.access.refused import HOSTS, REFUSED
from trent_desktop.reports.tasks.task import ToDoKind
from trent_desktop.roles import Role

_KIND = kind_named(n.ACCESS)
assert _KIND is not None
KIND = _KIND
TODAY = NOON.date()
ADVICE: dict[str, Any] = {n.ADVICE: "yes", n.EXTENT: "domain", n.PROFILES: [n.PROFILE_PUPILS]}
OPENED: dict[str, Any] = {
    n.APPLIED_BY: "Tomasz Wiśniewski",
    n.TESTED_ON: [n.PROFILE_PUPILS, n.PROFILE_STAFF],
    n.SEEN: "It opens for pupils.",
}


def day(ahead: int) -> str:
    return (TODAY + dt.timedelta(days=ahead)).isoformat()


def run_of(**answers: Any) -> Run:
    return Run(KIND.journey(asked.QUICK), answers_of_kind(KIND, **answers), now=lambda: NOON)


# ---------------------------------------------------------------- refused by rule


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_no_school_opens_is_explained_before_it_is_sent(what: str) -> None:
    run = run_of(**{n.WHAT: what})
    assert run.go_on().turn is Turn.PAGE
    page = run.page
    assert page is not None
    assert page.guidance == REFUSED[what].lines
    assert len(page.guidance) >= 3, "why, and what helps instead"
    assert run.button == "Change what I ask for"
    assert run.left() == 1
    # From here the way leads back alone; once it is another thing, it goes.
    assert run.go_on().turn is Turn.PAGE
    assert run.page is not None
    assert run.page.name == "what"
    run.put(n.WHAT, n.WHAT_PAGE)
    assert run.go_on().turn is Turn.READY


@pytest.mark.parametrize("where", [f"https://www.{sorted(HOSTS)[0]}/get", "try de.hide.me please"])
def test_a_known_way_round_the_filter_is_one_whatever_it_is_called(where: str) -> None:
    run = run_of(**{n.WHERE: where})
    assert run.go_on().turn is Turn.PAGE
    assert run.page is not None
    assert run.page.guidance == REFUSED[n.NO_PROXY].lines
    assert run_of(**{n.WHERE: "https://proxy.example.org"}).go_on().turn is Turn.READY


@pytest.mark.parametrize(
    "more", [*({n.WHAT: what} for what in REFUSED), {n.WHERE: sorted(HOSTS)[-1]}]
)
def test_the_service_refuses_it_too_and_so_does_a_change_of_an_answer(
    folder_school: SmallSchool, more: dict[str, Any]
) -> None:
    teacher = folder_school.open("teacher1")
    with pytest.raises(AnswersRefused) as refused:
        send(folder_school, teacher, KIND, **more)
    ((name, said),) = refused.value.errors
    assert name == n.WHAT
    assert said
    sent = send(folder_school, teacher, KIND)
    ((question, after),) = more.items()
    case = teacher.cases.open_case(sent.case_id)
    with pytest.raises(AnswersRefused):
        act(teacher.cases, case, Move.AMEND, "Wrong", question=question, after=after)


# ---------------------------------------------------------------- what becomes of it


def agreed(school: SmallSchool) -> CaseFile:
    sent = send(school, school.open("teacher1"), KIND)
    ict, head = school.open("ict"), school.open("head")
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.RECOMMEND, "Good.", **ADVICE)
    assert case.summary.state is CaseState.WITH_HEAD
    assert case.summary.waiting_for == {Role.HEADTEACHER}
    case = act(
        head.cases,
        head.cases.open_case(sent.case_id),
        Move.AGREE,
        "It serves the unit.",
        **{n.FROM: day(1), n.UNTIL: day(10)},
    )
    assert case.summary.waiting_for == {Role.ICT_LEAD}
    return case


def opened(school: SmallSchool) -> CaseFile:
    ict = school.open("ict")
    return act(
        ict.cases, ict.cases.open_case(agreed(school).summary.id), Move.APPLIED, "", **OPENED
    )


def open_tasks(case: CaseFile) -> list[tuple[str, dt.date | None]]:
    return [(one.owner_name, one.due) for one in case.actions if one.done_at is None]


def test_from_asked_to_blocked_again(school: SmallSchool) -> None:
    case = opened(school)
    assert case.summary.state is CaseState.RUNNING
    assert case.summary.waiting_for == frozenset()
    assert open_tasks(case) == [(STAFF["ict"][0], TODAY + dt.timedelta(days=10))]
    head, ict = school.open("head"), school.open("ict")
    case = act(
        head.cases,
        head.cases.open_case(case.summary.id),
        Move.EXTEND,
        "The unit goes on.",
        **{n.UNTIL: day(30)},
    )
    assert case.summary.state is CaseState.RUNNING
    assert open_tasks(case) == [(STAFF["ict"][0], TODAY + dt.timedelta(days=30))]
    case = act(
        ict.cases,
        ict.cases.open_case(case.summary.id),
        Move.BLOCKED_AGAIN,
        "",
        **{n.SEEN: "The block page shows."},
    )
    assert case.summary.state is CaseState.SIGNED_OFF
    assert open_tasks(case) == []
    teacher = school.open("teacher1")
    hers = teacher.cases.open_case(case.summary.id)
    moves = [entry.move for entry in hers.timeline if entry.move not in (None, *_TASKS)]
    assert moves == [
        Move.RECOMMEND,
        Move.AGREE,
        Move.APPLIED,
        Move.EXTEND,
        Move.BLOCKED_AGAIN,
    ]


_TASKS = (Move.ACTION, Move.ACTION_DONE)


def test_it_is_refused_with_a_reason_that_whoever_asked_reads(folder_school: SmallSchool) -> None:
    sent = send(folder_school, folder_school.open("teacher1"), KIND)
    ict, head = folder_school.open("ict"), folder_school.open("head")
    with pytest.raises(AnswersRefused):
        act(ict.cases, ict.cases.open_case(sent.case_id), Move.RECOMMEND, "", **ADVICE)
    case = ict.cases.open_case(sent.case_id)
    act(ict.cases, case, Move.RECOMMEND, "Adverts.", **{n.ADVICE: "no"})
    case = head.cases.open_case(sent.case_id)
    with pytest.raises(AnswersRefused):
        act(head.cases, case, Move.REFUSE)
    case = act(head.cases, case, Move.REFUSE, "Use the library’s film.")
    assert case.summary.state is CaseState.SIGNED_OFF
    hers = folder_school.open("teacher1").cases.open_case(sent.case_id)
    assert hers.timeline[-1].words == "Use the library’s film."


def test_nobody_takes_the_step_of_another(folder_school: SmallSchool) -> None:
    sent = send(folder_school, folder_school.open("teacher1"), KIND)
    for name in ("teacher1", "dsl", "head"):
        who = folder_school.open(name)
        case = who.cases.open_case(sent.case_id)
        assert case.moves.isdisjoint({Move.RECOMMEND, Move.AGREE, Move.SIGN_OFF, Move.BLOCKED})
        with pytest.raises(NotAllowed):
            act(who.cases, case, Move.RECOMMEND, "Good.", **ADVICE)
    ict = folder_school.open("ict")
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.RECOMMEND, "Good.", **ADVICE)
    with pytest.raises(NotAllowed):
        act(ict.cases, case, Move.AGREE, "Yes", **{n.FROM: day(1), n.UNTIL: day(2)})
    with pytest.raises(MoveNotPossible):
        act(ict.cases, case, Move.APPLIED, "", **OPENED)


def test_days_that_do_not_fit_are_refused(folder_school: SmallSchool) -> None:
    sent = send(folder_school, folder_school.open("teacher1"), KIND)
    ict, head = folder_school.open("ict"), folder_school.open("head")
    act(ict.cases, ict.cases.open_case(sent.case_id), Move.RECOMMEND, "Good.", **ADVICE)
    case = head.cases.open_case(sent.case_id)
    for first, last in ((5, 2), (-3, 2)):
        with pytest.raises(AnswersRefused):
            act(head.cases, case, Move.AGREE, "Yes", **{n.FROM: day(first), n.UNTIL: day(last)})


def test_opened_again_it_begins_anew(folder_school: SmallSchool) -> None:
    case = opened(folder_school)
    ict, head = folder_school.open("ict"), folder_school.open("head")
    case = act(ict.cases, case, Move.BLOCKED_AGAIN, "", **{n.SEEN: "Blocked."})
    case = act(head.cases, head.cases.open_case(case.summary.id), Move.REOPEN, "Needed again.")
    assert (case.summary.state, case.summary.waiting_for) == (CaseState.NEW, {Role.ICT_LEAD})


def test_the_rest_can_wait_and_is_asked_for(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    sent = send(folder_school, teacher, KIND)
    assert sent.questions_left >= 8
    assert KIND.severity_of(KIND.route, {}) == 0


def test_the_task_to_block_it_again_is_done_by_the_step_alone(folder_school: SmallSchool) -> None:
    """Ticked off without it, nobody would have tried whether it is blocked."""
    case = opened(folder_school)
    ict, head = folder_school.open("ict"), folder_school.open("head")
    (task,) = open_actions(case.actions)
    assert task.by is Move.BLOCKED_AGAIN
    for who in (ict, head):
        file = who.cases.open_case(case.summary.id)
        with pytest.raises(MoveNotPossible) as refused:
            act(who.cases, file, Move.ACTION_DONE, action=str(task.id))
        assert "It is blocked again" in str(refused.value)
    # Nor from this laptop alone, while the school's folder is away.
    ict.follow()
    (row,) = [one for one in ict.tasks.to_do() if one.kind is ToDoKind.TASK]
    assert row.id is not None
    with pytest.raises(MoveNotPossible):
        ict.tasks.answer(row.id, "", done=True, answer_id=uuid.uuid4())
    # It can be given to somebody who can take the step, and to nobody else.
    file = ict.cases.open_case(case.summary.id)
    more = {"instead_of": str(task.id)}
    other = str(folder_school.members["teacher2"])
    with pytest.raises(AnswersRefused):
        act(ict.cases, file, Move.ACTION, task.words, owner=other, **more)
    ict.roles_held.share(Role.ICT_LEAD, folder_school.members["teacher2"])
    ict.follow()
    file = act(ict.cases, file, Move.ACTION, task.words, owner=other, **more)
    (again,) = open_actions(file.actions)
    assert (again.owner_name, again.by) == (STAFF["teacher2"][0], Move.BLOCKED_AGAIN)
    with pytest.raises(MoveNotPossible):
        act(ict.cases, file, Move.ACTION_DONE, action=str(again.id))
    file = act(ict.cases, file, Move.BLOCKED_AGAIN, "", **{n.SEEN: "The block page shows."})
    assert open_actions(file.actions) == ()
    second = folder_school.open("teacher2")
    second.follow()
    assert not [one for one in second.tasks.to_do() if one.kind is ToDoKind.TASK]
