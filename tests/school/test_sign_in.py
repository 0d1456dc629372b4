"""Signing in, being refused, changing a password, and signing in while the share is away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool, make_small_school
from trent_desktop.problems import NotASchool, SchoolAway, SignInRefused, WeakPassword
from trent_desktop.roles import Role
from trent_desktop.storage.location import parse_location

pytestmark = pytest.mark.both_databases


def test_a_name_and_a_password_open_the_school(school: SmallSchool) -> None:
    opened = school.open("  Teacher1 ")
    assert opened.member.name == "Zoë O'Neill"
    assert opened.roles == {Role.TEACHER}
    assert opened.school.name == "Larkfield Primary School"
    own = opened.people.own_class()
    assert own is not None
    assert own.name == "4B"


@pytest.mark.parametrize(
    ("name", "password"),
    [("teacher1", "wrong"), ("nobody", PASSWORD), ("", PASSWORD), ("teacher1", ""), ("a\0b", "\0")],
)
def test_a_refusal_does_not_say_which_half_was_wrong(
    school: SmallSchool, name: str, password: str
) -> None:
    with pytest.raises(SignInRefused) as refused:
        school.open(name, password=password)
    assert refused.value.words == "The name and the password do not belong together."


def test_the_sixth_guess_waits_even_with_the_right_password(school: SmallSchool) -> None:
    root = school.folder / "one laptop"
    for _ in range(5):
        with pytest.raises(SignInRefused):
            school.open("head", root=root, password="guess")
    with pytest.raises(SignInRefused) as refused:
        school.open("head", root=root)
    assert refused.value.wait_seconds > 0
    assert school.open("dsl", root=root).member.name == "Fatima Sheikh"
    school.clock.turn(seconds=refused.value.wait_seconds + 1)
    assert school.open("head", root=root).roles == {Role.HEADTEACHER}


def test_a_changed_password_is_the_only_one(school: SmallSchool) -> None:
    opened = school.open("teacher1")
    with pytest.raises(SignInRefused):
        opened.change_password("not mine", "new-sample-words")
    opened.change_password(PASSWORD, "new-sample-words")
    assert opened.check_password("new-sample-words")
    assert not opened.check_password(PASSWORD)
    with pytest.raises(SignInRefused):
        school.open("teacher1")
    assert school.open("teacher1", password="new-sample-words").member.name == "Zoë O'Neill"


def test_a_real_school_refuses_weak_passwords(tmp_path: Path) -> None:
    with pytest.raises(WeakPassword):
        make_small_school(parse_location(tmp_path / "real"), tmp_path, is_sample=False)
    assert not (tmp_path / "real").exists()


def test_the_share_may_be_away_on_a_laptop_where_she_signed_in_before(
    folder_school: SmallSchool,
) -> None:
    root = folder_school.folder / "her laptop"
    folder_school.open("teacher1", root=root).close()
    folder = folder_school.location.folder
    assert folder is not None
    folder.rename(folder.with_name("unplugged"))
    opened = folder_school.open("teacher1", root=root)
    assert opened.started_away
    assert [p.name for p in opened.people.find_pupils("luk")] == ["Łukasz Nowak"]
    with pytest.raises(SignInRefused):
        folder_school.open("teacher1", root=root, password="wrong")
    with pytest.raises(SchoolAway):
        folder_school.open("teacher1", root=folder_school.folder / "another laptop")
    # Another member's slot was never kept there, which is no wrong password.
    with pytest.raises(SchoolAway, match="does not know you yet"):
        folder_school.open("head", root=root)


def test_a_folder_that_is_no_school(tmp_path: Path) -> None:
    from trent_desktop.opening import open_school

    with pytest.raises(NotASchool):
        open_school(tmp_path, "head", PASSWORD, root=tmp_path / "laptop")


def test_nothing_secret_in_a_repr(school: SmallSchool) -> None:
    opened = school.open("head")
    me = opened._me
    for secret in (me.keyring.own.hex(), repr(me.keyring.own), school.made.data_key.hex()):
        for thing in (opened, me, me.keyring, me.database, me.store, school.made):
            assert secret not in repr(thing)
