"""Papers of the lessons: the promise as a poster, what was covered, the board as it was."""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.utils import ImageReader

from trent_desktop.documents import fonts, tagging
from trent_desktop.documents.blocks import Block
from trent_desktop.documents.lines import TextStyle, lay_out
from trent_desktop.documents.one_line import fitted_line
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.tagged_canvas import TaggedCanvas
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.lessons.as_shown import ShownSlide
from trent_desktop.lessons.head import STRANDS
from trent_desktop.lessons.lesson import LETTERS, SUBJECTS, Lesson, Letter
from trent_desktop.lessons.values import TERMS, Coverage, Taught, school_year

#: On paper, dark enough to be read in grey as well.
COLOURS: Final = {
    Letter.SAFE: "#1F5FBF",
    Letter.MEETING: "#6B3FA0",
    Letter.ACCEPTING: "#0B6B48",
    Letter.RELIABLE: "#A34A00",
    Letter.TELL: "#B0214A",
    Letter.ALL: "#0B5E6B",
}
_CELL: Final = TextStyle(9.2, 12)
_HEAD: Final = TextStyle(10, 13, bold=True)
_MARGIN: Final = 56.0
#: Lines for first names on a poster: a whole class and who teaches it, each line high enough for
#: a child's writing (29 points are a centimetre).
_NAME_COLUMNS, _NAME_ROWS = 4, 8
_NAME_PITCH: Final = 29.0
_NAMES_TOP: Final = 292.0
_GUTTER: Final = 20.0


def promise_poster_pdf(
    letterhead: Letterhead,
    lesson: Lesson,
    lines: Sequence[str],
    class_name: str,
    day: dt.date,
    *,
    picture: bytes = b"",
) -> Pdf:
    """The class's promise on one A3 page (it prints on A4 too), with lines for 32 first names.

    `picture` (a PNG) fills what the lines leave free.
    """
    width, height = A3
    out = io.BytesIO()
    with fonts.ONE_AT_A_TIME:
        title = f"Our promise: {lesson.title}"
        canvas = TaggedCanvas(out, title, letterhead.school, A3)
        canvas.setSubject("SMART")
        colour = HexColor(COLOURS[lesson.letter])
        with tagging.furniture(canvas):
            canvas.setFillColor(colour)
            canvas.rect(0, height - 190, width, 190, stroke=0, fill=1)
        top = (("Our promise", 64, 105), (lesson.letter.word, 30, 155))
        for (words, size, down), role in zip(
            top, (tagging.TITLE, tagging.UNDER_TITLE), strict=True
        ):
            with tagging.tagged(canvas, role):
                style = TextStyle(size, size * 1.2, bold=size > 40)
                _white(canvas, words, style, _MARGIN, height - down, width)
        y = _promises(canvas, lines, colour, width, height - 270)
        if picture:
            base = _NAMES_TOP + 30
            room = width - 2 * _MARGIN, y - base
            with tagging.furniture(canvas):  # it says no more than the words above it
                _fill(canvas, picture, _MARGIN, base, *room)
        with tagging.figure(canvas, "Lines for our names"):
            _lines_for_names(canvas, width)
        who = f"{class_name}, " if class_name else ""
        foot = f"{letterhead.school} · {who}{date_for_people(day)}"
        small = TextStyle(14, 18, grey=0.35, open_nought=True)
        with tagging.tagged(canvas, "P"):
            line = fitted_line(foot, small, width - 2 * _MARGIN)
            line.draw(canvas, _MARGIN, 48)
        canvas.showPage()
        canvas.finish()
    return Pdf(out.getvalue(), 1)


def _promises(canvas: Any, lines: Sequence[str], colour: Any, width: float, y: float) -> float:
    """Each promise behind a ticked box; where the last of them ends."""
    room = width - 2 * _MARGIN - 60
    style = _largest(lines, room, y - _NAMES_TOP - 60)
    for words in lines:
        with tagging.furniture(canvas):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(4)
            canvas.roundRect(_MARGIN, y - style.size * 0.1, 30, 30, 7, stroke=1, fill=0)
            canvas.setLineWidth(5)
            path = canvas.beginPath()
            path.moveTo(_MARGIN + 6, y + 12)
            path.lineTo(_MARGIN + 13, y + 4)
            path.lineTo(_MARGIN + 26, y + 22)
            canvas.drawPath(path)
        with tagging.tagged(canvas, "LI"):
            for line in lay_out(words, style, room):
                line.draw(canvas, _MARGIN + 60, y)
                y -= style.leading
        y -= style.leading * 0.55
    return y + style.leading * 0.5


def _lines_for_names(canvas: Any, width: float) -> None:
    canvas.setStrokeGray(0.75)
    canvas.setLineWidth(1)
    each = (width - 2 * _MARGIN + _GUTTER) / _NAME_COLUMNS
    for number in range(_NAME_COLUMNS * _NAME_ROWS):
        x = _MARGIN + number % _NAME_COLUMNS * each
        base = _NAMES_TOP - number // _NAME_COLUMNS * _NAME_PITCH
        canvas.line(x, base, x + each - _GUTTER, base)


def _fill(canvas: Any, picture: bytes, x: float, y: float, width: float, height: float) -> None:
    """A picture in the middle of its room; none where it would be too small to be seen."""
    image = ImageReader(io.BytesIO(picture))
    wide, high = image.getSize()
    scale = min(width / wide, height / high)
    if scale * high >= 120:
        across, up = (width - wide * scale) / 2, (height - high * scale) / 2
        canvas.drawImage(image, x + across, y + up, wide * scale, high * scale, mask="auto")


def _white(
    canvas: Any, words: str, style: TextStyle, x: float, baseline: float, width: float
) -> None:
    for line in lay_out(words, TextStyle(style.size, style.leading, style.bold, 1.0), width)[:1]:
        line.draw(canvas, x, baseline)


def _largest(lines: Sequence[str], room: float, height: float) -> TextStyle:
    size = 44.0
    while size > 18:
        style = TextStyle(size, size * 1.25, bold=True, open_nought=True)
        high = sum((len(lay_out(one, style, room)) + 0.55) * style.leading for one in lines)
        if high <= height:
            return style
        size -= 2
    return TextStyle(size, size * 1.25, bold=True, open_nought=True)


def coverage_pdf(letterhead: Letterhead, class_name: str, covered: Coverage, today: dt.date) -> Pdf:
    """Letters by terms, and strands, of one class and school year."""
    year = school_year(today)
    paper = Paper(
        f"SMART lessons of {class_name}",
        f"School year {year}/{(year + 1) % 100:02}",
        foot=f"Made on {date_for_people(today)}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    sheet.add(_Letters(covered))
    sheet.heading("Education for a Connected World")
    sheet.add(_Counted(STRANDS, covered.strands))
    sheet.heading("Subjects")
    sheet.add(_Counted(tuple(SUBJECTS), covered.subjects))
    return sheet.make()


def _line_of(one: Taught) -> str:
    looked = "" if one.counts else ", looked at"
    return f"{one.title} ({one.day:%d/%m}{looked})"


class _Letters(Block):
    """The five letters down, the three terms across, lessons with their days."""

    role = ""

    def __init__(self, covered: Coverage) -> None:
        super().__init__(12)
        self._covered = covered

    def lay(self, width: float) -> float:
        """A row is as high as the fullest of its cells."""
        self.width = width
        self._first = 96.0
        self._column = (width - self._first) / len(TERMS)
        self._rows: list[tuple[Letter, list[list[Any]], float]] = []
        for letter in LETTERS:
            cells: list[list[Any]] = []
            for term in TERMS:
                lessons = self._covered.letters.get((letter, term), ())
                words = "\n".join(_line_of(one) for one in lessons)
                cells.append(list(lay_out(words, _CELL, self._column - 12)) if words else [])
            high = max(34.0, max(len(cell) for cell in cells) * _CELL.leading + 14)
            self._rows.append((letter, cells, high))
        self.height = 20 + sum(high for _, _, high in self._rows)
        return self.height

    def draw(self) -> None:
        """Head, then a row for each letter."""
        canvas: Any = self.canv
        y = self.height - 14
        for number, term in enumerate(TERMS):
            with tagging.tagged(canvas, tagging.COLUMN):
                for line in lay_out(term, _HEAD, self._column)[:1]:
                    self.put(line, self._first + number * self._column + 6, y)
        y -= 6
        for letter, cells, high in self._rows:
            self.hairline(0, y, self.width, 0.7)
            canvas.setFillColor(HexColor(COLOURS[letter]))
            canvas.roundRect(0, y - high + 5, 8, high - 10, 3, stroke=0, fill=1)
            tagging.next_row(canvas)
            with tagging.tagged(canvas, "TH"):
                for line in lay_out(f"{letter.value}  {letter.word}", _HEAD, self._first)[:1]:
                    self.put(line, 18, y - 20)
            for number, cell in enumerate(cells):
                base = y - 18
                with tagging.tagged(canvas, "TD"):
                    for line in cell:
                        self.put(line, self._first + number * self._column + 6, base)
                        base -= _CELL.leading
            y -= high
        self.hairline(0, y, self.width, 0.7)


class _Counted(Block):
    """A bar for each strand or subject: in how many lessons it came, which a number says as well."""

    role = ""

    def __init__(self, names: Sequence[str], counts: Mapping[str, int]) -> None:
        super().__init__(8)
        self._names = names
        self._counts = counts

    def lay(self, width: float) -> float:
        """One line for each."""
        self.width = width
        self.height = len(self._names) * 22.0
        return self.height

    def draw(self) -> None:
        """The name, a bar, a number."""
        canvas: Any = self.canv
        most = max([4, *self._counts.values()])
        y = self.height - 14
        for name in self._names:
            count = self._counts.get(name, 0)
            tagging.next_row(canvas)
            with tagging.tagged(canvas, "TH"):
                self.put(fitted_line(name, _CELL, 190), 0, y)
            canvas.setFillGray(0.92)
            canvas.roundRect(200, y - 3, self.width - 240, 12, 6, stroke=0, fill=1)
            if count:
                canvas.setFillColor(HexColor("#0B5E6B"))
                long = max(12.0, (self.width - 240) * count / most)
                canvas.roundRect(200, y - 3, long, 12, 6, stroke=0, fill=1)
            with tagging.tagged(canvas, "TD"):
                for line in lay_out(str(count), _HEAD, 30)[:1]:
                    self.put(line, self.width - 24, y)
            y -= 22


def board_pdf(title: str, school: str, slides: Sequence[ShownSlide]) -> Pdf:
    """The board as it was: a page for each slide, with what was drawn.

    A page is a picture; its words lie over it unseen, to be read aloud, found and copied.
    """
    out = io.BytesIO()
    width = A4[1]
    with fonts.ONE_AT_A_TIME:
        canvas = TaggedCanvas(out, title, school, (width, A4[0]))
        for slide in slides:
            scale = width / slide.width
            height = slide.height * scale
            canvas.setPageSize((width, height))
            picture = ImageReader(io.BytesIO(slide.make_picture()))
            shows = slide.shows
            with canvas.unseen():
                if slide is slides[0]:
                    _unseen(canvas, tagging.TITLE, [(title, 10, height - 10, 8)])
                _unseen(canvas, "H2", [(slide.place, 10, height - 20, 8)])
            with tagging.figure(canvas, shows) if shows else tagging.furniture(canvas):
                canvas.drawImage(picture, 0, 0, width, height)
            with canvas.unseen():
                for text in slide.texts:
                    lines = [
                        (one.words, one.left * scale, height - one.baseline * scale, one.px * scale)
                        for one in text
                    ]
                    _unseen(canvas, "P", lines)
            canvas.showPage()
        canvas.finish()
    return Pdf(out.getvalue(), len(slides))


def _unseen(
    canvas: TaggedCanvas, role: str, lines: Iterable[tuple[str, float, float, float]]
) -> None:
    with tagging.tagged(canvas, role):
        for words, left, baseline, size in lines:
            (line, *_) = lay_out(words, TextStyle(size, size * 1.2), 1e6)
            line.draw(canvas, left, baseline)
