"""Places to write, tick and sign on a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trent_desktop.documents.blocks import (
    GUTTER,
    OPTION,
    QUESTION,
    SMALL,
    TICK,
    TICK_GAP,
    WRITING,
    Block,
    column_width,
    drop,
)
from trent_desktop.documents.lines import Line, TextStyle, lay_out
from trent_desktop.documents.tagging import figure, tagged

#: From one option to the next, and from one line of them to the next.
OPTION_GAP: Final = 15.0
TICK_LEADING: Final = 16.5


class Ruled(Block):
    """Lines to write on. `prompt` stands at the beginning of the first, if need be in bold."""

    def __init__(
        self, lines: int = 1, *, above: float = 0.0, prompt: str = "", bold: bool = False
    ) -> None:
        super().__init__(above)
        self.prompt_style = QUESTION if bold else SMALL
        self.lines = lines
        self.prompt = prompt

    def lay(self, width: float) -> float:
        """As many lines as were asked for, with room to write above each."""
        self.width = width
        return self.lines * WRITING

    def draw(self) -> None:
        """The lines from top to bottom."""
        start = 0.0
        top = self.lines * WRITING
        if self.prompt:
            line = lay_out(self.prompt, self.prompt_style, self.width)[0]
            self.put(line, 0, top - WRITING + 3)
            start = line.width + 6
        for number in range(1, self.lines + 1):
            self.hairline(start, top - number * WRITING, self.width - start)
            start = 0.0


class Prompt(Block):
    """A question over lines to write on, with a soft word of advice at its right."""

    def __init__(self, words: str, aside: str = "", *, above: float = 10.0) -> None:
        super().__init__(above, stays_with_next=True)
        self.words = words
        self.aside = aside

    def lay(self, width: float) -> float:
        """One line; more when either is long."""
        self.width = width
        self.lines = lay_out(self.words, QUESTION, width)
        taken = self.lines[-1].width + GUTTER
        self.asides = lay_out(self.aside, SMALL, width - taken) if self.aside else ()
        return max(len(self.lines), len(self.asides)) * QUESTION.leading

    def draw(self) -> None:
        """The question at the left, the advice ends at the right."""
        top = max(len(self.lines), len(self.asides)) * QUESTION.leading
        for number, line in enumerate(self.lines, start=1):
            self.put(line, 0, top - number * QUESTION.leading + drop(QUESTION))
        for number, line in enumerate(self.asides, start=1):
            self.put(
                line, self.width - line.width, top - number * QUESTION.leading + drop(QUESTION)
            )


#: What a box says to whoever does not see it.
_BOX: Final = {True: "Ticked", False: "Not ticked"}
_BOX_EMPTY: Final = "A box to tick"


class Ticks(Block):
    """A question at the left, boxes to tick flowing at its right. `words` may be empty.

    Each option is its words and whether it is ticked, which a box says that has words of its own.
    """

    role = ""

    def __init__(
        self,
        words: str,
        options: Sequence[tuple[str, bool]],
        *,
        hint: str = "",
        columns: int = 3,
        above: float = 8.5,
    ) -> None:
        super().__init__(above)
        self.words = words
        self.hint = hint
        self.options = options
        self.columns = columns

    def lay(self, width: float) -> float:
        """Options go on a line as long as they fit."""
        self.start = column_width(width, self.columns) + GUTTER if self.words else 0.0
        room = width - self.start
        self.labels = [*lay_out(self.words, QUESTION, self.start - GUTTER)] if self.words else []
        if self.hint:
            self.labels += lay_out(self.hint, SMALL, self.start - GUTTER)
        inset = TICK + TICK_GAP
        x, row = 0.0, 0
        self.places: list[tuple[float, int, tuple[Line, ...], bool]] = []
        for words, ticked in self.options:
            text = lay_out(words, OPTION, room - inset)
            wide = inset + max(line.width for line in text)
            if x and x + wide > room:
                x, row = 0.0, row + 1
            self.places.append((self.start + x, row, text, ticked))
            row += len(text) - 1
            x += wide + OPTION_GAP
        self.tall = max((row + 1) * TICK_LEADING, sum(line.style.leading for line in self.labels))
        return self.tall

    def draw(self) -> None:
        """The first line of options stands on the first line of the question."""
        y = self.tall
        if self.labels:
            with tagged(self.canv, "P"):
                for line in self.labels:
                    y -= line.style.leading
                    self.put(line, 0, y + drop(line.style))
        is_answered = any(ticked for *_, ticked in self.places)
        top = self.tall - QUESTION.leading + drop(OPTION)
        for x, row, text, ticked in self.places:
            baseline = top - row * TICK_LEADING
            with figure(self.canv, _BOX[ticked] if is_answered else _BOX_EMPTY):
                self.tick_box(x, baseline, ticked=ticked)
            with tagged(self.canv, "P"):
                for number, line in enumerate(text):
                    self.put(line, x + TICK + TICK_GAP, baseline - number * TICK_LEADING)


class RuledCells(Block):
    """Short questions side by side, each over a line to write its answer on.

    Each is its words, how many of the twelve columns it takes, and what stands faintly on the
    line as a guide (``day / month / year``).
    """

    def __init__(self, cells: Sequence[tuple[str, int, str]], *, above: float = 6.0) -> None:
        super().__init__(above)
        self.cells = cells

    def lay(self, width: float) -> float:
        """Words, then room for a hand."""
        self.labels = [
            lay_out(words, QUESTION, column_width(width, columns))
            for words, columns, _ in self.cells
        ]
        self.width = width
        self.tall = max(len(lines) for lines in self.labels) * QUESTION.leading
        return self.tall + WRITING

    def draw(self) -> None:
        """The words stand low, so that every line of a row is level."""
        x = 0.0
        for lines, (_, columns, guide) in zip(self.labels, self.cells, strict=True):
            room = column_width(self.width, columns)
            y = self.tall + WRITING
            for line in lines:
                y -= QUESTION.leading
                self.put(line, x, y + drop(QUESTION))
            self.hairline(x, 1, room)
            if guide:
                for number, part in enumerate(guide.split("|")):
                    step = room / (guide.count("|") + 1)
                    line = lay_out(part, TextStyle(8, 10, grey=0.55), step)[0]
                    self.put(line, x + number * step + step - line.width - 6, 4)
            x += room + GUTTER


class Boxed(Block):
    """A few words in a thin frame that must be read before anything else."""

    def __init__(self, text: str, *, above: float = 4.0) -> None:
        super().__init__(above)
        self.text = text

    def lay(self, width: float) -> float:
        """The words with air around them."""
        self.width = width
        self.lines = lay_out(self.text, QUESTION, width - 28)
        return len(self.lines) * QUESTION.leading + 16

    def draw(self) -> None:
        """A frame, a thick edge at its left, the words."""
        tall = len(self.lines) * QUESTION.leading + 16
        self.canv.setStrokeGray(0.25)
        self.canv.setLineWidth(0.8)
        self.canv.roundRect(0, 0, self.width, tall, 4, stroke=1, fill=0)
        self.canv.setFillGray(0.15)
        self.canv.rect(0, 5, 3.2, tall - 10, stroke=0, fill=1)
        for number, line in enumerate(self.lines, start=1):
            self.put(line, 14, tall - 8 - number * QUESTION.leading + drop(QUESTION))


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign. What is known is printed; what is not gets a line."""

    role: str
    name: str = ""
    date: str = ""


class SignatureRow(Block):
    """Role and name, a line for the signature, a line for the date."""

    HEIGHT: Final = 45.0

    def __init__(self, signature: Signature, *, above: float = 0.0) -> None:
        super().__init__(above)
        self.signature = signature

    def lay(self, width: float) -> float:
        """Always of one height, so that the lines stand evenly."""
        self.width = width
        self.name = lay_out(self.signature.name, TextStyle(10, 12.5), column_width(width, 5))[:2]
        return self.HEIGHT + (12.5 if len(self.name) > 1 else 0)

    def draw(self) -> None:
        """Three parts on one baseline."""
        width, low = self.width, 13.0
        second = column_width(width, 5) + GUTTER
        third = column_width(width, 9) + GUTTER
        role = lay_out(self.signature.role, QUESTION, second - GUTTER)[0]
        name = self.name if self.signature.name else ()
        lift = low + (13.5 if len(name) < 2 else 26)
        self.put(role, 0, lift + 1)
        for number, line in enumerate(name):
            self.put(line, 0, lift - 13 - number * 12.5)
        if not name:
            self._line("Name", 0, second - GUTTER, low)
        self._line("Signature", second, third - GUTTER, low)
        self._line("Date", third, width, low)
        if self.signature.date:
            line = lay_out(self.signature.date, TextStyle(10, 12.5), width - third)[0]
            self.put(line, third, low + 4)

    def _line(self, caption: str, left: float, right: float, y: float) -> None:
        self.hairline(left, y, right - left, grey=0.3)
        self.put(lay_out(caption, TextStyle(8, 10, grey=0.4), right - left)[0], left, y - 9)
