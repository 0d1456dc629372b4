"""Figures: numbers drawn, for those who would rather see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import dashed_box, round_box
from ui.components.text import draw_block, lay_out, text_width
from ui.theme import Tone, look
from ui.theme.icons import draw_icon


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, how many, and the icon and tone that say the same.

    `said` stands in the place of a number that is not told; its bar is then empty and dashed.
    """

    words: str
    count: int
    tone: Tone
    icon: str
    said: str = ""

    @property
    def number(self) -> str:
        """The number in words."""
        return self.said or f"{self.count:,}"


class Bars(QLabel):
    """Horizontal bars, one under the other, each with its words and its number.

    The longest fills the width. A screen reader gets one sentence with all of them.
    """

    def __init__(
        self, bars: Sequence[Bar] = (), *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these."""
        self._bars = tuple(bars)
        said = ", ".join(f"{bar.words}: {bar.number}" for bar in self._bars)
        self.setAccessibleName(f"{self._name}. {said}" if said else self._name)
        self.updateGeometry()
        self.update()

    def _row(self) -> int:
        shown = look()
        return int(lay_out("X", shown.font("body")).height) + shown.theme.px(12) + 20

    def sizeHint(self) -> QSize:
        return QSize(look().theme.px(260), self._row() * max(len(self._bars), 1) - 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(180), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        theme = shown.theme
        width = float(self.width())
        longest = max((bar.count for bar in self._bars), default=0) or 1
        thick = float(theme.px(12))
        for number, bar in enumerate(self._bars):
            y = float(number * self._row())
            ink, tint = (QColor(name) for name in theme.palette.tone(bar.tone))
            side = theme.px(18)
            words = lay_out(bar.words, shown.font("body"))
            draw_icon(painter, bar.icon, QRectF(0, y + (words.height - side) / 2, side, side), ink)
            draw_block(painter, words, QPointF(side + 8, y), shown.colour("ink"))
            font = shown.font("strong")
            count = bar.number
            number_width = text_width(count, font)
            block = lay_out(count, font)
            draw_block(painter, block, QPointF(width - number_width, y), shown.colour("ink"))
            track = QRectF(0, y + words.height + 6, width, thick)
            edge = shown.colour("line") if theme.name == "contrast" else None
            if bar.said:
                dashed_box(painter, track, thick / 2, shown.colour("edge"))
                continue
            round_box(painter, track, thick / 2, tint, edge, 1.0)
            if bar.count:
                filled = QRectF(track)
                filled.setWidth(max(thick, width * bar.count / longest))
                round_box(painter, filled, thick / 2, QColor(theme.palette.fill(bar.tone)))
