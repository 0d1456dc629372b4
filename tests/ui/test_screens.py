"""Screens that come and go."""

from __future__ import annotations

from PySide6.QtCore import QRect

from ui.screens import QtScreens, Screen, is_on_a_screen

LAPTOP = Screen("Maker", "Panel", "1", QRect(0, 0, 1366, 768), primary=True)
BOARD = Screen("Board", "86", "2", QRect(1366, 0, 3840, 2160), primary=False)


def test_a_window_must_be_graspable() -> None:
    assert is_on_a_screen(QRect(100, 100, 800, 600), (LAPTOP,))
    assert not is_on_a_screen(QRect(1400, 100, 800, 600), (LAPTOP,))
    assert is_on_a_screen(QRect(1400, 100, 800, 600), (LAPTOP, BOARD))
    assert not is_on_a_screen(QRect(100, -60, 800, 600), (LAPTOP,))


def test_the_real_screens_are_told_by_maker_model_and_serial() -> None:
    found = QtScreens().all()
    assert sum(screen.primary for screen in found) == 1
    assert all(len(screen.identity) == 3 for screen in found)
