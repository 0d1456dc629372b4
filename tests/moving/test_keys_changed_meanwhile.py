"""Somebody leaves while a move copies the school or waits: the new place has the keys of then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.moving.places import gets_in
from tests.schools import PASSWORD, NewDatabase, SmallSchool
from trent_desktop.storage.location import parse_location

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]


@pytest.mark.parametrize("to", ["a folder", "a server"])
def test_everybody_gets_in_at_the_new_place_and_whoever_left_does_not(
    folder_school: SmallSchool, new_database: NewDatabase, tmp_path: Path, to: str
) -> None:
    school = folder_school
    ict, head = school.open("ict"), school.open("head")
    new = str(tmp_path / "new") if to == "a folder" else new_database()
    removed: list[str] = []

    def tell(_far: float, words: str) -> None:
        if words == "Copying the school's file" and not removed:
            removed.append("support")
            head.members.remove(school.members["support"])

    ict.moving.move(new, PASSWORD, tell=tell)
    assert removed
    for who in ("head", "ict", "teacher1"):
        assert gets_in(school, school.location.shown, who) == parse_location(new).shown
    assert gets_in(school, new, "support").startswith("SignInRefused")
