"""Letting many in: names as they are pasted, two of one name, and slips for all who wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school.staff import invite_one, join_with
from tests.schools import SmallSchool
from trent_desktop.problems import CodeRefused, FolderNotEmpty, Problem
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.people.values import PastedPerson, named_twice, pasted_people
from trent_desktop.school.setting_up.place_check import check_folder
from trent_desktop.school.setting_up.service import NewSchool, set_up_school
from trent_desktop.storage.location import parse_location


def test_names_are_read_as_they_are_pasted() -> None:
    assert pasted_people(
        "Ngozi  Hart, 4B\n\n\u200bNed\u00a0Hart\t5 Oak\r\nZoë O'Neill\n , 4A\n"
    ) == (
        PastedPerson("Ngozi Hart", "4B"),
        PastedPerson("Ned Hart", "5 Oak"),
        PastedPerson("Zoë O'Neill"),
    )


def test_two_of_one_name_are_found_among_the_new_and_those_there() -> None:
    assert named_twice(["Ned Hart", "Zoe Oneill", "ned hart"], ["Zoë O'Neill"]) == (
        "Zoe Oneill",
        "ned hart",
    )
    assert named_twice(["Ned Hart", "Nia Hart"], ["Zoë O'Neill"]) == ()


def test_new_slips_for_all_who_have_not_joined(school: SmallSchool) -> None:
    ict = school.open("ict")
    first = [invite_one(ict, name, sign_in_name=name) for name in ("nia", "ned")]
    again = ict.members.renew_slips([one.member_id for one in first])
    assert [one.member_id for one in again] == [one.member_id for one in first]
    for old, new in zip(first, again, strict=True):
        with pytest.raises(CodeRefused):
            join_with(school, old)
        assert join_with(school, new) == new.sign_in_name
    other = invite_one(ict, "Una Hart", sign_in_name="una")
    with pytest.raises(Problem):  # one of them has joined: nobody gets a new one
        ict.members.renew_slips([other.member_id, first[0].member_id])
    assert join_with(school, other) == "una"


def test_a_members_name_has_no_hidden_characters(school: SmallSchool) -> None:
    ict = school.open("ict")
    ict.members.invite(
        [Invitation("Ned\u200b  Hart\u202e", "ned\u200bh", frozenset((Role.TEACHER,)))]
    )
    ict.members.change(school.members["teacher2"], name="Ada\u00a0\u2066Obi")
    named = {one.member.name: one.member.sign_in_name for one in school.open("head").members.all()}
    assert named["Ned Hart"] == "nedh"
    assert named["Ada Obi"] == "teacher2"
    # Nor is a name to sign in with another one because of what nobody sees.
    with pytest.raises(Problem):
        ict.members.invite([Invitation("Other", "teach\u200ber2", frozenset((Role.TEACHER,)))])


def test_folders_made_while_trying_are_taken_away_again(tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "school"
    check_folder(place)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "kept").mkdir()
    check_folder(tmp_path / "kept" / "x" / "school")
    assert [one.name for one in tmp_path.rglob("*")] == ["kept"]


def test_a_school_that_was_not_made_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("trent_desktop.school.setting_up.service.share_like_folder", full)
    with pytest.raises(OSError, match="space"):
        set_up_school(
            parse_location(tmp_path / "a" / "b" / "school"), NewSchool("X", (), is_sample=True)
        )
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").touch()
    with pytest.raises(FolderNotEmpty):
        set_up_school(parse_location(tmp_path / "there"), NewSchool("X", (), is_sample=True))
    assert (tmp_path / "there" / "file").exists()
