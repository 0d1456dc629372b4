"""The pointer on the board: it goes when it rests, since it lies over what the class reads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_RESTS_MS = 3_000
_STIRS = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Enter)


class RestingPointer(QObject):
    """Hides the pointer over a widget that is being looked at, until it is moved again."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        over.setMouseTracking(True)
        over.installEventFilter(self)
        self.resting = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self.resting.timeout.connect(self._hide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRS:
            if self._over.cursor().shape() == Qt.CursorShape.BlankCursor:
                self._over.unsetCursor()
            self.resting.start()
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self.resting.stop()
            self._over.unsetCursor()
        return False

    def _hide(self) -> None:
        self._over.setCursor(Qt.CursorShape.BlankCursor)
