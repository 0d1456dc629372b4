"""Measuring and drawing plain text that wraps: at words, and inside a word that is too long.

Text is never marked up: what somebody typed, `<b>` and all, is drawn as typed.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.theme import SetFont

#: As wide as it likes.
UNBOUNDED = 16_000_000.0
#: How much is remembered: what two large screens ask for while they find their shape.
_REMEMBERED = 2048
_LEFT = Qt.AlignmentFlag.AlignLeft
_LEFT_VALUE = _LEFT.value


class Block(NamedTuple):
    """Text laid out at a width. `height` and `width` in px."""

    layout: QTextLayout
    width: float
    height: float
    lines: int


@lru_cache(maxsize=_REMEMBERED)
def _lay_out(text: str, font_key: str, width: int, leading: float, align: int) -> Block:
    font = QFont()
    font.fromString(font_key)
    option = QTextOption(Qt.AlignmentFlag(align))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\r\n", "\n").replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    step = QFontMetricsF(font).height() * leading
    layout.beginLayout()
    y, widest, lines = 0.0, 0.0, 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += max(step, line.height())
        widest = max(widest, line.naturalTextWidth())
        lines += 1
    layout.endLayout()
    return Block(layout, widest, y, lines)


def lay_out(
    text: str,
    font: QFont,
    width: float = UNBOUNDED,
    *,
    leading: float = 1.0,
    align: Qt.AlignmentFlag = _LEFT,
) -> Block:
    """Lay text out at a width in px; the newest are remembered."""
    key = font.spelling if isinstance(font, SetFont) else font.toString()
    # Members of Qt's enumerations are slow to look into, and slow as keys.
    side = _LEFT_VALUE if align is _LEFT else align.value
    return _lay_out(text, key, max(1, int(min(width, UNBOUNDED))), leading, side)


def draw_block(painter: QPainter, block: Block, at: QPointF, colour: QColor) -> None:
    """Draw text that was laid out, its top left corner at a point."""
    painter.setPen(colour)
    block.layout.draw(painter, at)


def draw_text(
    painter: QPainter,
    text: str,
    area: QRectF,
    font: QFont,
    colour: QColor,
    *,
    leading: float = 1.0,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    middle: bool = False,
) -> float:
    """Draw wrapped text into an area, from its top or about its middle. Returns its height."""
    block = lay_out(text, font, area.width(), leading=leading, align=align)
    top = area.top() + (area.height() - block.height) / 2 if middle else area.top()
    draw_block(painter, block, QPointF(area.left(), top), colour)
    return block.height


def text_width(text: str, font: QFont) -> float:
    """How wide text is on one line, in px."""
    return lay_out(text, font).width


def one_line(text: str, font: QFont, width: float) -> str:
    """Text shortened to one line with an ellipsis: for rows of lists only, never for labels."""
    flat = " ".join(text.split())
    return QFontMetricsF(font).elidedText(flat, Qt.TextElideMode.ElideRight, width)


#: No sign is narrower than this part of a font's height: what comes after so many is out of sight.
_NARROWEST = 0.15


@lru_cache(maxsize=_REMEMBERED)
def _starts(text: str, font_key: str, width: int, most: int) -> tuple[int, ...]:
    """Where the lines begin, as Qt counts: one more than `most` where there are more."""
    font = QFont()
    font.fromString(font_key)
    option = QTextOption(_LEFT)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(_in_sight(text, font, width, most), font)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return tuple(starts)


def _in_sight(text: str, font: QFont, width: float, lines: int) -> str:
    """Text on one line, without what can be in sight of no reader."""
    longest = int(lines * width / (QFontMetricsF(font).height() * _NARROWEST)) + 1
    return " ".join(text[: 2 * longest].split())[:longest]


def count_lines(text: str, font: QFont, width: float, most: int) -> int:
    """How many lines `few_lines` gives."""
    key = font.spelling if isinstance(font, SetFont) else font.toString()
    return min(most, len(_starts(text, key, max(1, int(width)), most))) if text else 0


def few_lines(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Text broken into `most` lines at the most, the last shortened with an ellipsis.

    For rows of lists only, never for labels.
    """
    if not text:
        return ()
    key = font.spelling if isinstance(font, SetFont) else font.toString()
    starts = _starts(text, key, max(1, int(width)), most)
    signs = _in_sight(text, font, max(1, int(width)), most).encode("utf-16-le")
    edges = [*(2 * at for at in starts[:most]), len(signs)]
    found = [signs[at:end].decode("utf-16-le").rstrip() for at, end in pairwise(edges)]
    if len(starts) > most:
        found[-1] = one_line(found[-1], font, width)
    return tuple(found)
