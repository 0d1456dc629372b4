"""Mouse, touch and pen as one: fingers that are put down, moved and lifted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

_PALM = 0.07  # of the height: a wider touch is a hand that rests


class TouchSurface(QWidget):
    """Calls `put_down`, `move_to` and `lift` with a number for each finger.

    The mouse is finger -1, a pen on a tablet -2; a touch panel counts its own from 0.
    """

    #: Whether wide touches are hands that rest: while one draws.
    ignores_palms = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def put_down(self, finger: int, place: QPointF, pressure: float = 1.0) -> None:
        """A finger, mouse or pen touches the surface. `pressure` is 0 to 1."""
        raise NotImplementedError

    def move_to(self, finger: int, place: QPointF, pressure: float = 1.0) -> None:
        """It moves while it touches."""
        raise NotImplementedError

    def lift(self, finger: int, place: QPointF) -> None:
        """It leaves the surface."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touched(event)
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        for point in event.points():
            place, number = point.position(), point.id()
            widest = max(point.ellipseDiameters().width(), point.ellipseDiameters().height())
            if self.ignores_palms and widest > self.height() * _PALM:
                continue
            if point.state() == point.State.Pressed:
                self.put_down(number, place, point.pressure() or 1.0)
            elif point.state() == point.State.Updated:
                self.move_to(number, place, point.pressure() or 1.0)
            elif point.state() == point.State.Released:
                self.lift(number, place)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not _from_touch(event):
            self.put_down(-1, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not _from_touch(event):
            self.move_to(-1, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not _from_touch(event):
            self.lift(-1, event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        place, pressure = event.position(), event.pressure()
        if event.type() == QEvent.Type.TabletPress:
            self.put_down(-2, place, pressure)
        elif event.type() == QEvent.Type.TabletMove:
            self.move_to(-2, place, pressure)
        elif event.type() == QEvent.Type.TabletRelease:
            self.lift(-2, place)
        event.accept()


def _from_touch(event: QMouseEvent) -> bool:
    """Whether Qt made this of a touch that was taken already."""
    return event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
