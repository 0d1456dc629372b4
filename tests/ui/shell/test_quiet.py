"""Quiet hours: nothing pops up outside school, but an emergency does."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.notify import Tray
from ui.shell.quiet import is_quiet

TUESDAY = dt.datetime(2026, 11, 24, 10, 0).astimezone()


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (TUESDAY, False),
        (TUESDAY.replace(hour=7, minute=29), True),
        (TUESDAY.replace(hour=7, minute=30), False),
        (TUESDAY.replace(hour=17, minute=59), False),
        (TUESDAY.replace(hour=18), True),
        (TUESDAY + dt.timedelta(days=4), True),
    ],
)
def test_they_are_outside_school(at: dt.datetime, quiet: bool) -> None:
    assert is_quiet(at) is quiet


class Icon:
    """Stands for the desktop's tray, which there is none of here."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def showMessage(self, _title: str, words: str, _icon: object) -> None:
        self.said.append(words)


def test_an_emergency_is_told_all_the_same(qtbot: QtBot) -> None:
    keeps = [True]
    parent = QObject()
    tray = Tray(parent, lambda: keeps[0], lambda: TUESDAY.replace(hour=21))
    tray._icon = icon = Icon()  # type: ignore[assignment]
    tray.say("TR-2026-014 needs you")
    tray.say("TR-2026-015 needs you now", urgent=True)
    assert icon.said == ["TR-2026-015 needs you now"]
    keeps[0] = False
    tray.say("TR-2026-016 needs you")
    assert icon.said[-1] == "TR-2026-016 needs you"
    tray._icon = None
    parent.deleteLater()
