"""Tags in a PDF: what is a heading, a paragraph, a point of a list, for whoever has it read aloud.

ReportLab has none, so marks go into what is drawn, and the tree of them into the file at its end.

    with tagged(canvas, "P"):
        ...

A picture that tells something is a `figure` with words; what only decorates is `furniture`. Each
does nothing on a canvas of which `start` was not called.
"""

# ReportLab's types leave much open, and this stands on its innermost parts.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

from __future__ import annotations

import itertools
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, cast

from reportlab.pdfbase import pdfdoc

#: Drawn last on the first page, and read first.
TITLE, UNDER_TITLE = "H1", "UnderTitle"
_FIGURE, _PICTURED = "Figure", "FigureOfPoint"
#: What stands above a column of a table; ``TH`` is what stands before a row.
COLUMN: Final = "HeadOfColumn"
#: Of what the program itself says in words, wherever it stands.
_ENGLISH: Final = "en-GB"
_READ_FIRST: Final = (TITLE, UNDER_TITLE)
#: What a role stands in, from the outside, and itself.
_PLACES: Final = {
    UNDER_TITLE: ("P",),
    "LI": ("L", "LI", "LBody"),  # what is drawn is the body of the point
    _PICTURED: ("L", "LI", _FIGURE),
    "TOCI": ("TOC", "TOCI"),
    "TH": ("Table", "TR", "TH"),
    COLUMN: ("Table", "TR", "TH"),
    "TD": ("Table", "TR", "TD"),
}
#: Of these, one mark after the other stands in the same one.
_SHARED: Final = frozenset({"L", "TOC", "Table"})
#: The same, as long as both are of one row or group.
_SHARED_IN_ROW: Final = frozenset({"TR", "LI"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """One piece of what is drawn: its number on the page, or the field it is.

    `said` are its words, line by line, and whether any of them is drawn in another order.
    """

    role: str
    number: int
    row: int = 0
    language: str = ""
    said: list[tuple[str, bool]] = field(default_factory=list[Any])
    alt: str = ""
    field: Any = None


@dataclass(slots=True)
class _Tags:
    """What a document has of tags so far. It goes with the canvas from page to page."""

    keys: Any = field(default_factory=itertools.count)
    rows: Any = field(default_factory=lambda: itertools.count(1))
    pages: list[tuple[Any, int, tuple[_Mark, ...]]] = field(default_factory=list[Any])


class _TaggedPage(pdfdoc.PDFPage):
    """A page that says where its marks are in the tree."""

    __NoDefault__: ClassVar[list[str]] = [  # pyright: ignore[reportIncompatibleVariableOverride]
        *cast("Any", pdfdoc.PDFPage).__NoDefault__,
        "StructParents",
        "Tabs",
    ]


def start(canvas: Any) -> None:
    """Begin to mark what is drawn on a page. The list of marks goes with the canvas's page."""
    canvas.tags = getattr(canvas, "tags", None) or _Tags()
    canvas.marks = list[_Mark]()
    canvas.row, canvas.language = 0, ""
    canvas.said = None


def is_tagged(canvas: Any) -> bool:
    """Whether what is drawn on `canvas` is marked."""
    return getattr(canvas, "marks", None) is not None


def number_page(canvas: Any, page: Any) -> int:
    """Say in a page, before it is written, that it has marks; its key in the tree."""
    page.__class__ = _TaggedPage
    page.StructParents = next(canvas.tags.keys)
    page.Tabs = pdfdoc.PDFName("S")
    return page.StructParents


def page_done(canvas: Any, page: Any, key: int, marks: list[_Mark]) -> None:
    """Keep which marks a page has. `page` is a reference to it."""
    canvas.tags.pages.append((page, key, tuple(marks)))


@contextmanager
def tagged(canvas: Any, role: str, alt: str = "") -> Generator[None]:
    """Mark what is drawn within as a `role`: ``H1``, ``H2``, ``P``, ``LI``, ``TOCI``.

    Within a row of a table: ``TH``, ``TD``, `COLUMN`; in a group: whatever the parts of it are. `alt` is for
    what has no words: see `figure`.
    """
    if not is_tagged(canvas):
        yield
        return
    number = sum(mark.field is None for mark in canvas.marks)
    language = _ENGLISH if alt and canvas.language else canvas.language
    canvas.said = list[tuple[str, bool]]()
    canvas.marks.append(_Mark(role, number, canvas.row, language, canvas.said, alt))
    around = canvas.row
    if around:
        canvas._code.append("EMC")
    place = _PLACES.get(role, (role,))
    canvas._code.append(f"/{place[-1]} <</MCID {number}>> BDC")
    yield
    canvas._code.append("EMC")
    canvas.said = None
    if around:
        canvas._code.append("/Artifact BMC")


def say(canvas: Any, words: str, *, turned: bool) -> None:
    """What is drawn now reads `words`. `turned`: its letters are not drawn in that order.

    Such a mark gets its words besides, since a screen reader goes by the order in the file.
    """
    said = getattr(canvas, "said", None)
    if said is not None:
        said.append((words, turned))


@contextmanager
def group(canvas: Any) -> Generator[None]:
    """A row of a table, or several parts in one block: each part within is marked by itself.

    What is drawn between the parts (lines, bars) is no part of the text.
    """
    if not is_tagged(canvas):
        yield
        return
    canvas.row = next(canvas.tags.rows)
    with furniture(canvas):
        yield
    canvas.row = 0


@contextmanager
def figure(canvas: Any, alt: str, *, of_point: bool = False) -> Generator[None]:
    """Mark what is drawn within as a picture that says `alt`, in English; never within a mark.

    `of_point`: it stands before the words of the same point of a list, in one group with them.
    """
    with tagged(canvas, _PICTURED if of_point else _FIGURE, alt):
        yield


def next_row(canvas: Any) -> None:
    """What follows in a group is another row of the table, or another point of the list."""
    if is_tagged(canvas):
        canvas.row = next(canvas.tags.rows)


@contextmanager
def furniture(canvas: Any) -> Generator[None]:
    """Mark what is drawn within as no part of the text: the head and foot of a page."""
    if not is_tagged(canvas):
        yield
        return
    canvas._code.append("/Artifact BMC")
    yield
    canvas._code.append("EMC")


@contextmanager
def fields(canvas: Any) -> Generator[None]:
    """The fields to fill in that are put on the page within are part of what is read."""
    before = len(canvas._annotationrefs)
    yield
    if is_tagged(canvas):
        for reference in canvas._annotationrefs[before:]:
            canvas.marks.append(_Mark("Form", -1, 0, canvas.language, field=reference))


def name_last_field(canvas: Any, words: str) -> None:
    """Say what the field is that was put on the page last: one circle of several has no name."""
    reference = canvas._annotationrefs[-1]
    canvas._doc.idToObject[reference.name].dict["TU"] = pdfdoc.PDFString(words)


def finish(canvas: Any) -> None:
    """Put the tree of all marks into the document, before it is saved."""
    tree = _Tree(canvas._doc)
    pages, fielded = list[Any](), list[Any]()
    for page, key, marks in canvas.tags.pages:
        holders: dict[int, Any] = {}
        for mark in sorted(marks, key=lambda one: one.role not in _READ_FIRST):
            element = tree.at(mark)
            element.dict["Pg"] = page
            if mark.field is None:
                element.dict["K"] = mark.number
                holders[mark.number] = tree.reference(element)
                continue
            annotation = {"Type": pdfdoc.PDFName("OBJR"), "Obj": mark.field, "Pg": page}
            element.dict["K"] = pdfdoc.PDFDictionary(annotation)
            own = next(canvas.tags.keys)
            canvas._doc.idToObject[mark.field.name].dict["StructParent"] = own
            fielded += [own, tree.reference(element)]
        row = pdfdoc.PDFArray([holders[number] for number in sorted(holders)])
        pages += [key, tree.reference(row)]
    tree.close([*pages, *fielded])


class _Tree:
    """The elements, each of which knows the one that it stands in."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        self._kids: list[tuple[Any, list[Any]]] = []
        self._whole = self._add("Document", self._root)
        #: The elements that the mark before stood in, with what makes each of them another.
        self._open: list[tuple[tuple[str, int], Any, list[Any]]] = []

    def reference(self, element: Any) -> Any:
        return self.document.Reference(element)

    def at(self, mark: _Mark) -> Any:
        """A new element for a mark, in those that it shares with the mark before."""
        place = _PLACES.get(mark.role, (mark.role,))
        depth = 0
        wanted = [(one, mark.row if one in _SHARED_IN_ROW else 0) for one in place]
        while (
            depth < min(len(place) - 1, len(self._open))
            and self._open[depth][0] == wanted[depth]
            and (place[depth] in _SHARED or (place[depth] in _SHARED_IN_ROW and mark.row))
        ):
            depth += 1
        del self._open[depth:]
        for what in wanted[depth:]:
            kids = self._open[-1][2] if self._open else self._whole[1]
            element, own = self._add(what[0], self._open[-1][1] if self._open else self._whole[0])
            kids.append(self.reference(element))
            self._open.append((what, element, own))
        element = self._open[-1][1]
        if mark.language:
            element.dict["Lang"] = pdfdoc.PDFString(mark.language)
        if any(turned for _, turned in mark.said):
            words = "".join(words for words, _ in mark.said).strip()
            element.dict["ActualText"] = pdfdoc.PDFString(words)
        if mark.alt:
            element.dict["Alt"] = pdfdoc.PDFString(mark.alt)
        if mark.role in ("TH", COLUMN):
            of = "Column" if mark.role == COLUMN else "Row"
            scope = {"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(of)}
            element.dict["A"] = pdfdoc.PDFDictionary(scope)
        return element

    def _add(self, role: str, parent: Any) -> tuple[Any, list[Any]]:
        element = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("StructElem"),
                "S": pdfdoc.PDFName(role),
                "P": self.reference(parent),
            }
        )
        kids = list[Any]()
        self._kids.append((element, kids))
        return element, kids

    def close(self, numbers: list[Any]) -> None:
        """Hand the tree to the document, with where each mark is in it."""
        for element, kids in self._kids:
            if kids:
                element.dict["K"] = pdfdoc.PDFArray(kids)
        found = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
        self._root.dict |= {
            "K": self.reference(self._whole[0]),
            "ParentTree": self.reference(found),
            "ParentTreeNextKey": len(numbers) // 2,
        }
        catalog = self.document.Catalog
        catalog.StructTreeRoot = self._root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
