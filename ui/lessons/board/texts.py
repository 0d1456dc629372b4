"""Text on the board: measured before it is drawn, so that a test can see what would be cut off."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from trent_desktop.lessons.lesson import Run, Text
from trent_desktop.lessons.letters import BEYOND
from ui.theme.fonts import FALLBACK, FAMILY, FIRST_READERS, board_families, load_letters_of

_LEADING = 1.12
#: No slide may have so many: what is longer is set as far as that, and counts as cut off.
_MOST_LETTERS = 1_500
#: Faces without a bold one: Qt would smear their letters, which those who learn them must know
#: again. What is bold elsewhere lies on the ground of a marker pen there.
_NO_BOLD = frozenset({FIRST_READERS})
_MARKER = "#FFE59A"
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
#: Where a line may end: at a space, and after a hyphen.
_WORD_ENDS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+|(?<=-)")
#: A telephone number is read in one go: "0800" and "1111" on two lines are two numbers.
_IN_NUMBER = re.compile(r"(?<=\d) (?=\d{3})")
#: A number with a nought in it, in its groups: ``0800 1111``.
_NOUGHT = re.compile(r"\d[\d \u00a0,.:]*\d|\d")
#: A short word with one hyphen stays together: "grown-" and "up" on two lines is hard to read.
_SHORT_WORD = re.compile(r"(?<![\w-])(\w{1,8})-(\w{1,5})(?![\w-])")


def plain(words: str, *, bold: bool = False) -> Text:
    """A text of one kind."""
    return Text((Run(words, bold),))


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `bold` only where the family has it."""

    family: str
    px: float
    bold: bool = False

    @property
    def has_bold(self) -> bool:
        """Whether there is a bold face of the family."""
        return self.family not in _NO_BOLD


def show_letters_of(words: str) -> None:
    """See to it that every letter of a lesson can be drawn, as far as any of our faces has it."""
    if BEYOND.search(words) and load_letters_of(words):
        font_of.cache_clear()
        flow.cache_clear()


@cache
def font_of(style: Style) -> QFont:
    """The font of a style."""
    font = QFont([style.family, *board_families()])
    font.setPixelSize(max(1, round(style.px)))
    font.setBold(style.bold and style.has_bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@dataclass(frozen=True, slots=True)
class Flow:
    """A text laid out in a width. `widest` and `height` are what it takes, in px."""

    layout: QTextLayout
    lines: int
    widest: float
    height: float
    longest_word: float

    def fits(self, width: float, height: float) -> bool:
        """Whether it all can be seen, no word broken."""
        return self.height <= height + 0.5 and max(self.widest, self.longest_word) <= width + 0.5


@lru_cache(maxsize=4_000)
def flow(text: Text, style: Style, width: float, align: Qt.AlignmentFlag) -> Flow:
    """Set `text` in lines of `width`: to the left means to where its lines begin."""
    font = font_of(style)
    words = text.plain[:_MOST_LETTERS]
    words = _SHORT_WORD.sub("\\1\N{NON-BREAKING HYPHEN}\\2", words)
    words = _IN_NUMBER.sub("\N{NO-BREAK SPACE}", words)
    layout = QTextLayout(words, font)
    # By its first letters: Arabic begins on the right, also where English words follow.
    from_right = _runs_from_right(words)
    option = QTextOption(_RIGHT if from_right and align == _LEFT else align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    layout.setFormats([*_formats(text, style), *_numbers(words, style.family)])
    layout.setCacheEnabled(True)
    metrics = QFontMetricsF(font)
    leading = metrics.height() * _LEADING
    layout.beginLayout()
    y, widest, count = 0.0, 0.0, 0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # Letters of another face may stand higher, or hang lower.
        high = max(leading, line.height())
        line.setPosition(QPointF(0, y + (high - line.height()) / 2))
        y += high
        widest = max(widest, line.naturalTextWidth())
        count += 1
    layout.endLayout()
    heavy = style.bold or _has_bold(text)
    widths = QFontMetricsF(font_of(Style(style.family, style.px, heavy)))
    longest = max((widths.horizontalAdvance(one) for one in _WORD_ENDS.split(words)), default=0.0)
    if len(text.plain) > _MOST_LETTERS:
        longest = math.inf
    return Flow(layout, count, widest, y, longest)


def _runs_from_right(words: str) -> bool:
    """Whether the first letter is of a script that is written from the right."""
    kinds = (unicodedata.bidirectional(one) for one in words)
    return next((one for one in kinds if one in ("L", "R", "AL")), "L") != "L"


def _has_bold(text: Text) -> bool:
    return any(run.bold or run.meaning for run in text.runs)


def _numbers(words: str, family: str) -> list[QTextLayout.FormatRange]:
    """Numbers in figures as children write them: the nought of the board's own face is struck."""
    if family != FAMILY:
        return []
    ranges: list[QTextLayout.FormatRange] = []
    for number in _NOUGHT.finditer(words):
        if "0" not in number[0]:
            continue
        form = QTextCharFormat()
        form.setFontFamilies([FALLBACK, FAMILY])
        one = QTextLayout.FormatRange()
        one.start, one.length = number.start(), len(number[0])  # type: ignore[misc]
        one.format = form  # type: ignore[misc]
        ranges.append(one)
    return ranges


def _formats(text: Text, style: Style) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    at = 0
    for run in text.runs:
        one = QTextLayout.FormatRange()
        one.start, one.length = at, len(run.text)  # type: ignore[misc]
        form = QTextCharFormat()
        if style.has_bold and (run.bold or run.meaning):
            form.setFontWeight(QFont.Weight.Bold)
        elif run.bold:
            form.setBackground(QColor(_MARKER))
        if run.meaning:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        one.format = form  # type: ignore[misc]
        if run.bold or run.meaning:
            ranges.append(one)
        at += len(run.text)
    return ranges


def fitted(
    text: Text,
    style: Style,
    width: float,
    height: float,
    smallest: float,
    align: Qt.AlignmentFlag,
) -> tuple[Style, Flow]:
    """The largest setting up to `style` that fits; at `smallest` it is as it is."""
    px = style.px
    while True:
        found = Style(style.family, px, style.bold)
        result = flow(text, found, width, align)
        if result.fits(width, height) or px <= smallest:
            return found, result
        px = max(smallest, px * 0.94)


def draw(
    painter: QPainter, flowed: Flow, place: QRectF, colour: str, valign: Qt.AlignmentFlag
) -> None:
    """Draw a text into a place."""
    painter.setPen(QPen(QColor(colour)))
    flowed.layout.draw(painter, QPointF(place.left(), text_top(flowed, place, valign)))


def text_top(flowed: Flow, place: QRectF, valign: Qt.AlignmentFlag) -> float:
    """Where a text begins in its place, from above."""
    spare = place.height() - flowed.height
    if valign == Qt.AlignmentFlag.AlignVCenter:
        return place.top() + spare / 2
    return place.top() + (spare if valign == Qt.AlignmentFlag.AlignBottom else 0)


def words_at(flowed: Flow, place: QRectF, text: Text, point: QPointF) -> str:
    """The meaning of the word of the vocabulary at `point`, or nothing."""
    inside = point - place.topLeft()
    for number in range(flowed.layout.lineCount()):
        line = flowed.layout.lineAt(number)
        if not line.rect().adjusted(-8, -8, 8, 8).contains(inside):
            continue
        found = line.xToCursor(inside.x())
        at = found[0] if isinstance(found, tuple) else found
        start = 0
        for run in text.runs:
            if start <= at <= start + len(run.text) and run.meaning:
                return f"{run.text}: {run.meaning}"
            start += len(run.text)
    return ""
