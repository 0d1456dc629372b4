"""Choices: radio and tick-box rows with large areas to hit, alone or in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from trent_desktop.sentences import sentences
from ui.components.pages import EqualColumns
from ui.components.painting import round_box
from ui.components.tab_order import tab_group
from ui.components.text import Block, draw_block, lay_out
from ui.theme import RADIUS, SPACE, look
from ui.theme.icons import draw_icon
from ui.theme.tokens import LEADING

_ARROWS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value kept, the words shown, a hint under them."""

    value: str
    words: str
    hint: str = ""


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # Qt's own classes do not go beside each other


class _Row(_Button):
    """What a radio row and a tick-box row share: measuring, painting, and where it is hit."""

    PAD_X, PAD_Y, GAP = 14, 11, 12
    MARK = 24
    _round_mark = False

    def __init__(self, words: str, hint: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._more = ""
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def explain(self, more: str) -> None:
        """Have something read out after the hint, which is seen elsewhere."""
        self._more = more
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(sentences(self._hint, self._more))

    def show_hint(self, hint: str) -> None:
        """Say something else below the words."""
        if hint == self._hint:
            return
        self._hint = hint
        self._describe()
        self.updateGeometry()
        self.update()

    def _blocks(self, width: float) -> tuple[Block, Block | None]:
        shown = look()
        room = width - 2 * self.PAD_X - shown.theme.px(self.MARK) - self.GAP
        words = lay_out(self.text(), shown.font("body"), room, leading=LEADING["body"])
        hint = lay_out(self._hint, shown.font("small"), room) if self._hint else None
        return words, hint

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words, hint = self._blocks(width)
        inner = words.height + (hint.height + 2 if hint else 0)
        return int(max(inner, look().theme.px(self.MARK)) + 0.999) + 2 * self.PAD_Y

    def sizeHint(self) -> QSize:
        words, hint = self._blocks(look().theme.px(560))
        widest = max(words.width, hint.width if hint else 0)
        width = int(widest + 0.999) + 2 * self.PAD_X + look().theme.px(self.MARK) + self.GAP
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = min(_Row.sizeHint(self).width(), look().theme.px(200))
        return QSize(width, look().theme.px(self.MARK) + 2 * self.PAD_Y)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shown = look()
        painter = QPainter(self)
        chosen, hover = self.isChecked(), self.underMouse() and self.isEnabled()
        ground = "tint" if chosen else "hover" if hover else "card"
        edge = "act" if chosen else "edge" if hover else "line"
        if shown.theme.name == "contrast":
            edge = "act" if chosen else "edge"
        area = QRectF(self.rect())
        round_box(
            painter,
            area,
            RADIUS.button,
            shown.colour(ground),
            shown.colour(edge),
            2.0 if chosen else 1.5,
        )
        words, hint = self._blocks(area.width())
        side = shown.theme.px(self.MARK)
        inner = words.height + (hint.height + 2 if hint else 0)
        top = area.center().y() - inner / 2
        mark_top = (
            top + min(0.0, (words.height - side) / 2) if hint else area.center().y() - side / 2
        )
        mark = QRectF(self.PAD_X, mark_top, side, side)
        _draw_mark(painter, mark, chosen, self._round_mark)
        left = self.PAD_X + side + self.GAP
        ink = shown.colour("ink" if self.isEnabled() else "soft")
        draw_block(painter, words, QPointF(left, top), ink)
        if hint:
            draw_block(painter, hint, QPointF(left, top + words.height + 2), shown.colour("soft"))


def _draw_mark(painter: QPainter, area: QRectF, chosen: bool, round_mark: bool) -> None:
    shown = look()
    edge = shown.colour("act" if chosen else "edge")
    box = area.adjusted(1.5, 1.5, -1.5, -1.5)
    if round_mark:
        painter.setPen(QPen(edge, 2))
        painter.setBrush(shown.colour("card"))
        painter.drawEllipse(box)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
            inset = box.width() * 0.24
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        return
    round_box(painter, box, 6, edge if chosen else shown.colour("card"), edge, 2)
    if chosen:
        inset = box.width() * 0.14
        tick = box.adjusted(inset, inset, -inset, -inset)
        draw_icon(painter, "check-bold", tick, shown.colour("on_act"))


class RadioRow(_Row, QRadioButton):
    """One of several."""

    _round_mark = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose; Qt's own only move while none is chosen yet."""
        step = _ARROWS.get(Qt.Key(event.key()))
        beside = [one for one in tab_group(self) if one.isEnabled() and not one.isHidden()]
        if step is None or len(beside) < 2 or self not in beside:
            super().keyPressEvent(event)
            return
        other = beside[(beside.index(self) + step) % len(beside)]
        other.setFocus(
            Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        )
        other.click()


class TickRow(_Row, QCheckBox):
    """One that may be ticked, alone or with others."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Enter means Continue here, as on the web
            return
        super().keyPressEvent(event)


def _layout_for(group: QWidget, narrowest: int) -> QLayout:
    """One below the other, or in columns of at least `narrowest` px at 100 %."""
    if narrowest:
        return EqualColumns(group, narrowest=narrowest, gap=SPACE.tight, whole_rows=False)
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.tight)
    return column


class RadioGroup(QWidget):
    """Several radio rows, of which one is chosen. Arrow keys move among them.

    `narrowest` lays short options out in columns of at least that width, in px at 100 %.
    """

    changed = Signal(str)

    def __init__(
        self,
        options: Sequence[Option],
        *,
        name: str,
        narrowest: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons = QButtonGroup(self)
        self._rows: dict[str, RadioRow] = {}
        column = _layout_for(self, narrowest)
        for option in options:
            row = RadioRow(option.words, option.hint)
            # The keyboard comes to the rows alone: each says of what it is the answer.
            row.setAccessibleName(sentences(option.words, name))
            row.toggled.connect(lambda on, value=option.value: on and self.changed.emit(value))
            self._buttons.addButton(row)
            self._rows[option.value] = row
            column.addWidget(row)
        if self._rows:
            self.setFocusProxy(next(iter(self._rows.values())))

    def rows(self) -> dict[str, RadioRow]:
        """The rows by value."""
        return dict(self._rows)

    def value(self) -> str:
        """The value chosen, or empty."""
        return next((value for value, row in self._rows.items() if row.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose by value; an unknown one chooses nothing."""
        if value in self._rows:
            self._rows[value].setChecked(True)
            self.setFocusProxy(self._rows[value])
            return
        self._buttons.setExclusive(False)
        for row in self._rows.values():
            row.setChecked(False)
        self._buttons.setExclusive(True)


class TickGroup(QWidget):
    """Several tick-box rows."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        *,
        name: str,
        narrowest: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: dict[str, TickRow] = {}
        column = _layout_for(self, narrowest)
        for option in options:
            row = TickRow(option.words, option.hint)
            row.toggled.connect(lambda _on: self.changed.emit())
            self._rows[option.value] = row
            column.addWidget(row)
        if self._rows:
            self.setFocusProxy(next(iter(self._rows.values())))

    def rows(self) -> dict[str, TickRow]:
        """The rows by value."""
        return dict(self._rows)

    def allow(self, value: str, may_be_ticked: bool) -> None:
        """Whether a row can be ticked. The keyboard begins at the first that can.

        Qt hands the focus on to a row that is disabled too, where no key does anything.
        """
        self._rows[value].setEnabled(may_be_ticked)
        # The group may be disabled as a whole, and be enabled later: asked of each row alone.
        open_rows = (row for row in self._rows.values() if row.isEnabledTo(self))
        if (first := next(open_rows, None)) is not None:
            self.setFocusProxy(first)

    def values(self) -> tuple[str, ...]:
        """The values ticked, in the order shown."""
        return tuple(value for value, row in self._rows.items() if row.isChecked())

    def choose(self, values: Iterable[str]) -> None:
        """Tick exactly these."""
        wanted = set(values)
        for value, row in self._rows.items():
            row.setChecked(value in wanted)
