"""Keys that are lost come back out of a copy, and nothing that is written."""

from __future__ import annotations

import pytest

from tests.school.putting_back import (
    at_the_door,
    chain_is_whole,
    folder_of,
    listed,
    send,
    take_copy,
    with_the_code,
)
from tests.school.staff import NEW_PASSWORD, join_with
from tests.schools import SmallSchool
from trent_desktop.problems import MoveNotPossible, Problem
from trent_desktop.reports.put_back_words import done_words, what_would_change
from trent_desktop.school.putting_back.work import lines, nobody_hears, put_back, would_change


@pytest.fixture
def school(folder_school: SmallSchool) -> SmallSchool:
    return folder_school


def test_where_the_file_is_whole_nothing_but_the_keys_comes_out_of_a_copy(
    school: SmallSchool,
) -> None:
    """Who left, and whoever got other keys since, does not come in by the keys of before."""
    teacher, ict, head = (school.open(one) for one in ("teacher1", "ict", "head"))
    first = send(school, teacher)
    head.members.suspend(school.members["support"])  # which makes another key for the file
    head.members.restore(school.members["support"])
    name = take_copy(school, ict)
    join_with(school, ict.members.reset_password(school.members["teacher2"]))
    since = send(school, teacher, 2)
    teacher.follow()
    seen = ict.signed_in.keys.read().document.revision
    for one in ("school.keys", "school.keys.copy"):
        (folder_of(school) / one).write_bytes(b"damaged")
    door = at_the_door(school)
    would = would_change(door, name, frozenset)
    assert (would.keys_too, would.keys_only, would.all_missing) == (True, True, 0)
    assert "only its keys" in what_would_change(would)[0]
    done = put_back(door, name, nobody_hears, None)
    door.close()
    assert (done.keys_too, done.keys_only, done.kept) == (True, True, "")
    assert "stayed as it was" in done_words(done)[0]
    again = school.open("head")
    assert again.signed_in.keys.read().document.revision > seen
    again.follow()
    assert listed(again) == {one.case_id for one in (*first, *since)}
    assert chain_is_whole(again)
    teacher.follow()
    told = teacher.put_back_told()
    assert told is not None
    assert told.keys_only
    with pytest.raises(Problem):
        school.open("teacher2")
    slip = school.open("ict").members.reset_password(school.members["teacher2"])
    join_with(school, slip)
    assert school.open("teacher2", password=NEW_PASSWORD).member.active


def test_a_password_of_before_does_not_bring_the_keys_of_before_back(school: SmallSchool) -> None:
    ict, head = school.open("ict"), school.open("head")
    name = take_copy(school, ict)
    join_with(school, head.members.reset_password(school.members["ict"]))
    for one in ("school.keys", "school.keys.copy"):
        (folder_of(school) / one).unlink()
    door = at_the_door(school)
    with pytest.raises(MoveNotPossible, match="changed since this copy"):
        put_back(door, name, nobody_hears, None)
    door.close()
    assert not (folder_of(school) / "school.keys").exists()
    code = with_the_code(school)
    assert put_back(code, name, nobody_hears, None).keys_only
    code.close()
    assert school.open("head").member.active
    with pytest.raises(Problem):
        school.open("ict")


def test_keys_of_before_a_removal_do_not_let_in_who_was_removed(school: SmallSchool) -> None:
    """The copy that the change of keys made: it has the new key for all but for her."""
    ict, head = school.open("ict"), school.open("head")
    take_copy(school, ict)
    head.members.remove(school.members["support"])
    since = send(school, school.open("teacher1"))
    for one in ("school.keys", "school.keys.copy"):
        (folder_of(school) / one).unlink()
    door = at_the_door(school)
    names = [one.name for one in lines(door)]
    fits = [name for name in names if would_change(door, name, frozenset).keys_only]
    assert put_back(door, fits[0], nobody_hears, None).keys_only
    door.close()
    again = school.open("head")
    again.follow()
    assert listed(again) >= {one.case_id for one in since}
    with pytest.raises(Problem):
        school.open("support")
