"""Dates as offices write them, and the order of day and month that a whole column shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from trent_desktop.school.class_lists.values import Cell, text_of

_NUMBERS: Final = re.compile(r"(\d{1,4})\s?[./\- ]\s?(\d{1,2})\s?[./\- ]\s?(\d{1,4})(?:[ T,].*)?")
_DAY_IN_WORDS: Final = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?(?:\. |[ \-./])?([A-Za-z]{3,9})\.?,?[ \-./]?['’]?(\d{2}|\d{4})",
    re.IGNORECASE,
)
_MONTH_IN_WORDS: Final = re.compile(
    r"(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{2}|\d{4})",
    re.IGNORECASE,
)
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
#: The same with the day first; a spreadsheet drops the nought of “01092018”.
_COMPACT_DAY_FIRST: Final = re.compile(r"(\d{1,2})(\d{2})((?:19|20)\d{2})")
_DAY_NUMBER: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_DAY_ZERO: Final = dt.date(1899, 12, 30)  # what spreadsheets count days from
_OLDEST_DAY_NUMBER, _YOUNGEST_DAY_NUMBER = 30_000, 60_000
#: Older than anybody in a primary school.
_OLDEST: Final = 25


@dataclass(frozen=True, slots=True)
class DatesRead:
    """A column of dates. `notes` are about single cells, by their place; `warning` about all.

    `guessed`: the places of those that could be read in two ways, where nothing said which.
    """

    dates: tuple[dt.date | None, ...]
    notes: dict[int, str]
    warning: str = ""
    guessed: frozenset[int] = frozenset()


def read_dates(
    cells: Iterable[Cell],
    today: dt.date,
    *,
    day_first: bool | None = None,
    usually: bool | None = None,
) -> DatesRead:
    """The dates of birth of a column, in the order that the whole column shows.

    A British school writes the day first; a spreadsheet may have turned that round. One date that
    can be read in one way only decides for those that can be read in both. `usually`: whether the day
    is first in the other lists of the file, for a column that shows nothing.
    """
    listed = list(cells)
    order, warning = _order(listed, usually) if day_first is None else (day_first, "")
    dates: list[dt.date | None] = []
    notes: dict[int, str] = {}
    for place, cell in enumerate(listed):
        date, note = _date(cell, today, day_first=order)
        dates.append(date)
        if note:
            notes[place] = note
    either = (at for at, cell in enumerate(listed) if _is_either(cell)) if warning else ()
    return DatesRead(tuple(dates), notes, warning, frozenset(either))


def day_of(text: str, *, day_first: bool = True) -> dt.date | None:
    """The day that a text says, in any of the ways in which people write one; None for none.

    Raises `ValueError` when there is no such day (31 February).
    """
    if found := _COMPACT.fullmatch(text):
        with suppress(ValueError):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _COMPACT_DAY_FIRST.fullmatch(text):
        one, two = (1, 2) if day_first else (2, 1)
        return dt.date(int(found[3]), int(found[two]), int(found[one]))
    if (found := _DAY_NUMBER.fullmatch(text)) and (
        _OLDEST_DAY_NUMBER <= int(found[1]) <= _YOUNGEST_DAY_NUMBER
    ):
        return _DAY_ZERO + dt.timedelta(days=int(found[1]))
    if found := _NUMBERS.fullmatch(text):
        one, two, three = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return dt.date(one, two, three)
        if len(found[1]) == 3 or len(found[3]) in (1, 3):
            return None
        first_is_day = day_first if one <= 12 and two <= 12 else one > 12
        day, month = (one, two) if first_is_day else (two, one)
        return dt.date(_whole_year(three, found[3]), month, day)
    if (found := _DAY_IN_WORDS.fullmatch(text)) and (number := _month(found[2])):
        return dt.date(_whole_year(int(found[3]), found[3]), number, int(found[1]))
    if (found := _MONTH_IN_WORDS.fullmatch(text)) and (number := _month(found[1])):
        return dt.date(_whole_year(int(found[3]), found[3]), number, int(found[2]))
    return None


def looks_like_a_day(cell: Cell) -> bool:
    """Whether a cell says a day, whatever it is the day of."""
    if isinstance(cell, dt.date):
        return True
    text = text_of(cell)
    if not text or (text.isdecimal() and len(text) < 8):
        return False
    try:
        return day_of(text) is not None
    except ValueError:
        return True


def _month(word: str) -> int:
    plain = word.casefold()
    found = [
        at
        for at, name in enumerate(_MONTHS, start=1)
        if name.startswith(plain[:4] if plain.startswith("sept") else plain)
    ]
    return found[0] if len(found) == 1 else 0


def _whole_year(year: int, written: str) -> int:
    return year + 2000 if len(written) <= 2 else year


def _is_either(cell: Cell) -> bool:
    found = _NUMBERS.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    if not found or len(found[1]) == 4:
        return False
    first, second = int(found[1]), int(found[2])
    return first <= 12 and second <= 12 and first != second


def order_shown(cells: Iterable[Cell]) -> bool | None:
    """Whether days can be read with the day first alone (True) or the month; None for both or neither."""
    day, month, _ = _counted(cells)
    return None if bool(day) == bool(month) else bool(day)


def _counted(cells: Iterable[Cell]) -> tuple[int, int, int]:
    """How many days have the day first and cannot have the month; the other way round; and may be both."""
    day, month, either = 0, 0, 0
    for cell in cells:
        found = _NUMBERS.fullmatch(text_of(cell)) if isinstance(cell, str) else None
        if not found or len(found[1]) == 4:
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            day += 1
        elif second > 12 >= first:
            month += 1
        elif first != second:
            either += 1
    return day, month, either


def _order(cells: list[Cell], usually: bool | None) -> tuple[bool, str]:
    day, month, either = _counted(cells)
    if day and month:
        return True, (
            "Some dates of birth have the day first and some the month. Those that could be read "
            "both ways were read with the day first: please look at them."
        )
    if not day and not month and usually is not None:
        return usually, ""
    if either and not day and not month:
        return True, (
            "Every date of birth could be read with the day or the month first. They were read "
            "with the day first."
        )
    return not month, ""


def _date(cell: Cell, today: dt.date, *, day_first: bool) -> tuple[dt.date | None, str]:
    if isinstance(cell, dt.datetime):
        return _plausible(cell.date(), today)
    if isinstance(cell, dt.date):
        return _plausible(cell, today)
    text = text_of(cell).lstrip("'")
    if not text:
        return None, ""
    try:
        found = day_of(text, day_first=day_first)
    except ValueError:
        return None, f"There is no day {text}, so the date of birth is left open."
    if found is None:
        return None, f"“{text}” is not a date, so the date of birth is left open."
    return _plausible(found, today)


def may_be_a_birthday(date: dt.date, today: dt.date) -> bool:
    """Whether a pupil can have been born that day."""
    return date <= today and date.year >= today.year - _OLDEST


def _plausible(date: dt.date, today: dt.date) -> tuple[dt.date | None, str]:
    if not may_be_a_birthday(date, today):
        return None, f"{date:%d/%m/%Y} cannot be the birthday of a pupil, so it is left open."
    return date, ""
