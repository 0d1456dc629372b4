"""The tools on the board, low enough for a child: back, hand, pens, rubber, undo, next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.components.buttons import show_name
from ui.lessons.board.hands import Hand
from ui.lessons.board.ink_layer import (
    COLOUR_NAMES,
    MARKER_COLOURS,
    MARKER_NAMES,
    PEN_COLOURS,
)
from ui.theme.icons import draw_icon

_GROUND, _INK, _HERE = "#F1EFE8", "#1A2433", "#0B5E6B"
_ARROWS = frozenset([Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down])
SIDE = 64
#: Below this width one button stands for the four colours, and one for the three widths.
_NARROW = 1360


class BoardButton(QAbstractButton):
    """One tool: an icon, or a dot in a colour or of a width."""

    spoken_as = QAccessible.Role.Button

    def __init__(self, name: str, icon: str = "", *, dot: str = "", size: float = 0.5) -> None:
        super().__init__()
        self.icon_name = icon
        self.dot = dot
        self.dot_size = size
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(SIDE, SIDE)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and show_name(self, event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # they turn the slide, wherever Tab has been
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        here = self.isChecked() or self.isDown()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_HERE) if here and not self.dot else QColor("#FFFFFF"))
        painter.drawRoundedRect(whole, whole.height() * 0.28, whole.height() * 0.28)
        if self.dot:
            side = whole.height() * self.dot_size
            place = QRectF(0, 0, side, side)
            place.moveCenter(whole.center())
            painter.setBrush(QColor(self.dot))
            painter.drawEllipse(place)
            if self.isChecked():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(_HERE), 4))
                painter.drawRoundedRect(whole, whole.height() * 0.28, whole.height() * 0.28)
        else:
            side = whole.height() * 0.56
            place = QRectF(0, 0, side, side)
            place.moveCenter(whole.center())
            if not self.isEnabled():
                painter.setOpacity(0.3)
            draw_icon(painter, self.icon_name, place, "#FFFFFF" if here else _INK)
        if self.hasFocus():
            painter.setOpacity(1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("#FFB000"), 4))
            painter.drawRoundedRect(whole.adjusted(-2, -2, 2, 2), 16, 16)


class BoardBar(QWidget):
    """The strip of tools at the foot of the board; as narrow as the board may be."""

    back = Signal()
    onward = Signal()
    hand_chosen = Signal(Hand)
    colour_chosen = Signal(int)
    width_chosen = Signal(int)
    undo = Signal()
    more = Signal()
    peek = Signal(bool)
    aside = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(False)
        self._chosen = (Hand.POINT, 0, 1)
        row = QHBoxLayout(self)
        self._row = row
        self.to_back = BoardButton("Back", "caret-left-bold")
        self.to_next = BoardButton("Next", "caret-right-bold")
        self.hands = {
            Hand.POINT: BoardButton("Point and drag", "hand-pointing-bold"),
            Hand.PEN: BoardButton("Pen", "pencil-simple-bold"),
            Hand.HIGHLIGHTER: BoardButton("Highlighter", "highlighter-circle-bold"),
            Hand.ERASER: BoardButton("Rubber", "eraser-bold"),
            Hand.LASER: BoardButton("Laser", "target-bold"),
        }
        self.colours = [
            BoardButton(name, dot=colour)
            for name, colour in zip(COLOUR_NAMES, PEN_COLOURS, strict=True)
        ]
        self.widths = [
            BoardButton(name, dot=_INK, size=size)
            for name, size in (("Thin line", 0.16), ("Middle line", 0.3), ("Thick line", 0.46))
        ]
        self.to_undo = BoardButton("Undo", "arrow-u-up-left-bold")
        self.to_more = BoardButton("More tools", "dots-three-bold")
        self.to_more.setCheckable(True)
        self.notes = BoardButton("Hold to see the notes", "note-bold")
        self.to_laptop = BoardButton("Put the board away", "sign-out-bold")
        for button in (self.notes, self.to_laptop):
            button.setVisible(False)
        for widget in (self.to_back, self.notes, self.to_laptop):
            row.addWidget(widget)
        row.addStretch(1)
        for hand, button in self.hands.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, hand=hand: self.hand_chosen.emit(hand))
            row.addWidget(button)
        for buttons, chosen in ((self.colours, self._colour), (self.widths, self._width)):
            for number, button in enumerate(buttons):
                button.setCheckable(True)
                button.clicked.connect(lambda _=False, chosen=chosen, number=number: chosen(number))
                row.addWidget(button)
        row.addWidget(self.to_undo)
        row.addWidget(self.to_more)
        row.addStretch(1)
        row.addWidget(self.to_next)
        self.to_back.clicked.connect(self.back)
        self.to_next.clicked.connect(self.onward)
        self.to_undo.clicked.connect(self.undo)
        self.to_more.clicked.connect(self.more)
        self.to_laptop.clicked.connect(self.aside)
        self.notes.pressed.connect(lambda: self.peek.emit(True))
        self.notes.released.connect(lambda: self.peek.emit(False))
        self._fit(_NARROW)

    @property
    def is_narrow(self) -> bool:
        """Whether a tap on the colour or width that is shown goes on to the next."""
        return self.width() < _NARROW

    def minimumSizeHint(self) -> QSize:
        # Never wider than the board: the window would hang over the edge of the screen.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())
        self._show_marks()

    def _fit(self, width: int) -> None:
        side = 6 if width < _NARROW else 16
        self._row.setContentsMargins(side, 4, side, 4)
        self._row.setSpacing(2 if width < _NARROW else 8)

    def _colour(self, number: int) -> None:
        here = self._chosen[1]
        self.colour_chosen.emit((number + 1) % len(self.colours)
                                if self.is_narrow and number == here else number)  # fmt: skip

    def _width(self, number: int) -> None:
        here = self._chosen[2]
        self.width_chosen.emit((number + 1) % len(self.widths)
                               if self.is_narrow and number == here else number)  # fmt: skip

    def mark(self, hand: Hand, colour: int, width: int, *, can_undo: bool) -> None:
        """Show what is chosen; colours and widths only while they mean something."""
        self._chosen = (hand, colour, width)
        self._show_marks()
        self.to_undo.setEnabled(can_undo)

    def _show_marks(self) -> None:
        hand, colour, width = self._chosen
        for one, button in self.hands.items():
            button.setChecked(one is hand)
        marks = hand is Hand.HIGHLIGHTER
        names, colours = (MARKER_NAMES, MARKER_COLOURS) if marks else (COLOUR_NAMES, PEN_COLOURS)
        for number, button in enumerate(self.colours):
            button.dot = colours[number]
            tool = "highlighter" if marks else "pen"
            button.setAccessibleName(f"{names[number].capitalize()} {tool}")
            button.setChecked(number == colour)
            draws = hand in (Hand.PEN, Hand.HIGHLIGHTER)
            button.setVisible(draws and (number == colour or not self.is_narrow))
            button.update()
        for number, button in enumerate(self.widths):
            button.setChecked(number == width)
            button.setVisible(hand is Hand.PEN and (number == width or not self.is_narrow))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), QColor(_GROUND))
