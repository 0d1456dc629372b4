"""A real window on a share that stands still: nothing waits for it, and nothing is lost.

The window is in this process; the process that talks to the share is a real one, in which the calls
of the system stand still on command (`tests.share.stalled`).
"""

from __future__ import annotations

import shutil
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.failing.shim import MISSING
from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import close, home, room
from tests.journeys_e2e.test_report_journey import SEEN, send_quick
from tests.schools import PASSWORD, SmallSchool
from tests.share.stalled import StalledShare
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names
from trent_desktop.share.process import ShareProcess
from trent_desktop.share.school import DistantSchool
from ui.app import Program
from ui.door import ShareDoor
from ui.lessons.room import LessonsPage
from ui.preferences import Preferences

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=MISSING or "it can be had"),
]
#: Of the window, in seconds, on a machine that does much else; the share stands still for longer.
LONGEST_PAUSE_S = 5.0
FROZEN = ("stat", "open", "read", "write", "fsync", "lock", "close")


class Pulse(QObject):
    """The longest time in which the window did nothing for anybody."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.monotonic()


@pytest.fixture
def share(
    folder_school: SmallSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StalledShare]:
    assert folder_school.location.folder is not None
    made = StalledShare(folder_school.location.folder, tmp_path / "flag")
    made.preload(monkeypatch)
    yield made
    made.release()


@pytest.fixture(autouse=True)
def never_asked_by_the_window(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window's own thread asks the share's process nothing: it would wait for the answer."""
    asked: list[str] = []
    call = ShareProcess.call

    def watched(self: ShareProcess, path: str, *given: Any, **named: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            asked.append("".join(traceback.format_stack(limit=6)))
        return call(self, path, *given, **named)

    monkeypatch.setattr(ShareProcess, "call", watched)
    yield
    assert asked == [], asked[0]


Start = Callable[[Path], Program]


@pytest.fixture
def start(qtbot: QtBot, folder_school: SmallSchool) -> Iterator[Start]:
    """A teacher's whole program, signed in, on the laptop whose folder this is."""
    opened: list[Program] = []

    def begin(root: Path) -> Program:
        program = Program(
            preferences=Preferences(root / "preferences"), folder=root, door=ShareDoor(root)
        )
        opened.append(program)
        program.window.resize(1366, 768)
        with qtbot.waitSignal(program.signed_in, timeout=60_000):
            program.sign_in(folder_school.location.shown, "teacher1", PASSWORD)
        with qtbot.waitActive(program.window, timeout=10_000):
            program.window.show()
            program.window.activateWindow()
        return program

    yield begin
    for program in opened:
        close(program)


def distant(program: Program) -> DistantSchool:
    assert isinstance(program.school, DistantSchool)
    return program.school


def test_typed_queued_unlocked_taught_closed_and_delivered_once(
    qtbot: QtBot,
    start: Start,
    share: StalledShare,
    folder_school: SmallSchool,
    tmp_path: Path,
) -> None:
    teacher = start(tmp_path / "laptop")
    qtbot.waitUntil(lambda: home(teacher).is_filled, timeout=30_000)
    hand, pulse = Hand(qtbot), Pulse(teacher)
    share.stall(*FROZEN)

    # A report: typed, sent, and waiting on this laptop.
    pulse.begin()
    begun = time.monotonic()
    send_quick(qtbot, teacher, hand)
    assert time.monotonic() - begun < 20
    sent = room(teacher).sent
    assert sent is not None
    assert sent.after.sent.queued
    assert [one.answers[names.SEEN] for one in distant(teacher).cases.waiting()] == [SEEN]

    # F9, and the right password.
    hand.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: teacher.window.is_covered)
    hand.type(PASSWORD)
    begun = time.monotonic()
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not teacher.window.is_covered, timeout=20_000)
    unlocked = time.monotonic() - begun

    # A lesson: all of ours are on this laptop.
    teacher.window.inside.go("lessons")
    lessons = teacher.window.inside.page("lessons")
    assert isinstance(lessons, LessonsPage)
    qtbot.waitUntil(lambda: bool(lessons.front.doors), timeout=20_000)

    # She reads that the folder does not answer, and nothing stood still for it.
    qtbot.waitUntil(teacher.window.inside.away.isVisible, timeout=20_000)
    assert "kept on this laptop" in teacher.window.inside.away.words.text()
    assert pulse.longest < LONGEST_PAUSE_S
    print(f"unlocked in {unlocked:.2f} s, longest pause {pulse.longest * 1000:.0f} ms")

    # The battery dies: what is on the disk now is all there is.
    shutil.copytree(tmp_path / "laptop", tmp_path / "after")
    process = distant(teacher)._asking.process
    assert process is not None
    child = psutil.Process(process.pid)
    begun = time.monotonic()
    teacher.window.close()
    teacher.finish()
    assert time.monotonic() - begun < 4
    share.release()
    psutil.wait_procs([child], timeout=20)

    again = start(tmp_path / "after")
    qtbot.waitUntil(lambda: not distant(again).cases.waiting(), timeout=30_000)
    ict = folder_school.open("ict")
    ict.follow()
    assert [row.id for row in ict.cases.page(CaseQuery()).rows] == [sent.after.sent.case_id]
    assert ict.cases.open_case(sent.after.sent.case_id).answers[names.SEEN] == SEEN
    QApplication.processEvents()


def test_what_she_types_is_kept_while_pages_wait(
    qtbot: QtBot, start: Start, share: StalledShare, tmp_path: Path
) -> None:
    teacher = start(tmp_path / "laptop")
    qtbot.waitUntil(lambda: home(teacher).is_filled, timeout=30_000)
    hand = Hand(qtbot)
    share.stall(*FROZEN)
    # Pages that ask the share, one after the other.
    for name in ("agreements", "school", "lessons", "policy"):
        teacher.window.inside.go(name)
        QApplication.processEvents()
    teacher.window.inside.go("home")
    hand.click(home(teacher).view.report)
    hand.click(room(teacher).choosing.content_door)
    journey = room(teacher).reporting.journey
    assert journey is not None
    hand.type("A cruel picture")
    school = distant(teacher)
    qtbot.waitUntil(
        lambda: any("A cruel picture" in str(one.answers) for one in school.drafts.all()),
        timeout=5_000,
    )
