"""What a class list says, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from trent_desktop.school.people.people import YearGroup


class Field(StrEnum):
    """What a column of a list can hold."""

    UPN = "upn"
    ADMISSION_NUMBER = "admission-number"
    FORENAME = "forename"
    SURNAME = "surname"
    NAME = "name"  # both in one column
    CLASS = "class"
    YEAR = "year"
    BORN = "born"
    PREFERRED = "preferred"  # the forename that the child goes by
    LEFT_ON = "left-on"
    STATUS = "status"  # whether the child is still on the roll

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """The field as people say it, for example ``Date of birth``."""
        return _TITLES[self]


_TITLES = {
    Field.UPN: "UPN",
    Field.ADMISSION_NUMBER: "Admission number",
    Field.FORENAME: "Forename",
    Field.SURNAME: "Surname",
    Field.NAME: "Full name (both in one column)",
    Field.CLASS: "Class",
    Field.YEAR: "Year group",
    Field.BORN: "Date of birth",
    Field.PREFERRED: "Preferred forename",
    Field.LEFT_ON: "Leaving date",
    Field.STATUS: "On the roll or left",
}

#: Which field each column holds, by the column's header; None for one that is not read.
Mapped = Mapping[str, Field | None]


#: Of lists side by side the rows of the second are counted from here on: more than a sheet may have.
BESIDE: Final = 100_000
#: So many lists side by side are told apart.
MOST_BESIDE: Final = 64
#: Rows of the second sheet are counted from here on, and so forth: each child has a number alone.
SHEET: Final = BESIDE * MOST_BESIDE


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a list that a person should know. `row` counts from 1, as a sheet does.

    In a file of several sheets `sheet` is the name of the one; its rows are counted from a multiple
    of `SHEET` on.
    """

    words: str
    row: int | None = None
    field: Field | None = None
    sheet: str = ""

    def __str__(self) -> str:
        """With the place in front."""
        return f"{place_in_words(self.row, self.sheet)}: {self.words}" if self.row else self.words


def place_in_words(row: int, sheet: str = "") -> str:
    """``Row 4``, or ``Row 4 of “3S”`` in a file with several sheets."""
    shown = f"Row {row % BESIDE}"
    return f"{shown} of “{sheet}”" if sheet else shown


@dataclass(frozen=True, slots=True)
class ListedPupil:
    """One child as a list names them. Nothing else of a list is kept (rule 17).

    `row` is the child's own in this list, also where another one stands beside it in the file. `preferred` is the forename in use, empty for the same.
    """

    row: int
    forename: str
    surname: str
    upn: str = ""
    admission_number: str = ""
    class_name: str = ""
    year_group: YearGroup | None = None
    born: dt.date | None = None
    preferred: str = ""
    sheet: str = ""

    @property
    def name(self) -> str:
        """Full name, forename first."""
        return f"{self.forename} {self.surname}".strip()

    @property
    def place(self) -> str:
        """Where in the list the child stands."""
        return place_in_words(self.row, self.sheet)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table. `mark` is the name under which a mapping is remembered."""

    headers: tuple[str, ...]
    fields: tuple[Field | None, ...]
    samples: tuple[tuple[str, ...], ...]
    mark: str


class Use(IntEnum):
    """What became of a cell of the file."""

    EMPTY = 0
    HEADING = 1  # of a column, of a class, of a page
    USED = 2
    GUESSED = 3  # used, and not sure
    LEFT_OUT = 4  # not needed, or not of a child
    ASKED = 5  # not understood: a person should look


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the file as it came: its cells, and what became of each. `said` has words for some.

    `number` counts from 1, as a sheet does; `uses` has one `Use` for each cell.
    """

    number: int
    cells: tuple[str, ...]
    uses: bytes
    said: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet of the file. `fields`: which field each column became, by its place; None for none."""

    name: str
    rows: tuple[ReadRow, ...]
    fields: tuple[Field | None, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no child of the list, its text, and why."""

    row: int
    text: str
    why: str
    sheet: str = ""

    def __str__(self) -> str:
        """With the place in front."""
        return f"{place_in_words(self.row, self.sheet)} was left out ({self.why}): {self.text}"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two rows that say the same of two children, or of one twice: nobody but a person knows."""

    row: int
    before: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that was read. With `needs_columns` no names were found: ask which columns they are.

    `has` are the fields that the list gives at all: what it does not give, it does not change.
    `guesses` are what was taken without being sure; `left_out` the rows that are no child.
    `encoding` is named where it was not plain, with the words that prove it.
    """

    kind: str
    pupils: tuple[ListedPupil, ...]
    warnings: tuple[Remark, ...] = ()
    errors: tuple[Remark, ...] = ()
    columns: Columns | None = None
    needs_columns: bool = False
    has: frozenset[Field] = field(default_factory=frozenset[Field])
    guesses: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = field(default=(), repr=False)
    alike: tuple[Alike, ...] = ()
    sheets: tuple[ReadSheet, ...] = field(default=(), repr=False)
    encoding: str = ""
    proof: tuple[str, ...] = ()
    profile: str = ""

    @property
    def has_classes(self) -> bool:
        """Whether it says who is in which class. A common transfer file does not."""
        return Field.CLASS in self.has
