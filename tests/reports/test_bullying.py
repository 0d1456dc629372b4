"""Cyber-bullying: who reads it by who was hurt, who did it and the school's chain; and how it goes on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest

from tests.reports.doing import act
from tests.reports.test_kinds import opened_by
from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import HandOver, unknown, when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.entries import open_actions
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.bullying import names as n
from trent_desktop.reports.sent import Sent
from trent_desktop.school.settings.values import Chain

KIND = kind_named("bullying")
assert KIND is not None

FIRST: dict[str, Any] = {
    n.HURT: n.HURT_CHILD,
    n.HURT_CHILDREN: [{"id": None, "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}],
    asked.CHILD_WORDS: "They wrote that I smell.",
    asked.ABOUT: n.BY_CHILD,
    asked.DANGER: "no",
    asked.HAPPENED_AT: when_value(NOON),
}
COLLEAGUE: dict[str, Any] = {**FIRST, n.HURT: n.HURT_STAFF, n.HURT_ADULTS: STAFF["teacher2"][0]}
REST: dict[str, Any] = {
    n.PLATFORM: "A game chat",
    n.SORT: ["messages"],
    n.OFTEN: n.OFTEN_AGAIN,
    n.STILL_THERE: "yes",
    n.PREJUDICE: [n.PREJUDICE_NONE],
    n.EVIDENCE: ["screenshots"],
    n.IMPACT: n.IMPACT_UPSET,
    n.UNDER_AGE: "no",
    n.REPORTED: "no",
    n.PARENTS_OF_HURT: "yes",
    n.PARENTS_OF_OTHER: "no",
    n.POLICE_MATTER: [n.POLICE_NOTHING],
    n.POLICE_TOLD: "no",
}


def send(school: SmallSchool, who: OpenSchool, **more: Any) -> Sent:
    draft = school.draft({**FIRST, **more}, journey=n.BULLYING)
    who.drafts.keep(draft)
    return who.cases.send(draft)


def go_on(who: OpenSchool, **more: Any) -> Sent:
    (draft,) = who.drafts.all()
    return who.cases.send(dataclasses.replace(draft, answers={**draft.answers, **REST, **more}))


@pytest.mark.parametrize(
    ("answers", "route", "reads"),
    [
        (FIRST, Route.SAFEGUARDING, {"dsl", "deputy", "head", "teacher1"}),
        ({**FIRST, asked.ABOUT: n.BY_PARENT}, Route.SAFEGUARDING, {"dsl", "deputy", "head", "teacher1"}),
        ({**FIRST, asked.ABOUT: n.BY_UNKNOWN}, Route.SAFEGUARDING, {"dsl", "deputy", "head", "teacher1"}),
        (COLLEAGUE, Route.HEADTEACHER, {"head", "teacher1"}),
        ({**COLLEAGUE, asked.ABOUT: n.BY_PARENT}, Route.HEADTEACHER, {"head", "teacher1"}),
        ({**FIRST, asked.ABOUT: "staff", asked.STAFF_NAME: unknown()}, Route.STAFF, {"head"}),
        ({**COLLEAGUE, asked.ABOUT: "staff", asked.STAFF_NAME: "Ana"}, Route.STAFF, {"head"}),
        ({**COLLEAGUE, asked.ABOUT: "headteacher"}, Route.HEAD, {"chair"}),
    ],
)  # fmt: skip
def test_who_reads_it_by_who_was_hurt_and_who_did_it(
    folder_school: SmallSchool, answers: dict[str, Any], route: Route, reads: set[str]
) -> None:
    sent = send(folder_school, folder_school.open("teacher1"), **answers)
    assert sent.route is route
    assert opened_by(folder_school, sent.case_id) == reads


def test_the_chain_is_the_schools_and_holds_from_when_it_was_sent(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    head, teacher = school.open("head"), school.open("teacher1")
    before = send(school, teacher)
    changed = head.settings.change(bullying_chain=Chain.HEADTEACHER)
    assert changed.bullying_chain is Chain.HEADTEACHER
    head.follow()
    assert head.settings.current().bullying_chain is Chain.HEADTEACHER
    with pytest.raises(AnswersRefused):
        head.settings.change(bullying_chain="the caretaker")
    teacher.follow()
    assert go_on(teacher).route is Route.SAFEGUARDING  # an older report stays where it was
    after = send(school, teacher)
    assert after.route is Route.LEADERSHIP
    assert [step.role for step in teacher.whom.after(after)] == ["headteacher"]
    assert go_on(teacher).route is Route.LEADERSHIP
    # A laptop that has not heard of the change reads it as it was sent.
    head.settings.change(bullying_chain=Chain.DSL)
    dsl = school.open("dsl")
    for sent, route in ((before, Route.SAFEGUARDING), (after, Route.LEADERSHIP)):
        assert dsl.cases.open_case(sent.case_id).summary.route is route
    # Sent a second time it is the same report, whatever the setting says by then.
    again = school.draft(dict(FIRST), journey=n.BULLYING, id=after.case_id)
    assert teacher.cases.send(again).route is Route.LEADERSHIP


def test_a_colleague_who_was_hurt_does_not_wait_for_the_safeguarding_lead(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    sent = send(folder_school, teacher, **COLLEAGUE)
    assert [step.role for step in teacher.whom.after(sent)] == ["headteacher"]
    assert "colleague" in folder_school.open("head").cases.open_case(sent.case_id).summary.title


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({n.OFTEN: n.OFTEN_ONCE}, 1),
        ({n.OFTEN: n.OFTEN_AGAIN}, 2),
        ({n.UNDER_AGE: "yes"}, 2),
        ({n.IMPACT: n.IMPACT_AFRAID}, 2),
        ({n.PREJUDICE: ["race"]}, 2),
        ({n.IMPACT: n.IMPACT_HARM}, 3),
        ({n.SORT: ["left-out", n.SORT_THREATS]}, 3),
        ({n.SORT: [n.SORT_HATE]}, 3),
        *(({n.POLICE_MATTER: [one]}, 3) for one in ("threat", "hate", "harassment", "stalking", "blackmail")),
        ({n.POLICE_MATTER: [n.POLICE_NOTHING]}, 1),
        ({n.POLICE_TOLD: "yes"}, 3),
        ({asked.DANGER: "yes"}, 4),
    ],
)  # fmt: skip
def test_how_serious_it_is(more: dict[str, Any], level: int) -> None:
    assert KIND is not None
    answers = {**FIRST, **more}
    assert KIND.severity_of(KIND.lead("", answers), answers) == level


def test_its_reporter_goes_on_answering_and_the_level_follows(folder_school: SmallSchool) -> None:
    teacher, dsl = folder_school.open("teacher1"), folder_school.open("dsl")
    sent = send(folder_school, teacher)
    assert sent.questions_left == len(REST)
    assert not dsl.cases.open_case(sent.case_id).summary.severity_known
    assert go_on(teacher, **{n.SORT: [n.SORT_THREATS]}).questions_left == 0
    file = dsl.cases.open_case(sent.case_id)
    assert (file.summary.severity, file.summary.severity_known) == (3, True)
    assert file.answers[n.PLATFORM] == "A game chat"


def test_a_private_picture_stops_it(folder_school: SmallSchool) -> None:
    assert KIND is not None
    answers = {**FIRST, n.EVIDENCE: [n.EVIDENCE_PRIVATE]}
    assert KIND.lead(asked.FULL, answers) is Route.STOPPED
    journey = KIND.journey(asked.FULL)
    assert journey.hand_over is not None
    assert journey.hand_over(answers) == HandOver(n.BULLYING, asked.STOP)
    teacher = folder_school.open("teacher1")
    send(folder_school, teacher)
    with pytest.raises(AnswersRefused, match="must stop here"):
        go_on(teacher, **{n.EVIDENCE: [n.EVIDENCE_PRIVATE]})


def test_what_follows_from_a_decision(folder_school: SmallSchool) -> None:
    teacher, dsl = folder_school.open("teacher1"), folder_school.open("dsl")
    sent = send(folder_school, teacher)
    file = dsl.cases.open_case(sent.case_id)
    done = ["support", "talk", "parents-told"]
    file = act(dsl.cases, file, Move.DECIDE, "Both were heard.", decided=done)
    today = NOON.date()  # a Monday
    due = [(one.words.split(":")[0], one.due) for one in open_actions(file.actions)]
    assert due == [
        ("Tell the parents or carers of both sides", today),
        ("After two days", dt.date(2026, 11, 25)),
        ("After two weeks", dt.date(2026, 12, 7)),
        ("After half a term", dt.date(2027, 1, 4)),
        ("Tell whoever was hurt, and both sides’ parents, how it ended", dt.date(2026, 12, 7)),
    ]
    # It does not end over these in silence.
    head = folder_school.open("head")
    with pytest.raises(AnswersRefused, match="5 tasks are still open: Tell the parents"):
        act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Read.")


def test_nobody_looks_again_at_a_weekend() -> None:
    assert KIND is not None
    follows = KIND.flow.steps[Move.DECIDE].follows
    for day in range(14):
        today = dt.date(2026, 11, 23) + dt.timedelta(days=day)
        assert all(one.due.weekday() < 5 for one in follows({"decided": ["talk"]}, today))


def test_the_one_it_is_about_meets_nothing(folder_school: SmallSchool) -> None:
    name = STAFF["support"][0]
    sent = send(
        folder_school,
        folder_school.open("teacher1"),
        **{**COLLEAGUE, asked.ABOUT: "staff", asked.STAFF_NAME: name},
    )
    assert opened_by(folder_school, sent.case_id) == {"head"}
    about = {**FIRST, asked.ABOUT: "staff", asked.STAFF_NAME: STAFF["head"][0]}
    sent = send(folder_school, folder_school.open("teacher1"), **about)
    assert opened_by(folder_school, sent.case_id) == {"chair"}
    assert isinstance(sent.case_id, uuid.UUID)
