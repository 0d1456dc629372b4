"""Slips: let somebody in once, in time, and nobody else."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.reports import answers
from tests.school.staff import NEW_PASSWORD, document_of, invite_one, join_with
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import (
    AnswersRefused,
    CodeRefused,
    MoveNotPossible,
    NotAllowed,
    SchoolBusy,
    SignInRefused,
)
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining import joining
from trent_desktop.school.keys.joining.joining import look_up
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.keys.key_check import check_keys
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage import server_clock
from trent_desktop.storage.key_slots import SlotKind


def test_a_new_teacher_joins_with_her_slip_and_signs_in(school: SmallSchool) -> None:
    slip = invite_one(school.open("ict"))
    found = look_up(school.location.shown, slip.code.lower(), clock=school.clock)
    assert (found.name, found.sign_in_name, found.roles_shown, found.is_reset) == (
        "Ngozi Hart",
        "nhart",
        "Teacher",
        False,
    )
    assert found.school_name == "Larkfield Primary School"
    assert join_with(school, slip) == "nhart"
    me = school.open("nhart", password=NEW_PASSWORD)
    assert me.member.name == "Ngozi Hart"
    assert me.member.state is MemberState.ACTIVE
    assert me.check_audit().broken_at is None


def test_a_code_is_used_once(school: SmallSchool) -> None:
    slip = invite_one(school.open("ict"))
    join_with(school, slip)
    assert not document_of(school).slips_of(str(slip.member_id))
    with pytest.raises(CodeRefused, match="used already"):
        join_with(school, slip, "another password altogether")
    assert school.open("nhart", password=NEW_PASSWORD)


def test_an_expired_code_is_refused_and_removed_by_whoever_sees_it_first(
    school: SmallSchool,
) -> None:
    slip = invite_one(school.open("ict"))
    school.clock.turn(days=15)
    with pytest.raises(CodeRefused, match="too old"):
        look_up(school.location.shown, slip.code, clock=school.clock)
    assert not document_of(school).slips_of(str(slip.member_id))


def test_an_expired_code_goes_when_anybody_signs_in(school: SmallSchool) -> None:
    slip = invite_one(school.open("ict"))
    school.clock.turn(days=15)
    school.open("support")
    assert not document_of(school).slips_of(str(slip.member_id))


@pytest.mark.parametrize("years", [73, -5])
def test_a_laptop_in_another_year_neither_takes_a_valid_code_away_nor_an_old_one(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    right, off = time.time, dt.timedelta(days=years * 365.25)
    slip, other = invite_one(school.open("ict")), school.clock.at
    with monkeypatch.context() as patch:
        patch.setattr(server_clock, "laptop_time", lambda: right() + off.total_seconds())
        school.clock.at = other + off
        school.open("support")
        assert document_of(school).slips_of(str(slip.member_id))
        assert check_keys(school.open("head").signed_in) == []
        assert join_with(school, slip) == "nhart"
        school.clock.at = other
    late = invite_one(school.open("ict"), "Ravi Hart", sign_in_name="rhart")
    school.clock.turn(days=15)
    with monkeypatch.context() as patch:
        patch.setattr(server_clock, "laptop_time", lambda: right() + off.total_seconds())
        school.clock.at += off
        with pytest.raises(CodeRefused):
            join_with(school, late)


def test_what_the_slip_opened_opens_nothing_of_hers(school: SmallSchool) -> None:
    """Whoever printed the slip knows its keys: she must not go on with them."""
    slip = invite_one(school.open("ict"))
    before = document_of(school).slips_of(str(slip.member_id))[0]
    join_with(school, slip)
    after = document_of(school).slot_of(str(slip.member_id))
    assert after is not None
    assert after.kind is SlotKind.PASSWORD
    assert after.public_key != before.public_key


def test_the_power_fails_between_the_document_and_the_database(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = invite_one(school.open("ict"))

    def no_power(*_: object) -> None:
        raise SchoolBusy("gone")

    with monkeypatch.context() as patch:
        patch.setattr(joining, "_enter", no_power)
        with pytest.raises(SchoolBusy):
            join_with(school, slip)
    if not school.location.is_server:  # there it is one transaction
        with pytest.raises(SignInRefused, match="not finished"):
            school.open("nhart", password=NEW_PASSWORD)
    school.open("support")  # tidies: what was not finished goes, the slip stays
    assert document_of(school).slips_of(str(slip.member_id))
    join_with(school, slip)
    assert school.open("nhart", password=NEW_PASSWORD).member.active


def test_the_power_fails_before_the_slip_was_removed(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = invite_one(school.open("ict"))
    with monkeypatch.context() as patch:
        patch.setattr(joining, "keep_tidy", lambda *_: None)
        join_with(school, slip)
    assert document_of(school).slips_of(str(slip.member_id))
    with pytest.raises(CodeRefused):
        join_with(school, slip, "another password altogether")
    assert join_with(school, slip) == "nhart"  # the same once more: only the answer was lost
    school.open("nhart", password=NEW_PASSWORD)
    assert not document_of(school).slips_of(str(slip.member_id))


def test_a_new_slip_voids_the_one_before(school: SmallSchool) -> None:
    ict = school.open("ict")
    first = invite_one(ict)
    second = ict.members.renew_slip(first.member_id)
    with pytest.raises(CodeRefused):
        join_with(school, first)
    assert join_with(school, second) == "nhart"


def test_an_invitation_taken_back(school: SmallSchool) -> None:
    ict = school.open("ict")
    slip = invite_one(ict)
    ict.members.withdraw(slip.member_id)
    with pytest.raises(CodeRefused):
        join_with(school, slip)
    again = invite_one(ict)  # the name to sign in with is free again
    assert again.sign_in_name == slip.sign_in_name


def test_only_administrators_invite(school: SmallSchool) -> None:
    with pytest.raises(NotAllowed):
        invite_one(school.open("teacher1"))


def test_mistakes_in_a_list_are_told_where_they_are(school: SmallSchool) -> None:
    ict = school.open("ict")
    teacher = frozenset((Role.TEACHER,))
    with pytest.raises(AnswersRefused) as refused:
        ict.members.invite(
            [
                Invitation("Ngozi Hart", "nhart", teacher),
                Invitation(" ", "x", teacher),
                Invitation("Ned Hart", "NHART", teacher),
                Invitation("Head Again", "HEAD", teacher),
                Invitation("No Role", "norole", frozenset()),
                Invitation("Second Head", "head2", frozenset((Role.HEADTEACHER,))),
            ]
        )
    assert [field for field, _ in refused.value.errors] == [
        "1.name",
        "2.sign_in_name",
        "3.sign_in_name",
        "4.roles",
    ]
    with pytest.raises(AnswersRefused, match="cannot be added"):
        ict.members.invite([Invitation("Second Head", "head2", frozenset((Role.HEADTEACHER,)))])
    assert len(ict.members.all()) == 9  # all or nothing


def test_a_forgotten_password_is_reset_and_her_reports_come_back(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    sent = teacher.cases.send(school.draft(answers.quick()))
    ict = school.open("ict")
    slip = ict.members.reset_password(school.members["teacher1"])
    assert school.open("teacher1").member.name  # until it is used, the old password holds
    found = look_up(school.location.shown, slip.code, clock=school.clock)
    assert found.is_reset
    join_with(school, slip)
    assert teacher.follow().ended
    with pytest.raises(SignInRefused):
        school.open("teacher1", password=PASSWORD)
    again = school.open("teacher1", password=NEW_PASSWORD)
    again.follow()
    assert not again.cases.page(CaseQuery()).rows
    dsl = school.open("dsl")
    dsl.follow()
    again.follow()
    assert not again.cases.page(CaseQuery()).rows  # not by itself
    dsl.giving_back.give(school.members["teacher1"])
    again.follow()
    assert [row.reference for row in again.cases.page(CaseQuery()).rows] == [sent.reference]
    assert again.cases.open_case(sent.case_id)


def test_nobody_resets_their_own_password_or_that_of_one_who_never_joined(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    with pytest.raises(MoveNotPossible):
        ict.members.reset_password(school.members["ict"])
    slip = invite_one(ict)
    with pytest.raises(MoveNotPossible):
        ict.members.reset_password(slip.member_id)


@pytest.mark.parametrize("real", [True])
def test_a_weak_password_is_refused_and_the_code_can_be_used_again(
    tmp_path: object, real: bool
) -> None:
    from pathlib import Path

    from tests.schools import make_small_school
    from trent_desktop.problems import WeakPassword
    from trent_desktop.storage.location import parse_location

    assert isinstance(tmp_path, Path)
    del real
    monkey = pytest.MonkeyPatch()
    from trent_desktop.school.setting_up import service as setting_up
    from trent_desktop.storage import cipher

    with monkey.context() as patch:
        patch.setattr(setting_up, "require_strong", lambda *_: None)
        patch.setattr(setting_up, "dear_cost", cipher.cheap_cost)
        school = make_small_school(parse_location(tmp_path / "share"), tmp_path, is_sample=False)
    try:
        slip = invite_one(school.open("ict"))
        with pytest.raises(WeakPassword):
            join_with(school, slip, "ngozi hart 2026")
        assert join_with(school, slip) == "nhart"
    finally:
        school.close()
