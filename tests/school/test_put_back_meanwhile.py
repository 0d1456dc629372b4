"""What happens to a school between looking at a copy and putting it back: it counts as it is then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.school.putting_back import (
    at_the_door,
    chain_is_whole,
    copies,
    listed,
    send,
    spoil,
    take_copy,
)
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import NoLongerMember, NotAllowed, Problem, SomebodyWasFaster
from trent_desktop.roles import Role
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.putting_back.work import nobody_hears, put_back, would_change
from trent_desktop.storage.database import opens


@pytest.fixture
def school(folder_school: SmallSchool) -> SmallSchool:
    return folder_school


def meanwhile(work: Callable[[], object]) -> Callable[[float, str], None]:
    """Hears how far it is, and does something once, while others are about to be waited for."""
    left = [work]

    def heard(_far: float, _words: str) -> None:
        if left:
            left.pop()()

    return heard


@pytest.mark.parametrize("at_door", [False, True], ids=["signed in", "at the door"])
@pytest.mark.parametrize("leavers", [["support"], ["support", "governor"]], ids=["once", "twice"])
def test_the_schools_keys_are_changed_while_it_waits(
    school: SmallSchool, at_door: bool, leavers: list[str]
) -> None:
    teacher, ict, head = school.open("teacher1"), school.open("ict"), school.open("head")
    kept = send(school, teacher, 2)
    name, before = take_copy(school, ict), ict.signed_in.database.data_key

    def somebody_leaves() -> None:
        for one in leavers:
            head.follow()
            head.members.remove(school.members[one])

    if at_door:
        access = at_the_door(school)
        put_back(access, name, meanwhile(somebody_leaves), None)
        access.close()
    else:
        ict.putting_back.put_back(name, PASSWORD, meanwhile(somebody_leaves))
    for one in school._opened:
        one.close()
    assert not opens(school.location.school_file, before)
    dsl = school.open("dsl")
    assert not dsl.started_away
    dsl.follow()
    assert {one.case_id for one in kept} <= listed(dsl)
    assert chain_is_whole(dsl)
    states = {one.sign_in_name: one.state for one in dsl.signed_in.directory.members}
    for one in leavers:
        assert states[one] is MemberState.REMOVED
        with pytest.raises(Problem):
            school.open(one)


@pytest.mark.parametrize("at_door", [False, True], ids=["signed in", "at the door"])
@pytest.mark.parametrize("how", ["removed", "no longer ICT Lead"])
def test_whoever_may_not_any_more_when_her_turn_comes_puts_nothing_back(
    school: SmallSchool, at_door: bool, how: str
) -> None:
    ict, head = school.open("ict"), school.open("head")
    name = take_copy(school, ict)
    lost = send(school, school.open("teacher1"))

    def happens() -> None:
        school.open("ict").roles_held.hand_over(Role.ICT_LEAD, school.members["teacher2"])
        if how == "removed":
            head.members.remove(school.members["ict"])

    def tries() -> object:
        if at_door:
            return put_back(at_the_door(school), name, meanwhile(happens), None)
        return ict.putting_back.put_back(name, PASSWORD, meanwhile(happens))

    with pytest.raises((NoLongerMember, NotAllowed)):
        tries()
    assert not [one for one in copies(school) if "replaced" in one]
    head.follow()
    assert {one.case_id for one in lost} <= listed(head)


def test_two_at_once_the_second_looks_again(school: SmallSchool) -> None:
    teacher, ict, head = school.open("teacher1"), school.open("ict"), school.open("head")
    name = take_copy(school, ict)
    send(school, teacher)
    looked = head.putting_back.look(name)
    ict.putting_back.put_back(name, PASSWORD)
    (new,) = send(school, school.open("teacher2"))
    with pytest.raises(SomebodyWasFaster, match="Somebody else has just put a copy back"):
        head.putting_back.put_back(name, PASSWORD, last=looked.last)
    head.follow()
    assert new.case_id in listed(head)
    again = head.putting_back.look(name)
    head.putting_back.put_back(name, PASSWORD, last=again.last)


def test_two_at_the_door_of_a_damaged_school(school: SmallSchool) -> None:
    name = take_copy(school, school.open("ict"))
    spoil(school, "overwritten")
    one, other = at_the_door(school), at_the_door(school, "head")
    looked = [would_change(access, name, frozenset).last for access in (one, other)]
    put_back(one, name, nobody_hears, None, looked[0])
    (new,) = send(school, school.open("teacher1"))
    with pytest.raises(SomebodyWasFaster):
        put_back(other, name, nobody_hears, None, looked[1])
    dsl = school.open("dsl")
    dsl.follow()
    assert new.case_id in listed(dsl)
