"""Later answers about a grown-up, where nobody who could lead on them has joined.

They wait on the laptop; what was sent already is taken from whoever they may be about, at once.
"""

from __future__ import annotations

import dataclasses
import random
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.reports.tasking import give, hers
from tests.reports.test_leading import MakeSchool, school_of
from tests.school.staff import NEW_PASSWORD, invite_one, join_with
from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import unknown
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotAllowed, NotFound
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.conduct import names as conduct
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.kind import Scene
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role
from trent_desktop.storage.tables import CaseReaderRow

__all__ = ["school_of"]

ICT = STAFF["ict"][0]


def add(teacher: OpenSchool, how: str = n.HOW_STAFF, name: object = ICT) -> Sent:
    """The rest of the questions, which say who did it."""
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: how, n.STAFF_NAME: name}
    return teacher.cases.send(dataclasses.replace(draft, answers=more))


def reads(member: OpenSchool, case_id: uuid.UUID) -> bool:
    """Whether she has it in any way: on her list, opened, or with any key of hers."""
    member.follow()
    listed = case_id in {row.id for row in member.cases.page(CaseQuery()).rows}
    ring = member.signed_in.keyring
    with member.signed_in.database.read() as session:
        rows = session.execute(
            select(CaseReaderRow.reader_id, CaseReaderRow.sealed_key).where(
                CaseReaderRow.case_id == case_id
            )
        ).all()
    assert rows
    opened = ring.open_case_key((one.reader_id, one.sealed_key) for one in rows) is not None
    try:
        member.cases.open_case(case_id)
    except NotFound:
        assert not listed
        assert not opened
        return False
    assert listed
    return True


def test_whom_they_name_loses_what_was_sent_at_once(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "dsl")
    teacher, ict, dsl = map(school.open, ("teacher1", "ict", "dsl"))
    sent = send(school, teacher)
    assert reads(ict, sent.case_id)
    case = dsl.cases.open_case(sent.case_id)
    case = give(school, dsl, case, "ict")
    assert len(hers(ict)) == 1
    later = add(teacher)
    assert (later.queued, later.no_reader, later.leads) == (True, True, None)
    assert school.members["ict"] in later.about
    # The ordinary report is gone from whom they are about, and so is what he was given to do.
    assert not reads(ict, sent.case_id)
    assert hers(ict) == []
    # Another reader keeps what was sent, which names nobody; and the reporter hers.
    assert reads(dsl, sent.case_id)
    assert n.STAFF_NAME not in dsl.cases.open_case(sent.case_id).answers
    assert reads(teacher, sent.case_id)
    # Whom to ring is said, and never he.
    steps = teacher.whom.after(later)
    assert any(step.role == "lado" and "ring yourself" in step.why for step in steps)
    assert not any(ICT in f"{step.who}{step.said}" for step in steps)
    # It is done once: a look at the share does not do it again.
    version = dsl.cases.open_case(sent.case_id).version
    for _ in range(3):
        teacher.follow()
    assert dsl.cases.open_case(sent.case_id).version == version


def test_as_soon_as_somebody_who_leads_has_joined_it_is_hers_alone(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "dsl")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    add(teacher)
    slip = invite_one(school.open("ict"), "Maya Reid", Role.HEADTEACHER, sign_in_name="head")
    join_with(school, slip)
    assert [one for _ in range(2) for one in teacher.follow().sent] == [sent.reference]
    head = school.open("head", password=NEW_PASSWORD)
    case = head.cases.open_case(sent.case_id)
    assert (case.summary.route, case.answers[n.STAFF_NAME]) == (Route.STAFF, ICT)
    for name in ("ict", "dsl"):
        assert not reads(school.open(name), sent.case_id)
    assert teacher.cases.waiting() == ()


def test_where_nobody_is_named_any_of_the_readers_may_be_meant(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "dsl", "deputy")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    add(teacher, name=unknown())
    for name in ("ict", "dsl", "deputy"):
        assert not reads(school.open(name), sent.case_id)
    assert reads(teacher, sent.case_id)


def test_about_the_headteacher_without_a_chair(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "teacher2", "dsl", "head")
    teacher, head = school.open("teacher1"), school.open("head")
    sent = send(school, teacher)
    add(teacher, n.HOW_HEAD)
    assert not reads(head, sent.case_id)
    assert reads(school.open("dsl"), sent.case_id)
    # Whoever is Headteacher later is meant as well.
    head.roles_held.share(Role.HEADTEACHER, school.members["teacher2"])
    teacher.follow()
    assert not reads(school.open("teacher2"), sent.case_id)


def test_a_role_taken_over_later_opens_it_no_more(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "teacher2", "dsl")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    add(teacher, name=STAFF["teacher2"][0])
    school.open("ict").roles_held.hand_over(Role.ICT_LEAD, school.members["teacher2"])
    assert not reads(school.open("teacher2"), sent.case_id)
    for _ in range(2):  # the first look hears of it
        teacher.follow()
    for name in ("ict", "teacher2"):
        assert not reads(school.open(name), sent.case_id)
    assert reads(school.open("dsl"), sent.case_id)


def test_while_the_share_is_away_it_is_done_when_it_is_back(
    school_of: MakeSchool, tmp_path: Path
) -> None:
    school = school_of("ict", "teacher1", "dsl")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    folder = school.location.folder
    assert folder is not None
    folder.rename(folder.with_name("unplugged"))
    assert add(teacher).queued
    folder.with_name("unplugged").rename(folder)
    assert reads(school.open("ict"), sent.case_id)  # nobody could take it away yet
    assert teacher.follow().sent == ()
    assert not reads(school.open("ict"), sent.case_id)
    assert [one.id for one in teacher.cases.waiting()] == [sent.case_id]


def test_what_must_stop_leaves_the_filters_reader_nothing(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    (draft,) = teacher.drafts.all()
    stopped = dataclasses.replace(draft, stage="stop", answers=answers.stop())
    assert teacher.cases.send(stopped).queued
    assert not reads(school.open("ict"), sent.case_id)
    assert reads(teacher, sent.case_id)


def test_whoever_leads_does_it_at_once(folder_school: SmallSchool) -> None:
    """Where the next in line has joined nothing is held back."""
    teacher = folder_school.open("teacher1")
    sent = send(folder_school, teacher)
    assert not add(teacher).queued
    assert reads(folder_school.open("head"), sent.case_id)
    assert not reads(folder_school.open("ict"), sent.case_id)


@pytest.mark.parametrize("who", ["ict", "dsl"])
def test_what_others_wrote_meanwhile_is_kept(school_of: MakeSchool, who: str) -> None:
    school = school_of("ict", "teacher1", "dsl")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    cases = school.open(who).cases
    act(cases, cases.open_case(sent.case_id), Move.NOTE, "Łukasz was off.")
    add(teacher)
    assert teacher.cases.open_case(sent.case_id).timeline[-1].words == "Łukasz was off."


def test_what_cannot_be_added_from_here_is_told_to_nobody_whom_it_is_about(
    folder_school: SmallSchool,
) -> None:
    """The same report on another laptop says otherwise whom it is about."""
    one, two = folder_school.open("teacher1"), folder_school.open("teacher1")
    kind = kind_named("conduct")
    assert kind is not None
    assert kind.sample is not None
    child = {"id": None, "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}
    made = kind.sample(random.Random(1), Scene(NOON, child, {"id": None, "name": "4B"}))
    draft = folder_school.draft(dict(made), journey=kind.name)
    one.cases.send(draft)
    for name, whom in (("dsl", "Headteacher"), ("head", "Chair of Governors")):
        about = {
            n.ABOUT: n.ABOUT_STAFF,
            n.STAFF_NAME: STAFF[name][0],
            conduct.BY_STAFF: conduct.OTHER,
        }
        with pytest.raises(NotAllowed) as refused:
            two.cases.send(dataclasses.replace(draft, answers={**made, **about}))
        assert whom in refused.value.what_to_do
