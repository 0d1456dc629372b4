"""Numbers by two things at once: a field of boxes, the fuller the more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trent_desktop.sentences import sentences
from ui.components.painting import dashed_box, round_box
from ui.components.text import Block, draw_block, lay_out
from ui.theme import look

_NAMES: Final = 0.26  # of the width, for what the rows are, where nothing else is said
_GAP: Final = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """One number: how many (None: it is not told) and in words."""

    count: int | None
    words: str


class Matrix(QLabel):
    """Rows and columns of boxes with their numbers: none, some, and many differ in ground and edge.

    A screen reader gets what is not nought, row by row.
    """

    def __init__(
        self, *, name: str, names_wide: float = _NAMES, parent: QWidget | None = None
    ) -> None:
        """`names_wide`: the part of the width that is for what the rows are."""
        super().__init__(parent)
        self._part = names_wide
        self._name = name
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._boxes: tuple[tuple[Box, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_boxes(
        self, rows: Sequence[str], columns: Sequence[str], boxes: Sequence[Sequence[Box]]
    ) -> None:
        """Draw these; `boxes` has a line for each row."""
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._boxes = tuple(map(tuple, boxes))
        said = sentences(
            *(
                f"{row}: "
                + ", ".join(
                    f"{column} {box.words}"
                    for column, box in zip(self._columns, line, strict=True)
                    if box.count != 0
                )
                for row, line in zip(self._rows, self._boxes, strict=True)
                if any(box.count != 0 for box in line)
            )
        )
        self.setAccessibleName(f"{self._name}. {said}" if said else self._name)
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ measures

    def _names_wide(self, width: float) -> float:
        return width * self._part

    def _each(self, width: float) -> float:
        return (width - self._names_wide(width)) / max(1, len(self._columns))

    def _head(self, width: float) -> list[Block]:
        font = look().font("small")
        middle = Qt.AlignmentFlag.AlignHCenter
        room = self._each(width) - _GAP
        return [lay_out(words, font, room, align=middle) for words in self._columns]

    def _heights(self, width: float) -> tuple[float, list[float]]:
        """Of the head, and of each row: as high as its name and its fullest box need."""
        body, small = look().font("body"), look().font("small")
        head = max((block.height for block in self._head(width)), default=0.0) + 6
        heights: list[float] = []
        for name, line in zip(self._rows, self._boxes, strict=True):
            high = lay_out(name, body, self._names_wide(width) - 12).height
            room = self._each(width) - _GAP - 6
            for box in line:
                high = max(high, lay_out(box.words, small, room).height)
            heights.append(max(high + 12, float(look().theme.px(36))) + _GAP)
        return head, heights

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        head, heights = self._heights(width)
        return int(head + sum(heights) + 0.999)

    def sizeHint(self) -> QSize:
        width = max(self.width(), look().theme.px(320))
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

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        width = float(self.width())
        names, each = self._names_wide(width), self._each(width)
        y, heights = self._heights(width)
        for at, block in enumerate(self._head(width)):
            top = y - 6 - block.height
            draw_block(painter, block, QPointF(names + at * each, top), shown.colour("soft"))
        most = max((box.count or 0 for line in self._boxes for box in line), default=0)
        for name, line, high in zip(self._rows, self._boxes, heights, strict=True):
            block = lay_out(name, shown.font("body"), names - 12)
            middle = y + (high - _GAP - block.height) / 2
            draw_block(painter, block, QPointF(0, middle), shown.colour("ink"))
            for at, box in enumerate(line):
                area = QRectF(names + at * each, y, each - _GAP, high - _GAP)
                _draw(painter, area, box, most)
            y += high


def _draw(painter: QPainter, area: QRectF, box: Box, most: int) -> None:
    shown = look()
    ink = "soft"
    if box.count is None:
        dashed_box(painter, area, 6, shown.colour("edge"))
    elif box.count * 2 > most:
        round_box(painter, area, 6, shown.colour("act"))
        ink = "on_act"
    elif box.count:
        round_box(painter, area, 6, shown.colour("tint"), shown.colour("act"), 1.0)
        ink = "on_tint"
    else:
        round_box(painter, area, 6, shown.colour("well"))
    font = shown.font("small", bold=bool(box.count))
    words = lay_out(box.words, font, area.width() - 6, align=Qt.AlignmentFlag.AlignHCenter)
    top = area.center().y() - words.height / 2
    draw_block(painter, words, QPointF(area.left() + 3, top), shown.colour(ink))
