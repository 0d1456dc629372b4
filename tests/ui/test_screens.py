"""Screens that come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen

from ui import screens
from ui.screens import QtScreens, Screen
from ui.shell.in_sight import is_in_sight

LAPTOP = Screen("Maker", "Panel", "1", QRect(0, 0, 1366, 768), primary=True)
BOARD = Screen("Board", "86", "2", QRect(1366, 0, 3840, 2160), primary=False)


def test_a_window_must_be_graspable() -> None:
    assert is_in_sight(QRect(100, 100, 800, 600), (LAPTOP.area,))
    assert not is_in_sight(QRect(1400, 100, 800, 600), (LAPTOP.area,))
    assert is_in_sight(QRect(1400, 100, 800, 600), (LAPTOP.area, BOARD.area))
    assert not is_in_sight(QRect(100, -60, 800, 600), (LAPTOP.area,))


def test_the_real_screens_are_told_by_maker_model_and_serial() -> None:
    found = QtScreens().all()
    assert sum(screen.primary for screen in found) == 1
    assert all(len(screen.identity) == 3 for screen in found)


def test_every_move_of_a_real_screen_is_told(qapp: QGuiApplication) -> None:
    """Mirroring adds and removes no screen on X11: it only moves one."""
    told: list[str] = []
    stop = QtScreens().on_change(lambda: told.append("moved"))
    (screen, *_) = QGuiApplication.screens()
    for signal in (
        screen.geometryChanged,
        screen.availableGeometryChanged,
        screen.virtualGeometryChanged,
    ):
        signal.emit(QRect(0, 0, 640, 480))
    assert len(told) == 3
    # One that is plugged in later is heeded too.
    qapp.screenAdded.emit(screen)
    told.clear()
    screen.geometryChanged.emit(QRect(0, 0, 800, 800))
    assert len(told) == 2
    stop()
    told.clear()
    screen.geometryChanged.emit(QRect(0, 0, 800, 800))
    qapp.screenAdded.emit(screen)
    qapp.screenRemoved.emit(screen)
    assert told == []


def test_a_real_screen_has_a_handle_for_as_long_as_it_is_there(qapp: QGuiApplication) -> None:
    first, again = QtScreens().all(), QtScreens().all()
    assert [one.handle for one in first] == [one.handle for one in again]
    assert all(one.handle for one in first)
    assert first[0].shows == QGuiApplication.primaryScreen().geometry()


class SaysItsName:
    """A screen of which only the name is told, as on a Mac; on Linux that is the socket's."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, asked: str) -> Callable[[], str]:
        return lambda: ""

    def name(self) -> str:
        return self._name

    def availableGeometry(self) -> QRect:
        return QRect(0, 0, 100, 100)

    geometry = availableGeometry

    def property(self, _key: str) -> str:
        return "7"


@pytest.mark.parametrize(
    ("platform", "identity"),
    [("darwin", ("", "EPSON PJ", "")), ("linux", ("", "", "")), ("win32", ("", "", ""))],
)
def test_a_mac_knows_screens_by_their_name(
    monkeypatch: pytest.MonkeyPatch, platform: str, identity: tuple[str, str, str]
) -> None:
    monkeypatch.setattr(screens.sys, "platform", platform)
    made = screens._screen(cast("QScreen", SaysItsName("EPSON PJ")), False)
    assert made.identity == identity
