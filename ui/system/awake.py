"""Keeps projector and computer awake while a lesson runs: talking is not idleness (rule 167).

Each system lets go by itself when the program ends, in whatever way: Linux with the connection to
its buses, Windows with the thread that asked, macOS with the process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from ui.system import mac, windows

#: One system's own way: neither sleep nor dim nor lock by itself, or as it is set again.
Way = Callable[[bool], object]

#: What the desktop may show of who keeps it awake, and why.
PROGRAM: Final = "Trent Desktop"
WHY: Final = "A lesson is on the board"


class StayAwake(QObject):
    """Holds the computer awake between `hold` and `let_go`, or until it is destroyed."""

    def __init__(self, parent: QObject | None = None, way: Way | None = None) -> None:
        """`way`: the one of this system, unless a test gives its own."""
        super().__init__(parent)
        self._way = way
        self._holds: list[Way] = []
        holds = self._holds  # of what is destroyed no method is called
        self.destroyed.connect(lambda: _let_go(holds))

    @property
    def holds(self) -> bool:
        """Whether the computer is held awake now."""
        return bool(self._holds)

    def hold(self) -> None:
        """A lesson begins."""
        if self._holds:
            return
        way = self._way = self._way or system_way()
        self._holds.append(way)
        way(True)

    def let_go(self) -> None:
        """It is over."""
        _let_go(self._holds)


def _let_go(holds: list[Way]) -> None:
    while holds:
        holds.pop()(False)


def system_way() -> Way:
    """How this system is kept awake."""
    if sys.platform == "win32":
        return windows.stay_awake
    if sys.platform == "darwin":
        return mac.stay_awake
    try:
        from ui.system.awake_buses import BusesAwake
    except ImportError:  # a Qt without its buses
        return _no_way
    return BusesAwake(PROGRAM, WHY)


def _no_way(on: bool) -> bool:
    del on
    return False
