"""Reads the tags of a PDF as a screen reader does: the tree, what each part says, what has none."""

from __future__ import annotations

import ctypes
import itertools
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf.generic import ContentStream, DictionaryObject

from tests.documents.reading import reader

#: What leaves something on the page.
_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_PAINTS |= {b"Do", b"sh", b"INLINE IMAGE"}


@dataclass(frozen=True)
class Part:
    """A leaf of the tree: the roles from the document down to it, its words, its language.

    `instead` is what is read instead of what is drawn, where letters do not stand in their order.
    """

    path: tuple[str, ...]
    words: str
    language: str = ""
    is_field: bool = False
    alt: str = ""
    instead: str = ""

    @property
    def role(self) -> str:
        return self.path[-1]


def parts_of(pdf: bytes) -> list[Part]:
    """The leaves of the tree in the order they are read. Fails where the tags do not fit."""
    read = reader(pdf)
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en-GB"
    assert read.metadata is not None
    assert read.metadata.title
    said = _words_by_mark(pdf)
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(read.pages)}  # type: ignore[union-attr]
    tree: Any = root["/StructTreeRoot"]
    found: list[Part] = []
    used: Counter[tuple[int, int]] = Counter()

    def walk(element: Any, path: tuple[str, ...]) -> None:
        kids = element.get("/K")
        here = (*path, str(element["/S"])[1:])
        language = str(element.get("/Lang", ""))
        for kid in kids if isinstance(kids, list) else [kids]:
            one = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(one, DictionaryObject) and one.get("/Type") == "/StructElem":
                assert one["/P"].get_object() is element or one["/P"] == element
                walk(one, here)
            elif isinstance(one, DictionaryObject):
                assert one["/Type"] == "/OBJR"
                field: Any = one["/Obj"].get_object()
                parent = field.get("/Parent")
                tip = field.get("/TU") or (parent.get_object().get("/TU", "") if parent else "")
                assert _holder(tree, field["/StructParent"]) == element
                found.append(Part(here, str(tip), language, is_field=True))
            else:
                page = pages[element.raw_get("/Pg").idnum]
                used[page, int(one)] += 1
                rows = _holder(tree, read.pages[page]["/StructParents"])
                assert rows[int(one)].get_object() == element
                alt = str(element.get("/Alt", ""))
                instead = str(element.get("/ActualText", ""))
                words = said.get((page, int(one)), "")
                found.append(Part(here, words, language, alt=alt, instead=instead))

    walk(tree["/K"].get_object(), ())
    assert set(used.values()) == {1}, "a mark that the tree has twice"
    assert set(used) == _marks(read), "a mark that the tree does not have"
    return found


def unmarked(pdf: bytes) -> list[str]:
    """What is painted on a page outside of every mark."""
    read, found = reader(pdf), list[str]()
    for number, page in enumerate(read.pages, start=1):
        depth = 0
        for operands, operator in ContentStream(page.get_contents(), read).operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in _PAINTS and not depth:
                found.append(f"page {number}: {operator.decode()} {operands}")
            assert depth >= 0
        assert depth == 0
    return found


def pictures(pdf: bytes) -> list[tuple[str, str]]:
    """Every picture that is painted: what it stands in (``Figure``, ``Artifact``, …) and on which page."""
    read, found = reader(pdf), list[tuple[str, str]]()
    for number, page in enumerate(read.pages, start=1):
        within: list[str] = []
        resources: Any = page.get("/Resources", {})
        objects: Any = resources.get("/XObject", {}) if resources else {}
        for operands, operator in ContentStream(page.get_contents(), read).operations:
            if operator in (b"BDC", b"BMC"):
                within.append(str(operands[0])[1:])
            elif operator == b"EMC":
                within.pop()
            elif operator == b"INLINE IMAGE" or (
                operator == b"Do" and objects[operands[0]].get_object()["/Subtype"] == "/Image"
            ):
                found.append((within[-1] if within else "", f"page {number}"))
    return found


def climbs(pdf: bytes) -> list[tuple[str, str]]:
    """Parts that stand higher on their page than the part that is read before them.

    But for a title, which is read first even under a line that stands above it.
    """
    read, where = reader(pdf), _heights(pdf)
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(read.pages)}  # type: ignore[union-attr]
    marks: list[tuple[int, int, str]] = []

    def walk(element: Any) -> None:
        kids = element.get("/K")
        for kid in kids if isinstance(kids, list) else [kids]:
            one = kid.get_object() if hasattr(kid, "get_object") else kid
            if not isinstance(one, DictionaryObject):
                page = pages[element.raw_get("/Pg").idnum]
                marks.append((page, int(one), str(element["/S"])[1:]))
            elif one.get("/Type") == "/StructElem":
                walk(one)

    tree: Any = read.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    walk(tree["/K"].get_object())
    said, found = _words_by_mark(pdf), list[tuple[str, str]]()
    seen = [one for one in marks if one[:2] in where]
    for (page, mark, role), (after, next_mark, _) in itertools.pairwise(seen):
        (low, high), (under, over) = where[page, mark], where[after, next_mark]
        if page == after and role != "H1" and over > high + 1 and under > high - 2:
            found.append((said[page, mark], said[after, next_mark]))
        assert after >= page, "a part of an earlier page"
        assert low <= high
    return found


def _heights(pdf: bytes) -> dict[tuple[int, int], tuple[float, float]]:
    """From where to where the words of each mark stand."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    document = pdfium.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        for at in range(raw.FPDFPage_CountObjects(page)):
            one = raw.FPDFPage_GetObject(page, at)
            mark = raw.FPDFPageObj_GetMarkedContentID(one)
            if mark < 0 or raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_TEXT:
                continue
            left, low, right, high = (ctypes.c_float() for _ in range(4))
            raw.FPDFPageObj_GetBounds(one, left, low, right, high)
            if right.value - left.value > 0.1:  # not a space
                before = found.get((number, mark), (low.value, high.value))
                found[number, mark] = min(before[0], low.value), max(before[1], high.value)
    document.close()
    return found


def read_aloud(pdf: bytes) -> list[str]:
    """What poppler says of each part, letter by letter as the file has it: it guesses no space."""
    found = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True
    )
    return re.findall(r'^ *"(.*)"$', found.stdout.decode(), re.MULTILINE)


def squeezed(words: str) -> str:
    """Words without spaces: where readers of PDFs part them is not what is compared."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e]+", "", words)


def _holder(tree: Any, key: Any) -> Any:
    numbers = tree["/ParentTree"]["/Nums"]
    at = {int(numbers[one]): numbers[one + 1] for one in range(0, len(numbers), 2)}
    assert list(at) == sorted(at)
    return at[int(key)].get_object()


def _marks(read: Any) -> set[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for number, page in enumerate(read.pages):
        for operands, operator in ContentStream(page.get_contents(), read).operations:
            if operator == b"BDC" and "/MCID" in operands[1]:
                found[number, int(operands[1]["/MCID"])] += 1
    assert set(found.values()) <= {1}
    return set(found)


def _words_by_mark(pdf: bytes) -> dict[tuple[int, int], str]:
    """What a second reader of PDFs finds drawn within each mark."""
    found: dict[tuple[int, int], str] = {}
    document = pdfium.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for at in range(raw.FPDFPage_CountObjects(page)):
            one = raw.FPDFPage_GetObject(page, at)
            if raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_TEXT:
                continue
            mark = raw.FPDFPageObj_GetMarkedContentID(one)
            if mark < 0:
                continue
            length = raw.FPDFTextObj_GetText(one, text, None, 0)
            buffer = (raw.FPDF_WCHAR * (length // 2))()
            raw.FPDFTextObj_GetText(one, text, buffer, length)
            words = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found[number, mark] = f"{found.get((number, mark), '')} {words}".strip()
    document.close()
    return found
