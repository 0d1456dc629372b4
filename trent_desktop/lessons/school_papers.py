"""What all classes have been taught, on paper."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor

from trent_desktop.documents.blocks import Block
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.tagging import next_row, tagged
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.lessons.values import school_year
from trent_desktop.lessons.whole_school import SchoolCoverage, Tally, evenly, heads_by_class

_CELL: Final = TextStyle(9, 11.5)
_BOLD: Final = TextStyle(10, 13, bold=True)
_WHITE: Final = TextStyle(10, 13, bold=True, grey=1.0)
_SMALL: Final = TextStyle(7.2, 9, grey=0.35)
_ROW: Final = 23.0
_NAMES: Final = 118.0
#: As many fit beside each other, and below each other with their head, on one page.
_MOST_COLUMNS: Final = 12
_MOST_ROWS: Final = 20
_FULL, _SOME = "#0B5E6B", "#D5E9EB"

_Lines = Sequence[tuple[str, Sequence[Tally]]]


def school_coverage_pdf(letterhead: Letterhead, covered: SchoolCoverage, today: dt.date) -> Pdf:
    """Classes by letters and subjects, strands by classes, of one school year."""
    year = school_year(today)
    paper = Paper(
        "SMART lessons of the whole school",
        f"School year {year}/{(year + 1) % 100:02}",
        foot=f"Made on {date_for_people(today)}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.heading("Letters and subjects")
    by_class = covered.by_class()
    for some in evenly(len(by_class), _MOST_ROWS):
        sheet.add(_Grid(heads_by_class(), by_class[some]))
    sheet.heading("Education for a Connected World")
    by_strand = covered.by_strand()
    for some in evenly(len(covered.classes), _MOST_COLUMNS):
        lines = [(strand, tallies[some]) for strand, tallies in by_strand]
        sheet.add(_Grid(covered.classes[some], lines))
    return sheet.make()


class _Grid(Block):
    """Boxes with how many lessons were taught: none, some, and the most differ in ground."""

    role = ""

    def __init__(self, heads: Sequence[str], lines: _Lines) -> None:
        super().__init__(14)
        self._heads = heads
        self._lines = lines

    def lay(self, width: float) -> float:
        """A head, and a row for each line."""
        self.width = width
        self._each = (width - _NAMES) / max(7, len(self._heads))
        self.height = 18 + _ROW * len(self._lines)
        return self.height

    def draw(self) -> None:
        """Names on the left, a box for each number."""
        canvas: Any = self.canv
        most = max((one.taught for _, line in self._lines for one in line), default=0)
        y = self.height - 12
        for at, head in enumerate(self._heads):
            with tagged(canvas, "TH"):
                self._middle(head, _CELL, _NAMES + at * self._each, y)
        y -= 6
        for name, line in self._lines:
            laid = lay_out(name, _CELL, _NAMES - 6)[:2]
            base = y - _ROW / 2 - 3 + (len(laid) - 1) * 5
            next_row(canvas)
            with tagged(canvas, "TH"):
                for words in laid:
                    self.put(words, 0, base)
                    base -= 10
            for at, one in enumerate(line):
                x = _NAMES + at * self._each
                full = one.taught * 2 > most
                canvas.setStrokeGray(0.8)
                canvas.setFillColor(HexColor(_FULL if full else _SOME if one.taught else "#FFFFFF"))
                canvas.roundRect(x + 1.5, y - _ROW + 2, self._each - 3, _ROW - 4, 3, 1, 1)
                style = _WHITE if full else _BOLD if one.taught else _SMALL
                with tagged(canvas, "TD"):
                    self._middle(one.words, style, x, y - _ROW / 2 - style.size * 0.35)
            y -= _ROW

    def _middle(self, words: str, style: TextStyle, x: float, y: float) -> None:
        laid = lay_out(words, style, self._each - 2)[:2]
        y += (len(laid) - 1) * style.leading / 2
        for line in laid:
            self.put(line, x + (self._each - line.width) / 2, y)
            y -= style.leading
