"""The training log: planning, who was there, certificates, what is due, and the counts."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.training.models import (
    TrainingAttendanceRow,
    TrainingCertificateRow,
    TrainingSessionRow,
)
from trent_desktop.oversight.training.standing import months_after
from trent_desktop.oversight.training.topics import Topic
from trent_desktop.oversight.training.values import (
    CertificateDraft,
    How,
    ScanKind,
    SessionDraft,
    State,
)
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    SomebodyWasFaster,
)

pytestmark = pytest.mark.both_databases

TODAY = dt.date(2026, 11, 23)
ALL = (Topic.AT_RISK, Topic.SAFEGUARDING, Topic.STOP, Topic.POLICY, Topic.FILTER)
DRAFT = SessionDraft(
    "Safe online", TODAY, 60, "The DSL", (*ALL, Topic.DATA_PROTECTION), ("Our new tablets",)
)


def planned(head: OpenSchool, draft: SessionDraft = DRAFT) -> uuid.UUID:
    session_id = uuid.uuid4()
    head.training.plan(session_id, draft)
    return session_id


def rows(school: OpenSchool, table: type) -> int:
    with school.signed_in.database.read() as unit:
        return unit.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_session_is_planned_once_and_put_right_with_a_reason(school: SmallSchool) -> None:
    head, dsl, teacher = school.open("head"), school.open("dsl"), school.open("teacher1")
    session_id = planned(head)
    head.training.plan(session_id, DRAFT)  # the answer was lost on the way, so it comes again
    assert rows(head, TrainingSessionRow) == 1
    (seen,) = teacher.training.sessions()
    assert seen.said == DRAFT
    assert seen.said.about[-1] == "Our new tablets"
    with pytest.raises(NotAllowed):
        teacher.training.plan(uuid.uuid4(), DRAFT)

    better, change_id = replace(DRAFT, minutes=90), uuid.uuid4()
    with pytest.raises(AnswersRefused):
        dsl.training.correct(change_id, session_id, better, " ", seen.version)
    for _ in range(2):
        dsl.training.correct(change_id, session_id, better, "It took longer", seen.version)
    with pytest.raises(SomebodyWasFaster):
        head.training.correct(uuid.uuid4(), session_id, DRAFT, "No", seen.version)
    (now,) = head.training.sessions()
    assert now.said.minutes == 90
    (was,) = now.corrections
    assert (was.was, was.by, was.why) == (DRAFT, "Fatima Sheikh", "It took longer")

    with pytest.raises(AnswersRefused) as refused:
        head.training.plan(uuid.uuid4(), SessionDraft("", TODAY, 1, "", ()))
    assert {name for name, _ in refused.value.errors} == {"title", "given_by", "minutes", "topics"}


def test_who_was_there_by_list_by_code_and_by_her_own_word(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    session_id = planned(head)
    ids = school.members
    # by the list, twice the same, and once again by another press: one row
    entry = uuid.uuid4()
    for _ in range(2):
        head.training.mark(entry, session_id, {ids["support"]: True})
    head.training.mark(uuid.uuid4(), session_id, {ids["support"]: True})
    assert rows(head, TrainingAttendanceRow) == 1
    # by the code on the sheet
    session, lines = head.training.sheet(session_id)
    assert session.said == DRAFT
    code = next(one.code for one in lines if one.name == "Şükrü Yılmaz")
    assert head.training.scan(uuid.uuid4(), session_id, code.lower()).kind is ScanKind.RECORDED
    again = head.training.scan(uuid.uuid4(), session_id, code)
    assert (again.kind, again.name) == (ScanKind.ALREADY, "Şükrü Yılmaz")
    assert head.training.scan(uuid.uuid4(), session_id, code[:-1]).kind is ScanKind.MISREAD
    other = planned(head, replace(DRAFT, title="Another"))
    assert head.training.scan(uuid.uuid4(), other, code).kind is ScanKind.NOT_ON_SHEET
    # by her own word, on the day
    for _ in range(2):
        teacher.training.i_was_there(session_id)
    found = {one.name: one for one in head.training.attendees(session_id)}
    assert {one.how for one in found.values()} == {None, How.LIST, How.CODE, How.HERSELF}
    assert sum(one.there for one in found.values()) == 3
    assert rows(head, TrainingAttendanceRow) == 3
    # taken back with a reason: the row of before stays, and she cannot say it again
    with pytest.raises(AnswersRefused):
        head.training.mark(uuid.uuid4(), session_id, {ids["teacher1"]: False})
    head.training.mark(uuid.uuid4(), session_id, {ids["teacher1"]: False}, why="She was ill")
    assert rows(head, TrainingAttendanceRow) == 4
    with pytest.raises(MoveNotPossible):
        teacher.training.i_was_there(session_id)
    one = next(one for one in head.training.attendees(session_id) if one.name == "Zoë O'Neill")
    assert (one.there, one.why, one.by) == (False, "She was ill", "Maya Okonkwo-Reid")
    # not before the day, not on another day, not of one that was called off
    to_come = planned(head, replace(DRAFT, day=TODAY + dt.timedelta(days=7)))
    before = planned(head, replace(DRAFT, day=TODAY - dt.timedelta(days=1)))
    for wrong in (to_come, before):
        with pytest.raises(MoveNotPossible):
            teacher.training.i_was_there(wrong)
    with pytest.raises(MoveNotPossible):
        head.training.mark(uuid.uuid4(), to_come, {ids["head"]: True})
    head.training.call_off(session_id, "Snow")
    head.training.call_off(session_id, "Snow again")
    with pytest.raises(MoveNotPossible):
        teacher.training.i_was_there(session_id)
    off = next(one for one in head.training.sessions() if one.id == session_id)
    assert (off.called_off, off.called_off_why) == (True, "Snow")
    with pytest.raises(MoveNotPossible):
        head.training.correct(uuid.uuid4(), session_id, DRAFT, "It was after all", off.version)
    assert teacher.training.trained(ids["teacher1"]) is None
    with pytest.raises(NotFound):
        head.training.mark(uuid.uuid4(), uuid.uuid4(), {ids["head"]: True})


def test_each_sees_her_own_and_those_who_keep_it_see_all(school: SmallSchool) -> None:
    head, teacher, chair = school.open("head"), school.open("teacher1"), school.open("chair")
    session_id = planned(head)
    teacher.training.i_was_there(session_id)
    mine, hers = school.members["teacher1"], school.members["head"]
    assert teacher.training.trained(mine) == TODAY
    assert teacher.training.attended(session_id, mine).name == "Zoë O'Neill"
    for other in (teacher, chair):
        for ask in (
            lambda who=other: who.training.trained(hers),
            lambda who=other: who.training.attended(session_id, hers),
            lambda who=other: who.training.attendees(session_id),
            lambda who=other: who.training.standings(),
            lambda who=other: who.training.sheet(session_id),
            lambda who=other: who.training.mark(uuid.uuid4(), session_id, {hers: True}),
            lambda who=other: who.training.scan(uuid.uuid4(), session_id, "x"),
            lambda who=other: who.training.call_off(session_id, "no"),
            lambda who=other: who.training.add_certificate(
                uuid.uuid4(), hers, CertificateDraft("A", "B", TODAY)
            ),
        ):
            with pytest.raises(NotAllowed):
                ask()
    with pytest.raises(NotAllowed):
        teacher.training.counts(TODAY, TODAY)
    assert chair.training.counts(TODAY, TODAY).people == 1
    with pytest.raises(NotFound):
        head.training.attended(session_id, hers)


def test_what_is_due_shrinks_and_comes_back_after_its_time(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    assert {one.state for one in teacher.training.mine().needs} == {State.NEVER}
    assert Topic.AT_RISK.title in [one.words for one in teacher.training.mine().waiting]
    session_id = planned(head)
    teacher.training.i_was_there(session_id)
    mine = teacher.training.mine()
    assert not mine.waiting
    by_topic = {one.topic: one.until for one in mine.needs}
    assert by_topic[Topic.SAFEGUARDING] == dt.date(2027, 11, 23)
    assert by_topic[Topic.DATA_PROTECTION] == dt.date(2028, 11, 23)
    standing = {one.name: one for one in head.training.standings()}
    assert not standing["Zoë O'Neill"].waiting
    assert len(standing["Şükrü Yılmaz"].waiting) == 6
    assert [one.words for one in standing["Ivan Petrov"].waiting] == ["Safeguarding"]

    school.clock.turn(days=330)
    today = teacher.training.today
    assert {one.topic for one in teacher.training.mine().soon} == set(ALL)
    (renewal,) = [one for one in teacher.training.dates(today) if one.to_do]
    assert renewal.day == dt.date(2027, 11, 23)
    assert "The stop" in renewal.words
    school.clock.turn(days=60)
    assert {one.topic for one in teacher.training.mine().waiting} == set(ALL)
    assert [one.key for one in teacher.training.dates(teacher.training.today)] == [renewal.key]


def test_certificates_from_elsewhere_count_until_they_end_or_are_withdrawn(
    school: SmallSchool,
) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    mine, certificate_id = school.members["teacher1"], uuid.uuid4()
    draft = CertificateDraft(
        "Prevent, level 1",
        "A training house",
        dt.date(2026, 1, 10),
        dt.date(2026, 12, 1),
        (Topic.SAFEGUARDING,),
    )
    for _ in range(2):
        teacher.training.add_certificate(certificate_id, mine, draft)
    head.training.add_certificate(
        uuid.uuid4(), mine, CertificateDraft("First aid", "A house", TODAY, TODAY)
    )
    assert rows(head, TrainingCertificateRow) == 2
    standing = {one.words: one for one in teacher.training.mine().needs}
    assert standing["Safeguarding"].state is State.SOON
    assert standing["Safeguarding"].until == dt.date(2026, 12, 1)
    assert standing["First aid"].state is State.SOON
    with pytest.raises(AnswersRefused):
        teacher.training.add_certificate(
            uuid.uuid4(), mine, replace(draft, expires=dt.date(2025, 1, 1), title=" ")
        )
    with pytest.raises(NotFound):  # not hers
        school.open("teacher2").training.withdraw_certificate(certificate_id, "Mine")
    teacher.training.withdraw_certificate(certificate_id, "The wrong paper")
    teacher.training.withdraw_certificate(certificate_id, "Again")
    kept = next(one for one in teacher.training.mine().certificates if one.id == certificate_id)
    assert (kept.withdrawn, kept.withdrawn_why) == (True, "The wrong paper")
    assert kept.withdrawn_by == "Zoë O'Neill"
    assert Topic.SAFEGUARDING in [one.topic for one in teacher.training.mine().waiting]


def test_whoever_leaves_stays_in_the_counts_and_on_the_list(school: SmallSchool) -> None:
    head = school.open("head")
    session_id = planned(head)
    gone, stays = school.members["teacher2"], school.members["teacher1"]
    head.training.mark(uuid.uuid4(), session_id, {gone: True, stays: True})
    before = head.training.counts(TODAY, TODAY)
    assert (before.sessions, before.people, before.attendances, before.minutes) == (1, 2, 2, 60)
    assert (before.up_to_date, before.staff) == (2, 7)
    head.members.remove(gone)
    head.follow()
    after = head.training.counts(TODAY, TODAY)
    assert (after.people, after.attendances, after.by_topic) == (2, 2, before.by_topic)
    assert (after.up_to_date, after.staff) == (1, 6)
    one = next(one for one in head.training.attendees(session_id) if one.member_id == gone)
    assert (one.there, one.has_left) == (True, True)
    _, lines = head.training.sheet(session_id)
    assert {one.name for one in lines if one.there} == {"Şükrü Yılmaz", "Zoë O'Neill"}
    assert len(lines) == 9
    _, lines = head.training.sheet(planned(head, replace(DRAFT, title="The next one")))
    assert len(lines) == 8
    assert head.training.counts(TODAY + dt.timedelta(days=1), TODAY).sessions == 0


def test_what_has_a_day_is_told_to_whom_it_concerns(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    to_come = planned(head, replace(DRAFT, day=dt.date(2026, 12, 1), begins=dt.time(15, 30)))
    empty = planned(head, replace(DRAFT, day=dt.date(2026, 11, 20), title="Last week"))
    (seen,) = teacher.training.dates(TODAY)
    assert (seen.subject, seen.at, seen.minutes, seen.to_do) == (
        to_come,
        dt.time(15, 30),
        60,
        False,
    )
    assert {one.subject: one.to_do for one in head.training.dates(TODAY)} == {
        to_come: False,
        empty: True,
    }


def test_months_end_where_they_must() -> None:
    assert months_after(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
    assert months_after(dt.date(2026, 12, 31), 2) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2026, 1, 31), 24) == dt.date(2028, 1, 31)
