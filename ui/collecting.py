"""Garbage is collected on the window's own thread, and on no other.

Python collects on whatever thread happens to ask for memory, and a widget that ends on another
thread than Qt's takes the program with it. So the collector is asked here, between two events.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1_000


class Collector(QObject):
    """Collects for as long as it lives; `stop` gives it back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("collector")
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect as much as Python itself would by now."""
        counts, most = gc.get_count(), gc.get_threshold()
        if counts[0] > most[0] > 0:
            old, middle = counts[2] > most[2], counts[1] > most[1]
            gc.collect(2 if old else 1 if middle else 0)

    def stop(self) -> None:
        """Whoever asks for memory collects again."""
        self._timer.stop()
        gc.enable()
