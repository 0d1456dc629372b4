"""What tests of copies do: make one, look at them, and let something happen to the process apart."""

from __future__ import annotations

import datetime as dt
import os
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

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import DiskFull
from trent_desktop.storage.copies.child import CopyingChild
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.names import Copy, copies_in, newest_day
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.tables import SettingRow


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
