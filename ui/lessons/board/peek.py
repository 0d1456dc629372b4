"""Notes and keys over the foot of a single screen: lines of a name and what belongs to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.components.text import Block, draw_block, lay_out, text_width
from ui.theme import look

_GROUND, _NAME, _WORDS = "#1A2433", "#FFFFFF", "#DCE4EC"
_PAD, _GAP, _BETWEEN = 24, 20, 56
#: Sizes of the letters in px, and how much of the board's height the largest is.
_LARGEST, _SMALLEST, _SHARE = 34, 12, 0.027
#: How much of a column the names may take.
_NAMES = 0.45

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Placed:
    at: QPointF
    block: Block
    colour: str


class PeekPanel(QWidget):
    """`say` shows lines, `place` puts them at the foot of an area, as large as they fit there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("peek")
        self._lines: tuple[Line, ...] = ()
        self._columns = 1
        self._placed: list[_Placed] = []
        #: Whether all lines have room; tests look at it.
        self.is_whole = True
        self.hide()

    @property
    def words(self) -> str:
        """All lines as plain text."""
        return "\n".join(f"{name}: {what}" for name, what in self._lines)

    def say(self, lines: Sequence[Line], columns: int = 1) -> None:
        """Show lines in so many columns; none hide the panel."""
        self._lines, self._columns = tuple(lines), columns
        self.setAccessibleName(self.words)
        self.setVisible(bool(lines))

    def place(self, area: QRect) -> None:
        """Lie over the foot of an area, in letters that let every line be seen."""
        size = min(_LARGEST, max(18, round(area.height() * _SHARE)))
        height = self._lay_out(area.width(), size)
        while height > area.height() and size > _SMALLEST:
            size -= 1
            height = self._lay_out(area.width(), size)
        self.is_whole = height <= area.height()
        high = min(math.ceil(height), area.height())
        self.setGeometry(area.left(), area.bottom() + 1 - high, area.width(), high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), QColor(_GROUND))
        for one in self._placed:
            draw_block(painter, one.block, one.at, QColor(one.colour))

    def _lay_out(self, width: int, size: int) -> float:
        """Place every line; how high all of it is, in px."""
        plain, bold = _font(size, QFont.Weight.Normal), _font(size, QFont.Weight.Bold)
        self._placed.clear()
        column = (width - 2 * _PAD - (self._columns - 1) * _BETWEEN) / self._columns
        each = math.ceil(len(self._lines) / self._columns)
        lowest = 0.0
        for number in range(self._columns):
            left, y = _PAD + number * (column + _BETWEEN), float(_PAD)
            lines = self._lines[number * each : (number + 1) * each]
            named = max((text_width(name, bold) for name, _ in lines), default=0.0) + 1
            named = min(named, column * _NAMES)
            for name, what in lines:
                first = lay_out(name, bold, named)
                second = lay_out(what, plain, column - named - _GAP)
                self._placed.append(_Placed(QPointF(left, y), first, _NAME))
                self._placed.append(_Placed(QPointF(left + named + _GAP, y), second, _WORDS))
                y += max(first.height, second.height) + size * 0.45
            lowest = max(lowest, y)
        return lowest - size * 0.45 + _PAD


def _font(size: int, weight: QFont.Weight) -> QFont:
    font = QFont(look().font("body"))
    font.setPixelSize(size)
    font.setWeight(weight)
    return font
