"""What is asked of Windows itself, with a stand-in for its libraries."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes_of_windows import Windows
from ui.system import watch
from ui.system.watch import SystemWatch

FILE_DIALOG, ITS_QUESTION, HIDDEN, OF_OTHERS, OUR_WINDOW = 11, 12, 13, 14, 15


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


def test_dialogs_of_the_system_are_closed_whichever_thread_they_stand_in(windows: Windows) -> None:
    """Qt opens those for files on a thread of their own: looking through ours finds none."""
    desktop = windows.desktop
    ours, others = desktop.OURS, desktop.OURS + 1
    desktop.windows = {
        ITS_QUESTION: (ours, "#32770", True),
        FILE_DIALOG: (ours, "#32770", True),
        HIDDEN: (ours, "#32770", False),
        OF_OTHERS: (others, "#32770", True),
        OUR_WINDOW: (ours, "Qt6110QWindowIcon", True),
    }
    module: Any = windows.anew("ui.system.windows")
    assert module.close_dialogs() == 2
    assert desktop.closed == [ITS_QUESTION, FILE_DIALOG]


def test_sleep_is_asked_for_as_well_as_the_session(
    windows: Windows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Laptops with “modern” standby tell it only to windows that asked."""
    monkeypatch.setattr(watch, "windows", windows.anew("ui.system.windows"))
    window = QWidget()
    qtbot.addWidget(window)
    heard = SystemWatch(window)
    heard.start(window, lambda _work: None)
    number = int(window.winId())
    assert windows.desktop.told == [
        f"WTSRegisterSessionNotification {number}",
        f"RegisterSuspendResumeNotification {number}",
    ]
    heard.stop()
