"""Mouse, touch and pen as one: fingers that are put down, moved and lifted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHideEvent, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

_PALM = 0.07  # of the height: a wider touch is a hand that rests
_MOUSE, _PEN = -1, -2
#: The other end of a pen, which rubs out on paper.
RUBBER_END = -3


class TouchSurface(QWidget):
    """Calls `put_down`, `move_to` and `lift` with a number for each finger.

    The mouse is finger -1, a pen on a tablet -2 and its other end `RUBBER_END`; a touch panel
    counts its own from 0.
    """

    #: Whether wide touches are hands that rest: while one draws.
    ignores_palms = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._down: set[int] = set()
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

    def let_go(self, finger: int) -> None:
        """It is not heard of any more: what it held lies where it was, what it drew stays."""
        raise NotImplementedError

    def let_all_go(self) -> None:
        """No finger touches the surface any more."""
        fingers, self._down = self._down, set()
        for finger in fingers:
            self.let_go(finger)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            if event.type() == QEvent.Type.TouchCancel:
                self.let_all_go()  # the system took it for a gesture, or for a hand
            else:
                self._touched(event)
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.let_all_go()  # nobody will be told that they were lifted

    def _touched(self, event: QTouchEvent) -> None:
        for point in event.points():
            place, number = point.position(), point.id()
            widest = max(point.ellipseDiameters().width(), point.ellipseDiameters().height())
            palm = self.ignores_palms and widest > self.height() * _PALM
            if point.state() == point.State.Released:
                self._lifted(number, place)
            elif palm:
                continue
            elif point.state() == point.State.Pressed:
                self._touching(number, place, point.pressure() or 1.0)
            elif point.state() == point.State.Updated:
                self._moved(number, place, point.pressure() or 1.0)

    def _touching(self, finger: int, place: QPointF, pressure: float = 1.0) -> None:
        if finger in self._down:
            self.let_go(finger)  # that it was lifted was never said
        self._down.add(finger)
        self.put_down(finger, place, pressure)

    def _moved(self, finger: int, place: QPointF, pressure: float = 1.0) -> None:
        if finger in self._down:
            self.move_to(finger, place, pressure)

    def _lifted(self, finger: int, place: QPointF) -> None:
        if finger in self._down:
            self._down.discard(finger)
            self.lift(finger, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not _from_touch(event):
            self._touching(_MOUSE, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not _from_touch(event):
            self._moved(_MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not _from_touch(event):
            self._lifted(_MOUSE, event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        place, pressure = event.position(), event.pressure()
        turned = event.pointerType() is QPointingDevice.PointerType.Eraser
        finger = RUBBER_END if turned else _PEN
        # A button on the pen's side touches nothing.
        its_tip = event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.TabletPress and its_tip:
            self._touching(finger, place, pressure)
        elif event.type() == QEvent.Type.TabletMove:
            self._moved(finger, place, pressure)
        elif event.type() == QEvent.Type.TabletRelease and its_tip:
            self._lifted(finger, place)
        event.accept()


def _from_touch(event: QMouseEvent) -> bool:
    """Whether Qt made this of a touch that was taken already."""
    return event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
