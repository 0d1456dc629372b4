"""The copy of each day: whole, encrypted, and enough to go back to, whatever failed before."""

from __future__ import annotations

import datetime as dt
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool, TurnableClock
from trent_desktop import cli
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import DamagedDatabase, DiskFull, SchoolAway, SchoolBusy
from trent_desktop.reports.service import CaseQuery
from trent_desktop.storage import schema, server_clock
from trent_desktop.storage.copies import checking, daily, making
from trent_desktop.storage.copies.child import CopyingChild
from trent_desktop.storage.copies.daily import DailyCopy, back_up
from trent_desktop.storage.copies.names import CLAIM, Copy, copies_in, newest_day
from trent_desktop.storage.copies.settings import ELSEWHERE
from trent_desktop.storage.database import next_change, opens
from trent_desktop.storage.key_format import from_bytes
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.tables import SettingRow

pytestmark = pytest.mark.both_databases
RELEASED = Path(__file__).parent / "fixtures" / "released" / "v2_1"


def folder_of(school: SmallSchool) -> Path:
    assert school.location.folder is not None
    return school.location.folder


def copies(school: SmallSchool, folder: Path | None = None) -> list[Copy]:
    there = folder or folder_of(school) / BACKUPS
    return copies_in(there, school.clock.at.date()) if there.is_dir() else []


def newest(school: SmallSchool) -> dt.date | None:
    return newest_day(copies(school), school.clock.at.date())


def made(school: SmallSchool, by: OpenSchool) -> Path | None:
    me = by.signed_in
    own = me.own_keys
    return back_up(me.database, me.keys, school.clock, opens_with=lambda it: own.read(it).all)


def put_back(copy: Path, school: SmallSchool) -> OpenSchool:
    """Somebody puts a copy and its keys back into an empty folder, and the school is there."""
    back = school.folder / f"back {copy.stem}"
    back.mkdir()
    shutil.copy2(copy, back / "school.db")
    shutil.copy2(copy.with_suffix(".keys"), back / "school.keys")
    other = school.folder / f"laptop of {copy.stem}"
    return open_school(back, "head", PASSWORD, root=other, clock=school.clock)


@contextmanager
def at_each_copy(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[int, int], None], times: int = 1000
) -> Iterator[None]:
    """Something happens to the process that copies, each time it is told to: (its id, which)."""
    ask, count = CopyingChild.ask, iter(range(times))

    def asked(self: CopyingChild, what: dict[str, Any], **how: Any) -> dict[str, Any]:
        if "copy" in what:
            with suppress(StopIteration):
                act(self._process.pid, next(count))
        return ask(self, what, **how)

    with monkeypatch.context() as patch:
        patch.setattr(CopyingChild, "ask", asked)
        yield


@contextmanager
def saving_beside(school: SmallSchool) -> Iterator[list[float]]:
    """A colleague's program saves twenty times a second; filled with how often, and the slowest."""
    waited: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.waiting", str(folder_of(school)), "0.05"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as colleague:
        assert colleague.stdin is not None
        assert colleague.stdout is not None
        colleague.stdin.write(f"{school.made.data_key.hex()}\n")
        colleague.stdin.flush()
        assert colleague.stdout.readline() == "ready\n"
        yield waited
        colleague.stdin.close()
        waited += map(float, colleague.stdout.readline().split())


def how_long_without(school: SmallSchool) -> float:
    """How long the slowest takes while nothing is copied: the machine may be busy with others."""
    with saving_beside(school) as waited:
        time.sleep(1.0)
    return waited[1]


def make_large(school: OpenSchool) -> None:
    """Twenty megabytes."""
    with school.signed_in.database.write() as session:
        session.add_all(SettingRow(name=f"{number}", value="x" * 10_000) for number in range(2_000))


def no_room_here(_source: Path, _folder: Path) -> None:
    raise DiskFull("There is no room for a copy of the school.")


def stop(process: int, _which: int = 0) -> None:
    os.kill(process, signal.SIGSTOP)


def kill(process: int, _which: int = 0) -> None:
    os.kill(process, signal.SIGKILL)


def grow_old(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def spoil(path: Path) -> bytes:
    """Change a byte in a page in the middle; what stood there before."""
    before = path.read_bytes()
    at = len(before) // 2
    path.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
    return before


def test_the_first_look_of_a_day_makes_one_and_it_can_be_gone_back_to(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
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


# ---------------------------------------------------------------------- what failed first


def test_a_page_that_does_not_read_is_copied_under_a_name_that_says_so(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    ict = school.open("ict")
    first = made(school, ict)
    assert first is not None
    before = spoil(school.location.school_file)
    for _ in range(4):  # for all that time there is none better
        school.clock.turn(days=1)
        made(school, ict)
    last = newest(school)
    assert last == school.clock.at.date() - dt.timedelta(days=4)
    assert first.exists(), "the newest whole one was let go of"
    spoilt = [one for one in copies(school) if not one.whole]
    assert [one.path.name for one in spoilt][:1] == [
        f"school-{school.clock.at:%Y-%m-%d}-not-whole.db"
    ]
    assert 1 <= len(spoilt) <= 3
    # The page reads again, an hour later: the day has a whole one after all.
    school.location.school_file.write_bytes(before)
    assert made(school, ict) is None
    grow_old(spoilt[0].path, 4000)
    assert made(school, ict)
    assert newest(school) == school.clock.at.date()
    assert not spoilt[0].path.exists()


def test_a_first_try_that_is_killed_stops_nobody(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    first, other = school.open("ict"), school.open("head")
    with at_each_copy(monkeypatch, kill):
        assert made(school, first) is None  # not even the second process did it
    assert copies(school) == []
    assert made(school, other)
    school.clock.turn(days=1)
    with at_each_copy(monkeypatch, kill, times=1):
        assert made(school, first)
    # The program itself was ended while it made one: it said for the last time that it is at it.
    school.clock.turn(days=1)
    claim = folder_of(school) / BACKUPS / CLAIM
    claim.write_bytes(b"")
    assert made(school, other) is None
    grow_old(claim, 400)
    assert made(school, other)
    assert not claim.exists()


def test_one_program_tries_again_the_same_day(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    me = school.open("ict").signed_in
    copying, now = DailyCopy(), [1000.0]
    monkeypatch.setattr(daily.time, "monotonic", lambda: now[0])
    with at_each_copy(monkeypatch, kill):
        copying.look(me.database, me.keys, school.clock)
    copying.look(me.database, me.keys, school.clock)
    assert copies(school) == [], "it asked again at once"
    now[0] += 600.0
    copying.look(me.database, me.keys, school.clock)
    assert newest(school) == school.clock.at.date()


def test_a_copy_that_was_cut_off_gets_no_name(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict = school.open("ict")

    def no_room(process: int, _which: int) -> None:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (100_000, 100_000))

    with at_each_copy(monkeypatch, no_room):
        assert made(school, ict) is None
    assert list((folder_of(school) / BACKUPS).iterdir()) == []
    assert made(school, ict)


@pytest.mark.parametrize("way", ["apart", "by SQLite"])
def test_nobody_waits_for_a_copy_that_stalls(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    school = folder_school
    ict = school.open("ict")
    make_large(ict)
    slack = how_long_without(school)
    monkeypatch.setattr(daily, "_WITHIN_S", 3.0)
    if way == "by SQLite":
        monkeypatch.setattr(making, "_meets_lock_bytes", lambda _source: True)
    with saving_beside(school) as waited, at_each_copy(monkeypatch, stop), suppress(SchoolBusy):
        assert (made(school, ict) is None) is (way == "apart")
    times, longest = waited
    print(f"saved {times:.0f} times meanwhile, the slowest in {longest} s")
    assert times > 3
    assert longest < 1.0 + slack
    assert made(school, ict) or newest(school)  # the next one goes well


@pytest.mark.parametrize("way", ["a copy", "a copy that stalls", "no room for one"])
def test_nobody_waits_for_a_check(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    school = folder_school
    ict = school.open("ict")
    make_large(ict)
    slack = how_long_without(school)
    monkeypatch.setattr(checking, "_PAUSES_S", (0.2, 0.2))
    if way == "no room for one":
        monkeypatch.setattr(checking, "require_room", no_room_here)
    process = stop if way == "a copy that stalls" else lambda _pid, _which: None
    with saving_beside(school) as waited, at_each_copy(monkeypatch, process):
        if way == "a copy that stalls":
            with pytest.raises(SchoolBusy, match="kept saving"):
                ict.check_file()
        else:
            with suppress(SchoolBusy):  # a small copy always goes well; in place it takes luck
                ict.check_file()
        assert ict.check_audit().broken_at is None
    times, longest = waited
    print(f"saved {times:.0f} times meanwhile, the slowest in {longest} s")
    assert longest < 1.0 + slack
    assert not list((folder_of(school) / BACKUPS).iterdir())
    ict.check_file()
    spoil(school.location.school_file)
    with pytest.raises(DamagedDatabase):
        ict.check_file()


def test_a_copy_that_stalls_and_nobody_waits_is_given_up_and_sqlite_makes_it_when_quiet(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict = school.open("ict")
    monkeypatch.setattr(making, "_HOLD_S", 0.5)
    with at_each_copy(monkeypatch, stop):
        assert made(school, ict) is None
        grow_old(school.location.school_file, 200)
        copy = made(school, ict)
    assert copy
    put_back(copy, school).close()


def test_a_copy_is_not_kept_with_keys_of_another_moment(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    ict = school.open("ict")
    me = ict.signed_in
    monkeypatch.setattr(making, "_meets_lock_bytes", lambda _source: True)
    monkeypatch.setattr(making, "_PAUSES_S", (0.01,))
    copy_into = type(me.database).copy_into
    leaving = iter([school.members["teacher2"]])

    def then_keys_change(self: Any, target: Path, **how: Any) -> bytes | None:
        key = copy_into(self, target, **how)
        for member in leaving:
            ict.members.remove(member)
        return key

    monkeypatch.setattr(type(me.database), "copy_into", then_keys_change)
    copy = made(school, ict)
    assert copy is not None
    # The second try counts: the copy has the new key, and so have the keys beside it.
    assert not opens(copy, school.made.data_key)
    assert opens(copy, me.database.data_key)
    assert from_bytes(copy.with_suffix(".keys").read_bytes()) == me.keys.read().document


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
