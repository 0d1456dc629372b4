"""Complaints about the policy and about data: their days, their stages, who reads, what is told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from tests.documents.reading import OPEN, faces_of_noughts, text_of
from tests.reports.doing import act
from tests.reports.papers import SCHOOL
from tests.reports.test_kinds import opened_by, send
from tests.schools import NOON, SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, MoveNotPossible
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseFile, CaseState, Move, Route
from trent_desktop.reports.casework import names as c
from trent_desktop.reports.entries import open_actions
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.kinds.complaining import received_on, school_days_after
from trent_desktop.reports.letters.documents import letter_pdf, letters_in
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.reports.out.given import Purpose
from trent_desktop.reports.out.marks import Redaction

FRIDAY = dt.datetime(2026, 11, 20, 9, 30, tzinfo=NOON.tzinfo)
PARENT = {asked.COMPLAINT_FROM: asked.FROM_PARENT, asked.COMPLAINT_NAME: "Helena Marsh"}


def kind(name: str) -> Kind:
    found = kind_named(name)
    assert found is not None
    return found


COMPLAINT, DATA = kind("complaint"), kind("data_protection")
both = pytest.mark.parametrize("of", [COMPLAINT, DATA], ids=lambda one: one.name)


def sent_by(school: SmallSchool, who: OpenSchool, of: Kind, **more: Any) -> uuid.UUID:
    return send(school, who, of, **PARENT, **more).case_id


def open_words(file: CaseFile) -> list[str]:
    return [one.words for one in open_actions(file.actions)]


def now_in(school: SmallSchool) -> str:
    return school.clock().isoformat()


def acknowledge(school: SmallSchool, who: OpenSchool, file: CaseFile) -> CaseFile:
    details = {c.ACKNOWLEDGED_HOW: "letter", c.WHEN: now_in(school)}
    return act(who.cases, file, Move.ACKNOWLEDGED, **details)


def decide(who: OpenSchool, file: CaseFile) -> CaseFile:
    details = {c.OUTCOME: c.PARTLY, c.DECIDED: ["sorry"]}
    return act(
        who.cases, file, Move.DECIDE, "The rule was right, how it was said was not.", **details
    )


def test_its_days_are_counted_from_the_day_on_which_it_came() -> None:
    received = {asked.HAPPENED_AT: when_value(FRIDAY)}
    monday = FRIDAY.date() + dt.timedelta(days=3)
    (first,) = COMPLAINT.begins(received, monday)
    assert first.due == dt.date(2026, 11, 27)  # five school days, two of a weekend not counted
    (first,) = DATA.begins(received, monday)
    assert first.due == dt.date(2026, 12, 19)  # the thirtieth day, the first being the Friday
    # Without a day, or with one that is still to come, it counts from today.
    assert received_on({}, monday) == monday
    assert received_on(received, dt.date(2026, 11, 1)) == dt.date(2026, 11, 1)
    assert school_days_after(dt.date(2026, 11, 21), 1) == monday


def test_a_complaint_from_coming_in_to_closed(folder_school: SmallSchool) -> None:
    school = folder_school
    teacher, head = school.open("teacher1"), school.open("head")
    case_id = sent_by(school, teacher, COMPLAINT)
    assert opened_by(school, case_id) == {"teacher1", "head"}
    head.follow()
    (task,) = [one for one in head.tasks.to_do() if one.case_id == case_id and one.due]
    assert task.due == school_days_after(school.clock().date(), 5)
    file = head.cases.open_case(case_id)
    assert open_words(file) == ["Acknowledge the complaint"]
    # Its reporter reads what she wrote, and not what it gives to do.
    mine = teacher.cases.open_case(case_id)
    assert (mine.actions, mine.moves) == ((), {Move.NOTE})
    file = acknowledge(school, head, file)
    assert Move.ACKNOWLEDGED not in file.moves
    assert open_words(file) == ["Stage 1: put it right in a talk, or take it to stage 2"]
    with pytest.raises(AnswersRefused):
        act(head.cases, file, Move.STAGE, **{c.STAGE: c.FORMAL})
    file = act(head.cases, file, Move.STAGE, "They want it in writing.", **{c.STAGE: c.FORMAL})
    assert file.summary.state is CaseState.WITH_HEAD
    assert open_words(file) == ["Stage 2: look into it, and answer in writing"]
    with pytest.raises(MoveNotPossible):
        act(head.cases, file, Move.HEARING, **{c.WHEN: now_in(school), c.SAT: "Three"})
    meets = school.clock().date() + dt.timedelta(days=21)
    details = {c.STAGE: c.PANEL, c.MEETS: meets.isoformat()}
    file = act(head.cases, file, Move.STAGE, "They ask for the governors.", **details)
    assert file.summary.state is CaseState.WITH_PANEL
    papers, meeting = open_actions(file.actions)
    assert papers.words == "Stage 3: hand the panel its papers, names blacked out"
    assert (meeting.words, meeting.due) == ("Stage 3: the panel meets", meets)
    assert not {Move.STAGE, Move.MERGE, Move.SIGN_OFF} & file.moves
    # The Chair does his part on paper, and meets nothing of it here.
    chair = school.open("chair")
    chair.follow()
    assert chair.cases.counts().all == 0
    heard = {c.WHEN: now_in(school), c.SAT: "Rosa Field, Ben Ode, Amit Shah", c.CAME: "yes"}
    file = act(head.cases, file, Move.HEARING, **heard)
    assert open_words(file) == ["Write down what the panel decided, and why"]
    file = decide(head, file)
    assert file.summary.state is CaseState.DECIDED
    assert open_words(file) == ["Tell whoever complained how it ended, and why"]
    with pytest.raises(AnswersRefused, match="1 task is still open"):
        act(head.cases, file, Move.SIGN_OFF, "Agreed.")
    file = act(head.cases, file, Move.OUTCOME_TOLD, **{c.WHEN: now_in(school)})
    assert open_words(file) == ["Tell the governors that there was a complaint: numbers, no names"]
    told = {c.MEETING: "The spring paper", c.WHEN: now_in(school)}
    file = act(head.cases, file, Move.GOVERNORS_TOLD, **told)
    assert open_words(file) == []
    # Whether parents were told of something that happened is no question of a complaint.
    file = act(head.cases, file, Move.SIGN_OFF, "Answered.", left_undone="")
    file = act(head.cases, file, Move.CLOSE)
    assert file.summary.state is CaseState.CLOSED


def test_who_is_not_content_is_heard_further(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    file = decide(head, head.cases.open_case(sent_by(school, teacher, COMPLAINT)))
    # It was answered at once: what was to acknowledge is done with.
    assert open_words(file) == ["Tell whoever complained how it ended, and why"]
    file = act(head.cases, file, Move.REOPEN, "They wrote again.")
    assert file.summary.state is CaseState.WITH_HEAD
    assert Move.STAGE in file.moves
    file = act(head.cases, file, Move.STAGE, "They ask for a panel.", **{c.STAGE: c.PANEL})
    assert file.summary.state is CaseState.WITH_PANEL


def test_one_about_data_is_looked_into_and_says_where_to_go_next(school: SmallSchool) -> None:
    teacher, head = school.open("teacher1"), school.open("head")
    file = head.cases.open_case(sent_by(school, teacher, DATA))
    assert {Move.STAGE, Move.HEARING}.isdisjoint(DATA.flow.steps)
    file = acknowledge(school, head, file)
    (task,) = open_actions(file.actions)
    assert "without undue delay" in task.words
    assert task.due == school.clock().date() + dt.timedelta(days=14)
    file = decide(head, file)
    with pytest.raises(AnswersRefused) as refused:
        act(head.cases, file, Move.OUTCOME_TOLD, **{c.WHEN: now_in(school)})
    assert [name for name, _ in refused.value.errors] == [c.TO_ICO]
    assert "Information Commissioner’s Office" in head.letters.begun(DATA, {Move.DECIDE})
    # What was given on or published may be a breach: the Headteacher hears of it in person.
    breach = {**PARENT, "data_what": "shared"}
    assert DATA.severity_of(Route.HEADTEACHER, breach) == 2
    assert DATA.tellings_of(2, Route.HEADTEACHER)[0].when == "Now"
    assert DATA.severity_of(Route.HEADTEACHER, {**PARENT, "data_what": "kept"}) == 1


@both
def test_one_about_the_headteacher_is_the_chairs_alone_from_first_to_last(
    folder_school: SmallSchool, of: Kind
) -> None:
    school = folder_school
    teacher, chair = school.open("teacher1"), school.open("chair")
    case_id = sent_by(school, teacher, of, **{asked.ABOUT: asked.ABOUT_HEAD})
    assert opened_by(school, case_id) == {"chair"}
    chair.follow()
    assert [one.due for one in chair.tasks.to_do() if one.case_id == case_id and one.due]
    head = school.open("head")
    head.follow()
    assert not [one for one in head.tasks.to_do() if one.case_id == case_id]
    file = acknowledge(school, chair, chair.cases.open_case(case_id))
    text = {LETTER_TO: "Mrs H. Marsh", LETTER_TEXT: chair.letters.begun(of)}
    file = act(chair.cases, file, Move.LETTER, **text)
    (entry,) = letters_in(file)
    pdf = letter_pdf(file, entry, SCHOOL, signer="Grace Wiśniewski").content
    # What goes to a family has open noughts.
    assert {face for faces in faces_of_noughts(pdf).values() for face in faces} == {OPEN}
    paper = text_of(pdf)
    assert "Chair of Governors" in paper
    assert "Headteacher" not in paper
    file = decide(chair, file)
    more = {c.TO_ICO: "yes"} if of is DATA else {}
    file = act(chair.cases, file, Move.OUTCOME_TOLD, **{c.WHEN: now_in(school), **more})
    file = act(chair.cases, file, Move.SIGN_OFF, "Answered.", open_tasks="1", left_undone="")
    assert file.summary.state is CaseState.SIGNED_OFF


@both
def test_its_letters_begin_with_what_is_due(school: SmallSchool, of: Kind) -> None:
    head = school.open("head")
    received, ended = of.letters
    assert head.letters.begun(of) == head.letters.begun(of, {None, Move.ACKNOWLEDGED})
    assert head.letters.begun(of, {Move.DECIDE}) != head.letters.begun(of)
    head.letters.change(ended, "It ended so at {school}.")
    head.follow()
    assert head.letters.begun(of, {Move.DECIDE}) == "It ended so at Larkfield Primary School."
    assert head.letters.text(received) == received.text


def test_what_a_panel_gets_names_nobody_who_was_blacked_out(folder_school: SmallSchool) -> None:
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    said = "Łukasz Nowak was told off before his class for a post of ours."
    case_id = sent_by(folder_school, teacher, COMPLAINT, **{asked.COMPLAINT_SAID: said})
    giving = head.giving_out.begin(head.cases.open_case(case_id))
    name = "Łukasz Nowak"
    starts = [(one.id, one.text.find(name)) for one in giving.text.blocks]
    marked = [Redaction(block, at, at + len(name)) for block, at in starts if at >= 0]
    assert len(marked) == 2  # the answer, and that it was reported
    paper = text_of(head.giving_out.copy_of(giving, marked, Purpose.PANEL, SCHOOL).content)
    assert "Copy for a panel of governors" in paper
    assert "was told off before his class" in paper
    assert "Nowak" not in paper
