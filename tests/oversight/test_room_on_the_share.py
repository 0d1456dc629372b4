"""The share fills up: it is said before it is full."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.oversight.test_night_watch import found, looks
from tests.schools import SmallSchool
from tests.storage.copying import folder_of, made
from trent_desktop.oversight.night_watch.room import SOON_DAYS, judged
from trent_desktop.oversight.night_watch.values import Finding, Kind, State, What
from trent_desktop.oversight.night_watch.words import line_of, said


@contextmanager
def small_disk(path: Path, mebibytes: int) -> Iterator[Path]:
    """A disk of this size, where one can be had."""
    path.mkdir()
    size = f"size={mebibytes}m"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", path], check=False).returncode:
        pytest.skip("This user mounts no disk.")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
def test_a_disk_that_is_nearly_full_is_said_before_it_is(
    folder_school: SmallSchool, tmp_path: Path
) -> None:
    school = folder_school
    with small_disk(tmp_path / "small disk", 100) as disk:
        shutil.copytree(folder_of(school), disk / "school", dirs_exist_ok=True)
        school.location = type(school.location)(folder=disk / "school")
        ict = school.open("ict")
        made(school, ict)
        (disk / "films").write_bytes(b"\0" * 90 * 1024**2)
        assert looks(ict)
        watch = ict.watch.last()
        assert (Kind.ROOM, What.NO_ROOM) in found(watch)
        assert "hardly any room beside the school" in line_of(watch).words
        ict.close()


def test_so_many_days_until_it_is_full() -> None:
    today = dt.date(2026, 11, 27)

    def evening(days_ago: int, free: int, used: int) -> tuple[dt.date, tuple[Finding, ...]]:
        numbers = {"free": free, "used": used, "needed": 200}
        return today - dt.timedelta(days=days_ago), (Finding(Kind.ROOM, State.WELL, None, numbers),)

    def now(free: int, history: list[tuple[dt.date, tuple[Finding, ...]]]) -> Finding:
        return judged(Kind.ROOM, today, free=free, used=5_000, needed=200, history=history)

    # 100 MB a day, by whomever: what is left after one more copy lasts 58 days.
    soon = now(6_000, [evening(2, 9_999, 5_000), evening(20, 8_000, 5_000)])
    assert (soon.state, soon.what, soon.numbers["days"]) == (State.WRONG, What.FULL_SOON, 58)
    assert "the disk is full in 58 days: 5.9 GB are free beside the school" in said(soon).words
    assert now(60_000, [evening(20, 62_000, 5_000)]).state is State.WELL
    assert now(6_000, [evening(2, 8_000, 5_000)]).state is State.WELL  # two evenings say little
    assert now(6_000, [evening(20, 5_000, 5_000)]).numbers.get("days") is None  # it shrinks
    assert SOON_DAYS == 60
