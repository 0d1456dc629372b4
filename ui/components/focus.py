"""The ring of keyboard focus: 3 px, outside the control, in front of everything beside it.

A style sheet's border would take room inside the control and shift its neighbours. The ring is a
widget of its own that follows whatever has the focus, as a child of the nearest ancestor with
room for it, so that it scrolls and is covered together with the control.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.components.input_watch import input_watch
from ui.theme import RADIUS, look
from ui.theme.tokens import FOCUS_GAP, FOCUS_WIDTH

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.LayoutRequest,
    }
)


def by_keyboard() -> bool:
    """Whether the last thing done was done with the keyboard."""
    return input_watch().keyboard


class _Ring(QWidget):
    """The ring itself; the mouse goes through it."""

    def __init__(self) -> None:
        super().__init__(None)
        self.setObjectName("focusRing")
        self.radius = RADIUS.button
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ring(painter, QRectF(self.rect()), self.radius + FOCUS_GAP)


def draw_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw a ring of focus along the inside of `box`; `radius` is that of its inner edge."""
    half = FOCUS_WIDTH / 2
    painter.setPen(QPen(look().colour("focus"), FOCUS_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius + half, radius + half)


class FocusRing(QObject):
    """Follows the focus of a whole application. Make one, as the application's child.

    It shows for focus that came by keyboard, and always for fields that are typed into. A
    control may set the property ``ownFocus`` and draw its focus itself.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("focusRingKeeper")
        self._ring: _Ring | None = None
        self._widget: QWidget | None = None
        self._host: QWidget | None = None
        app.focusChanged.connect(self._follow)
        input_watch().keyboard_changed.connect(self._place)
        self._follow(None, app.focusWidget())  # the first page may have been there before it

    @property
    def shown_for(self) -> QWidget | None:
        """The control the ring is around now."""
        ring = self._ring
        return self._widget if ring is not None and isValid(ring) and ring.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._watch(self._widget, False)
        self._watch(self._host, False)
        self._widget = new
        self._host = None
        self._watch(new, True)
        self._place()

    def _watch(self, widget: QWidget | None, on: bool) -> None:
        if widget is None or not isValid(widget):
            return
        if on:
            widget.installEventFilter(self)
        else:
            widget.removeEventFilter(self)

    def _wanted(self, widget: QWidget) -> bool:
        if widget.property("ownFocus") or widget.isWindow() or not widget.isVisible():
            return False
        if isinstance(widget, QAbstractScrollArea) and not (
            isinstance(widget, (QPlainTextEdit, QTextEdit, QAbstractItemView))
            or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            return False
        return by_keyboard() or isinstance(widget, _TYPED_INTO)

    def _place(self) -> None:
        widget = self._widget
        if widget is None or not isValid(widget) or not self._wanted(widget):
            if self._ring is not None and isValid(self._ring):
                self._ring.hide()
            return
        reach = FOCUS_GAP + FOCUS_WIDTH
        host, area = _roomy_ancestor(widget, reach)
        if self._ring is None or not isValid(self._ring):
            self._ring = _Ring()
        ring = self._ring
        if ring.parentWidget() is not host:
            ring.setParent(host)
        if self._host is not host:
            if self._host is not self._widget:
                self._watch(self._host, False)
            self._watch(host, True)
            self._host = host
        ring.radius = _radius_of(widget)
        ring.setGeometry(area)
        ring.raise_()
        ring.show()
        ring.update()


def _roomy_ancestor(widget: QWidget, reach: int) -> tuple[QWidget, QRect]:
    """The nearest ancestor with room for the ring, and where the ring is in it."""
    host = widget.parentWidget()
    area = QRect()
    while host is not None:
        area = QRect(widget.mapTo(host, QPoint(0, 0)), widget.size())
        area = area.adjusted(-reach, -reach, reach, reach)
        above = host.parentWidget()
        inside_scroll = above is not None and isinstance(above.parentWidget(), QAbstractScrollArea)
        if host.rect().contains(area) or host.isWindow() or inside_scroll or above is None:
            return host, area
        host = above
    return widget, area


def _radius_of(widget: QWidget) -> int:
    radius = getattr(widget, "radius", None)
    if isinstance(radius, (int, float)):
        return int(radius)
    return RADIUS.button if isinstance(widget, QAbstractButton) else RADIUS.field
