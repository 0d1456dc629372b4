"""The copy of each day: whole, encrypted, and enough to go back to, whatever failed before."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool, TurnableClock
from tests.storage.copying import (
    at_each_copy,
    copies,
    folder_of,
    kill,
    made,
    newest,
    put_back,
    spoil,
)
from trent_desktop import cli
from trent_desktop.opening import open_school
from trent_desktop.problems import DiskFull, SchoolAway
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage import schema, server_clock
from trent_desktop.storage.copies import making
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.names import copies_in, newest_day
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.database import next_change, opens
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.tables import SettingRow

pytestmark = pytest.mark.both_databases
RELEASED = Path(__file__).parent / "fixtures" / "released" / "v2_1"


def test_the_first_look_of_a_day_makes_one_and_it_can_be_gone_back_to(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    school.copies = True
    teacher = school.open("teacher1")
    sent = teacher.cases.send(school.draft(answers.quick()))
    teacher.follow()
    teacher.follow()
    school.open("head").follow()
    (copy,) = copies(school)
    assert copy.whole
    assert copy.day == school.clock.at.date()
    assert {path.name for path in copy.path.parent.iterdir()} == {copy.path.name, copy.keys.name}
    # It says nothing to who has no key.
    assert not copy.path.read_bytes().startswith(b"SQLite format 3")
    again = put_back(copy.path, school)
    again.follow()
    assert [row.reference for row in again.cases.page(CaseQuery()).rows] == [sent.reference]
    again.close()
    school.clock.turn(days=1)
    teacher.follow()
    assert len(copies(school)) == 2


def test_a_server_has_its_own(school: SmallSchool) -> None:
    if school.location.is_server:
        assert made(school, school.open("ict")) is None


_ASKS_FOR_THE_LOCK = """
import sys
from pathlib import Path
import sqlcipher3
from trent_desktop.storage.database import connect_file
connection = connect_file(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read()))
connection.execute("PRAGMA busy_timeout = 0")
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlcipher3.OperationalError as error:
    print(error)
"""


def asked_by_another_program(school: SmallSchool) -> str:
    """What a second process is told that wants to write now; nothing when it may."""
    done = subprocess.run(
        [sys.executable, "-c", _ASKS_FOR_THE_LOCK, str(school.location.school_file)],
        cwd=Path(__file__).parents[2],
        input=school.made.data_key.hex(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("which", ["of the day", "before a migration"])
def test_copying_drops_no_lock_of_this_program(folder_school: SmallSchool, which: str) -> None:
    school = folder_school
    ict = school.open("ict")
    with ict.signed_in.database.write() as session:
        next_change(session)
        assert asked_by_another_program(school) == "database is locked"
        if which == "of the day":
            assert made(school, ict)
        else:
            schema._back_up(ict.signed_in.database, "v2_1", school.clock)
        assert asked_by_another_program(school) == "database is locked"
    assert asked_by_another_program(school) == ""


def test_nothing_opens_the_file_of_a_school_but_sqlite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "school"
    shutil.copytree(RELEASED, folder)
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("open", "shutil.copyfile"):
            opened.append(str(arguments[0]))

    sys.addaudithook(watch)  # it stays for good, and does nothing afterwards
    try:
        clock = TurnableClock()
        school = open_school(folder, "ict", PASSWORD, root=tmp_path / "laptop", clock=clock)
        school.follow()
        leaves = next(one for one in school.people.members() if one.sign_in_name == "teacher2")
        school.members.remove(leaves.id)
        school.check_file()
        school.close()
        monkeypatch.setenv("TRENT_PASSWORD", PASSWORD)
        cli.run(cli.parse(["check", "--school", str(folder), "--as", "ict"]))
    finally:
        watching = False
    assert "good   file" in capsys.readouterr().out
    befores = {one.before for one in copies_in(folder / BACKUPS, dt.date(2099, 1, 1))}
    assert befores == {"", "v2_1", "keys"}, "no copy was made"
    assert [name for name in opened if Path(name).name == "school.db"] == []
    assert [name for name in opened if Path(name).name == "school.keys"]  # it did watch


def test_the_copy_before_a_migration_opens_with_the_keys_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "school"
    shutil.copytree(RELEASED, folder)
    clock = TurnableClock()
    open_school(folder, "head", PASSWORD, root=tmp_path / "laptop", clock=clock).close()
    copies = sorted((folder / BACKUPS).iterdir())
    assert [path.name[:11] + path.suffix for path in copies] == [
        "school-v2_1.db",
        "school-v2_1.keys",
    ]
    back = tmp_path / "back"
    back.mkdir()
    shutil.copy2(copies[0], back / "school.db")
    shutil.copy2(copies[1], back / "school.keys")
    again = open_school(back, "head", PASSWORD, root=tmp_path / "other", clock=clock)
    again.follow()
    assert len(again.cases.page(CaseQuery()).rows) == 2
    again.check_file()
    again.close()


def test_without_a_whole_copy_nothing_is_migrated(tmp_path: Path) -> None:
    folder = tmp_path / "school"
    shutil.copytree(RELEASED, folder)
    spoil(folder / "school.db")
    before = (folder / "school.db").read_bytes()
    with pytest.raises(SchoolAway):
        open_school(folder, "head", PASSWORD, root=tmp_path / "laptop", clock=TurnableClock())
    assert (folder / "school.db").read_bytes() == before
    assert list((folder / BACKUPS).iterdir()) == []


def test_the_copy_before_a_change_of_keys_has_the_keys_it_was_made_with(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    ict = school.open("ict")
    for leaves in ("teacher2", "support"):
        ict.members.remove(school.members[leaves])
    first = min((one.path for one in copies(school) if one.before == "keys"), default=None)
    assert first is not None
    assert opens(first, school.made.data_key)
    assert not opens(school.location.school_file, school.made.data_key)
    again = put_back(first, school)
    again.check_file()
    again.close()


# ---------------------------------------------------------------------- a clock that is wrong


@pytest.mark.parametrize("years", [73, -20])
def test_a_laptop_in_another_year_makes_the_copy_of_today(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    school = folder_school
    before = [made(school, school.open("ict"))]
    today = school.clock.at.date()
    right = time.time
    with monkeypatch.context() as patch:
        patch.setattr(server_clock, "laptop_time", lambda: right() + years * 365.25 * 86_400)
        me = school.open("head").signed_in
        wrong = TurnableClock(school.clock.at + dt.timedelta(days=years * 365.25))
        assert back_up(me.database, me.keys, wrong) is None, "today has one"
        wrong.turn(days=1)
        before.append(back_up(me.database, me.keys, wrong))
    tomorrow = today + dt.timedelta(days=1)
    assert sorted(one.day for one in copies_in(folder_of(school) / BACKUPS, tomorrow)) == [
        today,
        tomorrow,
    ]
    assert all(path is not None and path.exists() for path in before)


def test_a_copy_that_says_it_is_of_another_century_is_of_the_day_it_was_written(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    ict = school.open("ict")
    first = made(school, ict)
    assert first is not None
    for one in (first, first.with_suffix(".keys")):
        one.rename(one.with_name(one.name.replace("2026", "2099")))
    school.clock.at = dt.datetime.now(dt.UTC)
    assert newest(school) == school.clock.at.date()
    school.clock.turn(days=1)
    assert made(school, ict)
    assert newest(school) == school.clock.at.date()


# ---------------------------------------------------------------------- the second place


def test_each_copy_is_put_into_the_second_place_too(
    folder_school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict = school.open("ict")
    place = tmp_path / "disk"
    with ict.signed_in.database.write() as session:
        session.add(SettingRow(name=ELSEWHERE, value=str(place)))
    assert made(school, ict), "that the disk is not plugged in stops nothing"
    assert not place.exists()
    place.mkdir()
    assert made(school, ict) is None
    (there,) = place.iterdir()
    assert [one.path.name for one in copies(school, there)] == [
        one.path.name for one in copies(school)
    ]
    put_back(copies(school, there)[0].path, school).close()
    school.clock.turn(days=1)
    with at_each_copy(monkeypatch, lambda pid, which: kill(pid) if which else None):
        assert made(school, ict), "what happens there stops nothing here"
    assert len(copies(school, there)) == 1
    assert sorted(path.suffix for path in there.iterdir()) == [".db", ".keys"]
    # There is no room beside the school: then let there be one in the other place at all.
    school.clock.turn(days=1)
    room = making.require_room

    def none_here(source: Path, folder: Path) -> None:
        if folder.name == BACKUPS:
            raise DiskFull("There is no room for a copy of the school.")
        room(source, folder)

    monkeypatch.setattr(making, "require_room", none_here)
    with pytest.raises(DiskFull):
        made(school, ict)
    assert newest_day(copies(school, there), school.clock.at.date()) == school.clock.at.date()
