"""Which header means what (rule 17). Case, spaces and punctuation do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trent_desktop.school.class_lists.listed import Field

# In order of preference: of two columns for one field, the one named first here is read.
_ALIASES: dict[Field, tuple[str, ...]] = {
    Field.UPN: ("upn", "unique pupil number", "current upn", "pupil upn"),
    Field.ADMISSION_NUMBER: (
        *("admission number", "adno", "adm no", "admission no", "mis id", "arbor student id"),
        *("student id", "pupil id", "unique code", "id"),
    ),
    Field.FORENAME: (
        *("forename", "legal forename", "first name", "given name", "legal first name"),
        *("preferred forename", "chosen name", "preferred first name", "known as", "forenames"),
        *("pupil forename", "student first name"),
    ),
    Field.SURNAME: (
        *("surname", "legal surname", "last name", "family name", "legal last name"),
        *("preferred surname", "preferred last name", "pupil surname", "student last name"),
    ),
    Field.NAME: (
        *("name", "pupil name", "full name", "student name", "pupil", "student", "child"),
        *("childs name", "legal name", "preferred name"),
    ),
    Field.CLASS: (
        *("class", "class name", "reg", "reg group", "registration group", "registration form"),
        *("tutor group", "form", "form group", "registration", "classes"),
    ),
    Field.YEAR: (
        *("year group", "year", "nc year", "ncyear", "curriculum year", "year taught in"),
        *("national curriculum year", "nc year actual", "yr", "year grp"),
    ),
    Field.BORN: ("date of birth", "dob", "birth date", "birthdate", "birthday", "d o b", "born"),
}
_FIELD_OF = {alias: (field, rank) for field, aliases in _ALIASES.items()
             for rank, alias in enumerate(aliases)}  # fmt: skip


def plain_header(header: str) -> str:
    """A header as it is compared."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", header.casefold().replace("'", "")).split())


def fields_of(headers: Sequence[str]) -> tuple[Field | None, ...]:
    """The field of each header; each field at most once, the best of its names."""
    best: dict[Field, tuple[int, int]] = {}
    for place, header in enumerate(headers):
        found = _FIELD_OF.get(plain_header(header))
        if found is None:
            continue
        field, rank = found
        if field not in best or rank < best[field][0]:
            best[field] = (rank, place)
    if Field.FORENAME in best and Field.SURNAME in best:
        best.pop(Field.NAME, None)
    placed = {place: field for field, (_, place) in best.items()}
    return tuple(placed.get(place) for place in range(len(headers)))


def names_are_there(fields: Sequence[Field | None]) -> bool:
    """Whether the names of pupils can be read from these columns."""
    return Field.NAME in fields or (Field.FORENAME in fields and Field.SURNAME in fields)


def score(headers: Sequence[str]) -> int:
    """How much a row looks like the row of headers: how many fields it names."""
    return sum(field is not None for field in fields_of(headers))
