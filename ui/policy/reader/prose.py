"""Text of the policy, laid out with hanging numbers, strong words and words that were looked for.

What stands in a policy is plain text, in which only ``**must not**`` is strong: everything else is
drawn as it was written, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.components.text import lay_out, text_width
from ui.theme import SPACE, Theme, look
from ui.theme.tokens import LEADING, SMART

#: Start and end of some letters.
Span = tuple[int, int]

_STRONG = "**"
_GAP = SPACE.tight
_BULLET = "•"
#: For how many widths it is remembered how it lies: a window tries several while it finds its shape.
_WIDTHS = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a point: plain words, which of them are strong, which are explained."""

    words: str
    strong: tuple[Span, ...] = ()
    bullet: bool = False
    explained: tuple[Span, ...] = ()


def strong_words(text: str) -> tuple[str, tuple[Span, ...]]:
    """Words as they are shown, and which of them are strong. Stars without a partner stay."""
    parts = text.split(_STRONG)
    if len(parts) % 2 == 0:
        parts[-2:] = [_STRONG.join(parts[-2:])]
    words, strong = "", list[Span]()
    for place, part in enumerate(parts):
        if place % 2 and part:
            strong.append((len(words), len(words) + len(part)))
        words += part
    return words, tuple(strong)


def paragraph(text: str, *, bullet: bool = False, lead: str = "") -> Paragraph:
    """A paragraph as the policy keeps it; `lead` is the strong word before it."""
    words, strong = strong_words(text)
    if lead:
        before = f"{lead}: "
        strong = ((0, len(lead) + 1), *((a + len(before), b + len(before)) for a, b in strong))
        words = before + words
    return Paragraph(words, strong, bullet)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph in its place."""

    layout: QTextLayout = field(repr=False)
    at: QPointF
    bullet: QPointF | None


@dataclass(frozen=True, slots=True)
class Laid:
    """Everything in its place. Heights in px."""

    pieces: tuple[Piece, ...]
    height: float
    left: float

    def areas_of(self, place: int, span: Span) -> Iterator[QRectF]:
        """Where some letters of a paragraph stand: one area for each of their lines."""
        piece, at = self.pieces[place], span[0]
        while at < span[1]:
            line = piece.layout.lineForTextPosition(at)
            if not line.isValid():
                return
            end = min(span[1], line.textStart() + line.textLength())
            left, right = _x(line, at), _x(line, end)
            x, y = piece.at.x() + left, piece.at.y() + line.y()
            yield QRectF(x, y, right - left, line.height())
            if end <= at:
                return
            at = end


def _x(line: QTextLine, at: int) -> float:
    """Where a letter begins in its line; Qt says it with the letter's place, or without."""
    told: Any = line.cursorToX(at)
    return float(told[0] if isinstance(told, tuple) else told)


class Prose:
    """A number and its paragraphs, measured once for each width and look."""

    def __init__(
        self,
        number: str,
        paragraphs: Sequence[Paragraph],
        *,
        room_for: str = "",
        soft: bool = False,
    ) -> None:
        """`room_for` is the longest number: all words begin at the same place. None hangs nothing."""
        self.number = number
        self.paragraphs = tuple(paragraphs)
        self._room_for = room_for
        self._soft = soft
        self._laid: dict[int, Laid] = {}
        self._laid_in: Theme | None = None

    @property
    def aloud(self) -> str:
        """All of it as a screen reader says it."""
        words = " ".join(one.words for one in self.paragraphs)
        return f"{self.number}. {words}" if self.number else words

    @property
    def hang(self) -> float:
        """How far the words stand in, in px."""
        if not self._room_for:
            return 0.0
        return text_width(self._room_for, look().font("strong")) + SPACE.base

    def at(self, width: int) -> Laid:
        """Laid out at a width in px."""
        theme = look().theme
        if theme is not self._laid_in:
            self._laid.clear()
            self._laid_in = theme
        known = self._laid.get(width)
        if known is None:
            if len(self._laid) > _WIDTHS:
                self._laid.clear()
            known = self._laid[width] = self._lay_out(width)
        return known

    def _lay_out(self, width: int) -> Laid:
        left = self.hang
        font = look().font("body")
        y, pieces = 0.0, list[Piece]()
        for one in self.paragraphs:
            if pieces:
                y += SPACE.hair if one.bullet else SPACE.tight
            inset = look().theme.px(16) if one.bullet else 0
            layout, height = _lay_out(one, font, max(width - left - inset, 40.0))
            bullet = QPointF(left, y) if one.bullet else None
            pieces.append(Piece(layout, QPointF(left + inset, y), bullet))
            y += height
        return Laid(tuple(pieces), y, left)

    def draw(
        self, painter: QPainter, at: QPointF, width: int, marks: Sequence[Sequence[Span]] = ()
    ) -> None:
        """Draw it, its top left corner at a point; `marks` are the words looked for, by paragraph."""
        shown, laid = look(), self.at(width)
        for place, spans in enumerate(marks):
            for area in (area for span in spans for area in laid.areas_of(place, span)):
                _mark(painter, area.translated(at))
        if self.number:
            colour, _shape = SMART.get(self.number, ("act", ""))
            number = lay_out(self.number, shown.font("strong"), leading=LEADING["strong"])
            painter.setPen(shown.colour(colour))
            lift = QFontMetricsF(shown.font("strong")).ascent()
            drop = QFontMetricsF(shown.font("body")).ascent()
            number.layout.draw(painter, at + QPointF(0, drop - lift))
        ink = shown.colour("soft" if self._soft else "ink")
        for piece in laid.pieces:
            painter.setPen(ink)
            if piece.bullet is not None:
                dot = lay_out(_BULLET, shown.font("body"), leading=LEADING["body"])
                dot.layout.draw(painter, at + piece.bullet)
            piece.layout.draw(painter, at + piece.at)


def _mark(painter: QPainter, area: QRectF) -> None:
    """A tint under a word, and a line: never by colour alone."""
    painter.fillRect(area, look().colour("sun_tint"))
    thick = look().theme.px(2)
    painter.fillRect(
        QRectF(area.left(), area.bottom() - thick, area.width(), thick), look().colour("sun")
    )


def _lay_out(one: Paragraph, font: QFont, width: float) -> tuple[QTextLayout, float]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # One letter for one, so that places in the words stay places in the layout.
    layout = QTextLayout(one.words.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.setFormats(_formats(one))
    step = QFontMetricsF(font).height() * LEADING["body"]
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += max(step, line.height())
    layout.endLayout()
    return layout, y


def _formats(one: Paragraph) -> list[QTextLayout.FormatRange]:
    shown = look()
    strong = QTextCharFormat()
    strong.setFont(shown.font("body", bold=True))
    explained = QTextCharFormat()
    explained.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    explained.setUnderlineColor(shown.colour("act"))
    found: list[QTextLayout.FormatRange] = []
    for spans, form in ((one.explained, explained), (one.strong, strong)):
        for start, end in spans:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, end - start, form  # type: ignore[misc]
            found.append(piece)
    return found
