"""What happens while a copy is made: it is killed, stalls, is cut off; others save; keys change."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.schools import SmallSchool
from tests.storage.copying import (
    at_each_copy,
    copies,
    folder_of,
    grow_old,
    how_long_without,
    kill,
    made,
    make_large,
    newest,
    no_room_here,
    put_back,
    saving_beside,
    spoil,
    stop,
)
from tests.storage.sleeper import sleeping_laptop
from trent_desktop.problems import DamagedDatabase, SchoolBusy
from trent_desktop.storage.copies import checking, daily, making
from trent_desktop.storage.copies.daily import DailyCopy
from trent_desktop.storage.copies.names import CLAIM
from trent_desktop.storage.database import opens
from trent_desktop.storage.key_format import from_bytes
from trent_desktop.storage.location import BACKUPS

# Processes are stopped and bounded in the way of Unix.
resource = pytest.importorskip("resource")


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


def test_a_file_that_nobody_may_read_is_not_waited_for_as_long_as_others_save(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = folder_school.open("ict").signed_in
    monkeypatch.setattr(making, "_LOCKED_S", 0.5)
    target = folder_of(folder_school) / "beside.db"
    with sleeping_laptop(folder_school, "BEGIN EXCLUSIVE"):
        begun = time.monotonic()
        with pytest.raises(SchoolBusy, match="Nobody may read"):
            making.copy_with_keys(me.database, me.keys, target, within=600.0)
        assert time.monotonic() - begun < 300.0
    assert not target.exists()
    assert making.copy_with_keys(me.database, me.keys, target, within=600.0) == target


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
