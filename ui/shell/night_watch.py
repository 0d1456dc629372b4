"""Lets a program that nobody touches look at the school, and stops it when somebody is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.background import Background
from ui.components.input_watch import input_watch
from ui.shell.window import TrentWindow

if TYPE_CHECKING:
    from trent_desktop.opening import OpenSchool

#: How often it is asked whether it is time, and, while it looks, whether somebody is back. In ms.
ASK_EVERY_MS, HEED_EVERY_MS = 60_000, 250
#: Nobody has touched it for so many minutes; at most half of those after which it locks itself,
#: because a locked program has no keys.
_QUIET_MINUTES = 5.0


class NightWatcher(QObject):
    """One for the program. The service knows whether it is time to look."""

    def __init__(self, window: TrentWindow, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("nightWatcher")
        self._window = window
        self._background = background
        self._school: OpenSchool | None = None
        self._looking = False
        self._ask = QTimer(self)
        self._ask.setObjectName("nightWatchAsk")
        self._ask.setInterval(ASK_EVERY_MS)
        self._ask.timeout.connect(self.ask)
        self._heed = QTimer(self)
        self._heed.setObjectName("nightWatchHeed")
        self._heed.setInterval(HEED_EVERY_MS)
        self._heed.timeout.connect(self._stop_if_touched)

    def guard(self, school: OpenSchool | None) -> None:
        """Look at this school from now on; None for none."""
        self._school = school
        self._heed.stop()
        self._looking = False
        if school is None:
            self._ask.stop()
        else:
            self._ask.start()

    def ask(self) -> None:
        """Look, if nobody has touched the program for a while and it shows nothing to a class."""
        school = self._school
        if school is None or self._looking or self._window.is_covered:
            return
        locks_after = school.settings.current().idle_minutes
        quiet = min(_QUIET_MINUTES, locks_after / 2) * 60
        if input_watch().idle_seconds < quiet or self._window.inside.hushed:
            return
        self._looking = True
        self._heed.start()
        operation = self._background.run(school.watch.look, parent=self)
        # What fails now is tried again in some minutes, by this laptop or another.
        operation.then(self._ended, self._ended)

    def _ended(self, _came: object) -> None:
        self._looking = False
        self._heed.stop()

    def _stop_if_touched(self) -> None:
        school = self._school
        if school is not None and input_watch().idle_seconds < 2:
            operation = self._background.run(school.watch.stop, parent=self)
            operation.otherwise(lambda _error: None)
