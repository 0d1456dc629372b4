"""What a class list says, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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
}

#: Which field each column holds, by the column's header; None for one that is not read.
Mapped = Mapping[str, Field | None]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a list that a person should know. `row` counts from 1, as a sheet does."""

    words: str
    row: int | None = None
    field: Field | None = None

    def __str__(self) -> str:
        """With the row in front."""
        return f"Row {self.row}: {self.words}" if self.row else self.words


@dataclass(frozen=True, slots=True)
class ListedPupil:
    """One child as a list names her. Nothing else of a list is kept (rule 17)."""

    row: int
    forename: str
    surname: str
    upn: str = ""
    admission_number: str = ""
    class_name: str = ""
    year_group: YearGroup | None = None
    born: dt.date | None = None

    @property
    def name(self) -> str:
        """Full name, forename first."""
        return f"{self.forename} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table. `mark` is the name under which a mapping is remembered."""

    headers: tuple[str, ...]
    fields: tuple[Field | None, ...]
    samples: tuple[tuple[str, ...], ...]
    mark: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that was read. With `needs_columns` no names were found: ask which columns they are.

    `has` are the fields that the list gives at all: what it does not give, it does not change.
    """

    kind: str
    pupils: tuple[ListedPupil, ...]
    warnings: tuple[Remark, ...] = ()
    errors: tuple[Remark, ...] = ()
    columns: Columns | None = None
    needs_columns: bool = False
    skipped: int = 0
    has: frozenset[Field] = field(default_factory=frozenset[Field])

    @property
    def has_classes(self) -> bool:
        """Whether it says who is in which class. A common transfer file does not."""
        return Field.CLASS in self.has

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes it names, in the order of the list."""
        return tuple(dict.fromkeys(one.class_name for one in self.pupils if one.class_name))
