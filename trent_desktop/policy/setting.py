"""What a policy is set from on paper: numbered clauses with strong words, points, its contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

from reportlab.platypus import Flowable

from trent_desktop.documents import fonts
from trent_desktop.documents.blocks import BODY, Block, Heading, drop
from trent_desktop.documents.lines import TextStyle, lay_out

_WIDE: Final = 10_000.0
#: From the margin to the words of a clause, and to those of a point of it.
CLAUSE_INDENT: Final = 34.0
POINT_INDENT: Final = 48.0


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one weight on a line."""

    text: str
    bold: bool


_MOST_IN_A_LINE: Final = 300  # letters


def lines_with_strong(text: str, width: float, style: TextStyle) -> list[tuple[Run, ...]]:
    """`text` in lines no wider than `width` points; words between ``**`` are bold."""
    found: list[tuple[Run, ...]] = []
    space = _space(style)
    strong = False
    for paragraph in text.split("\n"):
        line: list[tuple[Run, ...]] = []
        used = 0.0
        for word in _words(paragraph, strong=strong):
            for piece in _fitting(word, width, style):
                wide = sum(_width(run.text, style, bold=run.bold) for run in piece)
                if line and used + space + wide > width:
                    found.append(_joined(line))
                    line, used = [], 0.0
                used += wide + (space if line else 0.0)
                line.append(piece)
        found.append(_joined(line))
        strong = strong != bool(paragraph.count("**") % 2)
    return found


def _words(text: str, *, strong: bool) -> Iterator[tuple[Run, ...]]:
    """Each word, which may begin strong and end plain."""
    for word in text.split():
        runs: list[Run] = []
        for at, piece in enumerate(word.split("**")):
            if at:
                strong = not strong
            if piece:
                runs.append(Run(piece, strong))
        if runs:
            yield tuple(runs)


def _fitting(word: tuple[Run, ...], width: float, style: TextStyle) -> Iterator[tuple[Run, ...]]:
    """The word, in several where it is wider than a line."""
    short = sum(len(run.text) for run in word) <= _MOST_IN_A_LINE
    if short and sum(_width(run.text, style, bold=run.bold) for run in word) <= width:
        yield word
        return
    for run in word:
        text = run.text
        while text:
            taken = min(
                len(text), _MOST_IN_A_LINE
            )  # else a word without an end is measured for ever
            while taken > 1 and _width(text[:taken], style, bold=run.bold) > width:
                taken = max(1, taken * 3 // 4)
            yield (Run(text[:taken], run.bold),)
            text = text[taken:]


def _joined(words: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """The words of a line, those of one weight together, with the spaces between."""
    out: list[Run] = []
    for at, word in enumerate(words):
        for place, run in enumerate(word):
            gap = " " if at and not place else ""
            if out and out[-1].bold == run.bold:
                out[-1] = Run(out[-1].text + gap + run.text, run.bold)
            elif out and gap:
                out[-1] = Run(out[-1].text + gap, out[-1].bold)
                out.append(run)
            else:
                out.append(run)
    return tuple(out)


@lru_cache(maxsize=8192)
def _width(text: str, style: TextStyle, *, bold: bool) -> float:
    """In points; a space at the end counts, though nothing is seen of it."""
    wide = lay_out(text, _weighed(style, bold=bold), _WIDE)[0].width
    return wide + (_space(style) if text.endswith(" ") else 0.0)


def _space(style: TextStyle) -> float:
    return fonts.em(fonts.PLAIN, " ") * style.size / 1000


def _weighed(style: TextStyle, *, bold: bool) -> TextStyle:
    return TextStyle(style.size, style.leading, bold or style.bold, style.grey)


class Hanging(Block):
    """Words beside a number or a bullet that hangs at their left; they flow over pages."""

    def __init__(
        self,
        label: str,
        text: str,
        *,
        above: float = 6.0,
        label_at: float = 0.0,
        indent: float = CLAUSE_INDENT,
        role: str = "P",
        stays_with_next: bool = False,
    ) -> None:
        super().__init__(above, stays_with_next=stays_with_next)
        self.label = label
        self.text = text
        self.label_at = label_at
        self.indent = indent
        self.role = role
        self.lines: list[tuple[Run, ...]] | None = None

    def lay(self, width: float) -> float:
        """As many lines as the words need."""
        if self.lines is None:
            self.lines = lines_with_strong(self.text, width - self.indent, BODY)
        return len(self.lines) * BODY.leading

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Break between lines; never leave one line alone on either page."""
        self.lay(width)
        lines = self.lines or []
        fits = int(height // BODY.leading)
        if len(lines) - fits == 1:
            fits -= 1
        if fits < 2 or fits >= len(lines):
            return []
        return [self._of(self.label, lines[:fits]), self._of("", lines[fits:])]

    def _of(self, label: str, lines: list[tuple[Run, ...]]) -> Hanging:
        part = Hanging(
            label, "", above=0, label_at=self.label_at, indent=self.indent, role=self.role
        )
        part.lines = lines
        if label:
            part.spaceBefore = self.spaceBefore
        return part

    def draw(self) -> None:
        """The label on the first line, the words beside it."""
        y = len(self.lines or ()) * BODY.leading
        for number, line in enumerate(self.lines or ()):
            y -= BODY.leading
            baseline = y + drop(BODY)
            if not number and self.label:
                label = lay_out(self.label, BODY, self.indent)[0]
                self.put(label, self.label_at, baseline)
            x = self.indent
            for run in line:
                style = _weighed(BODY, bold=run.bold)
                self.put(lay_out(run.text, style, _WIDE)[0], x, baseline)
                x += _width(run.text, BODY, bold=run.bold)


class SectionHeading(Heading):
    """A heading that the contents lead to. It writes down on which page it came to stand."""

    def __init__(self, text: str, place: str, pages: dict[str, int]) -> None:
        super().__init__(text)
        self.place = place
        self.pages = pages

    def draw(self) -> None:
        """The heading; the page is told that it can be jumped to."""
        super().draw()
        canvas = cast("Any", self.canv)
        canvas.places.append((self.place, self.text))
        self.pages[self.place] = canvas.getPageNumber()


class ContentsLine(Block):
    """One line of the contents: number, title, dots, page. The whole line leads there."""

    role = "TOCI"

    def __init__(self, number: str, title: str, place: str, page: int) -> None:
        super().__init__(above=0)
        self.number = number
        self.title = title
        self.place = place
        self.page = page

    def lay(self, width: float) -> float:
        """One line, or more for a long title."""
        self.width = width
        self.lines = lay_out(self.title, BODY, width - CLAUSE_INDENT - 60)
        return len(self.lines) * (BODY.leading + 1)

    def draw(self) -> None:
        """From the left: number, title, a faint line, the page."""
        tall = len(self.lines) * (BODY.leading + 1)
        baseline = tall - BODY.leading + drop(BODY)
        if self.number:
            self.put(lay_out(self.number, BODY, CLAUSE_INDENT)[0], 0, baseline)
        for at, line in enumerate(self.lines):
            self.put(line, CLAUSE_INDENT, baseline - at * (BODY.leading + 1))
        low = baseline - (len(self.lines) - 1) * (BODY.leading + 1)
        page = lay_out(str(self.page), BODY, 60)[0]
        start = CLAUSE_INDENT + self.lines[-1].width + 6
        end = self.width - page.width
        if end - 6 > start:
            self.hairline(start, low + 1, end - 6 - start)
        self.put(page, end, low)
        canvas = cast("Any", self.canv)
        canvas.linkRect("", self.place, (0, 0, self.width, tall), relative=1, thickness=0)
