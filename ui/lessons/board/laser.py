"""The laser: what it pointed at last, and how that fades."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QWidget

from ui.lessons.board.overlays import Overlays

_LASTS_S = 0.9
_MOST = 40


class Laser:
    """Its trail on `board`, as part of what lies over it."""

    def __init__(self, board: QWidget, over: Overlays) -> None:
        self._board = board
        self._over = over
        self._fading = QTimer(board, interval=33)
        self._fading.timeout.connect(self.fade)

    def point(self, place: QPointF) -> None:
        """Point at a place, in px of the board."""
        here = QPointF(place.x() / self._board.width(), place.y() / self._board.height())
        self._over.laser = [*self._over.laser[-_MOST:], (here, 1.0)]
        self._fading.start()
        self._board.update()

    def fade(self) -> None:
        """A moment passes."""
        step = self._fading.interval() / 1000 / _LASTS_S
        trail = self._over.laser
        self._over.laser = [(at, strength - step) for at, strength in trail if strength > step]
        if not self._over.laser:
            self._fading.stop()
        self._board.update()
