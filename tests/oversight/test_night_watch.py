"""The look in the evening: once a day, by whichever laptop is first, and each fault is found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.failing.folder import MISSING as NO_FOLDER
from tests.failing.folder import failing_folder
from tests.failing.shim import MISSING
from tests.schools import SmallSchool
from tests.storage.beside.test_school_together import members
from tests.storage.copying import (
    copies,
    folder_of,
    grow_old,
    how_long_without,
    made,
    make_large,
    saving_beside,
    spoil,
)
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.night_watch.values import (
    Kind,
    Stands,
    Watch,
    What,
    from_json,
)
from trent_desktop.oversight.night_watch.words import Door, Said, line_of, said
from trent_desktop.problems import NotAllowed
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.location import BACKUPS, KEYS_COPY
from trent_desktop.storage.tables import SettingRow

ROOT = Path(__file__).parents[2]


def looks(desk: OpenSchool) -> bool:
    """An idle program, some time later."""
    desk.watch._again = 0.0
    return desk.watch.look()


def found(watch: Watch) -> set[tuple[Kind, What | None]]:
    return {(one.kind, one.what) for one in watch.wrong}


def in_the_evening(school: SmallSchool, hours: float = 6) -> None:
    school.clock.turn(hours=hours)


# ------------------------------------------------------------------------ when


def test_the_first_idle_laptop_looks_after_school_and_once_a_day(school: SmallSchool) -> None:
    teacher, ict = school.open("teacher1"), school.open("ict")
    assert ict.watch.last().stands is Stands.NOT_YET
    assert looks(teacher)  # nobody has yet: at once
    assert not looks(ict)
    school.clock.turn(days=1)  # at 10:42 on the next day
    assert not looks(teacher)
    in_the_evening(school)
    assert looks(ict)
    assert not looks(teacher)
    with ict.signed_in.database.read() as session:
        rows = session.execute(text("SELECT day, found FROM night_watch ORDER BY day")).all()
    assert len(rows) == 2
    school.clock.turn(days=4, hours=-6)  # Saturday, in the morning
    assert looks(teacher)
    watch = ict.watch.last()
    kinds = {one.kind for one in watch.findings}
    assert {Kind.CHAIN, Kind.KEYS, Kind.WAYS_IN, Kind.CLOCK} <= kinds
    assert (Kind.LOCKS in kinds) is not school.location.is_server
    if school.location.is_server:
        assert watch.stands is Stands.WELL
        assert "server’s own backups" in said(watch.findings[0]).words


def test_it_names_nobody_and_is_for_those_who_can_mend_it(folder_school: SmallSchool) -> None:
    school = folder_school
    desks = {name: school.open(name) for name in ("teacher1", "ict", "head", "dsl", "governor")}
    made(school, desks["ict"])
    assert looks(desks["teacher1"])
    for name, desk in desks.items():
        if name in ("ict", "head"):
            assert desk.watch.last().stands is Stands.WELL
            assert line_of(desk.watch.last()) == Said(
                "The school’s file and its copies are in good order."
            )
        else:
            with pytest.raises(NotAllowed):
                desk.watch.last()
    with desks["ict"].signed_in.database.read() as session:
        kept = session.execute(text("SELECT found FROM night_watch")).scalar_one()
    for member in desks["ict"].people.members():
        assert member.name not in kept
        assert str(member.id) not in kept
    for one in desks["ict"].watch.last().findings:
        assert said(one).words


def test_whoever_has_not_been_looked_after_for_a_week_is_told(folder_school: SmallSchool) -> None:
    school = folder_school
    ict = school.open("ict")
    made(school, ict)
    assert looks(ict)
    school.clock.turn(days=7)
    assert ict.watch.last().stands is Stands.WELL
    school.clock.turn(days=1)
    assert ict.watch.last().stands is Stands.OLD
    assert "for 8 days" in line_of(ict.watch.last()).words
    assert looks(ict)  # at 10:42: any quiet moment will do now
    # A day that has not come, by a clock that was wrong, keeps nobody from looking.
    with ict.signed_in.database.write() as session:
        session.execute(text("UPDATE night_watch SET day = '2041-01-01' WHERE day > '2026-11-24'"))
    assert looks(ict)
    assert ict.watch.last().days_ago == 0


# ------------------------------------------------------------------------ what is found

Spoils = Callable[[SmallSchool, OpenSchool], object]


def spoil_copy(school: SmallSchool, _desk: OpenSchool) -> None:
    spoil(copies(school)[0].path)


def copy_without_keys(school: SmallSchool, _desk: OpenSchool) -> None:
    copies(school)[0].keys.unlink()


def no_copy(school: SmallSchool, _desk: OpenSchool) -> None:
    shutil.rmtree(folder_of(school) / BACKUPS)


def late(school: SmallSchool, _desk: OpenSchool) -> None:
    school.clock.turn(days=2)


def file_put_back(school: SmallSchool, desk: OpenSchool) -> None:
    """Somebody puts an older file in the place of the school's."""
    folder = folder_of(school)
    copies(school)[0].path.replace(school.folder / "older.db")
    make_large(desk)
    with desk.signed_in.database.write() as session:
        session.execute(text("UPDATE school SET change = change + 7"))
    made(school, desk)
    desk.signed_in.database.engine.dispose()
    shutil.copy2(school.folder / "older.db", folder / "school.db")


def one_key_file(school: SmallSchool, _desk: OpenSchool) -> None:
    (folder_of(school) / KEYS_COPY).unlink()


def spoil_file(school: SmallSchool, desk: OpenSchool) -> None:
    make_large(desk)
    spoil(folder_of(school) / "school.db")


def break_chain(_school: SmallSchool, desk: OpenSchool) -> None:
    with desk.signed_in.database.write() as session:
        session.execute(text("UPDATE audit_entry SET subject = 'other' WHERE number = 2"))


def has_left(school: SmallSchool, desk: OpenSchool) -> None:
    with desk.signed_in.database.write() as session:
        session.execute(
            text("UPDATE member SET state = 'removed' WHERE id = :id"),
            {"id": school.members["support"].hex},
        )


@pytest.mark.parametrize(
    ("spoils", "kind", "what", "door"),
    [
        (spoil_copy, Kind.COPY, What.NOT_WHOLE, Door.COPIES),
        (copy_without_keys, Kind.COPY, What.NOT_WHOLE, Door.COPIES),
        (no_copy, Kind.COPY, What.MISSING, Door.COPIES),
        (late, Kind.COPY, What.LATE, Door.COPIES),
        (file_put_back, Kind.COPY, What.AHEAD, Door.COPIES),
        (one_key_file, Kind.KEYS, What.COPIES_DIFFER, Door.MINE),
        (spoil_file, Kind.FILE, What.DAMAGED, Door.COPIES),
        (break_chain, Kind.CHAIN, What.BROKEN, Door.COPIES),
        (has_left, Kind.WAYS_IN, What.HAS_LEFT, Door.NOWHERE),
    ],
    ids=lambda it: getattr(it, "__name__", ""),
)
def test_what_is_spoilt_is_found_and_said_with_what_to_do(
    folder_school: SmallSchool, spoils: Spoils, kind: Kind, what: What, door: Door
) -> None:
    school = folder_school
    ict = school.open("ict")
    made(school, ict)
    spoils(school, ict)
    in_the_evening(school)
    assert looks(ict)
    watch = ict.watch.last()
    assert watch.stands is Stands.WRONG
    assert found(watch) == {(kind, what)}
    line = line_of(watch)
    assert line.words
    assert line.do
    assert line.door is door


def test_a_laptop_whose_clock_is_wrong_says_so(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ict = folder_school.open("ict")
    made(folder_school, ict)
    real = time.time
    clock = "trent_desktop.storage.server_clock.laptop_time"
    monkeypatch.setattr(clock, lambda: real() + 3600)
    folder_school.clock.turn(hours=7)
    assert looks(ict)
    watch = ict.watch.last()
    assert found(watch) == {(Kind.CLOCK, What.OFF)}
    assert "60 minutes ahead" in line_of(watch).words


def test_the_second_place_is_looked_at_too(folder_school: SmallSchool, tmp_path: Path) -> None:
    school = folder_school
    ict = school.open("ict")
    second = tmp_path / "another disk"
    second.mkdir()
    with ict.signed_in.database.write() as session:
        session.merge(SettingRow(name=ELSEWHERE, value=str(second)))
    made(school, ict)
    (there,) = second.iterdir()
    spoil(next(there.glob("*.db")))
    assert looks(ict)
    assert found(ict.watch.last()) == {(Kind.SECOND_COPY, What.NOT_WHOLE)}
    # A disk that is not plugged in here may be elsewhere: after a week it is nowhere.
    shutil.rmtree(second)
    for days, wrong in ((1, False), (6, False), (1, True)):
        school.clock.turn(days=days)
        made(school, ict)
        in_the_evening(school)
        assert looks(ict)
        assert ((Kind.SECOND_COPY, What.AWAY) in found(ict.watch.last())) is wrong
        in_the_evening(school, -6)


@pytest.mark.skipif(bool(NO_FOLDER), reason=NO_FOLDER)
@pytest.mark.parametrize("how", ["down", "full"])
def test_a_second_place_that_is_down_or_full_is_no_silence(
    folder_school: SmallSchool, tmp_path: Path, how: str
) -> None:
    """A server that is down says so where a disk that is not plugged in says nothing."""
    school, second = folder_school, tmp_path / "another disk"
    ict = school.open("ict")
    second.mkdir()
    with ict.signed_in.database.write() as session:
        session.merge(SettingRow(name=ELSEWHERE, value=str(second)))
    made(school, ict)
    with failing_folder(second) as place:
        assert looks(ict)
        if how == "down":
            place.vanish()
        else:
            place.fail("write", "ENOSPC")
        for days, wrong in ((1, False), (7, True)):
            school.clock.turn(days=days)
            made(school, ict)
            in_the_evening(school)
            assert looks(ict)
            seen = {what for kind, what in found(ict.watch.last()) if kind is Kind.SECOND_COPY}
            assert seen == ({What.AWAY if how == "down" else What.LATE} if wrong else set())
            in_the_evening(school, -6)
        state = ict.copies.state().elsewhere
        assert state is not None
        assert state.reached is (how == "full")


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_locks_that_lie_are_seen_from_the_laptop_that_saves_nothing(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    with members(school, "ict", "dsl", lying=True) as (ict, dsl):
        until = time.monotonic() + 60
        while time.monotonic() < until and not ict.do("locks")[1]:
            for one in (ict, dsl):
                one.do("follow")
            time.sleep(0.3)
        said_there = ict.do("watch")
    assert said_there == [False, "wrong", "lie"]


# ------------------------------------------------------------------------ in nobody's way


def test_it_stops_when_somebody_types_and_leaves_nothing(folder_school: SmallSchool) -> None:
    school = folder_school
    ict = school.open("ict")
    make_large(ict)
    made(school, ict)
    folder = folder_of(school) / BACKUPS
    before = sorted(path.name for path in folder.iterdir())
    said_there: list[bool] = []
    looking = threading.Thread(target=lambda: said_there.append(looks(ict)))
    looking.start()
    until = time.monotonic() + 30
    while time.monotonic() < until and not list(folder.glob(".making-*.db")):
        time.sleep(0.01)
    stopped = time.monotonic()
    ict.watch.stop()
    looking.join()
    assert time.monotonic() - stopped < 2
    assert said_there == [False]
    assert sorted(path.name for path in folder.iterdir()) == before
    assert ict.watch.last().stands is Stands.NOT_YET
    assert looks(ict)
    assert ict.watch.last().stands is Stands.WELL


_KILLED = """
import sys
from pathlib import Path
from tests.schools import PASSWORD, TurnableClock
from trent_desktop.opening import open_school
school = open_school(sys.argv[1], "teacher1", PASSWORD, root=Path(sys.argv[2]), clock=TurnableClock())
print("in", flush=True)
school.watch.look()
"""


@pytest.mark.skipif(os.name != "posix", reason="a process is killed as POSIX does")
def test_killed_in_the_middle_it_leaves_no_row_and_another_looks(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    school = folder_school
    ict = school.open("ict")
    make_large(ict)
    made(school, ict)
    folder = folder_of(school) / BACKUPS
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(folder_of(school)), str(tmp_path / "laptop")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        until = time.monotonic() + 30
        while time.monotonic() < until and not list(folder.glob(".making-*.db")):
            time.sleep(0.01)
        assert not looks(ict)  # another laptop is at it
        other.kill()
    assert ict.watch.last().stands is Stands.NOT_YET
    for left in folder.glob(".making-*"):
        with suppress(OSError):
            grow_old(left, 4_000)
    assert looks(ict)
    assert ict.watch.last().stands is Stands.WELL
    # What the other left goes with the next look for a copy.
    made(school, ict)
    assert not list(folder.glob(".making-*"))


def test_nobody_waits_for_it_longer_than_a_second(folder_school: SmallSchool) -> None:
    school = folder_school
    ict = school.open("ict")
    make_large(ict)
    made(school, ict)
    without = how_long_without(school)
    with saving_beside(school) as waited:
        assert looks(ict)
    assert waited[1] - without < 1
    with ict.signed_in.database.read() as session:
        kept = session.execute(text("SELECT found FROM night_watch")).scalar_one()
    assert {one.kind for one in from_json(json.loads(kept))} >= {Kind.FILE, Kind.CHAIN}
