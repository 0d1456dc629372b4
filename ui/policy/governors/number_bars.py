"""The numbers of one picture, drawn: how many in all, a bar for each part, the terms before in grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import dashed_box, round_box
from ui.components.text import Block, draw_block, lay_out, text_width
from ui.theme import Tone, look

_GAP: Final = 12
_BETWEEN: Final = 36
_NARROWEST: Final = 250


@dataclass(frozen=True, slots=True)
class Row:
    """One number: what it is of, as it is shown, and how long its bar is.

    `share` is from 0 to 1; None where nothing is drawn. `before` are those of the terms before.
    With `hidden` the bar is empty and dashed; with `first` the number stands large before its words.
    """

    words: str
    number: str
    share: float | None = None
    before: str = ""
    hidden: bool = False
    first: bool = False


class NumberBars(QLabel):
    """Rows, one under the other, in up to `columns` columns where there is room.

    A screen reader gets one sentence with all of them.
    """

    def __init__(
        self, *, name: str, tone: Tone, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._name = name
        self._tone = tone
        self._rows: tuple[Row, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Draw these."""
        self._rows = tuple(rows)
        said = ", ".join(f"{one.words}: {one.number}" for one in self._rows)
        self.setAccessibleName(f"{self._name}. {said}" if said else self._name)
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ measures

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns, each = self._parts(width)
        highest = max((sum(self._high(one, each) for one in rows) for rows in columns), default=0)
        return max(0, int(highest) - _GAP + 2)

    def sizeHint(self) -> QSize:
        width = max(self.width(), look().theme.px(260))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(180), self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def _parts(self, width: int) -> tuple[list[tuple[Row, ...]], float]:
        """The rows of each column, filled downwards, and how wide a column is."""
        fitting = (width + _BETWEEN) // (look().theme.px(_NARROWEST) + _BETWEEN)
        count = max(1, min(self._columns, fitting))
        deep = -(-len(self._rows) // count) or 1
        found = [self._rows[at : at + deep] for at in range(0, len(self._rows), deep)]
        return found, (width - _BETWEEN * (count - 1)) / count

    def _words(self, row: Row, width: float) -> Block:
        """What a row is of, in the room that its number leaves."""
        font = look().font("body")
        if row.first:
            room = width - text_width(row.number, look().font("title")) - 10 - self._past(row)
        else:
            room = width - text_width(row.number, look().font("strong")) - 14
            if row.share is None and not row.hidden:
                room -= self._past(row)
        return lay_out(row.words, font, max(40.0, room))

    def _past(self, row: Row) -> float:
        return text_width(row.before, look().font("small")) + 14 if row.before else 0.0

    def _track(self) -> float:
        return float(look().theme.px(10))

    def _high(self, row: Row, width: float) -> float:
        words = self._words(row, width).height
        if row.first:
            return max(words, lay_out(row.number, look().font("title")).height) + _GAP
        if row.share is None and not row.hidden:
            return words + _GAP
        small = lay_out("X", look().font("small")).height
        return words + 2 + max(self._track(), small if row.before else 0.0) + _GAP

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Bars of one picture are compared, so they all end where the longest past begins.
        past = max((self._past(one) for one in self._rows if not one.first), default=0.0)
        columns, width = self._parts(self.width())
        for number, rows in enumerate(columns):
            painter.save()
            painter.translate(number * (width + _BETWEEN), 0)
            y = 0.0
            for row in rows:
                if row.first:
                    self._draw_first(painter, row, y, width)
                else:
                    self._draw_row(painter, row, y, width, past)
                y += self._high(row, width)
            painter.restore()

    def _draw_first(self, painter: QPainter, row: Row, y: float, width: float) -> None:
        shown = look()
        number = lay_out(row.number, shown.font("title"))
        words = self._words(row, width)
        draw_block(painter, number, QPointF(0, y), shown.colour("ink"))
        low = y + max(number.height, words.height)
        top = low - words.height - 3
        draw_block(painter, words, QPointF(number.width + 10, top), shown.colour("ink"))
        before = lay_out(row.before, shown.font("small"))
        at = QPointF(width - before.width, low - before.height - 4)
        draw_block(painter, before, at, shown.colour("soft"))

    def _draw_row(self, painter: QPainter, row: Row, y: float, width: float, past: float) -> None:
        shown = look()
        words = self._words(row, width)
        draw_block(painter, words, QPointF(0, y), shown.colour("ink"))
        number = lay_out(row.number, shown.font("strong"))
        before = lay_out(row.before, shown.font("small"))
        left = width - before.width
        if row.share is None and not row.hidden:
            room = self._past(row)
            at = QPointF(width - number.width - room, y)
            draw_block(painter, number, at, shown.colour("ink"))
            draw_block(painter, before, QPointF(left, y + 2), shown.colour("soft"))
            return
        draw_block(painter, number, QPointF(width - number.width, y), shown.colour("ink"))
        thick = self._track()
        room = max(thick, before.height if row.before else 0.0)
        top = y + words.height + 2 + (room - thick) / 2
        draw_block(painter, before, QPointF(left, y + words.height + 2), shown.colour("soft"))
        track = QRectF(0, top, max(thick * 2, width - past), thick)
        if row.hidden:
            dashed_box(painter, track, thick / 2, shown.colour("edge"))
            return
        _ink, tint = (QColor(name) for name in shown.theme.palette.tone(self._tone))
        edge = shown.colour("line") if shown.theme.name == "contrast" else None
        round_box(painter, track, thick / 2, tint, edge, 1.0)
        if row.share:
            filled = QRectF(track)
            filled.setWidth(max(thick, track.width() * min(1.0, row.share)))
            round_box(painter, filled, thick / 2, QColor(shown.theme.palette.fill(self._tone)))
