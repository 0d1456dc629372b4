"""The copy of each day: whole, encrypted, and enough to go back to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.reports.service import CaseQuery
from trent_desktop.school.opening import open_school
from trent_desktop.storage import backups
from trent_desktop.storage.backups import back_up, backups_of, newest_backup
from trent_desktop.storage.location import BACKUPS


def folder_of(school: SmallSchool) -> Path:
    assert school.location.folder is not None
    return school.location.folder


def test_the_first_look_of_a_day_makes_one_and_it_can_be_gone_back_to(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    teacher = school.open("teacher1")
    sent = teacher.cases.send(school.draft(answers.quick()))
    teacher.follow()
    teacher.follow()
    school.open("head").follow()
    day = school.clock.at.date()
    assert list(backups_of(school.location)) == [day]
    # Somebody puts both files back into an empty folder, and the school is there.
    kept = folder_of(school) / BACKUPS
    back = school.folder / "back"
    back.mkdir()
    shutil.copy2(kept / f"school-{day:%Y-%m-%d}.db", back / "school.db")
    shutil.copy2(kept / f"school-{day:%Y-%m-%d}.keys", back / "school.keys")
    again = open_school(
        back, "head", "sample-school", root=school.folder / "other", clock=school.clock
    )
    again.follow()
    assert [row.reference for row in again.cases.page(CaseQuery()).rows] == [sent.reference]
    again.close()


def test_it_says_nothing_to_who_has_no_key(folder_school: SmallSchool) -> None:
    folder_school.open("teacher1").follow()
    copy = next(iter(backups_of(folder_school.location).values()))
    assert not copy.read_bytes().startswith(b"SQLite format 3")


def test_fourteen_days_and_twelve_months_stay(folder_school: SmallSchool) -> None:
    school = folder_school
    ict = school.open("ict")
    me = ict.signed_in
    for _ in range(430):
        back_up(me.database, me.keys, school.clock)
        school.clock.turn(days=1)
    found = sorted(backups_of(school.location))
    assert 24 <= len(found) <= 26
    assert (found[-1] - found[-14]).days == 13
    months = {(day.year, day.month) for day in found}
    assert len(months) >= 12
    names = {path.name for path in (folder_of(school) / BACKUPS).iterdir()}
    assert len([name for name in names if name.startswith("school-")]) == 2 * len(found)
    assert len(names) <= 2 * len(found) + 1


def test_a_copy_that_is_not_whole_never_gets_a_name(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    me = school.open("ict").signed_in
    copy = shutil.copyfile

    def half(source: Path, target: Path) -> None:
        copy(source, target)
        content = target.read_bytes()
        target.write_bytes(content[: len(content) // 2])

    monkeypatch.setattr(backups.shutil, "copyfile", half)
    assert back_up(me.database, me.keys, school.clock) is None
    assert newest_backup(school.location) is None
    assert not list((folder_of(school) / BACKUPS).glob("*.db"))


def test_a_server_has_its_own(school: SmallSchool) -> None:
    if school.location.is_server:
        me = school.open("ict").signed_in
        assert back_up(me.database, me.keys, school.clock) is None
        assert backups_of(school.location) == {}
