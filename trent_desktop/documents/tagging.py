"""Tags in a PDF: what is a heading, a paragraph, a point of a list, for whoever has it read aloud.

ReportLab has none, so marks go into what is drawn, and the tree of them into the file at its end.

    with tagged(canvas, "P"):
        ...

does nothing on a canvas of which `start` was not called.
"""

# ReportLab's types leave much open, and this stands on its innermost parts.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, ClassVar, Final, cast

from reportlab.pdfbase import pdfdoc

#: Points of a list and lines of a table of contents stand in an element of their own.
_GROUPS: Final = {"LI": "L", "TOCI": "TOC"}
#: Drawn last on the first page, and read first.
TITLE, UNDER_TITLE = "H1", "UnderTitle"
_READ_FIRST: Final = (TITLE, UNDER_TITLE)
_IS: Final = {UNDER_TITLE: "P"}


class _TaggedPage(pdfdoc.PDFPage):
    """A page that says where its marks are in the tree."""

    __NoDefault__: ClassVar[list[str]] = [  # pyright: ignore[reportIncompatibleVariableOverride]
        *cast("Any", pdfdoc.PDFPage).__NoDefault__,
        "StructParents",
        "Tabs",
    ]


def start(canvas: Any) -> None:
    """Begin to mark what is drawn on a page. The list of marks goes with the canvas's page."""
    canvas.marks = list[str]()


def page_done(canvas: Any, marks: list[str]) -> None:
    """Say of the page that was just written which marks it has."""
    pages = canvas._doc.Pages.pages
    page = pages[-1]
    page.__class__ = _TaggedPage
    page.StructParents = len(pages) - 1
    page.Tabs = pdfdoc.PDFName("S")
    page.tags = tuple(marks)


@contextmanager
def tagged(canvas: Any, role: str) -> Generator[None]:
    """Mark what is drawn within as a `role`: ``H1``, ``H2``, ``P``, ``LI``, ``TOCI``."""
    marks = getattr(canvas, "marks", None)
    if marks is None:
        yield
        return
    canvas._code.append(f"/{_IS.get(role, role)} <</MCID {len(marks)}>> BDC")
    marks.append(role)
    yield
    canvas._code.append("EMC")


@contextmanager
def furniture(canvas: Any) -> Generator[None]:
    """Mark what is drawn within as no part of the text: the head and foot of a page."""
    if getattr(canvas, "marks", None) is None:
        yield
        return
    canvas._code.append("/Artifact BMC")
    yield
    canvas._code.append("EMC")


def finish(canvas: Any) -> None:
    """Put the tree of all marks into the document, before it is saved."""
    tree = _Tree(canvas._doc)
    whole = tree.add("Document", None)
    rows: list[Any] = []
    group, group_role = whole, ""
    for number, page in enumerate(tree.document.Pages.pages):
        holders: dict[int, Any] = {}
        roles: tuple[str, ...] = page.tags
        order = sorted(range(len(roles)), key=lambda mark: roles[mark] not in _READ_FIRST)
        for mark in order:
            role = roles[mark]
            needed = _GROUPS.get(role, "")
            if needed != group_role:
                group_role = needed
                group = tree.add(needed, whole) if needed else whole
            element = tree.add(_IS.get(role, role), group)
            if role == "LI":  # what is drawn is the body of the point
                element = tree.add("LBody", element)
            element.dict["Pg"] = tree.document.Reference(page)
            element.dict["K"] = mark
            holders[mark] = tree.at(element)
        row = pdfdoc.PDFArray([holders[mark] for mark in sorted(holders)])
        rows += [number, tree.document.Reference(row)]
    tree.close(whole, rows)


class _Tree:
    """The elements, each of which knows the one that it stands in."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        self._kids: list[tuple[Any, list[Any]]] = []

    def at(self, element: Any) -> Any:
        return self.document.Reference(element)

    def add(self, role: str, parent: Any) -> Any:
        element = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("StructElem"),
                "S": pdfdoc.PDFName(role),
                "P": self.at(parent if parent is not None else self._root),
            }
        )
        for known, kids in reversed(self._kids):
            if known is parent:
                kids.append(self.at(element))
                break
        self._kids.append((element, []))
        return element

    def close(self, whole: Any, rows: list[Any]) -> None:
        for element, kids in self._kids:
            if kids:
                element.dict["K"] = pdfdoc.PDFArray(kids)
        numbers = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(rows)})
        self._root.dict |= {
            "K": self.at(whole),
            "ParentTree": self.at(numbers),
            "ParentTreeNextKey": len(rows) // 2,
        }
        catalog = self.document.Catalog
        catalog.StructTreeRoot = self._root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
