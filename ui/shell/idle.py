"""Notices that nobody has done anything for a while."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.components.input_watch import input_watch

#: How often it looks, in ms.
LOOK_EVERY_MS = 5_000


class IdleWatch(QObject):
    """Emits `idle` once when nothing was done for `minutes`; again after something was done."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("idleWatch")
        self.minutes = 10.0
        self._watch = input_watch()
        self._said = False
        self._timer = QTimer(self)
        self._timer.setObjectName("idleTimer")
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: float) -> None:
        """Begin to watch, from now on."""
        self.minutes = minutes
        self._said = False
        self._watch.touch()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def look(self) -> None:
        """Judge now."""
        idle = self._watch.idle_seconds >= self.minutes * 60
        if idle and not self._said:
            self._said = True
            self.idle.emit()
        elif not idle:
            self._said = False
