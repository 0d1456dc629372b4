"""Rows: what they show, how they are drawn, and buttons for short lists."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.buttons import PaintedButton
from ui.components.marks import chip_size, draw_chip
from ui.components.painting import round_box
from ui.components.text import draw_block, lay_out, one_line
from ui.theme import SPACE, Theme, Tone, look
from ui.theme.icons import draw_icon


@dataclass(frozen=True, slots=True)
class RowFace:
    """What a row shows. `spoken` is what a screen reader says; made from the rest when empty."""

    words: str
    detail: str = ""
    icon: str = ""
    icon_tone: Tone = Tone.PLAIN
    chip: str = ""
    chip_tone: Tone = Tone.PLAIN
    chip_icon: str = ""
    side: str = ""  # a date or a count before the chip
    spoken: str = ""

    @property
    def aloud(self) -> str:
        """The row in one sentence."""
        parts = (self.words, self.detail, self.side, self.chip)
        return self.spoken or ", ".join(part for part in parts if part)


PAD_X, PAD_Y, GAP = SPACE.base, 11, 14


def _is_narrow(width: float) -> bool:
    """Whether the chip goes under the words, because there is no room beside them."""
    return width < look().theme.px(430)


def row_height(face: RowFace, width: float, *, wraps: bool) -> int:
    """How high a row is at a width, in px. Without wrapping all rows are equally high."""
    shown = look()
    narrow = _is_narrow(width)
    if wraps:
        room = _words_room(face, width, narrow)
        height = lay_out(face.words, shown.font("strong"), room).height
        if face.detail:
            height += 2 + lay_out(face.detail, shown.font("small"), room).height
    else:
        height = lay_out("X", shown.font("strong")).height + 2
        height += lay_out("X", shown.font("small")).height
    if narrow and face.chip:
        height += 6 + chip_size("X").height()
    return int(max(height, shown.theme.px(28)) + 0.999) + 2 * PAD_Y


def _words_room(face: RowFace, width: float, narrow: bool) -> float:
    theme = look().theme
    room = width - 2 * PAD_X - theme.px(16) - GAP
    if face.icon:
        room -= theme.px(24) + GAP
    if not narrow and face.chip:
        room -= chip_size(face.chip, face.chip_icon).width() + GAP
    if not narrow and face.side:
        room -= lay_out(face.side, look().font("small")).width + GAP
    return max(room, 40.0)


def draw_row(painter: QPainter, area: QRectF, face: RowFace, *, wraps: bool) -> None:
    """Draw a row's content."""
    shown = look()
    theme = shown.theme
    narrow = _is_narrow(area.width())
    room = _words_room(face, area.width(), narrow)
    left = area.left() + PAD_X
    if face.icon:
        side = theme.px(24)
        colour = "soft" if face.icon_tone is Tone.PLAIN else face.icon_tone.value
        box = QRectF(left, area.center().y() - side / 2, side, side)
        draw_icon(painter, face.icon, box, shown.colour(colour))
        left += side + GAP
    if wraps:
        top_block = lay_out(face.words, shown.font("strong"), room)
        under = lay_out(face.detail, shown.font("small"), room) if face.detail else None
    else:
        top_block = lay_out(one_line(face.words, shown.font("strong"), room), shown.font("strong"))
        detail = one_line(face.detail, shown.font("small"), room)
        under = lay_out(detail, shown.font("small")) if detail else None
    height = top_block.height + (2 + under.height if under else 0)
    chip = chip_size(face.chip, face.chip_icon) if face.chip else QSize()
    if narrow and face.chip:
        height += 6 + chip.height()
    y = area.center().y() - height / 2
    draw_block(painter, top_block, QPointF(left, y), shown.colour("ink"))
    y += top_block.height
    if under:
        draw_block(painter, under, QPointF(left, y + 2), shown.colour("soft"))
        y += 2 + under.height
    right = area.right() - PAD_X
    caret = theme.px(16)
    box = QRectF(right - caret, area.center().y() - caret / 2, caret, caret)
    draw_icon(painter, "caret-right-bold", box, shown.colour("soft"))
    right -= caret + GAP
    if face.chip:
        if narrow:
            box = QRectF(left, y + 6, chip.width(), chip.height())
        else:
            right -= chip.width()
            box = QRectF(right, area.center().y() - chip.height() / 2, chip.width(), chip.height())
            right -= GAP
        draw_chip(painter, box, face.chip, face.chip_tone, face.chip_icon)
    if face.side and not narrow:
        block = lay_out(face.side, shown.font("small"))
        at = QPointF(right - block.width, area.center().y() - block.height / 2)
        draw_block(painter, block, at, shown.colour("soft"))


class RowButton(PaintedButton):
    """A row of a short list: press it to open what it names."""

    radius = 8

    def __init__(self, face: RowFace, *, parent: QWidget | None = None) -> None:
        self._face = face
        #: Its height by the width it was given, in px, as `_measured_in` dresses.
        self._heights: dict[int, int] = {}
        self._measured_in: Theme | None = None
        super().__init__(face.words, name=face.aloud, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def face(self) -> RowFace:
        """What it shows."""
        return self._face

    def heightForWidth(self, width: int) -> int:
        # Layouts ask again and again while a window finds its shape.
        theme = look().theme
        if theme is not self._measured_in:
            self._heights.clear()
            self._measured_in = theme
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = row_height(self._face, width, wraps=True)
        return known

    def sizeHint(self) -> QSize:
        width = look().theme.px(520)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(200), look().theme.px(28) + 2 * PAD_Y)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        if self.isDown() or self._warmth > 0:
            ground = shown.colour("tint" if self.isDown() else "hover")
            ground = type(ground)(ground)
            ground.setAlphaF(1.0 if self.isDown() else self._warmth)
            round_box(painter, QRectF(self.rect()), self.radius, ground)
        draw_row(painter, QRectF(self.rect()), self._face, wraps=True)
