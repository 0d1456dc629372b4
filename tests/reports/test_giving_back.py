"""Giving back what a member sent before her new password: asked for, and only what is hers.

The attacks are made on the rows themselves, as somebody would who has the school's data key and a
Python prompt.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tests.reports import answers
from tests.reports.doing import full_answers
from tests.school.staff import NEW_PASSWORD, join_with
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import FULL
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.roles import Role
from trent_desktop.school.keys.new_keys import LOST
from trent_desktop.school.keys.recovery.recovering import recover
from trent_desktop.school.keys.values import LOST_KEYS
from trent_desktop.storage.audit import Act, entries_about, write_entry
from trent_desktop.storage.cipher import digest, new_key_pair, unseal
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.tables import (
    AuditRow,
    CaseEntryRow,
    CaseReaderRow,
    CaseRow,
    MemberRoleRow,
    MemberRow,
    SettingRow,
)

LEADERS = ("ict", "dsl", "deputy", "head")


@contextmanager
def prompt(school: SmallSchool) -> Iterator[Session]:
    """A colleague's Python prompt: the data key is every member's."""
    database = Database(school.location, school.made.data_key)
    with database.write() as session:
        yield session
        next_change(session, directory=True)
    database.close()


def send(school: SmallSchool, who: OpenSchool, **more: object) -> uuid.UUID:
    return who.cases.send(school.draft(answers.quick(**more))).case_id


def send_about_staff(school: SmallSchool, who: OpenSchool) -> uuid.UUID:
    """An ordinary report that turns out to be about a member of staff."""
    case_id = send(school, who)
    rest = full_answers(who.cases.open_case(case_id).answers)
    rest |= {n.HOW: n.HOW_STAFF, n.STAFF_NAME: "Somebody"}
    who.cases.send(school.draft(rest, FULL, id=case_id, case_id=case_id))
    return case_id


def reset(school: SmallSchool, name: str = "teacher1", by: str = "ict") -> OpenSchool:
    slip = school.open(by).members.reset_password(school.members[name])
    join_with(school, slip)
    return school.open(name, password=NEW_PASSWORD)


def listed(who: OpenSchool) -> set[uuid.UUID]:
    who.follow()
    return {row.id for row in who.cases.page(CaseQuery()).rows if row.readable}


def ask_for(session: Session, school: SmallSchool, name: str, case_id: uuid.UUID) -> None:
    """Make the rows say that a case was sealed to a member who lost her key."""
    member = school.members[name]
    session.merge(CaseReaderRow(case_id=case_id, reader_id=member, role=None, sealed_key=LOST))
    row = session.get(SettingRow, LOST_KEYS)
    before = list(row.value) if row else []
    session.merge(SettingRow(name=LOST_KEYS, value=[*before, str(member)]))


# ---------------------------------------------------------------------- how it is meant


def test_nothing_is_given_back_by_itself(school: SmallSchool) -> None:
    case_id = send(school, school.open("teacher1"))
    again = reset(school)
    for name in LEADERS:
        leader = school.open(name)
        leader.follow()
        leader.follow()
    assert listed(again) == set()
    with pytest.raises(NotFound):
        again.cases.open_case(case_id)


@pytest.mark.parametrize("name", LEADERS)
def test_whoever_leads_gives_back_what_she_sent(school: SmallSchool, name: str) -> None:
    teacher = school.open("teacher1")
    sent = {send(school, teacher), send(school, teacher)}
    others = send(school, school.open("teacher2"))
    again = reset(school, by="head" if name == "ict" else "ict")
    leader = school.open(name)
    assert [one.id for one in leader.giving_back.members] == [school.members["teacher1"]]
    found = leader.giving_back.look(school.members["teacher1"])
    assert (found.name, found.reports, found.left) == ("Zoë O'Neill", 2, 0)
    assert found.reset_at is not None
    assert leader.giving_back.give(school.members["teacher1"]) == 2
    assert listed(again) == sent
    assert others not in listed(again)
    assert again.cases.open_case(min(sent))
    leader.follow()
    assert leader.giving_back.members == ()
    with leader._me.database.read() as session:
        written = entries_about(session, str(school.members["teacher1"]))[0]
    assert (written.act, written.member_id) == (
        Act.CASES_GIVEN_BACK.value,
        school.members[name],
    )
    assert written.details["cases"] == 2
    assert leader.check_audit().broken_at is None


def test_in_portions_and_a_second_time_is_no_harm(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trent_desktop.reports import giving_back

    monkeypatch.setattr(giving_back, "_PORTION", 2)
    teacher = school.open("teacher1")
    sent = {send(school, teacher) for _ in range(5)}
    again = reset(school)
    dsl = school.open("dsl")
    assert dsl.giving_back.give(school.members["teacher1"]) == 5
    assert dsl.giving_back.give(school.members["teacher1"]) == 0
    assert listed(again) == sent


def test_an_administrator_who_came_back_with_the_code_in_the_safe(school: SmallSchool) -> None:
    sent = send(school, school.open("ict"))
    recover(
        school.location.shown, school.made.recovery_code, "ict", NEW_PASSWORD, clock=school.clock
    )
    ict = school.open("ict", password=NEW_PASSWORD)
    dsl = school.open("dsl")
    assert dsl.giving_back.give(school.members["ict"]) == 1
    with ict._me.database.read() as session:
        own = session.get_one(CaseReaderRow, (sent, school.members["ict"]))
        assert unseal(ict._me.keyring.own, own.sealed_key)


@pytest.mark.parametrize("name", ["teacher2", "support", "governor", "chair"])
def test_nobody_else_is_offered_it_or_may(school: SmallSchool, name: str) -> None:
    send(school, school.open("teacher1"))
    reset(school)
    other = school.open(name)
    assert other.giving_back.members == ()
    for act in (other.giving_back.look, other.giving_back.give, other.giving_back.leave):
        with pytest.raises(NotAllowed):
            act(school.members["teacher1"])


def test_nobody_gives_to_herself(school: SmallSchool) -> None:
    send(school, school.open("dsl"))
    again = reset(school, "dsl")
    assert again.giving_back.members == ()
    with pytest.raises(MoveNotPossible):
        again.giving_back.give(school.members["dsl"])


def test_one_who_cannot_open_them_leaves_them_to_another(school: SmallSchool) -> None:
    """The ICT Lead was reset as well: he opens nothing that was sent before."""
    sent = send(school, school.open("teacher1"))
    again = reset(school)
    reset(school, "ict", by="head")
    ict = school.open("ict", password=NEW_PASSWORD)
    found = ict.giving_back.look(school.members["teacher1"])
    assert (found.reports, found.left) == (0, 1)
    assert school.members["teacher1"] in {one.id for one in ict.giving_back.members}
    assert school.open("dsl").giving_back.give(school.members["teacher1"]) == 1
    assert listed(again) == {sent}


def test_a_sealed_report_of_hers_never_comes_back(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    stopped = teacher.cases.send(school.draft(answers.stop(), "stop")).case_id
    about_staff = send_about_staff(school, teacher)
    again = reset(school)
    with prompt(school) as session:  # as if the rows said that they were hers to have
        for case_id in (stopped, about_staff):
            ask_for(session, school, "teacher1", case_id)
    head = school.open("head")
    assert head.giving_back.look(school.members["teacher1"]).reports == 0
    assert head.giving_back.give(school.members["teacher1"]) == 0
    assert listed(again) == set()


# ---------------------------------------------------------------------- attacks on the rows


def test_rows_alone_bring_a_colleague_nothing(school: SmallSchool) -> None:
    """He writes himself among the readers, and in the list of those who lost their keys."""
    case_id = send(school, school.open("teacher1"))
    attacker = school.open("teacher2")
    with prompt(school) as session:
        ask_for(session, school, "teacher2", case_id)
    for name in LEADERS:
        school.open(name).follow()
    with pytest.raises(NotFound):
        attacker.cases.open_case(case_id)
    dsl = school.open("dsl")
    assert dsl.giving_back.look(school.members["teacher2"]).reset_at is None
    with pytest.raises(MoveNotPossible, match="no record"):
        dsl.giving_back.give(school.members["teacher2"])
    dsl.giving_back.leave(school.members["teacher2"])
    dsl.follow()
    assert dsl.giving_back.members == ()
    with pytest.raises(NotFound):
        attacker.cases.open_case(case_id)


def test_after_a_true_reset_he_gets_what_the_report_itself_names_as_his(
    school: SmallSchool,
) -> None:
    own = send(school, school.open("teacher2"))
    hers = send(school, school.open("teacher1"))
    attacker = reset(school, "teacher2")
    with prompt(school) as session:
        ask_for(session, school, "teacher2", hers)
    dsl = school.open("dsl")
    assert dsl.giving_back.look(school.members["teacher2"]).reports == 1
    assert dsl.giving_back.give(school.members["teacher2"]) == 1
    assert listed(attacker) == {own}
    with pytest.raises(NotFound):
        attacker.cases.open_case(hers)


def test_a_stopped_report_called_an_ordinary_one_in_its_row_stays_sealed(
    school: SmallSchool,
) -> None:
    teacher = school.open("teacher1")
    stopped = teacher.cases.send(school.draft(answers.stop(), "stop")).case_id
    about_staff = send_about_staff(school, teacher)
    again = reset(school)
    with prompt(school) as session:
        session.execute(update(CaseRow).values(route="content", state="new"))
        for case_id in (stopped, about_staff):
            ask_for(session, school, "teacher1", case_id)
    head = school.open("head")
    assert head.giving_back.give(school.members["teacher1"]) == 0
    for case_id in (stopped, about_staff):
        with pytest.raises(NotFound):
            again.cases.open_case(case_id)


@pytest.mark.parametrize("reset_before", [False, True])
def test_another_key_in_a_colleagues_row_gets_nothing(
    school: SmallSchool, reset_before: bool
) -> None:
    """He puts a key of his own in her place; the record of a reset, if any, names another."""
    case_id = send(school, school.open("teacher1"))
    if reset_before:
        reset(school)
    pair = new_key_pair()
    with prompt(school) as session:
        session.get_one(MemberRow, school.members["teacher1"]).public_key = pair.public
        ask_for(session, school, "teacher1", case_id)
    for name in LEADERS:
        leader = school.open(name)
        leader.follow()
        with pytest.raises(MoveNotPossible, match="no record"):
            leader.giving_back.give(school.members["teacher1"])
    with prompt(school) as session:
        row = session.get_one(CaseReaderRow, (case_id, school.members["teacher1"]))
        assert row.sealed_key == LOST


def test_a_reset_that_no_administrator_began_does_not_count(school: SmallSchool) -> None:
    case_id = send(school, school.open("teacher1"))
    pair = new_key_pair()
    with prompt(school) as session:
        member = session.get_one(MemberRow, school.members["teacher1"])
        member.public_key = pair.public
        ask_for(session, school, "teacher1", case_id)
        for who in ("teacher1", "teacher2"):  # who may not make slips
            write_entry(
                session,
                school.clock(),
                school.members[who],
                Act.MEMBER_CHANGED,
                str(member.id),
                {"slip": "new password"},
            )
        record = session.execute(
            select(AuditRow).where(AuditRow.act == Act.MEMBER_CHANGED.value)
        ).scalars()
        assert len(list(record)) == 2
        write_entry(
            session,
            school.clock(),
            member.id,
            Act.PASSWORD_RESET,
            str(member.id),
            {"key": digest(pair.public)},
        )
    with pytest.raises(MoveNotPossible, match="no record"):
        school.open("dsl").giving_back.give(school.members["teacher1"])


def test_a_whole_record_made_up_gets_at_most_what_is_hers_and_only_by_a_press(
    school: SmallSchool,
) -> None:
    """The audit chain is rows too. What then stands between is the press and the report itself."""
    hers = send(school, school.open("teacher1"))
    others = send(school, school.open("teacher2"))
    pair = new_key_pair()
    with prompt(school) as session:
        member = session.get_one(MemberRow, school.members["teacher1"])
        member.public_key = pair.public
        for case_id in (hers, others):
            ask_for(session, school, "teacher1", case_id)
        about, now = str(member.id), school.clock()
        slip = {"slip": "new password"}
        write_entry(session, now, school.members["ict"], Act.MEMBER_CHANGED, about, slip)
        key = {"key": digest(pair.public)}
        write_entry(session, now, member.id, Act.PASSWORD_RESET, about, key)
    dsl = school.open("dsl")
    dsl.follow()
    with prompt(school) as session:
        assert session.get_one(CaseReaderRow, (hers, member.id)).sealed_key == LOST
    assert dsl.giving_back.give(school.members["teacher1"]) == 1
    with prompt(school) as session:
        assert unseal(pair.private, session.get_one(CaseReaderRow, (hers, member.id)).sealed_key)
        assert session.get_one(CaseReaderRow, (others, member.id)).sealed_key == LOST


def test_one_damaged_report_costs_only_itself(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    whole, damaged = send(school, teacher), send(school, teacher)
    again = reset(school)
    with prompt(school) as session:
        session.execute(
            update(CaseEntryRow).where(CaseEntryRow.case_id == damaged).values(content=b"x" * 60)
        )
    assert school.open("dsl").giving_back.give(school.members["teacher1"]) == 1
    assert listed(again) == {whole}


def test_somebody_who_left_gets_nothing(school: SmallSchool) -> None:
    send(school, school.open("teacher1"))
    reset(school)
    dsl = school.open("dsl")
    assert dsl.giving_back.members
    school.open("ict").members.remove(school.members["teacher1"])
    with pytest.raises(MoveNotPossible):
        dsl.giving_back.give(school.members["teacher1"])
    dsl.follow()
    assert dsl.giving_back.members == ()


def test_a_leader_who_lost_the_role_a_moment_ago(school: SmallSchool) -> None:
    send(school, school.open("teacher1"))
    reset(school)
    deputy = school.open("deputy")
    with prompt(school) as session:
        session.execute(
            delete(MemberRoleRow).where(
                MemberRoleRow.member_id == school.members["deputy"],
                MemberRoleRow.role == Role.DEPUTY_DSL.value,
            )
        )
    with pytest.raises(NotAllowed):
        deputy.giving_back.give(school.members["teacher1"])
