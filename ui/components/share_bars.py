"""How many of how many: a bar for each group, several side by side where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out, one_line, text_width
from ui.theme import Tone, look

_NARROWEST: Final = 300
_GAP: Final = 36


@dataclass(frozen=True, slots=True)
class Share:
    """One bar: `part` of `whole`. `value` is given back when it is pressed."""

    words: str
    part: int
    whole: int
    value: str = ""


class ShareBars(QLabel):
    """Bars in columns, filled downwards. A screen reader gets one sentence with all of them."""

    pressed = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shares: tuple[Share, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_shares(())

    @property
    def shares(self) -> tuple[Share, ...]:
        """What is drawn."""
        return self._shares

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Draw these."""
        self._shares = tuple(shares)
        said = ", ".join(f"{one.words}: {one.part} of {one.whole}" for one in self._shares)
        self.setAccessibleName(f"{self._name}. {said}" if said else self._name)
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ measures

    def _row(self) -> int:
        return int(lay_out("X", look().font("body")).height) + 14

    def _columns(self, width: int) -> int:
        least = look().theme.px(_NARROWEST)
        return max(1, min((width + _GAP) // (least + _GAP), len(self._shares) or 1))

    def _rows(self, width: int) -> int:
        return -(-len(self._shares) // self._columns(width)) if self._shares else 1

    def heightForWidth(self, width: int) -> int:
        return self._rows(width) * self._row()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = max(self.width(), look().theme.px(_NARROWEST))
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

    # ------------------------------------------------------------------ drawing and pressing

    def _place(self, number: int) -> QRectF:
        columns, rows = self._columns(self.width()), self._rows(self.width())
        wide = (self.width() - _GAP * (columns - 1)) / columns
        column, row = divmod(number, rows)
        return QRectF(column * (wide + _GAP), row * self._row(), wide, self._row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, one in enumerate(self._shares):
            if one.value and self._place(number).contains(event.position()):
                self.pressed.emit(one.value)
                return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        theme = shown.theme
        font, strong = shown.font("body"), shown.font("strong")
        counts = [f"{one.part:,} of {one.whole:,}" for one in self._shares]
        room = max((text_width(words, font) for words in counts), default=0.0)
        names = max((text_width(one.words, strong) for one in self._shares), default=0.0)
        thick = float(theme.px(12))
        ink, tint = (QColor(name) for name in theme.palette.tone(Tone.LEAF))
        edge = shown.colour("line") if theme.name == "contrast" else None
        for number, (one, count) in enumerate(zip(self._shares, counts, strict=True)):
            place = self._place(number)
            wide = min(names, place.width() * 0.34)
            words = lay_out(one_line(one.words, strong, wide), strong)
            top = place.top() + (place.height() - words.height) / 2
            draw_block(painter, words, QPointF(place.left(), top), shown.colour("ink"))
            said = lay_out(count, font)
            left = place.right() - room
            draw_block(painter, said, QPointF(left, top), shown.colour("soft"))
            track = QRectF(
                place.left() + wide + 14,
                place.center().y() - thick / 2,
                left - place.left() - wide - 28,
                thick,
            )
            if track.width() < thick * 2:
                continue
            round_box(painter, track, thick / 2, tint, edge, 1.0)
            if one.part:
                filled = QRectF(track)
                filled.setWidth(max(thick, track.width() * min(1.0, one.part / max(1, one.whole))))
                round_box(painter, filled, thick / 2, ink)
