"""Keys of the board that are held: N shows the notes on a single screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent


class HeldKey(QObject):
    """Watches one key on one widget. `held` is True while it is down."""

    held = Signal(bool)

    def __init__(self, widget: QObject, key: Qt.Key) -> None:
        super().__init__(widget)
        self._key = key
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(
            event, QKeyEvent
        ):
            if event.key() == self._key and not event.isAutoRepeat():
                self.held.emit(event.type() == QEvent.Type.KeyPress)
                return True
            if event.key() == self._key:
                return True
        return super().eventFilter(watched, event)
