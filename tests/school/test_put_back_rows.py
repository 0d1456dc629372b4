"""A copy with rows that no program wrote lies among the others: it costs itself, never the way back."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.school.putting_back import folder_of, listed, send, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import DamagedDatabase
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.sqlcipher import connect_file

#: Whoever may write to the folder and belongs to the school can lay such a file there.
ROWS = {
    "a member of no id": "UPDATE member SET id = 'x', state = 'removed' WHERE id = "
    "(SELECT max(id) FROM member)",
    "a counter of words": "UPDATE counter SET last = 'many'",
    "a counter that ends all counting": "UPDATE counter SET last = 9223372036854775807",
    "something destroyed of no id": "INSERT INTO destroyed (case_id, at) VALUES ('x', '2026')",
    "a moment that is a number": "UPDATE case_record SET recorded_at = 5",
    "a moment of bytes": "UPDATE case_record SET recorded_at = x'00ff'",
    "a second place of no name": "INSERT OR REPLACE INTO setting (name, value) VALUES "
    "('copies_elsewhere', '\"/a\\u0000b\"')",
    "a case of no id": "UPDATE case_record SET id = 'x' WHERE id = (SELECT min(id) FROM case_record)",
    "a version of words": "UPDATE case_record SET version = 'x'",
    "a reader of no id": "UPDATE case_reader SET reader_id = 'x' WHERE role IS NULL",
}

HARMLESS = ("a second place of no name", "something destroyed of no id")


@pytest.fixture
def school(folder_school: SmallSchool) -> SmallSchool:
    return folder_school


def lay(school: SmallSchool, like: str, key: bytes, order: str) -> Path:
    """A copy of a later day with such a row; its path."""
    folder = folder_of(school) / BACKUPS
    planted = folder / "school-2026-11-24.db"
    for suffix in (".db", ".keys"):
        shutil.copy((folder / like).with_suffix(suffix), planted.with_suffix(suffix))
    with closing(connect_file(planted, key)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(order)
    return planted


@pytest.mark.parametrize("what", ROWS)
def test_such_a_copy_keeps_nobody_from_putting_another_back(school: SmallSchool, what: str) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    first = send(school, teacher)
    name = take_copy(school, ict)
    planted = lay(school, name, ict.signed_in.database.data_key, ROWS[what])
    school.clock.turn(days=2)
    second = send(school, teacher)
    assert {one.name for one in ict.putting_back.copies()} == {name, planted.name}
    assert [one.reference for one in ict.putting_back.look(name).missing] == [second[0].reference]
    ict.putting_back.put_back(name, PASSWORD)
    teacher.follow()
    third = send(school, teacher)
    assert third[0].reference == "TR-2026-003"
    ict.follow()
    assert {one.case_id for one in (*first, *second, *third)} <= listed(ict)
    # Itself it is not put back where the program could not read it.
    ict.putting_back.look(planted.name)
    if what in HARMLESS:
        ict.putting_back.put_back(planted.name, PASSWORD)
    else:
        with pytest.raises(DamagedDatabase, match="could not be made into a whole file"):
            ict.putting_back.put_back(planted.name, PASSWORD)
    fourth = send(school, teacher)
    teacher.follow()  # which brings again what that copy did not have
    ict.follow()
    assert {third[0].case_id, fourth[0].case_id} <= listed(ict)


@pytest.mark.parametrize("what", ["a case of no id", "a moment that is a number"])
def test_nor_does_such_a_row_in_the_schools_own_file(school: SmallSchool, what: str) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    (kept,) = send(school, teacher)
    name = take_copy(school, ict)
    with closing(connect_file(school.location.school_file, ict.signed_in.database.data_key)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(ROWS[what])
    ict.putting_back.look(name)
    ict.putting_back.put_back(name, PASSWORD)
    fresh = school.open("ict")
    fresh.follow()
    assert listed(fresh) == {kept.case_id}
