"""Measures of a board: everything grows with it, and nothing is smaller than a child can hit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF, QSizeF

from trent_desktop.lessons.lesson import Band, Letter
from ui.theme.fonts import FAMILY, FIRST_READERS

#: px at 1080 lines, by age: title, text, labels on cards.
_TYPE = {
    Band.YEARS_1_2: (72, 60, 48),
    Band.YEARS_3_4: (62, 48, 46),
    Band.YEARS_5_6: (54, 46, 46),
    Band.EVERYBODY: (66, 52, 46),
}
#: No capitals are lower than this on a board of 75 inches: it is read from eight metres (rule 173).
CAPITALS_MM, DIAGONAL_MM = 24, 1905
#: How much of their size the capitals of our narrower face are, and px of the bar below a board.
_CAPITALS, _BAR_PX = 0.668, 72
#: The least side of whatever can be tapped, in px of the board (issue: 64).
TARGET = 64

BOARD_COLOURS = {
    Letter.SAFE: "#1F5FBF",
    Letter.MEETING: "#6B3FA0",
    Letter.ACCEPTING: "#0B6B48",
    Letter.RELIABLE: "#A34A00",
    Letter.TELL: "#B0214A",
    Letter.ALL: "#0B5E6B",
}
BOARD_TINTS = {
    Letter.SAFE: "#E6EEFB",
    Letter.MEETING: "#F0EAF8",
    Letter.ACCEPTING: "#E2F3EC",
    Letter.RELIABLE: "#FBEEE0",
    Letter.TELL: "#FBE8EE",
    Letter.ALL: "#E3F1F2",
}
GROUND = "#FFFEFA"
INK = "#1A2433"
SOFT = "#556274"
CARD = "#FFFFFF"
LINE = "#DCE2E9"
#: Two boxes and more: colour, ground. Their names say which is which.
BOX_COLOURS = (
    ("#1F5FBF", "#E9F0FC"),
    ("#8A4B00", "#FDF1DF"),
    ("#6B3FA0", "#F2ECFA"),
    ("#0B6B48", "#E4F5ED"),
)
RIGHT, RIGHT_TINT = "#1F6B3A", "#E4F3E9"
START, START_TINT = "#1D4F91", "#E3EDF9"
WRONG, WRONG_TINT = "#8A5A00", "#FFF3D9"


@dataclass(frozen=True)
class Metrics:
    """The measures of one board for one age."""

    width: int
    height: int
    band: Band
    letter: Letter

    @cached_property
    def scale(self) -> float:
        """1.0 at 1080 lines; a narrow board counts by its width."""
        return min(self.height / 1080, self.width / 1440)

    def px(self, size: float) -> float:
        """A measure at 1080 lines, on this board."""
        return size * self.scale

    @property
    def title_px(self) -> float:
        """The height of titles."""
        return self.px(_TYPE[self.band][0])

    @property
    def text_px(self) -> float:
        """The height of reading text."""
        return max(self.px(_TYPE[self.band][1]), self.smallest_px)

    @property
    def large_px(self) -> float:
        """Reading text where there is room for it: the back of the class is far."""
        return self.text_px * 1.35

    @property
    def label_px(self) -> float:
        """The height of what stands on cards."""
        return max(self.px(_TYPE[self.band][2]), self.smallest_px)

    @property
    def smallest_px(self) -> float:
        """No text is smaller: whole px, since letters are drawn in those."""
        mm = DIAGONAL_MM / math.hypot(self.width, self.height + _BAR_PX)
        return float(math.ceil(CAPITALS_MM / mm / _CAPITALS))

    @property
    def target(self) -> float:
        """The least side of what can be tapped."""
        return max(TARGET, self.px(84))

    @property
    def margin(self) -> float:
        """Room at the sides."""
        return self.px(64)

    @property
    def gap(self) -> float:
        """Room between cards."""
        return self.px(24)

    @property
    def radius(self) -> float:
        """Corners of cards."""
        return self.px(26)

    @property
    def family(self) -> str:
        """For those who learn to read, a face with the a that they write."""
        return FIRST_READERS if self.band is Band.YEARS_1_2 else FAMILY

    @property
    def colour(self) -> str:
        """The letter's colour."""
        return BOARD_COLOURS[self.letter]

    @property
    def tint(self) -> str:
        """The letter's ground."""
        return BOARD_TINTS[self.letter]

    @property
    def size(self) -> QSizeF:
        """The whole board."""
        return QSizeF(self.width, self.height)

    @property
    def head(self) -> QRectF:
        """The strip with the five letters."""
        return QRectF(self.margin, self.px(28), self.width - 2 * self.margin, max(self.px(76), 44))

    @property
    def body(self) -> QRectF:
        """Where title and activity stand."""
        top = self.head.bottom() + self.px(20)
        return QRectF(
            self.margin, top, self.width - 2 * self.margin, self.height - top - self.px(24)
        )
