"""The text of a PDF as lines. A PDF knows no paragraphs: they are put together by how lines end."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from trent_desktop.policy.importing.lines import MOST_SIGNS, Line, tidy
from trent_desktop.policy.importing.numbers import has_letter, is_short, split_number
from trent_desktop.policy.importing.signing import may_sign

MOST_PAGES: Final = 200
_BULLET: Final = re.compile(r"(?:[•‣◦·▪●○\uf0b7\uf0a7]|[-–—*o](?=\s))\s*")
_PAGE: Final = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})?", re.IGNORECASE)
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
    aside: list[str] = []
    for page in pages:
        for line in page:
            if line in repeated or _PAGE.fullmatch(line):
                aside += [line] if line not in aside and line in repeated else []
            else:
                text.append(line)
    if not text:
        raise NoText
    widest = sorted(len(one) for one in text)[int(len(text) * 0.95)]
    return [
        *_paragraphs(text, max(widest, 40)),
        *(Line(one, aside="head or foot of the pages") for one in aside),
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
        page = file[number]
        words: str = page.get_textpage().get_text_bounded()
        signs += len(words)
        if signs > MOST_SIGNS:
            raise TooLong
        # PDFium marks a hyphen at the end of a line like this.
        words = words.replace("\ufffe\r\n", "-").replace("\ufffe", "-")
        lines = (tidy(one) for one in re.split(r"\r\n?|\n", words))
        found.append([one for one in lines if any(sign.isalnum() for sign in one)])
    return found


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the edge of most pages: their head and foot."""
    if len(pages) < 3:
        return frozenset()
    counted = Counter(line for page in pages for line in {*page[:2], *page[-2:]})
    return frozenset(line for line, times in counted.items() if times * 2 > len(pages))


def _paragraphs(text: list[str], widest: int) -> list[Line]:
    found: list[Line] = []
    last = ""
    for raw in text:
        bullet = _BULLET.match(raw)
        words = raw[bullet.end() :] if bullet else raw
        begins = bool(bullet) or bool(split_number(words)[0]) or has_letter(words)
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
