"""A share's process whose window was killed: it ends by itself, also on a share that stands still,
and one that comes after it opens the school only then."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.failing.shim import MISSING
from tests.schools import PASSWORD, SmallSchool
from tests.share.loop import Thread
from tests.share.stalled import StalledShare
from tests.share.test_process import took, wait_until
from trent_desktop.problems import SchoolAway
from trent_desktop.share import leases
from trent_desktop.share.child import _GRACE_S
from trent_desktop.share.door import FUNCTIONS
from trent_desktop.share.leases import Lease
from trent_desktop.share.process import ShareProcess
from trent_desktop.share.school import DistantSchool, open_distant_school
from trent_desktop.share.starting import Share

#: A window that is asked to save something, and is killed before it is saved.
_WINDOW = """
import sys, threading
from pathlib import Path
from trent_desktop.asking import in_lane
from trent_desktop.problems import SchoolSilent
from trent_desktop.share.school import open_distant_school
from trent_desktop.share.starting import Share
place, root, password = sys.argv[1:]
school = open_distant_school(place, "ict", password, share=Share(), root=Path(root))
print(school._asking.process.pid, flush=True)
sys.stdin.readline()
try:
    with in_lane("school"):
        school.settings.change(idle_minutes=7)
except SchoolSilent:
    print("silent", flush=True)
sys.stdin.readline()
"""


class Window:
    """The process of a whole window, as far as the share's process is concerned."""

    def __init__(self, school: SmallSchool, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WINDOW, school.location.shown, root, PASSWORD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.child = psutil.Process(int(self._line()))

    def saves_and_is_killed(self, share: StalledShare) -> None:
        share.stall("write", "fsync")
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        assert self._line() == "silent\n"
        self.process.kill()
        self.process.wait(10)

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def close(self) -> None:
        self.process.kill()
        self.process.wait(10)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def share(
    folder_school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StalledShare]:
    assert folder_school.location.folder is not None
    made = StalledShare(folder_school.location.folder, tmp_path / "flag")
    made.preload(monkeypatch)
    yield made
    made.release()


@pytest.fixture
def window(folder_school: SmallSchool, share: StalledShare, tmp_path: Path) -> Iterator[Window]:
    made = Window(folder_school, tmp_path / "laptop")
    yield made
    share.release()
    made.close()
    wait_until(lambda: _is_gone(made.child))


def _is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


needs_shim = pytest.mark.skipif(bool(MISSING), reason=MISSING or "it can be had")


@needs_shim
def test_what_was_written_is_done_when_the_share_answers_in_time(
    window: Window, share: StalledShare, folder_school: SmallSchool
) -> None:
    window.saves_and_is_killed(share)
    time.sleep(1.0)
    assert not _is_gone(window.child)
    share.release()
    waited, _none = took(lambda: wait_until(lambda: _is_gone(window.child)))
    assert waited < _GRACE_S
    assert folder_school.open("ict").settings.current().idle_minutes == 7


@needs_shim
@pytest.mark.slow
def test_it_ends_by_itself_and_the_next_one_waits_for_that(
    window: Window, share: StalledShare, folder_school: SmallSchool, tmp_path: Path
) -> None:
    window.saves_and_is_killed(share)
    killed_at = time.monotonic()
    second = Share()
    second.get_ready()
    wait_until(lambda: second._ready is not None and second._ready.lives)
    # She comes in with what this laptop knows; nothing of the school is opened behind her.
    waited, school = took(
        lambda: open_distant_school(
            folder_school.location.shown, "ict", PASSWORD, share=second, root=tmp_path / "laptop"
        )
    )
    assert isinstance(school, DistantSchool), school
    try:
        assert waited < 4.0
        process = school._asking.process
        assert process is not None
        place = str(folder_school.location.folder)
        while not _is_gone(window.child):
            opened = psutil.Process(process.pid).open_files()
            assert not any(one.path.startswith(place) for one in opened)
            assert time.monotonic() - killed_at < _GRACE_S + 20.0
            time.sleep(0.1)
        assert time.monotonic() - killed_at >= _GRACE_S
        share.release()
        wait_until(lambda: _answers(school))
    finally:
        school.close()
        second.close()


def _answers(school: DistantSchool) -> bool:
    try:
        school.members.all()
    except SchoolAway:
        return False
    return True


def test_one_waits_for_what_nobody_wants_and_for_nothing_else(
    folder_school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, root = folder_school.location, str(tmp_path / "laptop")
    window = Lease.of_window(root, place)
    process = Lease.of_process(root, place, window.name)
    others_window = Lease.of_window(root, place)
    other = Lease.of_process(root, place, others_window.name)
    monkeypatch.setattr(leases, "PATIENCE_S", 0.5)
    assert took(other.wait_for_others)[0] < 0.4  # somebody wants it
    window.let_go()
    assert 0.4 < took(other.wait_for_others)[0] < 20  # in vain: a minute at most
    process.let_go()
    assert took(other.wait_for_others)[0] < 0.4
    other.let_go()
    others_window.let_go()
    folder = tmp_path / "laptop" / "share" / place.tag
    assert not [one for one in folder.iterdir() if one.stem == window.name]
    # Where nothing can be kept on this laptop, nobody waits.
    (tmp_path / "full").write_text("a file in the place of a folder")
    nowhere = Lease.of_process(str(tmp_path / "full"), place, "any")
    assert took(nowhere.wait_for_others)[0] < 0.4


def test_what_is_left_behind_of_a_call_at_the_door_is_waited_for_too(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call before sign-in that was given up: whoever opens the school waits until it has ended."""
    place, goes_on, begun = folder_school.location, threading.Event(), threading.Event()

    def stands(_where: str) -> None:
        begun.set()
        goes_on.wait(20)

    monkeypatch.setitem(FUNCTIONS, "join", stands)
    monkeypatch.setattr(leases, "PATIENCE_S", 0.5)
    process = ShareProcess(lambda: Thread(None))
    asking = threading.Thread(target=lambda: process.at_the_door("join", place.shown))
    asking.start()
    assert begun.wait(20)
    window = Lease.of_window("", place)
    other = Lease.of_process("", place, window.name)
    assert took(other.wait_for_others)[0] < 0.4  # the window wants it still
    process._doors[0].let_go()  # type: ignore[union-attr]  # as when it is given up
    assert took(other.wait_for_others)[0] > 0.4
    goes_on.set()
    asking.join(20)
    assert took(other.wait_for_others)[0] < 0.4
    other.let_go()
    window.let_go()
    process.kill()
