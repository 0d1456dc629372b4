"""Garbage is collected on the window's own thread, and on no other.

Python collects on whatever thread happens to ask for memory, and a widget that ends on another
thread than Qt's takes the program with it. So the collector is asked here, between two events.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1_000
#: While modules are imported so much is made that a second of it would take 40 ms to look through.
_MEANWHILE_MS: Final = 100


class Collector(QObject):
    """Collects for as long as it lives; `stop` gives it back to Python.

    A full collection walks through every object there is: some 80 ms in which no window paints,
    again and again while thousands of cases come in. So what stays is left out of it: what was
    imported, and what there is when somebody has signed in.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("collector")
        gc.disable()
        self._somebody_was_in = False
        self._timer = QTimer(self, interval=_MEANWHILE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect as much as Python itself would by now; of what is only being imported, less."""
        counts, most = gc.get_count(), gc.get_threshold()
        if counts[0] > most[0] > 0:
            stays = self._timer.interval() == _EVERY_MS
            old, middle = stays and counts[2] > most[2], stays and counts[1] > most[1]
            gc.collect(2 if old else 1 if middle else 0)

    def keep(self) -> None:
        """What is imported is there: leave out what there is now."""
        gc.freeze()
        self._timer.setInterval(_EVERY_MS)

    def settle(self) -> None:
        """Somebody has signed in: leave out also what is hers, and not what was another's."""
        if self._somebody_was_in:
            gc.unfreeze()
            gc.collect()
        self._somebody_was_in = True
        self.keep()

    def stop(self) -> None:
        """Whoever asks for memory collects again."""
        self._timer.stop()
        gc.enable()
