"""A ReportLab canvas that lets go of each page as soon as it is drawn.

ReportLab keeps every page until the end: ten thousand pages are a hundred megabytes. Here a page
goes into the file when it is complete, and only its number and place are remembered; fonts, forms
and the rest follow at the end. PDF asks for no order.
"""

# ReportLab's types leave much open, and this stands on its innermost parts.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

from __future__ import annotations

import string
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, Final, cast

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from trent_desktop.documents import fonts, tagging
from trent_desktop.documents.lines import Line

_HEAD: Final = b"%PDF-1.7\n%\x93\x8c\x8b\x9e\n"
#: Stands in ReportLab's tables for what is in the file already.
_WRITTEN: Final = pdfdoc.PDFString("written")
#: Lines kept as they were drawn.
_MOST_DRAWN: Final = 512
#: The signs of codes, and what parts them.
_CODED: Final = f"{string.ascii_uppercase}{string.digits} "


class _StreamedDocument(pdfdoc.PDFDocument):
    """Writes pages into `out` as they come. Everything else waits for `finish`."""

    # ReportLab's types do not know these.
    Catalog: Any
    Outlines: Any
    Pages: Any
    info: Any
    signature: Any
    delayedFonts: Any  # noqa: N815
    invariant: Any
    objectcounter: int
    numberToId: dict[int, str]  # noqa: N815
    idToObject: dict[str, Any]  # noqa: N815
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]  # noqa: N815

    def __init__(self, out: BinaryIO, **options: Any) -> None:
        super().__init__(**options)
        self._out = out
        self._at = 0
        self._places = array("Q", [0])  # by number of the object; 0: not in the file yet
        self._shared: dict[tuple[str, ...], bytes] = {}
        #: What is done to each page before it is written, if anything.
        self.before_page: Callable[[Any], object] | None = None
        self._write(_HEAD)

    def addPage(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the page and what is on it, and forget both."""
        stream = pdfdoc.PDFStream(content=page.stream)
        stream.filters = [pdfdoc.PDFZCompress]
        # No name is kept for the stream: two names a page are what memory goes into.
        self.objectcounter += 1
        number = self.objectcounter
        self._write_numbered(number, stream.format(self))
        page.Contents = f"{number} 0 R"
        if not page.ExtGState and not page._colorsUsed and not page._shadingUsed:
            page.Resources = self._resources(page.XObjects)
        page.Trans = None
        if self.before_page is not None:
            self.before_page(page)
        name = self.thisPageName()
        super().addPage(page)
        self._write_named(name)
        self.Pages.pages[-1] = self.idToObjectNumberAndVersion[name][0]

    def _resources(self, forms: Any) -> bytes:
        """What pages with the same stamps need, written once: a reference to it."""
        names = tuple(forms.dict) if forms else ()
        found = self._shared.get(names)
        if found is None:
            resources: Any = pdfdoc.PDFResourceDictionary()
            resources.basicFonts()
            resources.allProcs()
            if forms:
                resources.XObject = forms
            found = self._shared[names] = self.Reference(resources).format(self)
        return found

    def finish(self, canvas: Any) -> None:
        """Write all that is left, the table of places, and the end."""
        for font in self.delayedFonts:
            font.addObjects(self)
        self.Pages.pages = [f"{number} 0 R" for number in self.Pages.pages]
        self.info.invariant = self.invariant
        self.info.digest(self.signature)
        self.Reference(self.Catalog)
        self.Reference(self.info)
        self.Outlines.prepare(self, canvas)
        if self.Outlines.ready < 0:
            self.Catalog.Outlines = None
        number = 1
        while number <= self.objectcounter:  # writing one object may bring others
            if number >= len(self._places) or not self._places[number]:
                self._write_named(self.numberToId[number])
            number += 1
        start = self._at
        self._write(f"xref\n0 {number}\n0000000000 65535 f \n".encode("ascii"))
        for place in self._places[1:]:
            self._write(b"%010d 00000 n \n" % place)
        end = pdfdoc.PDFTrailer(
            startxref=start,
            Size=number,
            Root=self.Reference(self.Catalog),
            Info=self.Reference(self.info),
            ID=self.ID(),
        )
        self._write(end.format(self))

    def _write_named(self, name: str) -> None:
        content = pdfdoc.format(self.idToObject[name], self, toplevel=1)
        self.idToObject[name] = _WRITTEN
        self._write_numbered(self.idToObjectNumberAndVersion[name][0], content)

    def _write_numbered(self, number: int, content: bytes) -> None:
        while len(self._places) <= number:
            self._places.append(0)
        self._places[number] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content.rstrip(b"\n")))

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._at += len(content)


class StreamedCanvas(Canvas):
    """A canvas whose pages go into `out` at once. Call `finish` at the end, not `save`.

    Forms that pages stamp may be made at any time before `finish`.
    """

    def __init__(self, out: BinaryIO, *, language: str, unchanging: bool = False) -> None:
        fonts.open_font(fonts.PLAIN)
        fonts.open_font(fonts.BOLD)
        options: dict[str, Any] = {"initialFontName": fonts.PLAIN.name}
        super().__init__(
            out, pagesize=A4, pageCompression=1, pdfVersion=(1, 7), lang=language, **options
        )
        self._doc: Any = _StreamedDocument(
            out, compression=1, invariant=int(unchanging), pdfVersion=(1, 7), lang=language
        )
        self._doc.setCompression(1)
        self._drawn: dict[int, tuple[Line, str]] = {}
        self._keys: list[int] = []
        self._signs: dict[str, tuple[str, Mapping[str, tuple[str, float]]]] = {}
        self.setCreator("Trent Desktop")

    def describe(self, title: str, author: str, subject: str = "") -> None:
        """What the file says about itself. Never a child's name."""
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(subject)
        self.setViewerPreference("DisplayDocTitle", "true")

    def draw_line(self, line: Line, x: float, baseline: float) -> None:
        """Draw a line of text. The same `Line` drawn again costs next to nothing."""
        drawn = self._drawn.get(id(line))
        if drawn is None:
            code, self._code = self._code, []
            line.draw(self, 0, 0)
            drawn = (line, "\n".join(self._code))  # the line itself, so that its id stays its own
            self._code = code
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            self._drawn[id(line)] = drawn
        elif tagging.is_tagged(self):
            line.say(self)
        self._code.append(f"q 1 0 0 1 {x:.2f} {baseline:.2f} cm {drawn[1]} Q")

    def draw_signs(
        self, rows: Sequence[str], size: float, leading: float, middle: float, baseline: float
    ) -> None:
        """Draw rows of capitals, digits and spaces, each in the `middle`, in dark grey.

        They are looked up in a table: a code is another on every page, and to ask ReportLab for
        each takes as long as all else on the page.
        """
        font, known = self._table(fonts.PLAIN.name)
        drawn: list[str] = []
        for number, row in enumerate(rows):
            signs = [known[one] for one in row]
            x = middle - sum(width for _, width in signs) * size / 2
            y = baseline - number * leading
            words = "".join(one for one, _ in signs)
            if tagging.is_tagged(self):
                words += known[" "][0]
            drawn.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm ({words}) Tj")
        self._code.append(f"q .25 g BT {font} {size:g} Tf {' '.join(drawn)} ET Q")

    def _table(self, name: str) -> tuple[str, Mapping[str, tuple[str, float]]]:
        """What a face is called in this file; and of each sign the byte that it is there, and its
        width in a size of 1.
        """
        found = self._signs.get(name)
        if found is None:
            face: Any = pdfmetrics.getFont(name)
            ((subset, coded),) = face.splitString(_CODED, self._doc)
            known = {
                sign: (chr(byte), float(face.stringWidth(sign, 1)))
                for sign, byte in zip(_CODED, coded, strict=True)
            }
            found = self._signs[name] = (face.getSubsetInternalName(subset, self._doc), known)
        return found

    def tag(self) -> None:
        """Mark what is drawn from now on as what it is, for whoever has it read aloud."""
        tagging.start(self)
        self._doc.before_page = self._before_page

    def _before_page(self, page: Any) -> None:
        self._keys.append(tagging.number_page(self, page))

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Write the page into the file."""
        super().showPage()
        if tagging.is_tagged(self):
            number = self._doc.Pages.pages[-1]
            tagging.page_done(self, f"{number} 0 R", self._keys[-1], cast("Any", self).marks)
            tagging.start(self)

    def finish(self) -> None:
        """Write the end of the file."""
        if tagging.is_tagged(self):
            tagging.finish(self)
        self._doc.finish(self)
