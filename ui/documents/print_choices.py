"""What is typed into the sheet for printing, and what it comes to. Plain functions."""

from __future__ import annotations

import re
from typing import Final

from ui.documents.printers.arranging import sheets_of, sides_of
from ui.documents.printers.values import Choice

MOST_COPIES: Final = 99
_COPIES: Final = f"A number from 1 to {MOST_COPIES}."


def read_copies(typed: str) -> int:
    """How many copies. Raises ValueError with words."""
    text = typed.strip()
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MOST_COPIES:
        raise ValueError(_COPIES)
    return int(text)


def read_pages(typed: str, of: int) -> tuple[int, ...] | None:
    """Which pages, from 0; None for all. ``1-3, 7`` is understood. Raises ValueError with words."""
    text = typed.strip()
    if not text or text.casefold() == "all":
        return None
    wanted: set[int] = set()
    for part in re.split(r"[,;\s]+(?![-–])", re.sub(r"\s*[-–]\s*", "-", text)):
        found = re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?", part)
        if not found:
            raise ValueError("Pages are typed like this: 1-3, 5")
        first, last = int(found[1]), int(found[2] or found[1])
        if first > last:
            first, last = last, first
        if first < 1 or last > of:
            there = "There is only page 1." if of == 1 else f"There are pages 1 to {of:,}."
            raise ValueError(there)
        wanted.update(range(first - 1, last))
    return None if len(wanted) == of else tuple(sorted(wanted))


def in_words(pages: tuple[int, ...]) -> str:
    """Pages as they are typed: ``1-3, 7``."""
    parts: list[str] = []
    last = -2
    for page in pages:
        if page == last + 1:
            parts[-1] = f"{parts[-1].partition('-')[0]}-{page + 1}"
        else:
            parts.append(str(page + 1))
        last = page
    return ", ".join(parts)


def comes_to(choice: Choice, pages: int, starts: tuple[int, ...]) -> str:
    """``2 copies of 4 pages: 8 pages, on 4 sheets.``"""
    wanted = choice.pages if choice.pages is not None else tuple(range(pages))
    sides = sides_of(wanted, starts, choice)
    sheets = sheets_of(len(sides), choice)
    one = _many(len(wanted), "page")
    if choice.copies > 1:
        one = f"{choice.copies} copies of {one}: {_many(len(wanted) * choice.copies, 'page')}"
    return f"{one}, on {_many(sheets, 'sheet')}."


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
