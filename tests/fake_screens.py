"""Screens that tests plug and unplug."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect

from ui.screens import Screen

LAPTOP = Screen("Lap", "Top", "1", QRect(0, 0, 1366, 768), True)
BOARD = Screen("White", "Board", "2", QRect(1366, 0, 1920, 1080), False)
MIRROR = Screen("White", "Board", "2", QRect(0, 0, 1366, 768), False)


class FakeScreens:
    """A desktop with these screens."""

    def __init__(self, *screens: Screen) -> None:
        self._screens = screens
        self._tellers: list[Callable[[], None]] = []

    def all(self) -> tuple[Screen, ...]:
        """Every screen there is now."""
        return self._screens

    def on_change(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` whenever the test changes something."""
        self._tellers.append(tell)
        return lambda: self._tellers.remove(tell) if tell in self._tellers else None

    def become(self, *screens: Screen) -> None:
        """Plug in and unplug."""
        self._screens = screens
        for tell in list(self._tellers):
            tell()

    @property
    def listeners(self) -> int:
        """How many still want to be told."""
        return len(self._tellers)
