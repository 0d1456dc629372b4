"""How one side of an agreement is set: sizes, direction, colour, and the values that fill it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4

from trent_desktop.agreements.wording.wording import filled
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.streaming import StreamedCanvas

#: Points. Twenty millimetres at the sides: what a hole punch takes leaves the words whole.
SIDE: Final = 56.7
WIDTH: Final = A4[0] - 2 * SIDE
#: Twelve millimetres at the sides: as far as any printer prints.
WIDEST: Final = A4[0] - 2 * 34.1
_ACT: Final = HexColor("#0B5E6B")
_TINT: Final = HexColor("#E3F1F2")
_BLACK: Final = HexColor("#000000")
_WHITE: Final = HexColor("#FFFFFF")

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points. `saves_ink` leaves out colour and filled shapes.

    `close` is how much is done so that a form takes no page more than it must: 0 nothing, 1 lines
    and points closer, 2 narrower margins and lower heads as well.
    """

    size: float = 12.0
    width: float = WIDTH
    right_to_left: bool = False
    saves_ink: bool = False
    close: int = 0

    @property
    def tight(self) -> bool:
        """Whether lines and points stand closer."""
        return self.close > 0

    @property
    def lower_heads(self) -> bool:
        """Whether the heads of pages take less room."""
        return self.close > 1

    @property
    def side(self) -> float:
        """How far the words are from the edge of the paper, left and right."""
        return (A4[0] - self.width) / 2

    def closer(self) -> Setting:
        """The same, with one thing more done to save a page."""
        close = self.close + 1
        return replace(self, close=close, width=WIDEST if close > 1 else self.width)

    def style(self, scale: float = 1.0, *, bold: bool = False, grey: float = 0.0) -> TextStyle:
        """A style whose size is `scale` times that of the body."""
        return _style(self.size, self.tight, scale, bold, grey)

    def gap(self, share: float) -> float:
        """Air between blocks: a share of the body's size."""
        return self.size * share * (0.6 if self.tight else 1.0)

    @property
    def small(self) -> TextStyle:
        """For what is not read aloud: never under nine points, however small the body."""
        return _small(self.size)

    @property
    def accent(self) -> Color:
        """For bullets and rules."""
        return _BLACK if self.saves_ink else _ACT

    @property
    def tint(self) -> Color:
        """For grounds behind words."""
        return _WHITE if self.saves_ink else _TINT

    def lay(self, words: str, style: TextStyle, width: float) -> tuple[Line, ...]:
        """Words in lines as the side runs."""
        return laid(words, style, width, self.right_to_left)

    def x_of(self, line: Line, left: float, width: float) -> float:
        """Where a line begins in a column, so that it lies at the side where reading starts."""
        return left + width - line.width if self.right_to_left else left

    def mirrored(self, left: float, width: float) -> float:
        """The left end of a part `width` wide that lies `left` from where reading starts."""
        return self.width - left - width if self.right_to_left else left


@cache
def _style(body: float, tight: bool, scale: float, bold: bool, grey: float) -> TextStyle:
    size = round(body * scale, 2)
    leading = round(size * (1.2 if tight else 1.32), 2)
    # Six-year-olds read it: their nought is open.
    return TextStyle(size, leading, bold, grey, open_nought=True)


@cache
def _small(body: float) -> TextStyle:
    size = max(9.0, body * 0.72)
    return TextStyle(size, round(size * 1.3, 2), grey=0.3, open_nought=True)


@lru_cache(maxsize=512)
def laid(words: str, style: TextStyle, width: float, right_to_left: bool) -> tuple[Line, ...]:
    """`lay_out`, remembered for the papers of one person: her name stands on each of them.

    On a page that runs from the left each paragraph finds its own direction, so that an Arabic
    name stands right.
    """
    return lay_out(words, style, width, right_to_left=right_to_left or None)


def draw_lines(
    canvas: StreamedCanvas,
    setting: Setting,
    lines: tuple[Line, ...],
    left: float,
    top: float,
    width: float,
) -> int:
    """Draw lines one under the other from `top` down; how many letters no font has."""
    y, unprinted = top, 0
    for line in lines:
        y -= line.style.leading
        x = setting.x_of(line, left, width)
        canvas.draw_line(line, x, y + line.style.leading * 0.26)
        unprinted += line.unprinted
    return unprinted


def tall(lines: tuple[Line, ...]) -> float:
    """How tall lines are together, in points."""
    return sum(line.style.leading for line in lines)


def shown(words: str, values: Values) -> str:
    """`words` with their placeholders filled."""
    return filled(words, dict(values))
