"""Steps as data: what they ask is judged and kept, what follows is given to do, and who sees what."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.reports.doing import act, send
from tests.reports.test_kinds import TOLD, answers_of_kind
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, MoveNotPossible, NotAllowed
from trent_desktop.reports.cases import CaseFile, CaseState, Move, Route
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.casework.clocks import Clock, clocks_of
from trent_desktop.reports.casework.closing import LEFT_UNDONE
from trent_desktop.reports.kinds import KINDS, kind_named
from trent_desktop.reports.timeline_words import entry_words
from trent_desktop.reports.workflow import ADULTS, STANDARD, flow_of


def told(school: SmallSchool, who: OpenSchool) -> CaseFile:
    draft = school.draft(answers_of_kind(TOLD), journey=TOLD.name)
    who.drafts.keep(draft)
    sent = who.cases.send(draft)
    return school.open("dsl").cases.open_case(sent.case_id)


def test_several_things_are_decided_at_once_and_what_is_watched_comes_back(
    school: SmallSchool,
) -> None:
    dsl = school.open("dsl")
    case = told(school, school.open("teacher1"))
    until = (school.clock() + dt.timedelta(days=14)).date().isoformat()
    case = act(
        dsl.cases,
        case,
        Move.DECIDE,
        "The family is known to them.",
        decided=[n.SOCIAL_CARE, n.POLICE, n.MONITOR],
        monitor_until=until,
        threshold="3",
    )
    assert case.summary.state is CaseState.DECIDED
    (task,) = case.actions
    assert (task.words, task.due) == ("Look again at how things are", dt.date.fromisoformat(until))
    decided = next(entry for entry in case.timeline if entry.move is Move.DECIDE)
    words = entry_words(decided, kind_named(case.summary.kind), {}).words
    assert (
        "Referred to children’s social care; Referred to the police; Watched until a day" in words
    )
    assert "Level 3: a child in need" in words
    assert "The family is known to them." in words


@pytest.mark.parametrize(
    ("details", "wrong"),
    [
        ({n.DECIDED: []}, n.DECIDED),
        ({n.DECIDED: ["execution"]}, n.DECIDED),
        ({n.DECIDED: "police"}, n.DECIDED),
        ({n.DECIDED: [n.MONITOR]}, n.MONITOR_UNTIL),
        ({n.DECIDED: [n.MONITOR], n.MONITOR_UNTIL: "2020-01-01"}, n.MONITOR_UNTIL),
        ({n.DECIDED: [n.POLICE], n.THRESHOLD: "9"}, n.THRESHOLD),
    ],
)
def test_what_a_step_asks_is_judged_whatever_a_screen_sent(
    school: SmallSchool, details: dict[str, object], wrong: str
) -> None:
    dsl = school.open("dsl")
    case = told(school, school.open("teacher1"))
    with pytest.raises(AnswersRefused) as refused:
        act(dsl.cases, case, Move.DECIDE, "Because.", **details)
    assert [name for name, _said in refused.value.errors] == [wrong]
    assert dsl.cases.open_case(case.summary.id).version == case.version


def test_its_reporter_sees_that_somebody_has_it_and_no_more(school: SmallSchool) -> None:
    teacher, dsl = school.open("teacher1"), school.open("dsl")
    case = told(school, teacher)
    case = act(dsl.cases, case, Move.HAVE_IT)
    assert Move.HAVE_IT not in case.moves  # it is said once
    with pytest.raises(MoveNotPossible):
        act(dsl.cases, case, Move.HAVE_IT)
    act(dsl.cases, case, Move.PARENTS_TOLD, "Not before social care says so.", told="no")
    hers = teacher.cases.open_case(case.summary.id)
    assert [entry.move for entry in hers.timeline if entry.move] == [Move.HAVE_IT]
    with pytest.raises(NotAllowed):
        act(teacher.cases, hers, Move.PARENTS_TOLD, "I rang.", told="no")


def test_three_clocks_run_on_what_is_serious(school: SmallSchool) -> None:
    dsl = school.open("dsl")
    case = told(school, school.open("teacher1"))

    def done(case: CaseFile) -> list[Clock]:
        faces = clocks_of(TOLD, case.summary.route, case.timeline)
        return [face.clock for face in faces if face.done_at]

    assert done(case) == []
    faces = clocks_of(TOLD, case.summary.route, case.timeline)
    assert [face.clock for face in faces] == list(Clock)
    soon, later = school.clock() + dt.timedelta(minutes=50), school.clock() + dt.timedelta(hours=2)
    assert [face.late(soon) for face in faces] == [False, False, False]
    assert [face.late(later) for face in faces] == [True, False, False]
    case = act(dsl.cases, case, Move.HAVE_IT)
    assert done(case) == [Clock.HAS_IT]
    case = act(dsl.cases, case, Move.DECIDE, "Because.")
    case = act(dsl.cases, case, Move.PARENTS_TOLD, "Both parents rang back.", told="yes",
               whom="Her mother", when=school.clock().isoformat())  # fmt: skip
    assert done(case) == list(Clock)


def test_an_ordinary_report_has_no_clocks(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    case = teacher.cases.open_case(sent.case_id)
    assert clocks_of(kind_named("content"), case.summary.route, case.timeline) == ()


def test_it_does_not_end_in_silence_over_parents_and_outcome(school: SmallSchool) -> None:
    dsl, head = school.open("dsl"), school.open("head")
    case = act(dsl.cases, told(school, school.open("teacher1")), Move.DECIDE, "Because.")
    with pytest.raises(AnswersRefused) as refused:
        act(head.cases, case, Move.SIGN_OFF, "Agreed.", left_undone="")
    assert [name for name, _said in refused.value.errors] == [LEFT_UNDONE]
    case = act(dsl.cases, case, Move.PARENTS_TOLD, "It would add risk.", told="no")
    case = act(
        dsl.cases, case, Move.OUTCOME_TOLD, outcome_to=["reporter"], when=school.clock().isoformat()
    )
    case = act(head.cases, case, Move.SIGN_OFF, "Agreed.", left_undone="")
    assert case.summary.state is CaseState.SIGNED_OFF


def test_what_is_about_grown_ups_is_decided_otherwise_than_what_is_about_children() -> None:
    for kind in KINDS:
        for route in (Route.STAFF, Route.HEAD):
            # A complaint is acknowledged and answered as well, whomever it is about.
            assert flow_of(kind, route) is (kind.about_adults or ADULTS)
    options = [
        {one.value for one in flow.steps[Move.DECIDE].questions[0].options}  # type: ignore[union-attr]
        for flow in (STANDARD, ADULTS)
    ]
    assert n.LADO in options[1] - options[0]
    assert n.SOCIAL_CARE in options[0] - options[1]


def test_a_stopped_report_takes_no_address_in_any_answer_of_a_step(school: SmallSchool) -> None:
    sent = send(school, school.open("teacher1"), "stop")
    dsl = school.open("dsl")
    case = dsl.cases.open_case(sent.case_id)
    with pytest.raises(AnswersRefused):
        act(
            dsl.cases,
            case,
            Move.REFERRED,
            referred_to="police",
            when=school.clock().isoformat(),
            reference="see www.example.net/x",
        )
    case = act(
        dsl.cases, case, Move.REFERRED, referred_to="police", when=school.clock().isoformat(),
        reference="CAD 4411",
    )  # fmt: skip
    assert case.timeline[-1].details[n.REFERENCE] == "CAD 4411"
