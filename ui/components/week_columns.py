"""How many in each week: upright columns in a row, with the weeks named under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out, text_width
from ui.theme import Tone, look

_HIGH: Final = 150
_GAP: Final = 0.28  # of a column's place


@dataclass(frozen=True, slots=True)
class Column:
    """One week: how it is called under its column, and how many."""

    words: str
    count: int


class WeekColumns(QLabel):
    """The highest fills the height. Numbers stand over the columns where there is room for each.

    A screen reader gets the total, and the weeks in which there were any.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._columns: tuple[Column, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Draw these, oldest first."""
        self._columns = tuple(columns)
        said = ", ".join(f"{one.words}: {one.count:,}" for one in self._columns if one.count)
        total = sum(one.count for one in self._columns)
        self.setAccessibleName(f"{self._name}. {total:,} in all. {said}" if said else self._name)
        self.updateGeometry()
        self.update()

    def _line(self) -> float:
        return lay_out("X", look().font("small")).height

    def sizeHint(self) -> QSize:
        return QSize(look().theme.px(320), int(look().theme.px(_HIGH) + 2 * self._line() + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(180), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._columns:
            return
        painter = QPainter(self)
        shown = look()
        palette = shown.theme.palette
        strong = shown.font("small", bold=True)
        line = self._line()
        top, foot = line + 4, self.height() - line - 6
        each = self.width() / len(self._columns)
        most = max(one.count for one in self._columns) or 1
        painter.fillRect(QRectF(0, foot, self.width(), 1), shown.colour("edge"))
        numbers = [f"{one.count:,}" for one in self._columns]
        roomy = max(text_width(one, strong) for one in numbers) < each
        fill = QColor(palette.fill(Tone.ACT))
        for at, (one, number) in enumerate(zip(self._columns, numbers, strict=True)):
            if not one.count:
                continue
            high = max(3.0, (foot - top) * one.count / most)
            gap = each * _GAP
            bar = QRectF(at * each + gap / 2, foot - high, each - gap, high)
            round_box(painter, bar, min(4.0, bar.width() / 2, high / 2), fill)
            if roomy or one.count == most:
                left = bar.center().x() - text_width(number, strong) / 2
                left = min(max(0.0, left), self.width() - text_width(number, strong))
                block = lay_out(number, strong)
                draw_block(painter, block, QPointF(left, bar.top() - line - 1), shown.colour("ink"))
        self._name_weeks(painter, each, foot + 5)

    def _name_weeks(self, painter: QPainter, each: float, top: float) -> None:
        """As many names as fit without touching, the newest always."""
        shown = look()
        font = shown.font("small")
        widest = max(text_width(one.words, font) for one in self._columns) + 16
        step = max(1, int(widest // each) + 1)
        last = len(self._columns) - 1
        for at in range(last, -1, -step):
            words = self._columns[at].words
            wide = text_width(words, font)
            left = at * each + (each - wide) / 2
            if left < 0 and at != last:
                continue
            left = min(max(0.0, left), self.width() - wide)
            draw_block(painter, lay_out(words, font), QPointF(left, top), shown.colour("soft"))
