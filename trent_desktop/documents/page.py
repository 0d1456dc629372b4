"""The furniture of every page: letterhead, reference, who printed it, page x of y.

`Sheet` is what a form is written on: it gathers blocks and makes the PDF of them.
"""

# ReportLab's types leave many parameters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from trent_desktop.documents import fonts, tagging
from trent_desktop.documents.blocks import (
    HAIR,
    SMALL,
    Fact,
    FactRow,
    Heading,
    Words,
    column_width,
)
from trent_desktop.documents.blocks import LABEL as LABEL_STYLE
from trent_desktop.documents.letterhead import Letterhead
from trent_desktop.documents.lines import TextStyle, lay_out, open_noughts
from trent_desktop.documents.one_line import fitted_line
from trent_desktop.documents.writing import Signature, SignatureRow

if TYPE_CHECKING:
    # Few papers are locked, and what locks them is slow to import.
    from trent_desktop.documents.locking import Lock

#: Points. Twenty millimetres at the sides: what a hole punch takes leaves the words whole.
SIDE: Final = 56.7
WIDTH: Final = A4[0] - 2 * SIDE
HEAD_FIRST: Final = 141.0
HEAD_LATER: Final = 61.0
FOOT: Final = 56.0

_SCHOOL = TextStyle(14.5, 18, bold=True)
_TITLE = TextStyle(20, 25, bold=True)
_REFERENCE = TextStyle(11, 14, bold=True)
_FOOT = TextStyle(8.4, 11, grey=0.32)


#: For whoever prints a paper whose crest is no picture.
CREST_LEFT_OUT: Final = "The school’s crest could not be read, so it is left out."


@dataclass(frozen=True, slots=True)
class Paper:
    """What one document says about itself on every page.

    `title` becomes the title of the PDF too, so it never holds a child's name. `reference` is
    empty on a blank form, which then has a line to write it on. `foot` is the left part of the
    foot line: who printed it and when.
    """

    title: str
    under_title: str = ""
    reference: str = ""
    handling: str = ""
    foot: str = ""
    sources: str = ""
    has_reference: bool = True  # False leaves out the line to write one on
    names_school: bool = True  # False leaves it out of what the PDF says of itself
    is_tagged: bool = True  # says of each part what it is, for whoever has it read aloud
    for_families: bool = False  # figures are as children write them


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document in memory. `notes` are sentences for the person who prints it.

    `starts` are the pages, from 0, with which the papers of somebody else begin: printed on both
    sides, they begin on a sheet of their own.
    """

    content: bytes = field(repr=False)
    pages: int
    notes: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()


class Sheet:
    """Gathers the parts of a document in the order they are read, then makes the PDF."""

    def __init__(self, letterhead: Letterhead, paper: Paper) -> None:
        self.letterhead = letterhead
        self.paper = paper
        self._blocks: list[Flowable] = []

    def add(self, *blocks: Flowable) -> None:
        """Put blocks on the sheet as they are."""
        self._blocks.extend(blocks)

    def together(self, *blocks: Flowable) -> None:
        """Put blocks on the sheet that must stand on one page."""
        for block in blocks[:-1]:
            block.keepWithNext = 1
        self._blocks.extend(blocks)

    def heading(self, text: str, aside: str = "", *, above: float = 17.0) -> None:
        """Begin a section. It takes some of its section along to the next page."""
        self._blocks.append(CondPageBreak(70))
        self._blocks.append(Heading(text, aside=aside, above=above))

    def answer(self, label: str, text: str, *, above: float = 6.0) -> None:
        """A question with an answer that may be long."""
        self._blocks.append(Words(text, label=label, above=above))

    def own_words(self, label: str, text: str) -> None:
        """Somebody's own words, set apart by a line at their side."""
        self._blocks.append(Words(text, label=label, above=9, indent=12, bar=True))

    def facts(self, facts: Sequence[Fact]) -> None:
        """Short answers side by side where they fit, in the order given; long ones alone."""
        row: list[tuple[Fact, int]] = []
        used = 0
        for fact in facts:
            columns = fact.columns or _columns_for(fact)
            if columns == 12 and not fact.columns:
                self._row(row)
                row, used = [], 0
                self.answer(fact.label, fact.value)
                continue
            if used + columns > 12:
                self._row(row)
                row, used = [], 0
            row.append((fact, columns))
            used += columns
        self._row(row)

    def _row(self, row: list[tuple[Fact, int]]) -> None:
        if row:
            self._blocks.append(FactRow(tuple(row), above=6))

    def signatures(self, heading: str, signatures: Sequence[Signature], words: str = "") -> None:
        """Places to sign, all on one page with their heading."""
        parts: list[Flowable] = [Heading(heading)]
        if words:
            parts.append(Words(words, SMALL))
        parts.extend(SignatureRow(one, above=2) for one in signatures)
        self.together(*parts)

    def new_page(self) -> None:
        """Go on at the head of the next page."""
        self._blocks.append(PageBreak())

    def make(self, *, unchanging: bool = False, lock: Lock | None = None) -> Pdf:
        """The PDF. With `unchanging`, equal sheets give equal bytes (no clock, no chance).

        With a `lock` it opens for its passphrase alone.
        """
        out = io.BytesIO()
        with fonts.ONE_AT_A_TIME, open_noughts(self.paper.for_families):
            canvas = self._build(out, unchanging, lock)
        if lock is not None and b"/Encrypt " not in out.getvalue():
            raise AssertionError("A paper that was to be locked was made open.")
        return Pdf(out.getvalue(), canvas.pages, canvas.notes())

    def _build(self, out: BinaryIO, unchanging: bool, lock: Lock | None) -> _NumberedCanvas:
        fonts.open_font(fonts.PLAIN)
        fonts.open_font(fonts.BOLD)
        made: list[_NumberedCanvas] = []

        def canvas_maker(*_: Any, **__: Any) -> _NumberedCanvas:
            made.append(
                _NumberedCanvas(
                    out,
                    self,
                    pagesize=A4,
                    pageCompression=1,
                    pdfVersion=(1, 7),
                    invariant=int(unchanging),
                    initialFontName=cast("Any", fonts.PLAIN.name),
                    lang="en-GB",
                )
            )
            return made[0]

        paper = self.paper
        document = BaseDocTemplate(
            out,
            pagesize=A4,
            title=f"{paper.title} {paper.reference}".strip(),
            author=self.letterhead.school if paper.names_school else "",
            subject=paper.under_title,
            creator="Trent Desktop",
            displayDocTitle=True,
            encrypt=lock,
        )
        document.addPageTemplates(
            [
                _template("first", HEAD_FIRST),
                _template("later", HEAD_LATER),
            ]
        )
        story: list[Flowable] = [NextPageTemplate("later"), *self._blocks]
        document.build(story, canvasmaker=canvas_maker)
        return made[0]


def _template(name: str, head: float) -> PageTemplate:
    frame = Frame(
        SIDE, FOOT, WIDTH, A4[1] - head - FOOT,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(name, [frame])


def _columns_for(fact: Fact) -> int:
    """How many of twelve columns a fact needs so that it stays on few lines."""
    needed = 0.0
    for text, style in ((fact.label, LABEL_STYLE), (fact.value, TextStyle())):
        lines = lay_out(text, style, WIDTH)
        if len(lines) > 3:
            return 12
        needed = max(needed, *(line.width for line in lines))
    return next((columns for columns in (4, 6, 8) if needed <= column_width(WIDTH, columns)), 12)


class _NumberedCanvas(Canvas):
    """Keeps each page until all are laid out, then adds what needs to know how many there are."""

    def __init__(self, out: BinaryIO, sheet: Sheet, **options: Any) -> None:
        super().__init__(out, **options)
        self._sheet = sheet
        self._kept: list[dict[str, Any]] = []
        self.unprinted = 0
        self._all_unprinted = 0
        self._crest_failed = False
        #: What can be jumped to on the page: a name for it, and its title in the outline.
        self.places: list[tuple[str, str]] = []
        if sheet.paper.is_tagged:
            tagging.start(self)

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return len(self._kept)

    def notes(self) -> tuple[str, ...]:
        """What the person who prints should know."""
        notes: list[str] = []
        if self._all_unprinted:
            one = self._all_unprinted == 1
            letters = "1 letter is" if one else f"{self._all_unprinted:,} letters are"
            name = "Its name is" if one else "Their names are"
            notes.append(
                f"{letters} in a script that this program cannot print. {name} printed instead, in "
                "[square brackets]: write over them by hand."
            )
        if self._crest_failed:
            notes.append(CREST_LEFT_OUT)
        return tuple(notes)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Keep the page. It is drawn to its end in `save`."""
        self._kept.append(dict(self.__dict__))
        cast("Any", self)._startPage()
        self._all_unprinted += self.unprinted
        self.unprinted = 0
        self.places = []
        if self._sheet.paper.is_tagged:
            tagging.start(self)

    def save(self) -> None:
        """Add the furniture to every page and write the document."""
        kept, crest_failed = self._kept, False
        total = self._all_unprinted
        for number, page in enumerate(kept, start=1):
            self.__dict__.update(page)
            self._furnish(number, len(kept))
            crest_failed = crest_failed or self._crest_failed
            for place, title in self.places:
                self.bookmarkPage(place)
                self.addOutlineEntry(title, place)
            super().showPage()
            if self._sheet.paper.is_tagged:
                document = cast("Any", self)._doc
                made = document.Pages.pages[-1]
                key = tagging.number_page(self, made)
                tagging.page_done(self, document.Reference(made), key, page["marks"])
        self._kept, self._all_unprinted, self._crest_failed = kept, total, crest_failed
        if self._sheet.paper.is_tagged:
            tagging.finish(self)
        super().save()

    def _furnish(self, number: int, of: int) -> None:
        with tagging.furniture(self):
            if number == 1:
                self._first_head()
            else:
                self._later_head()
            self._foot(number, of)
        if number == 1:
            self._title()

    def _first_head(self) -> None:
        letterhead, paper = self._sheet.letterhead, self._sheet.paper
        left, top = SIDE, A4[1] - 36
        if letterhead.crest and self._crest(letterhead.crest, left, top - 34):
            left += 46
        room = WIDTH * 0.66
        fitted_line(letterhead.school, _SCHOOL, room).draw(self, left, top - 13)
        for row, text in enumerate(letterhead.address_rows):
            fitted_line(text, _FOOT, room).draw(self, left, top - 26 - row * 11)
        self._rule(top - 46)
        self._right(paper.handling, SMALL, top - 26)
        self._reference(_REFERENCE, top - 12)

    def _title(self) -> None:
        paper, top = self._sheet.paper, A4[1] - 36
        with tagging.tagged(self, tagging.TITLE):
            fitted_line(paper.title, _TITLE, WIDTH).draw(self, SIDE, top - 75)
        if paper.under_title:
            with tagging.tagged(self, tagging.UNDER_TITLE):
                fitted_line(paper.under_title, SMALL, WIDTH).draw(self, SIDE, top - 89)

    def _later_head(self) -> None:
        paper, y = self._sheet.paper, A4[1] - 40
        name = f"{self._sheet.letterhead.school} · {paper.title}"
        fitted_line(name, SMALL, WIDTH * 0.74).draw(self, SIDE, y)
        self._reference(TextStyle(9.5, 12, bold=True), y)
        self._rule(y - 7)

    def _reference(self, style: TextStyle, baseline: float) -> None:
        """The reference at the right, or a line to write it on."""
        if not self._sheet.paper.has_reference:
            return
        if self._sheet.paper.reference:
            self._right(self._sheet.paper.reference, style, baseline)
            return
        caption = lay_out("Reference", SMALL, WIDTH)[0]
        self._stroke(A4[0] - SIDE - 92, baseline - 1, 92)
        caption.draw(self, A4[0] - SIDE - 98 - caption.width, baseline)

    def _foot(self, number: int, of: int) -> None:
        paper, y = self._sheet.paper, 34.0
        self._rule(y + 13)
        if number == 1 and paper.sources:
            fitted_line(paper.sources, _FOOT, WIDTH * 0.85).draw(self, SIDE, y + 2)
            y -= 11
        left = " · ".join(part for part in (paper.reference, paper.foot) if part)
        if self.unprinted:
            left += " · [ ] = a letter we cannot print"
        fitted_line(left, _FOOT, WIDTH * 0.85).draw(self, SIDE, y + 2)
        self._right(f"Page {number} of {of}", _FOOT, y + 2)

    def _right(self, text: str, style: TextStyle, baseline: float) -> None:
        if text:
            line = lay_out(text, style, WIDTH * 0.5)[0]
            line.draw(self, A4[0] - SIDE - line.width, baseline)

    def _rule(self, y: float) -> None:
        self._stroke(SIDE, y, WIDTH)

    def _stroke(self, x: float, y: float, length: float) -> None:
        self.setStrokeGray(0.45)
        self.setLineWidth(HAIR)
        self.line(x, y, x + length, y)

    def _crest(self, picture: bytes, x: float, y: float) -> bool:
        """Draw the crest 36 points high; False when the bytes are no picture."""
        try:
            image = ImageReader(io.BytesIO(picture))
            self.drawImage(image, x, y, 36, 36, preserveAspectRatio=True, mask="auto")
        except Exception:  # noqa: BLE001 - Pillow raises whatever a broken file makes it raise
            self._crest_failed = True
        return not self._crest_failed
