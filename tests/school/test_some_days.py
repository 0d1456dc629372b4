"""Members who are here for some days: what they can do ends by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.school.staff import NEW_PASSWORD, join_with
from tests.schools import SmallSchool
from trent_desktop.problems import AnswersRefused, NoLongerMember, SignInRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage import server_clock

FRIDAY = dt.date(2026, 11, 27)


def test_supply_joins_for_a_week_and_it_ends_by_itself(school: SmallSchool) -> None:
    ict = school.open("ict")
    support = frozenset((Role.SUPPORT,))
    joins, waits = ict.members.invite(
        [
            Invitation("Una Supply", "una", support, last_day=FRIDAY),
            Invitation("Vic Volunteer", "vic", support, last_day=FRIDAY),
        ]
    )
    join_with(school, joins)
    root = school.folder / "hers"
    first = school.open("una", root=root, password=NEW_PASSWORD)
    assert first.member.last_day == FRIDAY
    school.clock.turn(days=5)  # Saturday
    with pytest.raises(NoLongerMember, match="27 November"):
        school.open("una", root=root, password=NEW_PASSWORD)
    school.open("teacher1")  # who may not see to members ends nobody's access
    assert not first.follow().ended
    head = school.open("head")
    assert any("Una Supply" in one for one in head.notices)
    assert first.follow().ended
    states = {one.member.name: one.member.state for one in school.open("ict").members.all()}
    assert states["Una Supply"] is MemberState.SUSPENDED
    assert "Vic Volunteer" not in states  # who never joined: the invitation is taken back
    with pytest.raises(SignInRefused):
        school.open("una", password=NEW_PASSWORD)
    assert waits.sign_in_name == "vic"
    # Given back, it does not end again at once.
    head.members.restore(joins.member_id)
    assert school.open("una", password=NEW_PASSWORD).member.last_day is None
    assert school.open("ict").notices == ()


@pytest.mark.parametrize("off", [400, -400])
def test_the_last_day_goes_by_the_clock_of_the_schools_place(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, off: int
) -> None:
    """A laptop whose clock is wrong by a year ends nobody's access, and keeps nobody's."""
    ict, who = school.open("ict"), school.members["teacher2"]
    ict.members.change(who, last_day=FRIDAY)
    right = server_clock.laptop_time
    if off < 0:
        school.clock.turn(days=5)  # the day is over
    with monkeypatch.context() as patch:
        patch.setattr(server_clock, "laptop_time", lambda: right() + off * 86_400)
        school.clock.turn(days=off)
        if off > 0:
            assert not any("has ended" in one for one in school.open("head").notices)
            assert school.open("teacher2").member.last_day == FRIDAY
        else:
            with pytest.raises(NoLongerMember):
                school.open("teacher2")
            with pytest.raises(AnswersRefused):
                ict.members.change(who, last_day=FRIDAY - dt.timedelta(days=1))
            assert any("has ended" in one for one in school.open("head").notices)


def test_nobody_is_invited_for_days_that_are_over(school: SmallSchool) -> None:
    support = frozenset((Role.SUPPORT,))
    with pytest.raises(AnswersRefused) as refused:
        school.open("ict").members.invite(
            [Invitation("Una Supply", "una", support, last_day=dt.date(2026, 1, 1))]
        )
    assert refused.value.errors == (("0.last_day", "This day is already past."),)


def test_a_last_day_can_be_put_off_but_is_never_over_nor_ones_own(school: SmallSchool) -> None:
    ict, who = school.open("ict"), school.members["teacher2"]
    ict.members.change(who, last_day=FRIDAY)
    ict.members.change(who, last_day=FRIDAY + dt.timedelta(days=7))
    school.clock.turn(days=5)
    assert school.open("teacher2").member.last_day
    for member, day in ((who, dt.date(2026, 1, 1)), (ict.member.id, dt.date(2027, 1, 1))):
        with pytest.raises(AnswersRefused) as refused:
            ict.members.change(member, last_day=day)
        assert refused.value.errors[0][0] == "last_day"
    ict.members.change(who, last_day=None)
    assert school.open("teacher2").member.last_day is None
