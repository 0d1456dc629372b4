"""Which heading means what (rule 17). Case, spaces, punctuation and hints in brackets do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from trent_desktop.school.class_lists.listed import Field

# In order of preference: of two columns for one field, the one named first here is read.
_ALIASES: Final[dict[Field, tuple[str, ...]]] = {
    Field.UPN: ("upn", "unique pupil number", "current upn", "pupil upn", "upn number"),
    Field.ADMISSION_NUMBER: (
        *("admission number", "adno", "adm no", "admission no", "adm number", "admissions number"),
        *("mis id", "arbor student id", "student id", "pupil id", "unique code", "id"),
        *("pupil number", "student number", "admission"),
    ),
    Field.FORENAME: (
        *("forename", "legal forename", "first name", "given name", "legal first name"),
        *("forenames", "first names", "given names", "legal forenames", "pupil forename"),
        *("student first name", "pupil first name", "student forename", "childs first name"),
        *("childs forename", "child first name", "child forename", "christian name"),
    ),
    Field.PREFERRED: (
        *("preferred forename", "chosen name", "preferred first name", "known as", "preferred"),
        *("chosen forename", "chosen first name", "nickname", "preferred given name"),
        *("preferred name known as", "known name", "calling name"),
    ),
    Field.SURNAME: (
        *("surname", "legal surname", "last name", "family name", "legal last name"),
        *("pupil surname", "student last name", "pupil last name", "student surname"),
        *("childs surname", "childs last name", "child surname", "child last name", "legal family name"),
        *("preferred surname", "preferred last name", "chosen surname"),
    ),
    Field.NAME: (
        *("name", "pupil name", "full name", "student name", "pupil", "student", "child"),
        *("childs name", "child name", "legal name", "pupil full name", "student full name"),
        *("legal full name", "pupils", "children", "names", "preferred name", "pupils name"),
    ),
    Field.CLASS: (
        *("class", "class name", "reg", "reg group", "reg grp", "registration group", "reggroup"),
        *("registration form", "registration class", "reg class", "reg form", "tutor group"),
        *("form", "form group", "form name", "tutor", "homeroom", "home room", "registration"),
        *("class group", "current class", "pupil class", "reg gp", "classes", "groups", "group"),
    ),
    Field.YEAR: (
        *("year group", "year", "nc year", "ncyear", "ncy", "curriculum year", "year taught in"),
        *("national curriculum year", "nc year actual", "ncyear actual", "yr", "year grp"),
        *("current year", "current year group", "year gp", "yr group", "yr grp", "nc year group"),
        *("national curriculum year group", "grade", "school year", "actual nc year"),
    ),
    Field.BORN: (
        *("date of birth", "dob", "birth date", "birthdate", "birthday", "d o b", "born"),
        *("pupil dob", "student dob", "pupil date of birth", "dateofbirth", "b day"),
    ),
    Field.LEFT_ON: (
        *("leaving date", "date of leaving", "date left", "leave date", "left on", "leaver date"),
        *("dol", "end date", "left"),
    ),
    Field.STATUS: (
        *("enrolment status", "enrollment status", "status", "on roll", "roll status", "leaver"),
        *("pupil status", "current", "active"),
    ),
}  # fmt: skip
_FIELD_OF: Final = {
    alias: (field, rank)
    for field, aliases in _ALIASES.items()
    for rank, alias in enumerate(aliases)
}
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HINT: Final = re.compile(r"[\[({][^\])}]*[\])}]?")
_MONTH_FIRST: Final = re.compile(r"m{1,4}\W*d{1,4}\W*y|month\W+day|\bus\b|american")
_DAY_FIRST: Final = re.compile(r"d{1,4}\W*m{1,4}\W*y|day\W+month|\buk\b")
#: Headings of lists of grown-ups, and of no class list.
_OF_CONTACTS: Final = re.compile(
    r"contact|relation|guardian|parent|carer|mother|father|next of kin|responsib|salutation|priority"
)


@lru_cache(maxsize=4_096)
def plain_header(header: str) -> str:
    """A heading as it is compared: “dateOfBirth” and “Date of birth (dd/mm/yyyy)” are one."""
    apart = (
        _CAMEL.sub(" ", _HINT.sub(" ", header)) if not header.isupper() else _HINT.sub(" ", header)
    )
    if not apart.strip():
        apart = header  # all of it stood in brackets
    return " ".join(
        re.sub(r"[^0-9a-z]+", " ", apart.casefold().replace("'", "").replace("’", "")).split()
    )


def field_of(header: str) -> Field | None:
    """What a heading by itself means."""
    found = _FIELD_OF.get(plain_header(header))
    return found[0] if found else None


def fields_of(headers: Sequence[str]) -> tuple[Field | None, ...]:
    """The field of each heading; each field at most once, the best of its names."""
    best: dict[Field, tuple[int, int]] = {}
    for place, header in enumerate(headers):
        found = _FIELD_OF.get(plain_header(header))
        if found is None:
            continue
        field, rank = found
        if field not in best or rank < best[field][0]:
            best[field] = (rank, place)
    if Field.PREFERRED in best and Field.FORENAME not in best and Field.NAME not in best:
        best[Field.FORENAME] = best.pop(Field.PREFERRED)
    if Field.FORENAME in best and Field.SURNAME in best:
        best.pop(Field.NAME, None)
    elif Field.NAME in best:
        # A forename beside the whole name is the one that the child goes by.
        alone = best.pop(Field.FORENAME, None)
        if alone is not None and Field.PREFERRED not in best:
            best[Field.PREFERRED] = alone
        best.pop(Field.SURNAME, None)
    placed = {place: field for field, (_, place) in best.items()}
    return tuple(placed.get(place) for place in range(len(headers)))


def month_first(header: str) -> bool | None:
    """Whether a heading says that dates below it have the month first; None when it says nothing."""
    plain = header.casefold()
    if _MONTH_FIRST.search(plain):
        return True
    return False if _DAY_FIRST.search(plain) else None


def names_are_there(fields: Sequence[Field | None]) -> bool:
    """Whether the names of pupils can be read from these columns."""
    return Field.NAME in fields or (Field.FORENAME in fields and Field.SURNAME in fields)


def score(headers: Sequence[str]) -> int:
    """How much a row looks like the row of headings: how many fields it names."""
    return sum(field is not None for field in fields_of(headers))


def is_of_contacts(headers: Sequence[str]) -> bool:
    """Whether the headings are those of parents and other contacts, who are in no class."""
    found = [plain_header(header) for header in headers]
    return sum(bool(_OF_CONTACTS.search(header)) for header in found) >= 2
