"""The copy of each day: whole, encrypted, and enough to go back to."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool, TurnableClock
from trent_desktop import cli
from trent_desktop.opening import open_school
from trent_desktop.problems import SchoolAway, SchoolBusy
from trent_desktop.reports.service import CaseQuery
from trent_desktop.storage import backups, schema
from trent_desktop.storage.backups import back_up, backups_of, newest_backup
from trent_desktop.storage.database import Database, next_change, opens
from trent_desktop.storage.key_format import from_bytes
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.tables import SettingRow

pytestmark = pytest.mark.both_databases


def folder_of(school: SmallSchool) -> Path:
    assert school.location.folder is not None
    return school.location.folder


def halve_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on half of every copy is lost on its way."""
    copy_into = Database.copy_into

    def half(self: Database, target: Path, *, within: float) -> bytes | None:
        key = copy_into(self, target, within=within)
        content = target.read_bytes()
        target.write_bytes(content[: len(content) // 2])
        return key

    monkeypatch.setattr(Database, "copy_into", half)


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
    halve_copies(monkeypatch)
    assert back_up(me.database, me.keys, school.clock) is None
    assert newest_backup(school.location) is None
    assert not list((folder_of(school) / BACKUPS).glob("*.db"))


def test_a_server_has_its_own(school: SmallSchool) -> None:
    if school.location.is_server:
        me = school.open("ict").signed_in
        assert back_up(me.database, me.keys, school.clock) is None
        assert backups_of(school.location) == {}


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
    me = school.open("ict").signed_in
    with me.database.write() as session:
        next_change(session)
        assert asked_by_another_program(school) == "database is locked"
        if which == "of the day":
            assert back_up(me.database, me.keys, school.clock)
        else:
            schema._back_up(me.database, "v2_1", school.clock)
        assert asked_by_another_program(school) == "database is locked"
    assert asked_by_another_program(school) == ""


def test_nothing_opens_the_file_of_a_school_but_sqlite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "school"
    shutil.copytree(Path(__file__).parent / "fixtures" / "released" / "v2_1", folder)
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
    assert len(list((folder / BACKUPS).glob("school-*.db"))) == 2, "no copy was made"
    assert [name for name in opened if Path(name).name == "school.db"] == []
    assert [name for name in opened if Path(name).name == "school.keys"]  # it did watch


def test_the_copy_before_a_migration_opens_with_the_keys_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "school"
    shutil.copytree(Path(__file__).parent / "fixtures" / "released" / "v2_1", folder)
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


def test_without_a_whole_copy_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "school"
    shutil.copytree(Path(__file__).parent / "fixtures" / "released" / "v2_1", folder)
    before = (folder / "school.db").read_bytes()
    halve_copies(monkeypatch)
    with pytest.raises(SchoolAway):
        open_school(folder, "head", PASSWORD, root=tmp_path / "laptop", clock=TurnableClock())
    assert (folder / "school.db").read_bytes() == before
    assert list((folder / BACKUPS).iterdir()) == []


def test_a_first_try_that_fails_does_not_stop_the_next(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    me = school.open("ict").signed_in
    with monkeypatch.context() as patch:
        halve_copies(patch)
        assert back_up(me.database, me.keys, school.clock) is None
    other = school.open("head").signed_in
    assert back_up(other.database, other.keys, school.clock)


def test_a_copy_that_everybody_waits_for_too_long_is_given_up(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    me = school.open("ict").signed_in
    with me.database.write() as session:
        session.add_all(SettingRow(name=f"{number}", value="x" * 500) for number in range(40_000))
    with monkeypatch.context() as patch:
        patch.setattr(backups, "_PATIENCE_S", 0.0)
        with pytest.raises(SchoolBusy, match="takes too long"):
            back_up(me.database, me.keys, school.clock)
    assert not list((folder_of(school) / BACKUPS).glob("*.db"))
    # Nor need the next wait as long at once, but later.
    other = school.open("head").signed_in
    assert back_up(other.database, other.keys, school.clock) is None


def test_a_copy_is_not_kept_with_keys_of_another_moment(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict = school.open("ict")
    me = ict.signed_in
    copy_into = Database.copy_into
    leaving = iter([school.members["teacher2"]])

    def then_keys_change(self: Database, target: Path, *, within: float) -> bytes | None:
        key = copy_into(self, target, within=within)
        for member in leaving:
            ict.members.remove(member)
        return key

    monkeypatch.setattr(Database, "copy_into", then_keys_change)
    copy = back_up(me.database, me.keys, school.clock)
    assert copy is not None
    # The second try counts: the copy has the new key, and so have the keys beside it.
    assert not opens(copy, school.made.data_key)
    assert opens(copy, me.database.data_key)
    assert from_bytes(copy.with_suffix(".keys").read_bytes()) == me.keys.read().document
