"""Who leads where not everybody has joined: to whom a report is sealed, whose turn it is, who waits."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.reports import answers
from tests.reports.doing import act, full_answers, send
from tests.school.staff import NEW_PASSWORD, invite_one, join_with
from tests.schools import STAFF, SmallSchool, make_small_school
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role
from trent_desktop.storage.location import parse_location

MakeSchool = Callable[..., SmallSchool]


@pytest.fixture
def school_of(tmp_path: Path) -> Iterator[MakeSchool]:
    """Makes a school in a folder with these of the usual staff."""
    made: list[SmallSchool] = []

    def make(*names: str, **roles: set[Role]) -> SmallSchool:
        staff = {name: STAFF[name] for name in names}
        staff |= {name: (STAFF[name][0], held) for name, held in roles.items()}
        made.append(make_small_school(parse_location(tmp_path / "share"), tmp_path, staff=staff))
        return made[-1]

    yield make
    for one in made:
        one.close()


def cases_in_the_file(member: OpenSchool) -> int:
    with member.signed_in.database.read() as session:
        return session.execute(text("SELECT count(*) FROM case_record")).scalar_one()


def told_of(school: SmallSchool, name: str, sent: Sent) -> list[str]:
    case = school.open(name).cases.open_case(sent.case_id)
    (told,) = [one for one in case.timeline if one.kind is EntryKind.TOLD]
    return list(told.details["roles"])


# ------------------------------------------------------------------ the stop


def test_a_stop_that_nobody_could_open_is_sealed_to_nobody_and_waits(
    school_of: MakeSchool,
) -> None:
    school = school_of("ict", "teacher1")
    root = school.folder / "laptop"
    teacher = school.open("teacher1", root=root)
    sent = send(school, teacher, "stop")
    assert sent.queued
    assert cases_in_the_file(teacher) == 0
    assert [one.id for one in teacher.cases.waiting()] == [sent.case_id]
    for _ in range(2):
        changes = teacher.follow()
        assert (changes.sent, changes.refused, changes.away) == ((), (), False)
    # An ordinary report does not wait behind it, and the laptop may be closed meanwhile.
    assert send(school, teacher).reference == "TR-2026-001"
    teacher.close()
    teacher = school.open("teacher1", root=root)
    slip = invite_one(school.open("ict"), "Fatima Sheikh", Role.DSL, sign_in_name="dsl")
    for _ in range(2):
        assert teacher.follow().sent == ()  # somebody with a slip is nobody who can read it
    join_with(school, slip)
    references = [reference for _ in range(2) for reference in teacher.follow().sent]
    assert [one[:5] for one in references] == ["TR-S-"]
    dsl = school.open("dsl", password=NEW_PASSWORD)
    assert dsl.cases.open_case(sent.case_id).answers[n.STOP_DEVICE_HOLDER] == "Ana D'Souza"
    with pytest.raises(NotFound):
        school.open("ict").cases.open_case(sent.case_id)
    assert teacher.cases.waiting() == ()
    assert [one.stage for one in teacher.drafts.all()] == ["full"]  # the ordinary one’s rest


@pytest.mark.parametrize(
    ("who", "state"), [("head", CaseState.WITH_HEAD), ("chair", CaseState.WITH_CHAIR)]
)
def test_a_stop_goes_to_whoever_leads_there_is_and_waits_for_them(
    school_of: MakeSchool, who: str, state: CaseState
) -> None:
    school = school_of("ict", "teacher1", who)
    teacher = school.open("teacher1")
    sent = send(school, teacher, "stop")
    assert (sent.queued, sent.route) == (False, Route.STOPPED)
    leader = school.open(who)
    assert leader.follow().new_for_me == 0  # what was there before she signed in is no news
    assert leader.cases.counts().to_act == 1
    assert told_of(school, who, sent) == [str(Role.HEADTEACHER if who == "head" else Role.CHAIR)]
    with pytest.raises(NotFound):
        school.open("ict").cases.open_case(sent.case_id)
    # Her decision, and, while there is no Headteacher, the Chair's signature under it.
    case = leader.cases.open_case(sent.case_id)
    case = act(leader.cases, case, Move.DECIDE, "Referred to the police.")
    assert leader.cases.counts().to_act == 1
    act(leader.cases, case, Move.SIGN_OFF, "Agreed.")
    assert leader.cases.counts().to_act == 0
    (row,) = teacher.cases.page(CaseQuery()).rows
    assert (row.readable, row.state) == (False, state)  # her receipt says to whom it went


def test_the_chair_reads_no_stop_once_one_who_leads_has_joined(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "chair", "deputy")
    sent = send(school, school.open("teacher1"), "stop")
    with pytest.raises(NotFound):
        school.open("chair").cases.open_case(sent.case_id)
    assert school.open("deputy").cases.open_case(sent.case_id)


def test_a_holder_without_the_key_is_nobody_who_can_read_it(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "head")
    with school.open("ict").signed_in.database.write() as session:
        session.execute(text("DELETE FROM role_key_share"))
    teacher = school.open("teacher1")
    assert send(school, teacher, "stop").queued
    assert cases_in_the_file(teacher) == 0


def test_an_ordinary_report_that_must_stop_waits_and_loses_no_answer(
    school_of: MakeSchool,
) -> None:
    school = school_of("ict", "teacher1")
    teacher = school.open("teacher1")
    sent = send(school, teacher)
    (draft,) = teacher.drafts.all()
    stopped = dataclasses.replace(draft, stage="stop", answers=answers.stop())
    assert teacher.cases.send(stopped).queued
    slip = invite_one(school.open("ict"), "Maya Reid", Role.HEADTEACHER, sign_in_name="head")
    join_with(school, slip)
    assert [ref for _ in range(2) for ref in teacher.follow().sent] == [sent.reference]
    case = school.open("head", password=NEW_PASSWORD).cases.open_case(sent.case_id)
    assert case.summary.route is Route.STOPPED
    with pytest.raises(NotFound):
        school.open("ict").cases.open_case(sent.case_id)


# ------------------------------------------------------------------ the other sealed routes


@pytest.mark.parametrize(
    ("how", "there", "reads"),
    [
        (n.HOW_STAFF, ("chair",), "chair"),
        (n.HOW_STAFF, ("dsl",), ""),
        (n.HOW_HEAD, ("head",), ""),
        (n.HOW_HEAD, ("head", "chair"), "chair"),
    ],
)
def test_what_is_about_a_grown_up_goes_to_the_next_in_line_or_waits(
    school_of: MakeSchool, how: str, there: tuple[str, ...], reads: str
) -> None:
    school = school_of("ict", "teacher1", *there)
    teacher = school.open("teacher1")
    send(school, teacher)
    (draft,) = teacher.drafts.all()
    more = {**full_answers(draft.answers), n.HOW: how, n.STAFF_NAME: "A colleague"}
    sent = teacher.cases.send(dataclasses.replace(draft, answers=more))
    assert sent.queued is not bool(reads)
    if reads:
        assert school.open(reads).cases.open_case(sent.case_id)
    if how == n.HOW_HEAD:
        # Of what was sent before, she whom it is about keeps nothing either.
        with pytest.raises(NotFound):
            school.open("head").cases.open_case(sent.case_id)
        there = tuple(name for name in there if name != "head")
    for name in {"dsl", "head"} & set(there) - {reads}:
        case = school.open(name).cases.open_case(sent.case_id) if sent.queued else None
        assert case is None or n.STAFF_NAME not in case.answers


# ------------------------------------------------------------------ who is missing


def test_the_gap_names_who_is_missing_and_who_was_invited(school_of: MakeSchool) -> None:
    school = school_of("ict", "teacher1", "head")
    teacher = school.open("teacher1")
    gap = teacher.whom.missing()
    assert gap is not None
    assert [(one.role, one.invited) for one in gap.missing] == [
        (Role.DSL, ()),
        (Role.DEPUTY_DSL, ()),
    ]
    assert gap.reads_now == ("Maya Okonkwo-Reid",)
    assert gap.administrators == ("Tomasz Wiśniewski", "Maya Okonkwo-Reid")
    slip = invite_one(school.open("ict"), "Fatima Sheikh", Role.DSL, sign_in_name="dsl")
    teacher.follow()
    gap = teacher.whom.missing()
    assert gap is not None
    assert gap.missing[0].invited == ("Fatima Sheikh",)
    join_with(school, slip)
    teacher.follow()
    gap = teacher.whom.missing()
    assert gap is not None
    assert [one.role for one in gap.missing] == [Role.DEPUTY_DSL]


@pytest.mark.parametrize(
    ("head", "others", "missing"),
    [
        ({Role.HEADTEACHER, Role.DSL}, ("deputy",), []),
        ({Role.HEADTEACHER, Role.DEPUTY_DSL}, ("dsl",), []),
        # The deputy is there for when the only lead is not.
        ({Role.HEADTEACHER, Role.DSL, Role.DEPUTY_DSL}, (), [Role.DEPUTY_DSL]),
    ],
)
def test_in_a_small_school_one_member_holds_two_roles(
    school_of: MakeSchool, head: set[Role], others: tuple[str, ...], missing: list[Role]
) -> None:
    gap = school_of("ict", *others, head=head).open("ict").whom.missing()
    assert [one.role for one in gap.missing] == missing if gap else missing == []


# ------------------------------------------------------------------ what is said to have happened


def said(member: OpenSchool, sent: Sent) -> dict[str, tuple[str, str, str]]:
    return {one.role: (one.state.value, one.said, one.how) for one in member.whom.after(sent)}


def test_who_was_told_is_named_and_needs_nothing_more(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    lines = said(teacher, send(folder_school, teacher))
    told = "Told: it is on the list of Tomasz Wiśniewski now. You need do nothing."
    assert lines["ict-lead"] == ("told", told, "")
    assert lines["class-teacher"][0] == "in-person"


def test_while_it_waits_nobody_has_been_told(folder_school: SmallSchool) -> None:
    teacher = folder_school.open("teacher1")
    folder = folder_school.location.folder
    assert folder is not None
    folder.rename(folder.with_name("unplugged"))
    sent = send(folder_school, teacher)
    for role in ("ict-lead", "headteacher"):
        state, words, how = said(teacher, sent)[role]
        assert state == "will-be-told"
        assert words.startswith("Not told yet: ")
        assert how == "If it cannot wait: in person or by telephone"
    assert teacher.whom.as_it_is_now(sent).queued
    folder.with_name("unplugged").rename(folder)
    teacher.follow()
    now = teacher.whom.as_it_is_now(sent)
    assert (now.queued, now.reference) == (False, "TR-2026-001")
    assert said(teacher, now)["ict-lead"][0] == "told"


def test_a_role_that_nobody_holds_is_not_told_and_says_who_is_next(
    school_of: MakeSchool,
) -> None:
    school = school_of("ict", "teacher1", "head")
    teacher = school.open("teacher1")
    steps = teacher.whom.after(send(school, teacher, "stop"))
    assert [(one.role, one.state.value) for one in steps[:3]] == [
        ("dsl", "nobody"),
        ("headteacher", "told"),
        ("deputy-dsl", "nobody"),
    ]
    assert steps[0].said == (
        "Not told: nobody has joined Trent Desktop as Designated Safeguarding Lead yet."
    )
    assert steps[1].who == "Maya Okonkwo-Reid, Headteacher"
    assert steps[1].how == "In person or by telephone"
    assert "Next in line" in steps[1].why


def test_who_reports_need_not_tell_herself(school_of: MakeSchool) -> None:
    school = school_of("ict", "head", "dsl", "deputy")
    dsl = school.open("dsl")
    lines = said(dsl, send(school, dsl, "stop"))
    assert lines["dsl"] == ("self", "That is you, so there is nobody else to tell here.", "")
    assert lines["deputy-dsl"][0] == "told"


def test_the_only_one_who_leads_is_next_in_line_herself(school_of: MakeSchool) -> None:
    school = school_of("ict", "head")
    head = school.open("head")
    steps = head.whom.after(send(school, head, "stop"))
    assert "headteacher" not in [one.role for one in steps]
    assert steps[0].said.endswith("You are next in line, as Headteacher.")
