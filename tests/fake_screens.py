"""Screens that tests plug and unplug, mirror and move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect

from ui.screens import Screen

LAPTOP = Screen("Lap", "Top", "1", QRect(0, 0, 1366, 768), True)
BOARD = Screen("White", "Board", "2", QRect(1366, 0, 1920, 1080), False)
MIRROR = Screen("White", "Board", "2", QRect(0, 0, 1366, 768), False)
#: Leads and projectors that say nothing of themselves. Only the handle tells them apart.
NAMELESS_LAPTOP = Screen("", "", "", QRect(0, 0, 1366, 768), True, handle="a")
NAMELESS_BOARD = Screen("", "", "", QRect(1366, 0, 1920, 1080), False, handle="b")


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

    def plug(self, screen: Screen) -> None:
        """One more screen."""
        self.become(*self._screens, screen)

    def unplug(self, screen: Screen) -> None:
        """One screen less: the one of this identity and handle."""
        self.become(*(one for one in self._screens if _key(one) != _key(screen)))

    def move(self, screen: Screen, area: QRect) -> None:
        """Another place or mode of a screen that stays: nothing is plugged in or out."""
        self.become(
            *(
                replace(one, area=area, whole=QRect(area)) if _key(one) == _key(screen) else one
                for one in self._screens
            )
        )

    def mirror(self) -> None:
        """Every screen shows what the first one shows."""
        first = self._screens[0].shows
        self.become(*(replace(one, area=first, whole=QRect(first)) for one in self._screens))

    @property
    def listeners(self) -> int:
        """How many still want to be told."""
        return len(self._tellers)


def _key(screen: Screen) -> tuple[str, ...]:
    return (*screen.identity, screen.handle)
