"""Rows of a long list with something of their own at the end: chips, or a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.components.lists import FACE, RowDelegate, draw_ground
from ui.components.marks import chip_size, draw_chip
from ui.components.painting import round_box
from ui.components.rows import GAP, PAD_X, RowFace, draw_row
from ui.components.text import draw_text, one_line
from ui.theme import Tone, look

#: The role under which a model gives what stands at the end of a row.
SIDE = Qt.ItemDataRole.UserRole + 2
_BAR = 170

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Tag:
    """A chip of a row."""

    words: str
    tone: Tone = Tone.PLAIN
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many: a bar of a row."""

    words: str
    part: int
    whole: int


class SideDelegate(RowDelegate):
    """Draws a `RowFace`, and beside it what the model gives for `SIDE`: tags, or a part.

    Below a width of `narrow`, in px at 100 %, that stands under the words.
    """

    def __init__(self, view: QWidget, *, narrow: int) -> None:
        super().__init__(view)
        self._narrow = narrow

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        if not self._is_narrow(size.width()):
            return size
        plain = QSize(look().theme.px(self._narrow), 0).expandedTo(size)
        wide = QStyleOptionViewItem(option)
        wide.rect.setWidth(plain.width())  # type: ignore[attr-defined]
        height = super().sizeHint(wide, index).height()
        return QSize(size.width(), height + 6 + _under_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = index.data(FACE)
        if not isinstance(face, RowFace):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        draw_ground(painter, area, option.state, self.parent())  # type: ignore[attr-defined]
        side = index.data(SIDE)
        wanted = _side_width(side)
        theme = look().theme
        end = area.right() - PAD_X - theme.px(16) - GAP
        if not wanted:
            draw_row(painter, area, face, wraps=False)
        elif self._is_narrow(area.width()):
            upper = area.adjusted(0, 0, 0, -_under_height() - 6)
            draw_row(painter, upper, face, wraps=False)
            left = area.left() + PAD_X + (theme.px(24) + GAP if face.icon else 0)
            under = QRectF(left, upper.bottom() - 5, end - left, _under_height())
            _draw_side(painter, under, side)
        else:
            draw_row(painter, area, _shortened(face, end - wanted - GAP, area), wraps=False)
            _draw_side(painter, QRectF(end - wanted, area.top(), wanted, area.height()), side)
        painter.restore()

    def _is_narrow(self, width: float) -> bool:
        return width < look().theme.px(self._narrow)


def _under_height() -> int:
    return chip_size("X").height() + 4


def _shortened(face: RowFace, end: float, area: QRectF) -> RowFace:
    """A face whose words end before `end`."""
    shown = look()
    left = area.left() + PAD_X + (shown.theme.px(24) + GAP if face.icon else 0)
    room = max(40.0, end - left)
    return replace(
        face,
        words=one_line(face.words, shown.font("strong"), room),
        detail=one_line(face.detail, shown.font("small"), room),
    )


def _side_width(side: object) -> float:
    if isinstance(side, Part):
        return look().theme.px(_BAR)
    if isinstance(side, Sequence) and side:
        return sum(chip_size(one.words, one.icon).width() for one in side) + 8 * (len(side) - 1)
    return 0.0


def _draw_side(painter: QPainter, area: QRectF, side: object) -> None:
    if isinstance(side, Part):
        _draw_part(painter, area, side)
    elif isinstance(side, Sequence):
        left = area.left()
        for tag in side:
            size = chip_size(tag.words, tag.icon)
            top = area.center().y() - size.height() / 2
            box = QRectF(left, top, size.width(), size.height())
            draw_chip(painter, box, tag.words, tag.tone, tag.icon)
            left += size.width() + 8


def _draw_part(painter: QPainter, area: QRectF, side: Part) -> None:
    """The words over a bar that is filled as far as it has come."""
    shown = look()
    theme = shown.theme
    wide = min(area.width(), float(theme.px(_BAR)))
    thick = float(theme.px(8))
    font = shown.font("small")
    words = QRectF(area.left(), 0, wide, 0)
    high = float(theme.px(18))
    top = area.center().y() - (high + 4 + thick) / 2
    words = QRectF(area.left(), top, wide, high)
    draw_text(painter, side.words, words, font, shown.colour("soft"))
    ink, tint = (QColor(name) for name in theme.palette.tone(Tone.LEAF))
    edge = shown.colour("line") if theme.name == "contrast" else None
    track = QRectF(area.left(), top + high + 4, wide, thick)
    round_box(painter, track, thick / 2, tint, edge, 1.0)
    if side.part:
        filled = QRectF(track)
        filled.setWidth(max(thick, wide * min(1.0, side.part / max(1, side.whole))))
        round_box(painter, filled, thick / 2, ink)
