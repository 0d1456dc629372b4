"""How long something took: a mark for the middle one and one for the longest, on a line of time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trent_desktop.sentences import sentences
from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out, one_line, text_width
from ui.theme import Tone, look

#: Marks on the line, in minutes. Each is as far from the next as it is times longer.
_TICKS: Final = ((1, "1 minute"), (60, "1 hour"), (1_440, "1 day"), (10_080, "1 week"))
_LONGEST: Final = 525_600  # a year


@dataclass(frozen=True, slots=True)
class Track:
    """One line: what it is, the middle one and the longest in minutes, and both in words.

    Where the longest is not told it is None, and has no mark.
    """

    words: str
    middle: float
    longest: float | None
    said: str


class TimeTracks(QLabel):
    """A round mark is the middle one (half took no longer), a diamond the longest.

    Told apart by shape, not by colour. A screen reader gets one sentence with all of them.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tracks: tuple[Track, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Draw these."""
        self._tracks = tuple(tracks)
        said = sentences(*(f"{one.words}: {one.said}" for one in self._tracks))
        self.setAccessibleName(f"{self._name}. {said}" if said else self._name)
        self.updateGeometry()
        self.update()

    def _row(self, width: int) -> float:
        shown = look()
        line = lay_out("X", shown.font("body")).height
        lines = 1 if self._beside(width) else 2
        return lines * line + shown.theme.px(14) + 18

    def _beside(self, width: int) -> bool:
        """Whether the name of every line and what is said of it fit beside each other."""
        strong, body = look().font("strong"), look().font("body")
        return all(
            text_width(one.words, strong) + text_width(one.said, body) + 24 <= width
            for one in self._tracks
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        foot = lay_out("X", look().font("small")).height + 4
        return int(self._row(width) * len(self._tracks) + foot)

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

    def _at(self, minutes: float) -> float:
        """Where on the line a length of time stands, from 0 to 1."""
        return min(1.0, math.log(max(1.0, minutes)) / math.log(_LONGEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = look()
        side = float(shown.theme.px(14))
        left, wide = side / 2, self.width() - side
        row, beside = self._row(self.width()), self._beside(self.width())
        line = lay_out("X", shown.font("body")).height
        foot = row * len(self._tracks)
        for minutes, _ in _TICKS:
            x = left + wide * self._at(minutes)
            painter.fillRect(QRectF(x, 0, 1, foot), shown.colour("line"))
        for number, one in enumerate(self._tracks):
            y = number * row
            self._say(painter, one, y, line, beside=beside)
            middle = y + (1 if beside else 2) * line + 6 + side / 2
            track = QRectF(left, middle - 3, wide, 6)
            edge = shown.colour("line") if shown.theme.name == "contrast" else None
            round_box(painter, track, 3, shown.colour("well"), edge, 1.0)
            first = left + wide * self._at(one.middle)
            if one.longest is not None:
                last = left + wide * self._at(one.longest)
                between = QRectF(first, middle - 3, max(0.0, last - first), 6)
                round_box(painter, between, 3, QColor(shown.theme.palette.tone(Tone.ACT)[0]))
                _mark(painter, QPointF(last, middle), side, round_one=False)
            _mark(painter, QPointF(first, middle), side, round_one=True)
        self._name_ticks(painter, left, wide, foot + 2)

    def _say(self, painter: QPainter, one: Track, y: float, line: float, *, beside: bool) -> None:
        shown = look()
        body = shown.font("body")
        name = lay_out(one.words, shown.font("strong"))
        said = lay_out(one_line(one.said, body, self.width()), body)
        ground = shown.colour("card")
        at = QPointF(self.width() - said.width, y) if beside else QPointF(0, y + line)
        # The lines of time stop where words stand.
        painter.fillRect(QRectF(0, y, name.width + 6, line), ground)
        painter.fillRect(QRectF(at.x() - 6, at.y(), said.width + 6, line), ground)
        draw_block(painter, name, QPointF(0, y), shown.colour("ink"))
        draw_block(painter, said, at, shown.colour("soft"))

    def _name_ticks(self, painter: QPainter, left: float, wide: float, top: float) -> None:
        font = look().font("small")
        end = -1.0
        for minutes, words in _TICKS:
            room = text_width(words, font)
            x = max(0.0, left + wide * self._at(minutes) - room / 2)
            if x > end:
                draw_block(painter, lay_out(words, font), QPointF(x, top), look().colour("soft"))
                end = x + room + 12


def _mark(painter: QPainter, at: QPointF, side: float, *, round_one: bool) -> None:
    shown = look()
    painter.setPen(QPen(shown.colour("card"), 2))
    half = side / 2
    if round_one:
        painter.setBrush(QColor(shown.theme.palette.fill(Tone.ACT)))
        painter.drawEllipse(at, half, half)
    else:
        painter.setBrush(QColor(shown.theme.palette.fill(Tone.SUN)))
        half *= 1.25  # as large to the eye as the round one
        tips = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in tips]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
