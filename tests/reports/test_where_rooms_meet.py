"""Faults found where tasks, ties, supervision, notes and the trail meet sealed reports."""

from __future__ import annotations

import dataclasses
import json

import pytest
from sqlalchemy import text

from tests.reports.doing import act, send
from tests.reports.tasking import give, hers, stopped
from tests.reports.test_contact import PARENT, asked
from tests.reports.test_contact import send as send_contact
from tests.reports.test_kinds import TOLD, answers_of_kind
from tests.reports.test_supervision import KIND, supervise
from tests.schools import STAFF, SmallSchool
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.case_store import read_case
from trent_desktop.reports.cases import EntryKind, Move, Route
from trent_desktop.reports.linking import ties
from trent_desktop.reports.tasks.following import tasks_of
from trent_desktop.reports.tasks.task import ToDoKind
from trent_desktop.roles import Role


def test_a_tie_to_a_sealed_report_opens_to_those_alone_who_read_it(
    folder_school: SmallSchool,
) -> None:
    """Its rows name every role that leads on anything; those that open nothing are no readers."""
    school = folder_school
    about_her = {**PARENT, asked.ABOUT: "staff", asked.STAFF_NAME: STAFF["dsl"][0]}
    theirs = send_contact(school, school.open("teacher1"), about_her)
    _, case = stopped(school)
    head = school.open("head")
    head.follow()
    act(
        head.cases,
        head.cases.open_case(case.summary.id),
        Move.LINK_CASE,
        other=str(theirs.case_id),
    )
    found: dict[str, list[object]] = {}
    for name in ("dsl", "deputy", "head"):
        me = school.open(name).signed_in
        with me.database.read() as session:
            timeline = read_case(session, me.keyring, case.summary.id).timeline
        found[name] = [
            ties.opened(me.keyring, one) for one in timeline if one.move is Move.LINK_CASE
        ]
    assert found["dsl"] == found["deputy"] == [None]
    assert [one.case_id for one in found["head"] if one] == [theirs.case_id]  # type: ignore[attr-defined]


def test_a_late_task_of_a_sealed_report_falls_on_somebody_who_reads_it(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    about = {**PARENT, asked.ABOUT: "staff", asked.STAFF_NAME: STAFF["teacher2"][0]}
    sent = send_contact(school, school.open("teacher1"), about)
    head = school.open("head")
    head.follow()
    case = give(school, head, head.cases.open_case(sent.case_id), "head")
    with head.signed_in.database.read() as session:
        stored = read_case(session, head.signed_in.keyring, case.summary.id)
        (task,) = tasks_of(head.signed_in, session, [stored])
    assert Role.DSL not in task.line
    assert Role.DEPUTY_DSL not in task.line
    school.clock.turn(days=8)
    assert [one.kind for one in hers(head)] == [ToDoKind.TASK]


def test_the_register_says_nothing_more_of_a_report_that_is_for_fewer_now(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    case = supervise(school)
    teacher = school.open("teacher1")
    teacher.follow()
    answers = {
        **dict(case.answers), asked.ABOUT: asked.ABOUT_STAFF, asked.STAFF_NAME: STAFF["ict"][0],
    }  # fmt: skip
    draft = school.draft(answers, KIND.stages[0], journey=KIND.name)
    draft = dataclasses.replace(draft, id=case.summary.id)
    teacher.drafts.keep(draft)
    assert teacher.cases.send(draft).route is Route.STAFF
    ict, head = school.open("ict"), school.open("head")
    with pytest.raises(NotFound):
        ict.cases.open_case(case.summary.id)
    (row,) = ict.supervision.register()
    assert row.name  # that somebody is, and until when, stays
    assert (row.case_id, row.reason, row.made_by) == (None, "", "")
    with pytest.raises(AnswersRefused):
        head.supervision.end(row.id, "It was he who gave out the password.")
    head.supervision.end(row.id, "")
    assert ict.supervision.register()[0].ended_why == ""


def test_a_note_of_whoever_reads_a_part_reaches_those_who_lead_also_when_it_is_over(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    teacher, dsl, head = school.open("teacher1"), school.open("dsl"), school.open("head")
    draft = school.draft(answers_of_kind(TOLD), journey=TOLD.name)
    teacher.drafts.keep(draft)
    sent = teacher.cases.send(draft)
    case = act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.DECIDE, "Seen, safe")
    act(head.cases, head.cases.open_case(sent.case_id), Move.SIGN_OFF, "Agreed.")
    dsl.follow()
    act(teacher.cases, teacher.cases.open_case(sent.case_id), Move.NOTE, "It happened again.")
    assert dsl.follow().added_later == (case.summary.reference,)
    last = dsl.cases.open_case(sent.case_id).timeline[-1]
    assert (last.kind, "dsl" in last.details["roles"]) == (EntryKind.TOLD, True)


def test_the_trail_does_not_say_how_far_a_sealed_report_has_come(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    sent = send(school, school.open("teacher1"), "stop")
    ordinary = send(school, school.open("teacher1"))
    dsl, ict = school.open("dsl"), school.open("ict")
    act(dsl.cases, dsl.cases.open_case(sent.case_id), Move.DECIDE, "Rang the duty team.")
    act(ict.cases, ict.cases.open_case(ordinary.case_id), Move.BLOCKED, line="example.net")
    with ict.signed_in.database.read() as session:
        rows = session.execute(text("SELECT act, subject, details FROM audit_entry")).all()
    of = {str(sent.case_id): set[str](), str(ordinary.case_id): set[str]()}
    for _act, subject, details in rows:
        found = next(
            (one for one in of if one.replace("-", "") == str(subject).replace("-", "")), ""
        )
        if found and details:
            told = details if isinstance(details, dict) else json.loads(details)
            of[found] |= set(map(str, told))
    assert of == {str(sent.case_id): set(), str(ordinary.case_id): {"move"}}
