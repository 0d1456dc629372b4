"""Notices that the laptop slept, by its clocks: whoever opens it may not be who closed it (rule 115).

While a laptop sleeps, the clock that counts how long nobody touched it stands still on Linux and on
macOS, and the clock on the wall goes on. On Windows both go on, and the looks stop: one that comes far
too late comes after sleep.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

#: How often it looks, in ms.
LOOK_EVERY_MS: Final = 2_000
#: Seconds. A clock that is put right may jump less; whoever sleeps less is not away.
JUMP_S: Final = 30.0


class SleepWatch(QObject):
    """Emits `slept` when the clocks say so; also when the clock on the wall was moved."""

    slept = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        awake: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        goes_on: bool = sys.platform == "win32",
    ) -> None:
        """`awake` counts seconds while the laptop runs, `wall` seconds of the day outside.

        `goes_on`: `awake` does so in sleep too. Only then is a long pause between two looks sleep;
        a Mac makes programs in the background wait.
        """
        super().__init__(parent)
        self._goes_on = goes_on
        self.setObjectName("sleepWatch")
        self._awake = awake
        self._wall = wall
        self._before = (awake(), wall(), with_sleep())
        self._timer = QTimer(self)
        self._timer.setObjectName("sleepTimer")
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._before = (self._awake(), self._wall(), with_sleep())
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Judge now."""
        now = (self._awake(), self._wall(), with_sleep())
        awake, wall, all_of_it = (new - old for new, old in zip(now, self._before, strict=True))
        self._before = now
        # Where the clock goes on in sleep, no look came for far longer than one is waited for.
        pause = awake if self._goes_on else 0.0
        if max(pause, abs(wall - awake), all_of_it - awake) > JUMP_S:
            self.slept.emit()


def with_sleep() -> float:
    """Seconds since the laptop was started, with those in which it slept, where there is such a clock.

    Unlike the one on the wall nobody can put it back. Elsewhere the seconds it was awake.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
