"""The text of a PDF as lines. A PDF knows no paragraphs: they are put together by how lines end."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any, Final

from trent_desktop.policy.importing.lines import MOST_SIGNS, Line, tidy
from trent_desktop.policy.importing.numbers import SMART, has_letter, is_short, split_number
from trent_desktop.policy.importing.signing import may_sign

MOST_PAGES: Final = 200
_BULLET: Final = re.compile(r"(?:[•‣◦·▪●○\uf0b7\uf0a7]|[-–—*o](?=\s))\s*")
_PAGE: Final = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})?", re.IGNORECASE)
#: Points: what is on one line, and what is a gap between columns rather than words.
_SAME_LINE: Final = 4.0
_GAP: Final = 18.0
_WORD_GAP: Final = 1.0
#: Two columns of a table are shorter than two columns of text.
_MOST_IN_CELL: Final = 24
_ENDS: Final = ".;:!?”\"'"
#: A line that reaches so far into the page may go on in the next.
_FULL: Final = 0.72


class Locked(Exception):
    """It opens with a password only."""


class TooLong(Exception):
    """It has more pages or letters than a policy."""


class NoText(Exception):
    """Its pages are pictures."""


def lines_of_pdf(content: bytes) -> list[Line]:
    """What its pages say. Heads and feet of pages come as lines that say so, once each.

    Raises the exceptions of this module, and `pypdfium2.PdfiumError` for damage.
    """
    pages = _pages(content)
    repeated = _repeated(pages)
    text: list[str] = []
    aside: dict[str, str] = {}
    for page in pages:
        for line in page:
            if _alike(line) in repeated:
                aside.setdefault(_alike(line), line)
            elif not _PAGE.fullmatch(line):
                text.append(line)
    if not text:
        raise NoText
    widest = sorted(len(one) for one in text)[int(len(text) * 0.95)]
    return [
        *_paragraphs(text, max(widest, 40)),
        *(Line(one, aside="head or foot of the pages") for one in aside.values()),
    ]


def _pages(content: bytes) -> list[list[str]]:
    import pypdfium2

    try:
        file: Any = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Locked from error
        raise
    if len(file) > MOST_PAGES:
        raise TooLong
    found: list[list[str]] = []
    signs = 0
    for number in range(len(file)):
        words = file[number].get_textpage()
        signs += words.count_chars()
        if signs > MOST_SIGNS:
            raise TooLong
        lines = (tidy(one) for one in _lines_of(words))
        found.append([one for one in lines if any(sign.isalnum() for sign in one)])
    return found


def _lines_of(words: Any) -> list[str]:
    """The lines of a page from top to bottom, whatever was drawn first; columns one by one."""
    rows: list[list[tuple[float, float, float, str]]] = []  # left, right, middle, words
    pieces: list[tuple[float, float, float, str]] = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        said: str = words.get_text_bounded(left, bottom, right, top)
        if said.strip():
            pieces.append((left, right, (top + bottom) / 2, _one_line(said)))
    for piece in sorted(pieces, key=lambda one: (-one[2], one[0])):
        if rows and abs(rows[-1][0][2] - piece[2]) <= _SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    found: list[str] = []
    columns = 0
    for row in rows:
        row.sort()
        line = row[0][3]
        for before, piece in pairwise(row):
            gap = piece[0] - before[1]
            wide = gap > _GAP
            columns += wide and len(before[3]) > _MOST_IN_CELL < len(piece[3])
            line += ("\t" if wide else " " if gap > _WORD_GAP else "") + piece[3]
        found.append(line)
    if columns * 3 > len(rows):
        whole: str = words.get_text_bounded()
        return re.split(r"\r\n?|\n", whole.replace("\ufffe\r\n", "-").replace("\ufffe", "-"))
    return found


def _one_line(said: str) -> str:
    # PDFium marks a hyphen at the end of a line like this.
    return " ".join(said.replace("\ufffe", "-").split())


def _alike(line: str) -> str:
    """A line with its numbers as one sign: the foot of each page has another."""
    return re.sub(r"\d+", "#", line)


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the edge of most pages: their head and foot."""
    counted = Counter(_alike(line) for page in pages for line in {*page[:2], *page[-2:]})
    return frozenset(
        line for line, times in counted.items() if times > 1 and times * 2 > len(pages)
    )


def _paragraphs(text: list[str], widest: int) -> list[Line]:
    found: list[Line] = []
    last = ""
    for raw in text:
        bullet = _BULLET.match(raw)
        words = raw[bullet.end() :] if bullet else raw
        numbered = split_number(words)[0] or has_letter(words) or SMART.match(words)
        begins = bool(bullet) or bool(numbered)
        if found and not begins and _goes_on(found[-1], last, words, widest):
            before = found[-1]
            found[-1] = Line(tidy(f"{before.text} {words}"), bullet=before.bullet)
        elif words:
            found.append(Line(words, bullet=bool(bullet)))
        last = raw
    return found


def _goes_on(before: Line, last: str, words: str, widest: int) -> bool:
    if may_sign(words) or may_sign(before.text):
        return False
    ended = last[-1:] in _ENDS
    if words[:1].islower():
        return True
    if ended:
        return len(last) >= widest * _FULL and not is_short(words) and last[-1:] not in ":;"
    return len(last) >= widest * _FULL
