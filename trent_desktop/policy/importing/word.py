"""A Word document (.docx) as lines, from the XML inside it.

It comes from outside: no entity, no document type and no link in it is followed, and no part is
unpacked beyond `MOST_BYTES`. What stands beside the text (foot notes, heads, words that were
deleted while changes were tracked) comes as lines that say so.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from trent_desktop.policy.importing.lines import Line, tidy
from trent_desktop.policy.importing.word_styles import (
    Lists,
    Styles,
    child,
    local,
    on,
    value_of,
)

#: Of one part inside, unpacked. The text of a policy of thirty pages has a tenth of it.
MOST_BYTES: Final = 24 * 1024**2
_MOST_PARTS: Final = 2_000
#: Parts beside the text, and how they are named to people.
_BESIDE: Final = (
    (re.compile(r"word/header\d*\.xml"), "head of the pages"),
    (re.compile(r"word/footer\d*\.xml"), "foot of the pages"),
    (re.compile(r"word/footnotes\.xml"), "foot note"),
    (re.compile(r"word/endnotes\.xml"), "end note"),
    (re.compile(r"word/comments\.xml"), "comment"),
)
_DELETED: Final = "deleted in the document"
_TEXTS: Final = {"t", "delText"}
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class NotAWordFile(Exception):
    """There is no text of Word in it."""


class TooLarge(Exception):
    """It is larger inside than a policy."""


def lines_of_word(content: bytes) -> list[Line]:
    """All that it says, in the order of its text; what stands beside the text comes last.

    Raises `NotAWordFile`, `TooLarge`, and what zipfile and the XML parser raise for damage.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if len(names) > _MOST_PARTS:
            raise TooLarge
        if "word/document.xml" not in names:
            raise NotAWordFile
        styles = Styles(_part(archive, "word/styles.xml", names))
        lists = Lists(_part(archive, "word/numbering.xml", names))
        document = _part(archive, "word/document.xml", names)
        found = [*_Reader(styles, lists).lines(document)] if document is not None else []
        seen: set[str] = set()
        for pattern, aside in _BESIDE:
            for name in sorted(name for name in names if pattern.fullmatch(name)):
                part = _part(archive, name, names)
                for line in _Reader(styles, lists).lines(part) if part is not None else ():
                    if line.text not in seen:  # the head of odd and of even pages
                        seen.add(line.text)
                        found.append(Line(line.text, aside=line.aside or aside))
    return found


def _part(archive: zipfile.ZipFile, name: str, names: list[str]) -> Element | None:
    if name not in names:
        return None
    with archive.open(name) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLarge
    return fromstring(content, forbid_dtd=True, forbid_entities=True)


class _Reader:
    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists

    def lines(self, part: Element) -> Iterator[Line]:
        """Paragraphs in order; the cells of a table's row are one line with tabs."""
        for element in _outermost(part, ("p", "tbl")):
            if local(element) == "p":
                yield from self._paragraph(element)
            else:
                yield from self._table(element)

    def _table(self, table: Element) -> Iterator[Line]:
        for row in _outermost(table, ("tr",)):
            cells = [list(self.lines(cell)) for cell in _outermost(row, ("tc",))]
            short = [[one for one in cell if not one.aside] for cell in cells]
            if all(len(cell) <= 1 for cell in short):
                words = "\t".join(cell[0].text for cell in short if cell)
                only = [line for cell in short for line in cell]
                if len(only) == 1:
                    yield only[0]
                elif words.strip():
                    yield Line(tidy(words), number=only[0].number)
                yield from (one for cell in cells for one in cell if one.aside)
            else:  # a table that was used for the layout
                for cell in cells:
                    yield from cell

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        about = child(paragraph, "pPr")
        style = self._styles.named(value_of(about, "pStyle"))
        text, deleted = self._text(paragraph, strong=style.strong)
        if not deleted.strip() or text.strip():
            yield from self._own(text, about, style.name)
        if deleted.strip():
            yield Line(tidy(deleted.replace("\n", " ")), aside=_DELETED)
        for box in _outermost(paragraph, ("txbxContent",)):
            yield from self.lines(box)

    def _own(self, text: str, about: Element | None, style: str) -> Iterator[Line]:
        known = self._styles.named(value_of(about, "pStyle"))
        if not any(one.isalnum() for one in text):
            return  # Word counts no empty paragraph, but one with a picture has no words either
        number, bullet, level = self._lists.next(about, known)
        heading = known.heading
        if (outline := value_of(about, "outlineLvl")).isdigit() and int(outline) < 9:
            heading = int(outline) + 1
        first = True
        for piece in text.split("\n"):
            words = tidy(piece)
            if heading:
                words = words.replace("**", "")
            if not any(one.isalnum() for one in words):
                continue
            yield Line(
                words,
                number=number if first else "",
                bullet=bullet if first else False,
                level=level,
                heading=heading if first else 0,
                alone=first,
                listed=style.casefold().startswith("toc "),
            )
            first = False

    def _text(self, paragraph: Element, *, strong: bool) -> tuple[str, str]:
        """The words, and those that were deleted while changes were tracked."""
        said: list[tuple[str, bool]] = []
        gone: list[str] = []
        for run, deleted in _runs(paragraph):
            words = _words(run)
            if deleted:
                gone.append(words)
                continue
            about = child(run, "rPr")
            is_strong = on(about, "b", otherwise=False) and not strong
            if on(about, "vanish", otherwise=False):
                gone.append(words)  # hidden in Word: nobody saw it
                continue
            said.append((words, is_strong and bool(words.strip())))
        return _marked(said), "".join(gone)


def _marked(said: list[tuple[str, bool]]) -> str:
    """Runs put together, strong ones between stars; each line has its own stars."""
    out, is_open = "", False
    for words, strong in said:
        if not words.strip(" ") and "\n" not in words:
            out += words  # a space is as strong as what is beside it
            continue
        if strong != is_open:
            out += "**"
            is_open = strong
        pieces = words.replace("**", "")
        out += pieces.replace("\n", "**\n**") if is_open else pieces
    return out + ("**" if is_open else "")


def _runs(paragraph: Element) -> Iterator[tuple[Element, bool]]:
    """The runs of a paragraph, without those of text boxes in it, and whether each was deleted."""
    waiting: list[tuple[Element, bool]] = [(one, False) for one in reversed(paragraph)]
    while waiting:
        element, deleted = waiting.pop()
        name = local(element)
        if name == "r":
            yield element, deleted
            continue
        if name in ("txbxContent", "pPr", "Fallback"):
            continue
        gone = deleted or name in ("del", "moveFrom")
        waiting += [(one, gone) for one in reversed(element)]


def _words(run: Element) -> str:
    found: list[str] = []
    waiting = [*reversed(run)]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _TEXTS:
            found.append((element.text or "").replace("\n", " "))
        elif name in _SIGNS:
            found.append(_SIGNS[name])
        elif name not in ("txbxContent", "rPr", "instrText", "Fallback"):
            waiting += reversed(element)
    return "".join(found)


def _outermost(part: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """Elements of these names that stand in no other of them, in order; text boxes once each."""
    waiting = [*reversed(part)]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in names:
            yield element
        elif name != "Fallback":  # the same once more, for older programs
            waiting += reversed(element)
