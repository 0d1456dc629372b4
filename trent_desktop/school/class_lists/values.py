"""The values of a list: names, dates in every order, year groups in every spelling, UPNs."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trent_desktop.plain_tables import unguarded
from trent_desktop.school.class_lists.listed import ReadList
from trent_desktop.school.class_lists.matching import Answers, Question
from trent_desktop.school.classes.step import Step
from trent_desktop.school.people.people import YearGroup

#: What a cell of a sheet or table may be.
Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

_UPN = re.compile(r"[A-Z]\d{12}")
_TEMPORARY_UPN = re.compile(r"[A-Z]\d{11}[A-Z]")
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S
_NUMBERS = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(?:[ T].*)?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})\.?,?[ \-](\d{2,4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_ZERO = dt.date(1899, 12, 30)  # what spreadsheets count days from
_YOUNGEST_DAY_NUMBER, _OLDEST_DAY_NUMBER = 60_000, 30_000
_RECEPTION = {"r", "rec", "reception", "yr", "year r", "f2", "fs2", "foundation 2", "y0", "0"}
_NURSERY = {"n", "n1", "n2", "nursery", "f1", "fs1", "foundation 1", "pre-school", "preschool"}
_YEAR = re.compile(r"(?:nc\s*)?(?:y|yr|year|year group|curriculum year)?\s*0?(\d{1,2})(?:\.0)?")


def text_of(cell: Cell) -> str:
    """A cell as tidy text: whole numbers without a point, no control signs, single spaces."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return tidy(unguarded(str(cell)))


def tidy(text: str) -> str:
    """Composed, on one line, without signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(
        " " if sign.isspace() else sign
        for sign in composed
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")
    )
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def upn_remark(upn: str) -> str:
    """What is wrong with a UPN (already in capitals), or empty. Told, never refused.

    The check letter is the sum of each digit times its place (2 to 13), modulo 23 (rule 18).
    """
    if _TEMPORARY_UPN.fullmatch(upn):
        return ""
    if not _UPN.fullmatch(upn):
        return f"“{upn}” does not look like a UPN: a letter and twelve digits."
    total = sum(int(digit) * place for place, digit in enumerate(upn[1:], start=2))
    if _CHECK_LETTERS[total % len(_CHECK_LETTERS)] != upn[0]:
        return f"The first letter of the UPN {upn} does not fit its digits: a digit may be wrong."
    return ""


@dataclass(frozen=True, slots=True)
class YearRead:
    """A year group that was read. `note` says what could not be taken, else empty."""

    year: YearGroup | None
    note: str = ""


def read_year(text: str) -> YearRead:
    """``R``, ``Reception``, ``Year  3``, ``Y3``, ``3`` …; nursery and secondary are no year here."""
    plain = " ".join(text.casefold().replace("_", " ").split())
    if not plain:
        return YearRead(None)
    if plain in _RECEPTION:
        return YearRead(YearGroup.RECEPTION)
    if plain in _NURSERY:
        return YearRead(None, "Nursery is not a year group here, so the year is left open.")
    found = _YEAR.fullmatch(plain)
    if found and found[1] in {year.value for year in YearGroup}:
        return YearRead(YearGroup(found[1]))
    return YearRead(None, f"“{text}” is not a year of a primary school, so the year is left open.")


@dataclass(frozen=True, slots=True)
class DatesRead:
    """A column of dates. `notes` are about single cells, by their place; `warning` about all."""

    dates: tuple[dt.date | None, ...]
    notes: dict[int, str]
    warning: str = ""


def read_dates(
    cells: Iterable[Cell], today: dt.date, *, day_first: bool | None = None
) -> DatesRead:
    """The dates of birth of a column, in the order that the whole column shows.

    A British school writes the day first; a spreadsheet may have turned that round. One date that
    can be read in one way only decides for those that can be read in both.
    """
    listed = list(cells)
    order, warning = _order(listed) if day_first is None else (day_first, "")
    dates: list[dt.date | None] = []
    notes: dict[int, str] = {}
    for place, cell in enumerate(listed):
        date, note = _date(cell, today, day_first=order)
        dates.append(date)
        if note:
            notes[place] = note
    return DatesRead(tuple(dates), notes, warning)


def _order(cells: list[Cell]) -> tuple[bool, str]:
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
    if day and month:
        return True, (
            "Some dates of birth have the day first and some the month. Those that could be read "
            "both ways were read with the day first: please look at them."
        )
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
    text = text_of(cell)
    if not text:
        return None, ""
    if text.isdecimal() and _OLDEST_DAY_NUMBER <= int(text) <= _YOUNGEST_DAY_NUMBER:
        return _plausible(_DAY_ZERO + dt.timedelta(days=int(text)), today)
    numbers = _NUMBERS.fullmatch(text)
    words = _WORDS.fullmatch(text)
    if numbers:
        one, two, three = (int(part) for part in numbers.groups())
        if len(numbers[1]) == 4:
            year, month, day = one, two, three
        else:
            first_is_day = day_first if one <= 12 and two <= 12 else one > 12
            day, month = (one, two) if first_is_day else (two, one)
            year = three
    elif words and words[2][:3].casefold() in _MONTHS:
        day, year = int(words[1]), int(words[3])
        month = _MONTHS.index(words[2][:3].casefold()) + 1
    else:
        return None, f"“{text}” is not a date, so the date of birth is left open."
    try:
        return _plausible(dt.date(year + 2000 if year < 100 else year, month, day), today)
    except ValueError:
        return None, f"There is no day {text}, so the date of birth is left open."


def _plausible(date: dt.date, today: dt.date) -> tuple[dt.date | None, str]:
    if date > today or date.year < today.year - 25:
        return None, f"{date:%d/%m/%Y} cannot be the birthday of a pupil, so it is left open."
    return date, ""


class LineKind(StrEnum):
    """What an import does with a child."""

    NEW = "new"
    CHANGED = "changed"
    LEFT = "left"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One child of a plan. `row` is None for one who is not in the list."""

    kind: LineKind
    name: str
    row: int | None
    class_before: str
    class_after: str
    changes: tuple[str, ...] = ()
    pupil_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose about an import.

    `whole_school`: whoever is not in the list has left. `class_for_all` is for a list that does
    not say who is in which class.
    """

    answers: Answers = field(default_factory=dict[int, uuid.UUID | None])
    all_the_same: bool = False
    whole_school: bool = True
    class_for_all: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would change. Nothing of it has happened."""

    read: ReadList = field(repr=False)
    choices: Choices
    lines: tuple[PlannedLine, ...] = field(repr=False)
    questions: tuple[Question, ...] = field(repr=False)
    new_classes: tuple[str, ...]
    everybody_leaves: bool
    mark: str

    def of(self, kind: LineKind) -> tuple[PlannedLine, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind is kind)

    @property
    def counts(self) -> dict[LineKind, int]:
        """How many there are of each kind."""
        return {kind: len(self.of(kind)) for kind in LineKind}

    @property
    def ready(self) -> bool:
        """Whether it can be applied: no question is open, and something was read."""
        return not self.questions and bool(self.read.pupils)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    step: Step
    counts: Mapping[LineKind, int]
