"""What is typed is on the disk within a second, in order, and a full disk loses nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trent_desktop.clock import system_clock
from trent_desktop.problems import DiskFull
from ui.background import Background
from ui.journeys.draft_keeper import AFTER_MS, NOT_KEPT, DraftKeeper
from ui.journeys.kept_line import KeptLine


class Disk:
    """Takes states, slowly or not at all."""

    def __init__(self) -> None:
        self.written: list[object] = []
        self.threads: set[str] = set()
        self.slow = 0.0
        self.trouble: Exception | None = None

    def write(self, state: object) -> None:
        self.threads.add(threading.current_thread().name)
        time.sleep(self.slow)
        if self.trouble is not None:
            raise self.trouble
        self.written.append(state)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def keeper(qtbot: QtBot, background: Background, disk: Disk) -> Iterator[DraftKeeper]:
    made = DraftKeeper(disk.write, background, clock=system_clock)
    yield made
    made.end()
    made.deleteLater()


def test_typing_is_kept_within_a_second_of_the_first_key(
    qtbot: QtBot, keeper: DraftKeeper, disk: Disk
) -> None:
    began = time.monotonic()
    # Somebody who types without a pause must not push the writing on and on.
    while not disk.written:
        keeper.keep(f"{time.monotonic() - began:.2f}")
        qtbot.wait(20)
        assert time.monotonic() - began < 1.0
    assert AFTER_MS <= 500
    qtbot.waitUntil(lambda: not keeper.waiting, timeout=2_000)
    assert disk.written == sorted(disk.written, key=lambda state: float(str(state)))
    assert threading.main_thread().name not in disk.threads


def test_an_older_state_never_overwrites_a_newer(
    qtbot: QtBot, keeper: DraftKeeper, disk: Disk
) -> None:
    disk.slow = 0.15
    keeper.keep("old")
    qtbot.waitUntil(lambda: bool(disk.threads), timeout=2_000)  # it is being written
    keeper.keep("new")
    keeper.flush()
    assert disk.written == ["old", "new"]
    qtbot.wait(300)
    assert disk.written == ["old", "new"]
    assert not keeper.waiting


def test_flush_writes_at_once(keeper: DraftKeeper, disk: Disk) -> None:
    keeper.keep("typed")
    assert disk.written == []
    keeper.flush()
    assert disk.written == ["typed"]
    keeper.flush()
    assert disk.written == ["typed"]


def test_a_full_disk_is_said_and_tried_again(
    qtbot: QtBot, keeper: DraftKeeper, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.journeys.draft_keeper.RETRY_MS", 50)
    line = KeptLine(keeper, system_clock)
    qtbot.addWidget(line)
    disk.trouble = DiskFull("This laptop's disk is full.", what_to_do="Free some room.")
    with qtbot.waitSignal(keeper.failed, timeout=2_000):
        keeper.keep("typed")
    assert line.words.text() == "This laptop's disk is full. Free some room."
    assert keeper.waiting
    disk.trouble = None
    qtbot.waitUntil(lambda: disk.written == ["typed"], timeout=2_000)
    qtbot.waitUntil(lambda: line.words.text().endswith("Last kept just now."), timeout=2_000)


def test_what_nobody_foresaw_is_said_without_a_traceback(
    qtbot: QtBot, keeper: DraftKeeper, disk: Disk
) -> None:
    disk.trouble = ValueError("secret content")
    keeper.keep("typed")
    keeper.flush()
    assert keeper.problem == NOT_KEPT


def test_after_sending_nothing_is_written_any_more(keeper: DraftKeeper, disk: Disk) -> None:
    keeper.keep("typed")
    keeper.write_last("as it was sent")
    keeper.keep("late")
    keeper.flush()
    assert disk.written == ["as it was sent"]
    keeper.resume()
    keeper.keep("again")
    keeper.flush()
    assert disk.written == ["as it was sent", "again"]
