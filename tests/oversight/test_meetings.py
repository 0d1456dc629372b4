"""Meetings with parents: one letter to a family, answers that are corrected, numbers of nobody."""

from __future__ import annotations

import datetime as dt
import inspect
import uuid
from dataclasses import replace

import pytest

from tests.documents.reading import OPEN, faces_of_noughts, text_of
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.paper.documents import BatchPrint, write_batch
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.meetings.documents import attendance_pdf, take_home_pdf
from trent_desktop.oversight.meetings.values import MeetingCounts, MeetingDraft, Reply
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotAllowed,
    NotFound,
    SomebodyWasFaster,
)
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.settings.dated_tables import TableName
from trent_desktop.school.settings.letterhead import letterhead_of

TODAY = dt.date(2026, 11, 23)
DRAFT = MeetingDraft(
    TODAY + dt.timedelta(days=10),
    dt.time(18),
    60,
    "School hall",
    "Safe on phones and tablets",
    TODAY + dt.timedelta(days=8),
)


def planned(head: OpenSchool, draft: MeetingDraft = DRAFT) -> uuid.UUID:
    meeting_id = uuid.uuid4()
    head.meetings.plan(meeting_id, draft)
    return meeting_id


def pupil(school: OpenSchool, forename: str, class_name: str = "") -> uuid.UUID:
    return next(
        one.id
        for one in school.signed_in.directory.pupils
        if one.forename == forename and class_name in ("", one.class_name)
    )


@pytest.mark.both_databases
def test_a_meeting_is_planned_once_changed_with_a_reason_and_called_off(
    school: SmallSchool,
) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    meeting_id = planned(head)
    head.meetings.plan(meeting_id, DRAFT)
    (dated,) = teacher.meetings.dates(TODAY)
    assert (dated.day, dated.at, dated.to_do, dated.subject) == (
        DRAFT.day,
        DRAFT.begins,
        False,
        meeting_id,
    )
    with pytest.raises(NotAllowed):
        planned(teacher)

    later, change = replace(DRAFT, begins=dt.time(17, 30)), uuid.uuid4()
    with pytest.raises(AnswersRefused):
        head.meetings.change(change, meeting_id, later, " ", 1)
    for _twice in range(2):
        head.meetings.change(change, meeting_id, later, "The hall is taken", 1)
    with pytest.raises(SomebodyWasFaster):
        head.meetings.change(uuid.uuid4(), meeting_id, DRAFT, "No", 1)
    (seen,) = head.meetings.meetings()
    assert seen.said == later
    assert [(one.was, one.why) for one in seen.changes] == [(DRAFT, "The hall is taken")]
    assert b"LOCATION:School hall" in head.meetings.calendar_file(meeting_id)

    for _twice in range(2):
        head.meetings.call_off(meeting_id, "Snow")
    (seen,) = head.meetings.meetings()
    assert (seen.is_off, seen.why_off) == (True, "Snow")
    assert [(one.is_off, one.why_off) for one in teacher.meetings.meetings()] == [(True, "")]
    assert teacher.meetings.dates(TODAY) == ()
    for refused in (
        lambda: head.meetings.calendar_file(meeting_id),
        lambda: head.meetings.letters(meeting_id),
        lambda: head.meetings.came(uuid.uuid4(), meeting_id, pupil(head, "Conor"), 1),
    ):
        with pytest.raises(MoveNotPossible):
            refused()


def test_what_is_missing_is_said_where_it_is_missing(school: SmallSchool) -> None:
    head = school.open("head")
    wrong = {
        "day": replace(DRAFT, day=TODAY + dt.timedelta(days=3000)),
        "minutes": replace(DRAFT, minutes=3),
        "place": replace(DRAFT, place=" "),
        "about": replace(DRAFT, about="x" * 300),
        "reply_by": replace(DRAFT, reply_by=DRAFT.day + dt.timedelta(days=1)),
        "whom": replace(DRAFT, scope=Scope.YEARS),
    }
    for name, draft in wrong.items():
        with pytest.raises(AnswersRefused) as refused:
            planned(head, draft)
        assert [one for one, _ in refused.value.errors] == [name]


@pytest.mark.both_databases
def test_one_letter_for_each_family_in_its_language(school: SmallSchool) -> None:
    head = school.open("head")
    families = head.agreements.families
    maryam, conor = pupil(head, "Maryam"), pupil(head, "Conor")
    families.join((pupil(head, "Aisha"), maryam))
    families.change(pupil(head, "محمد"), language="ar")
    families.change(conor, addressed_to="Mr <b>O'Neill</b> & Ms Walsh")
    classes = (school.classes["4A"], school.classes["4B"])
    meeting_id = planned(head, replace(DRAFT, scope=Scope.CLASSES, classes=classes))

    plan = head.meetings.letters(meeting_id)
    assert {one.kind for one in plan.forms} == {Kind.INVITATION}
    names = sorted(one.name for one in plan.forms)
    assert len(names) == 5  # six children, two of one family
    assert "Maryam Khan and Aisha Khan" in names
    assert {one.language for one in plan.forms} == {"en", "ar"}
    path = school.folder / "letters.pdf"
    how = BatchPrint(letterhead_of(head), head.school.id, TODAY)
    assert write_batch(plan, path, how).notes == ()
    said = text_of(path.read_bytes())
    assert "Thursday 3 December 2026, 18:00 – 19:00" in said
    assert "Mr <b>O'Neill</b> & Ms Walsh" in said
    assert "Another day would suit us better" in said
    assert "Translation to be checked" in said

    assert head.meetings.families(meeting_id).invited == 0
    for _twice in range(2):
        head.meetings.printed(meeting_id, plan)
    found = head.meetings.families(meeting_id)
    assert [one.name for one in found.classes] == ["Class 4A", "Class 4B"]
    assert (found.invited, found.answered) == (5, 0)
    with pytest.raises(AnswersRefused, match="Every family"):
        head.meetings.letters(meeting_id, only_new=True)
    # siblings who are joined later are one family from then on, and it was invited
    families.join((conor, maryam))
    assert head.meetings.families(meeting_id).invited == 4


@pytest.mark.both_databases
def test_answers_are_corrected_and_who_came_is_counted(school: SmallSchool) -> None:
    head, chair = school.open("head"), school.open("chair")
    meeting_id = planned(head, replace(DRAFT, scope=Scope.YEARS, years=(YearGroup.Y4,)))
    head.meetings.printed(meeting_id, head.meetings.letters(meeting_id))
    conor, maryam = pupil(head, "Conor"), pupil(head, "Maryam")
    entry = uuid.uuid4()
    for _twice in range(2):
        head.meetings.answer(entry, meeting_id, conor, Reply.COMING, 2)
    head.meetings.answer(uuid.uuid4(), meeting_id, maryam, Reply.OTHER_DAY)
    found = head.meetings.families(meeting_id)
    assert (found.answered, found.coming, found.other_day) == (2, 2, 1)
    head.meetings.answer(uuid.uuid4(), meeting_id, conor, Reply.NOT_COMING)
    assert head.meetings.families(meeting_id).coming == 0
    with pytest.raises(AnswersRefused):
        head.meetings.answer(uuid.uuid4(), meeting_id, conor, Reply.COMING, 99)
    with pytest.raises(NotFound):
        head.meetings.answer(uuid.uuid4(), meeting_id, uuid.uuid4(), Reply.COMING, 1)
    with pytest.raises(MoveNotPossible, match="not taken place yet"):
        head.meetings.came(uuid.uuid4(), meeting_id, conor, 1)

    school.clock.turn(days=10)
    head.meetings.came(uuid.uuid4(), meeting_id, conor, 2)
    head.meetings.came(uuid.uuid4(), meeting_id, maryam, 1)
    head.meetings.came(uuid.uuid4(), meeting_id, maryam, 0)
    assert head.meetings.families(meeting_id).came == 1
    assert chair.meetings.counts(TODAY, DRAFT.day) == MeetingCounts(1, 6, 1)
    assert chair.meetings.counts(TODAY, TODAY) == MeetingCounts(0, 0, 0)
    with pytest.raises(NotAllowed):
        school.open("teacher1").meetings.counts(TODAY, DRAFT.day)
    # a year later other children are in these classes; who was invited stands as it was
    school.clock.turn(days=300)
    later = head.meetings.families(meeting_id)
    assert (later.invited, later.came, len(later.families)) == (6, 1, 6)


def test_two_entries_that_are_one_child_take_the_answers_along(school: SmallSchool) -> None:
    head = school.open("head")
    meeting_id = planned(head)
    maryam, conor = pupil(head, "Maryam"), pupil(head, "Conor")
    head.meetings.answer(uuid.uuid4(), meeting_id, maryam, Reply.COMING, 3)
    step = head.pupils.merge(conor, maryam).id
    assert head.meetings.families(meeting_id).coming == 3
    head.pupils.undo(step)
    by_name = {one.names: one.coming for one in head.meetings.families(meeting_id).families}
    assert (by_name["Maryam Khan"], by_name["Conor O'Neill"]) == (3, 0)


def test_the_papers_show_names_as_they_are(school: SmallSchool) -> None:
    head = school.open("head")
    meeting_id = planned(head)
    found = head.meetings.families(meeting_id)
    odd = replace(found.classes[0].families[0], names="Tom <b>Bold</b> & {pupil}")
    classes = (replace(found.classes[0], families=(odd,)), *found.classes[1:])
    said = text_of(
        attendance_pdf(
            replace(found, classes=classes), letterhead_of(head), printed_by="Maya <i>"
        ).content
    )
    assert "Tom <b>Bold</b> & {pupil}" in said
    assert "Class 4A" in said
    table = head.settings.table(TableName.APP_AGES)
    pdf = take_home_pdf(table, letterhead_of(head), today=TODAY).content
    assert {face for faces in faces_of_noughts(pdf).values() for face in faces} == {OPEN}
    sheet = text_of(pdf)
    assert "WhatsApp" in sheet
    assert "22 November 2026" in sheet  # when the ages were last checked


def test_who_watches_reaches_no_family(school: SmallSchool) -> None:
    """Every public method, as the Chair and as a governor: refused, or not a word of a family."""
    head = school.open("head")
    meeting_id = planned(head)
    plan = head.meetings.letters(meeting_id)
    head.meetings.printed(meeting_id, plan)
    conor = pupil(head, "Conor")
    given = {
        "today": TODAY,
        "first": TODAY,
        "last": DRAFT.day,
        "meeting_id": meeting_id,
        "entry_id": uuid.uuid4(),
        "change_id": uuid.uuid4(),
        "pupil_id": conor,
        "draft": DRAFT,
        "plan": plan,
        "reply": Reply.COMING,
        "number": 1,
        "why": "Because",
        "seen": 1,
    }
    open_to_all = {"meetings", "dates", "calendar_file", "counts"}
    names = {one for one in dir(head.meetings) if not one.startswith("_")}
    names = {one for one in names if callable(getattr(head.meetings, one))}
    assert open_to_all < names
    for who in ("chair", "governor"):
        theirs = school.open(who).meetings
        for name in sorted(names):
            method = getattr(theirs, name)
            wanted = inspect.signature(method).parameters
            with_these = {one: given[one] for one in wanted if one in given}
            if name not in open_to_all:
                with pytest.raises(NotAllowed):
                    method(**with_these)
                continue
            came = repr(method(**with_these))
            for form in plan.forms:
                assert form.name not in came
                assert str(form.pupil_id) not in came
