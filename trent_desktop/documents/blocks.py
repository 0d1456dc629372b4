"""The parts that a paper is set from: headings, answers, facts, own words, a timeline.

Each is a flowable for ReportLab's frames. All measures are points. Black, grey and hairlines
only: schools print without colour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, cast

from reportlab.platypus import Flowable

from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.one_line import fitted_line
from trent_desktop.documents.tagging import group, tagged

BODY: Final = TextStyle(11, 15)
STRONG: Final = TextStyle(11, 15, bold=True)
SMALL: Final = TextStyle(9, 12, grey=0.32)
LABEL: Final = TextStyle(9.2, 12.5, grey=0.3)
QUESTION: Final = TextStyle(10.5, 14, bold=True)
OPTION: Final = TextStyle(10.5, 14)
HEADING: Final = TextStyle(12.5, 16, bold=True)
TITLE: Final = TextStyle(21, 26, bold=True)

HAIR: Final = 0.5
HAIR_GREY: Final = 0.62
#: Lines for a hand-written answer are this far apart: a teacher writes them standing.
WRITING: Final = 21.0
#: A box for a tick, and its distance to the words beside it.
TICK: Final = 9.5
TICK_GAP: Final = 6.0


class Block(Flowable):
    """A part of a paper. `above` is the air before it, dropped at the head of a page.

    `role` is what it is in a PDF with tags; empty where its parts are marked one by one.
    """

    role = "P"

    def __init__(self, above: float = 0.0, *, stays_with_next: bool = False) -> None:
        super().__init__()
        self.spaceBefore = above
        self.keepWithNext = int(stays_with_next)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Lay the block out in the width there is; ReportLab asks before it draws."""
        return aW, self.lay(aW)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draw it at its place; ReportLab asks. With tags it is marked as what it is."""
        with tagged(canvas, self.role) if self.role else group(canvas):
            cast("Any", super()).drawOn(canvas, x, y, _sW)

    def lay(self, width: float) -> float:
        """Lay the block out in `width`, and say how tall it is."""
        raise NotImplementedError

    def put(self, line: Line, x: float, baseline: float) -> None:
        """Draw a line of text, and tell the page how many letters it could not print."""
        line.draw(self.canv, x, baseline)
        canvas = cast("Any", self.canv)
        canvas.unprinted = getattr(canvas, "unprinted", 0) + line.unprinted

    def hairline(self, x: float, y: float, length: float, grey: float = HAIR_GREY) -> None:
        """A thin level line."""
        canvas = cast("Any", self.canv)
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(HAIR)
        canvas.line(x, y, x + length, y)

    def tick_box(self, x: float, baseline: float, *, ticked: bool = False) -> None:
        """An empty box beside a line of words, or one with a tick."""
        canvas = cast("Any", self.canv)
        canvas.setStrokeGray(0.15)
        canvas.setLineWidth(0.8)
        bottom = baseline - 1.4
        canvas.roundRect(x, bottom, TICK, TICK, 1.4, stroke=1, fill=0)
        if ticked:
            canvas.setLineWidth(1.5)
            canvas.setLineCap(1)
            path = canvas.beginPath()
            path.moveTo(x + 2.0, bottom + 4.8)
            path.lineTo(x + 4.1, bottom + 2.4)
            path.lineTo(x + 7.8, bottom + 7.4)
            canvas.drawPath(path)
            canvas.setLineCap(0)


class Words(Block):
    """Plain text that flows over pages, under a small `label` if it has one.

    `bar` draws a line beside it, for a child's own words.
    """

    def __init__(
        self,
        text: str,
        style: TextStyle = BODY,
        *,
        label: str = "",
        above: float = 0.0,
        indent: float = 0.0,
        bar: bool = False,
        stays_with_next: bool = False,
    ) -> None:
        super().__init__(above, stays_with_next=stays_with_next)
        self.text = text
        self.style = style
        self.label = label
        self.indent = indent
        self.bar = bar
        self.lines: tuple[Line, ...] | None = None
        #: How many lines at the head must not stand alone at the foot of a page.
        self.head = 0
        self.room = 0.0

    def lay(self, width: float) -> float:
        """Lay the text out in the width there is."""
        room = width - self.indent
        if self.lines is None or (self.room and self.room != room):
            label = lay_out(self.label, LABEL, room) if self.label else ()
            self.lines = (*label, *lay_out(self.text, self.style, room))
            self.head = len(label)
        self.room = room
        return sum(line.style.leading for line in self.lines)

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Break between lines; never leave one line alone on either page."""
        self.lay(width)
        lines = self.lines or ()
        fits = bisect_right(list(accumulate(line.style.leading for line in lines)), height)
        if len(lines) - fits == 1:
            fits -= 1
        if fits >= len(lines) or fits < self.head + 2 or len(lines) < self.head + 4:
            return []
        return [self._of(lines[:fits], self.spaceBefore, self.head), self._of(lines[fits:], 0.0, 0)]

    def _of(self, lines: tuple[Line, ...], above: float, head: int) -> Words:
        part = Words("", self.style, above=above, indent=self.indent, bar=self.bar)
        part.lines, part.head, part.room = lines, head, self.room
        return part

    def draw(self) -> None:
        """Draw from the top, which is the block's height above the origin."""
        lines = self.lines or ()
        y = sum(line.style.leading for line in lines)
        if self.bar:
            self.canv.setStrokeGray(0.45)
            self.canv.setLineWidth(1.6)
            self.canv.line(1, 0, 1, y)
        for line in lines:
            y -= line.style.leading
            x = self.indent
            if line.right_to_left:
                x += self.room - line.width
            self.put(line, x, y + drop(line.style))


class Heading(Block):
    """A section's heading over a hairline. Never the last thing on a page."""

    role = "H2"

    def __init__(self, text: str, *, above: float = 17.0, aside: str = "") -> None:
        super().__init__(above, stays_with_next=True)
        self.text = text
        self.aside = aside

    def lay(self, width: float) -> float:
        """One line and the rule under it."""
        self.width = width
        return HEADING.leading + 9

    def draw(self) -> None:
        """The words, at the right what is said aside, the rule."""
        aside = fitted_line(self.aside, SMALL, self.width * 0.7)
        room = self.width - (aside.width + GUTTER if self.aside else 0)
        self.put(fitted_line(self.text, HEADING, room), 0, 13)
        if self.aside:
            self.put(aside, self.width - aside.width, 13)
        self.hairline(0, 6, self.width, grey=0.25)


@dataclass(frozen=True, slots=True)
class Fact:
    """A short answer with what it answers. `columns` of twelve; 0 lets its length decide."""

    label: str
    value: str
    columns: int = 0
    strong: bool = False


GUTTER: Final = 14.0


class FactRow(Block):
    """Facts side by side, the label small above the value."""

    role = ""

    def __init__(self, facts: Sequence[tuple[Fact, int]], *, above: float = 5.0) -> None:
        super().__init__(above)
        self.facts = facts
        self.cells: list[tuple[float, tuple[Line, ...], tuple[Line, ...]]] = []

    def lay(self, width: float) -> float:
        """The tallest cell decides the height."""
        self.cells.clear()
        x = tallest = 0.0
        for fact, columns in self.facts:
            room = column_width(width, columns)
            label = lay_out(fact.label, LABEL, room)
            value = lay_out(fact.value, STRONG if fact.strong else BODY, room)
            self.cells.append((x, label, value))
            tallest = max(tallest, len(label) * LABEL.leading + len(value) * BODY.leading)
            x += room + GUTTER
        self.tall = tallest
        return tallest

    def draw(self) -> None:
        """Each cell from the top down."""
        for x, label, value in self.cells:
            y = self.tall
            with tagged(self.canv, "P"):
                for line in label:
                    y -= LABEL.leading
                    self.put(line, x, y + drop(LABEL))
                for line in value:
                    y -= BODY.leading
                    self.put(line, x, y + drop(BODY))


def column_width(whole: float, columns: int) -> float:
    """Width of so many of the twelve columns of a page, without the gutter after them."""
    return (whole + GUTTER) * columns / 12 - GUTTER


class TimelineRow(Block):
    """When and who on the left, what on the right; what is long flows over pages beside it."""

    def __init__(self, when: str, head: str, words: str, *, above: float = 7.0) -> None:
        super().__init__(above)
        self.when, self.head, self.words = when, head, words
        self.parts: list[tuple[Line, ...]] | None = None

    def lay(self, width: float) -> float:
        """Two columns: three twelfths and nine."""
        left = column_width(width, 3)
        self.start = left + GUTTER
        room = width - self.start
        if self.parts is None:
            self.parts = [
                lay_out(self.when, LABEL, left) if self.when else (),
                lay_out(self.head, TextStyle(10.5, 15, bold=True), room) if self.head else (),
                lay_out(self.words, BODY, room) if self.words else (),
            ]
        when, head, words = self.parts
        self.tall = max(len(when) * LABEL.leading, (len(head) + len(words)) * BODY.leading)
        return self.tall

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Break between lines of what was said."""
        self.lay(width)
        when, head, words = self.parts or [(), (), ()]
        fits = int(height // BODY.leading) - len(head)
        if len(words) - fits == 1:
            fits -= 1
        if fits < 2 or fits >= len(words) or len(when) * LABEL.leading > height:
            return []
        first = TimelineRow("", "", "", above=self.spaceBefore)
        first.parts = [when, head, words[:fits]]
        rest = TimelineRow("", "", "", above=0)
        rest.parts = [(), (), words[fits:]]
        return [first, rest]

    def draw(self) -> None:
        """Both columns from the top."""
        when, head, words = self.parts or [(), (), ()]
        for number, line in enumerate(when, start=1):
            self.put(line, 0, self.tall - number * LABEL.leading + drop(LABEL) - 1.5)
        for number, line in enumerate(head + words, start=1):
            self.put(line, self.start, self.tall - number * BODY.leading + drop(BODY))


def drop(style: TextStyle) -> float:
    """From the foot of a line up to its baseline."""
    return (style.leading - style.size) / 2 + style.size * 0.22
