"""What is needed soon, made while nobody waits for it: one slice between two events.

A slice is so short that whoever types meanwhile sees every letter at once: 50 ms at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer


class GettingReady(QObject):
    """Does slices of work one after the other, with the window's own work between them.

    It ends with its parent, or when all is done. `failed` hears of a slice that could not be done;
    the others are done all the same.
    """

    def __init__(
        self,
        slices: Iterable[Callable[[], object]],
        failed: Callable[[Exception], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("gettingReady")
        self._left = iter(slices)
        self._failed = failed
        # A timer, and nothing posted: what is posted meanwhile would be done in the same turn.
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._do_one)
        self._timer.start()

    def _do_one(self) -> None:
        work = next(self._left, None)
        if work is None:
            self._timer.stop()
            self.deleteLater()
            return
        try:
            work()
        except Exception as error:  # noqa: BLE001 - it is made again where it is needed
            self._failed(error)
