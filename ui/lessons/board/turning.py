"""The quiet motion of turning to another slide: the old one fades. Off where motion is off."""

from __future__ import annotations

from PySide6.QtCore import QObject, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPixmap

from ui.theme import look
from ui.theme.tokens import MOTION_LONG


class Turning(QObject):
    """Paints the slide before over the new one, ever fainter. `moved` asks for a repaint."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = QPixmap()
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(1.0)
        self._motion.setEndValue(0.0)
        self._motion.valueChanged.connect(lambda _value: self.moved.emit())
        self._motion.finished.connect(self._done)

    def begin(self, before: QPixmap) -> None:
        """Another slide is shown from now on; `before` is the one that was."""
        self._motion.stop()
        length = look().theme.ms(MOTION_LONG)
        if length and not before.isNull():
            self._before = before
            self._motion.setDuration(length)
            self._motion.start()

    def paint(self, painter: QPainter) -> None:
        """What is still to be seen of the slide before."""
        if not self._before.isNull():
            painter.setOpacity(float(self._motion.currentValue()))
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(1.0)

    def _done(self) -> None:
        self._before = QPixmap()
        self.moved.emit()
