"""Papers of the register: who may be photographed, for the staff room; and a class's list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from trent_desktop.agreements.kinds import USUAL, Kind
from trent_desktop.agreements.register.standing import (
    ClassSheet,
    ClassTable,
    ConsentAnswer,
    FormCell,
    PupilLine,
)
from trent_desktop.documents.blocks import BODY, SMALL, Block, Fact, FactRow, Words
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.page import WIDTH, Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.tagging import tagged
from trent_desktop.journeys.answers import date_for_people

_WALLS: Final = (
    "Pictures that hang inside the school need no consent here. Whoever’s family has said no all the "
    "same is listed under “may not”."
)
_STAFF_ROOM: Final = "Confidential: staff room only"
#: Names are as large as lets a class stand on one page, and never too small for a wall.
_SIZES: Final = (24.0, 22.0, 20.0, 18.0, 16.0)
#: What a first page has for both lists, in points: the page without its head, foot and headings.
_ROOM: Final = 535.0
_HEADING: Final = TextStyle(19, 24, bold=True)
_CELL: Final = TextStyle(8.6, 11.5)
_HEAD: Final = TextStyle(8.6, 11.5, bold=True)
_GAP: Final = 20.0
#: How high the rows of a first page may stand, and of each later one, below a head of their own.
_HIGH_FIRST: Final = 520.0
_HIGH_LATER: Final = 655.0


def class_sheet_pdf(letterhead: Letterhead, sheet: ClassSheet, today: dt.date) -> Pdf:
    """Whose picture may be taken and whose may not, to be read across a room."""
    paper = Paper(
        f"Photographs in {sheet.class_name}",
        handling=_STAFF_ROOM,
        foot=f"{_STAFF_ROOM} · As it stood on {date_for_people(today)}",
        has_reference=False,
    )
    made = Sheet(letterhead, paper)
    made.add(
        Words(
            "Anyone not listed under “may” is not photographed. This is about class "
            "photographs only: website, blog, video and press each have an answer of their own "
            "in the register.",
            BODY,
        )
    )
    if sheet.walls:
        made.add(Words(_WALLS, BODY, above=4))
    style = _largest(sheet)
    for heading, names, may in (
        (f"May be photographed ({len(sheet.may)})", sheet.may, True),
        (f"May not be photographed ({len(sheet.may_not)})", sheet.may_not, False),
    ):
        made.add(Words(heading, _HEADING, above=14, stays_with_next=True))
        if not names:
            made.add(Words("Nobody.", style))
        for start in range(0, len(names), 2):
            made.add(_Names(names[start : start + 2], style, may=may))
    return made.make()


def _largest(sheet: ClassSheet) -> TextStyle:
    """The largest print with which both lists stand on one page, or the smallest there is."""
    rows = [
        names[start : start + 2]
        for names in (sheet.may, sheet.may_not)
        for start in range(0, len(names), 2)
    ]
    style = TextStyle(_SIZES[-1], _SIZES[-1] * 1.3)
    for size in _SIZES:
        style = TextStyle(size, size * 1.3)
        if sum(_Names(row, style, may=True).lay(WIDTH) for row in rows) <= _ROOM:
            break
    return style


class _Names(Block):
    """Two names beside each other, each with a tick or a cross, as the heading above them says."""

    role = ""

    def __init__(self, names: Sequence[str], style: TextStyle, *, may: bool) -> None:
        super().__init__(0)
        self._names = names
        self._style = style
        self._may = may

    def lay(self, width: float) -> float:
        """As high as the longer of them."""
        self._room = (width - _GAP) / 2
        self._indent = self._style.size * 1.35
        self._laid = [lay_out(name, self._style, self._room - self._indent) for name in self._names]
        return max(len(lines) for lines in self._laid) * self._style.leading + 3

    def draw(self) -> None:
        """Marks and names."""
        high = max(len(lines) for lines in self._laid) * self._style.leading
        for at, lines in enumerate(self._laid):
            left = at * (self._room + _GAP)
            self._mark(left, high - self._style.size)
            with tagged(self.canv, "P"):
                self._write(lines, left + self._indent, high - self._style.size)

    def _write(self, lines: tuple[Line, ...], left: float, y: float) -> None:
        for line in lines:
            room = self._room - self._indent
            x = left + room - line.width if line.right_to_left else left
            self.put(line, x, y)
            y -= self._style.leading

    def _mark(self, x: float, y: float) -> None:
        canvas = cast("Any", self.canv)
        one = self._style.size / 18  # drawn for 18 point
        canvas.setLineWidth(2.6 * one)
        canvas.setStrokeGray(0.0)
        if self._may:
            middle, right, top = x + 5 * one, x + 15 * one, y + 14 * one
            canvas.lines([(x, y + 6 * one, middle, y), (middle, y, right, top)])
        else:
            far = 13 * one
            canvas.lines([(x, y, x + far, y + far), (x, y + far, x + far, y)])


def register_pdf(letterhead: Letterhead, tables: Sequence[ClassTable], today: dt.date) -> Pdf:
    """The register as a list, each class on a page of its own."""
    paper = Paper(
        "Register of agreements",
        "",
        handling="Confidential",
        foot=f"Confidential · As it stood on {date_for_people(today)}",
        has_reference=False,
    )
    made = Sheet(letterhead, paper)
    for row in _MEANINGS:
        made.add(FactRow([(Fact(words, sign), columns) for words, sign, columns in row]))
    is_first = True
    for table in tables:
        head = _head_of(table)
        high = head.lay(WIDTH) if head is not None else 0.0
        more = high - _HEAD_ROOM if high > _HEAD_USUAL else 0.0
        for rows in _pages(table.lines, _HIGH_FIRST if is_first else _HIGH_LATER, more):
            if not is_first:
                made.new_page()
            is_first = False
            made.heading(table.name)
            head = _head_of(table)  # a block is drawn once
            if not rows or head is None:
                made.add(Words("Nobody is in this class.", SMALL))
                continue
            made.add(head)
            made.add(*rows)
    return made.make()


def _head_of(table: ClassTable) -> _Row | None:
    """What stands above the columns; None for a class without pupils."""
    if not table.lines:
        return None
    return _Row((*_TOP, *(one.short for one in table.lines[0].answers)), head=True)


def _pages(lines: Sequence[PupilLine], room: float, more: float = 0.0) -> Iterator[Sequence[Block]]:
    """The rows of a class, page by page; one page without rows for a class without pupils.

    `more` is how much higher than usual the words above the columns are.
    """
    room -= more
    rows: list[Block] = []
    used = 0.0
    for line in lines:
        row = _Row(_cells(line))
        high = row.lay(WIDTH)
        if rows and used + high > room:
            yield rows
            rows, used, room = [], 0.0, _HIGH_LATER - more
        rows.append(row)
        used += high
    yield rows


#: How high words above columns are at most that lie level, and what of it a higher head may use.
_HEAD_USUAL: Final = 60.0
_HEAD_ROOM: Final = 20.0
#: How long the words above a column may be where they stand upright, in points.
_UPRIGHT: Final = 150.0
_TOP: Final = ("Name", "Pupil", "Parent", "Form on pictures")
#: What each sign means, the sign, and how many of the twelve columns of the page it takes.
_MEANINGS: Final = (
    (("Back", "B", 3), ("Refused", "R", 3), ("Withdrawn", "W", 3), ("Given out", "o", 3)),
    (
        ("Older wording", "v1", 3),
        ("Ask again: counts as no", "ask", 3),
        ("Nothing yet: counts as no", "–", 6),
    ),
)
_SIGNS: Final = {"returned": "B", "refused": "R", "withdrawn": "W", "issued": "o", "chased": "o"}


def _cells(line: PupilLine) -> tuple[str, ...]:
    pupil = line.cells.get(Kind.PUPIL_KS2) or line.cells.get(Kind.PUPIL_KS1)
    forms = (pupil, line.cells.get(Kind.PARENT), line.cells.get(Kind.CONSENTS))
    return (line.name, *map(_sign, forms), *map(_said, line.answers))


def _sign(cell: FormCell | None) -> str:
    if cell is None or cell.state is None:
        return "–"
    sign = _SIGNS[cell.state.value]
    return sign if cell.is_current else f"{sign} v{cell.version}"


def _said(answer: ConsentAnswer) -> str:
    if answer.never_since is not None:
        return "no"  # a list that lies about says no more than that
    if answer.since is None and not answer.needs_none:
        return "–"
    if answer.asks_again:
        return "ask"
    return "yes" if answer.given else "no"


class _Row(Block):
    """A name and short cells. The words of a head may take several lines; where there are more uses
    than the program's own form asks about, they stand upright above their columns.
    """

    #: Shares of the width: the name, the three forms, and all uses together.
    _FORMS: Final = (0.22, 0.065, 0.065, 0.09)
    _USES: Final = 0.56

    def __init__(self, cells: Sequence[str], *, head: bool = False) -> None:
        super().__init__(0, stays_with_next=head)
        self._cells = cells
        self._style = _HEAD if head else _CELL
        uses = len(cells) - len(self._FORMS)
        self._upright = len(self._FORMS) if head and uses > len(USUAL) else len(cells)
        self._shares = (*self._FORMS, *(self._USES / uses for _ in range(uses)))

    def lay(self, width: float) -> float:
        """As high as the cell with the most lines."""
        self.width = width
        self._laid = [
            lay_out(words, self._style, width * share - 4 if at < self._upright else _UPRIGHT)
            for at, (words, share) in enumerate(zip(self._cells, self._shares, strict=True))
        ]
        high = max(map(len, self._laid[: self._upright])) * self._style.leading
        upright = [line.width for lines in self._laid[self._upright :] for line in lines]
        self._high = max([high, *upright]) + 3.5
        return self._high

    def draw(self) -> None:
        """Cells from the first line down, a hairline below."""
        first, x = self._high - self._style.leading + 1, 0.0
        for at, (lines, share) in enumerate(zip(self._laid, self._shares, strict=True)):
            if at >= self._upright:
                self._stand(lines, x)
            else:
                for number, line in enumerate(lines):
                    self.put(line, x, first - number * self._style.leading)
            x += self.width * share
        self.hairline(0, 0.5, self.width)

    def _stand(self, lines: tuple[Line, ...], x: float) -> None:
        """Words upright, to be read from below."""
        canvas = cast("Any", self.canv)
        for number, line in enumerate(lines):
            canvas.saveState()
            canvas.translate(x + self._style.size + number * self._style.leading, 3.5)
            canvas.rotate(90)
            self.put(line, 0, 0)
            canvas.restoreState()
