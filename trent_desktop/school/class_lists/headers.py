"""Which heading means what (rule 17). Case, spaces, punctuation and hints in brackets do not count."""

from __future__ import annotations

import datetime as dt
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
        *("childs forename", "child first name", "child forename", "christian name", "first"),
        *("forname", "enw cyntaf", "name first"),
    ),
    Field.PREFERRED: (
        *("preferred forename", "chosen name", "preferred first name", "known as", "preferred"),
        *("chosen forename", "chosen first name", "nickname", "preferred given name"),
        *("preferred name known as", "known name", "calling name", "known by", "likes to be called"),
        *("called", "goes by", "usual name", "known as name", "preferred forenames", "preferred name"),
        "name preferred",
    ),
    Field.SURNAME: (
        *("surname", "legal surname", "last name", "family name", "legal last name"),
        *("pupil surname", "student last name", "pupil last name", "student surname"),
        *("childs surname", "childs last name", "child surname", "child last name", "legal family name"),
        *("preferred surname", "preferred last name", "chosen surname", "last"),
        *("surename", "cyfenw", "name last"),
    ),
    Field.NAME: (
        *("name", "pupil name", "full name", "student name", "pupil", "student", "child"),
        *("childs name", "child name", "legal name", "pupil full name", "student full name"),
        *("legal full name", "pupils", "children", "names", "pupils name", "enw", "kid", "learner"),
        *("surname forename", "forename surname", "last name first name", "first name last name"),
        *("surname first name", "first name surname", "last first", "first last", "name of child"),
        *("name of pupil", "surname and forename", "forename and surname", "first name and surname"),
    ),
    Field.CLASS: (
        *("class", "class name", "reg", "reg group", "reg grp", "registration group", "reggroup"),
        *("registration form", "registration class", "reg class", "reg form", "tutor group"),
        *("form", "form group", "form name", "tutor", "homeroom", "home room", "registration"),
        *("class group", "current class", "pupil class", "reg gp", "classes", "groups", "group"),
        *("year class", "class year", "yr class", "year reg", "year group class", "clas", "dosbarth"),
    ),
    Field.YEAR: (
        *("year group", "year", "nc year", "ncyear", "ncy", "curriculum year", "year taught in"),
        *("national curriculum year", "nc year actual", "ncyear actual", "yr", "year grp"),
        *("current year", "current year group", "year gp", "yr group", "yr grp", "nc year group"),
        *("national curriculum year group", "grade", "school year", "actual nc year", "blwyddyn", "year code"),
    ),
    Field.BORN: (
        *("date of birth", "dob", "birth date", "birthdate", "birthday", "d o b", "born", "born on", "dyddiad geni"),
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
#: The school year that a heading is of: “Class 2026/27”, “Reg Group 26-27”, “Form 2026”.
_SCHOOL_YEAR: Final = re.compile(r"\b(?:(?:20)?(\d\d)\s?[/–-]\s?(?:20)?\d\d|20(\d\d))\s*$")
#: “Sur name” is one too.
_SQUASHED: Final = {
    alias.replace(" ", ""): found for alias, found in _FIELD_OF.items() if len(alias) > 4
}
#: Words that offices write short.
_IN_FULL: Final = {
    "yr": "year",
    "grp": "group",
    "gp": "group",
    "no": "number",
    "num": "number",
    "pref": "preferred",
    "sname": "surname",
    "fname": "forename",
    "cls": "class",
}
#: What may stand in front of any heading, and says nothing in a list of pupils.
_OF_A_PUPIL: Final = frozenset(
    ["pupil", "pupils", "student", "students", "child", "childs", "children", "learner", "learners"]
)
_WORDS_OF_FORENAMES: Final = frozenset(
    ["forename", "forenames", "first name", "given name", "first"]
)
_HALVES: Final = re.compile(
    r"\b((forenames?|first name|given name|first)|(surname|last name|family name|last))\b"
)
_SAID_FIRST: Final = re.compile(
    r"\b(forename|first name|given name|surname|last name|family name) first\b"
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HINT: Final = re.compile(r"[\[({][^\])}]*[\])}]?")
_MONTH_FIRST: Final = re.compile(r"m{1,4}\W*d{1,4}\W*y|month\W+day|\bus\b|american")
_DAY_FIRST: Final = re.compile(r"d{1,4}\W*m{1,4}\W*y|day\W+month|\buk\b")
#: Headings of lists of grown-ups, and of no class list.
_OF_CONTACTS: Final = re.compile(
    r"\b(?:mum|dad|mummy|daddy|nan|gran|grandad)\b|contact|relation|guardian|parent|carer|mother|father|next of kin|responsib|salutation|priority"
)
#: Those that stand by themselves where a row is a grown-up, and beside “Parent 1” where it is a child.
_OF_A_CONTACT: Final = re.compile(
    r"relation(?:ship)?(?: to (?:the )?(?:child|pupil|student))?|(?:contact )?priority|salutation"
    r"|(?:has )?parental responsib\w+"
)
#: How a grown-up is reached: of a list with relations, and by itself of nothing.
_REACHED_BY: Final = re.compile(r"mobile|phone|\btel\b|e ?mail|address|postcode")
_OF_STAFF: Final = re.compile(
    r"role|job|job title|job role|position|post|post title|staff (?:code|name|id|number)|employee\b.*|contract\b.*"
    r"|teacher (?:code|initials)|payroll\b.*|national insurance\b.*|ni number"
)


@lru_cache(maxsize=4_096)
def plain_header(header: str) -> str:
    """A heading as it is compared: “dateOfBirth” and “Date of birth (dd/mm/yyyy)” are one."""
    apart = _SCHOOL_YEAR.sub(" ", _HINT.sub(" ", header).rstrip())
    apart = apart if header.isupper() else _CAMEL.sub(" ", apart)
    if not apart.strip():
        apart = header  # all of it stood in brackets
    return " ".join(
        re.sub(r"[^0-9a-z]+", " ", apart.casefold().replace("'", "").replace("’", "")).split()
    )


def field_of(header: str) -> Field | None:
    """What a heading by itself means."""
    found = _found(header)
    return found[0] if found else None


def _found(header: str) -> tuple[Field, int] | None:
    found = _known(plain_header(header))
    if found is None and "/" in header:
        # “Class/Form”, “Preferred/Known name”: two words for one thing.
        parts = [_known(plain_header(part)) for part in header.split("/")]
        fields = {part[0] for part in parts if part is not None}
        return parts[-1] if len(fields) == 1 and None not in parts else None
    return found


def _known(plain: str) -> tuple[Field, int] | None:
    found = _FIELD_OF.get(plain) or _SQUASHED.get(plain.replace(" ", ""))
    if found is not None or not plain:
        return found
    words = [_IN_FULL.get(word, word) for word in plain.split()]
    if len(words) > 1 and words[0] in _OF_A_PUPIL:
        words = words[1:]
    return _FIELD_OF.get(" ".join(words))


def forename_is_first(header: str) -> bool | None:
    """Which of the names a heading over both has first: “Surname, Forename”; None where it says not.

    A hint in brackets counts: “Name (surname first)”.
    """
    plain = " ".join(re.sub(r"[^a-z]+", " ", header.casefold()).split())
    if found := _SAID_FIRST.search(plain):
        return found[1] in _WORDS_OF_FORENAMES
    named = [one[0] for one in _HALVES.findall(plain)]
    kinds = list(dict.fromkeys(one in _WORDS_OF_FORENAMES for one in named))
    return kinds[0] if len(kinds) == 2 else None


def fields_of(headers: Sequence[str], today: dt.date | None = None) -> tuple[Field | None, ...]:
    """The field of each heading; each field at most once, the best of its names.

    Of “Class 2025-26” and “Class 2026-27” that of the school year in which `today` lies.
    """
    best: dict[Field, tuple[int, int]] = {}
    away: dict[Field, int] = {}
    for place, header in enumerate(headers):
        found = _found(header)
        if found is None:
            continue
        field, rank = found
        years = _years_away(header, today)
        if field not in best or (rank, years) < (best[field][0], away[field]):
            best[field], away[field] = (rank, place), years
    if Field.PREFERRED in best and Field.FORENAME not in best and Field.NAME not in best:
        rank, place = best.pop(Field.PREFERRED)
        whole = Field.SURNAME not in best and plain_header(headers[place]) == "preferred name"
        best[Field.NAME if whole else Field.FORENAME] = (rank, place)
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


def of_grown_ups(headers: Sequence[str]) -> str:
    """Why a list is none of pupils, by its headings: of parents and other contacts, of staff.

    Empty for one of pupils, also where their parents stand beside them.
    """
    found = [plain_header(header) for header in headers if header]
    fields = set(fields_of(headers))
    of_a_child = bool(fields & {Field.YEAR, Field.BORN, Field.UPN})
    relation = any(map(_OF_A_CONTACT.fullmatch, found))
    of_contacts = not of_a_child and (relation or Field.CLASS not in fields)
    said = sum(bool(_OF_CONTACTS.search(header)) for header in found)
    reached = relation and any(map(_REACHED_BY.search, found))
    if of_contacts and (said >= 2 or reached):
        return "a list of contacts"
    if any(map(_OF_STAFF.fullmatch, found)) and not of_a_child:
        return "a list of staff"
    return ""


def is_of_grown_ups(header: str) -> bool:
    """Whether a heading by itself is of parents and other contacts, or of staff."""
    plain = plain_header(header)
    return bool(_OF_CONTACTS.search(plain) or _OF_STAFF.fullmatch(plain))


def of_another_year(header: str, today: dt.date) -> bool:
    """Whether a heading is of another school year than that in which `today` lies."""
    return _years_away(header, today) > 0


def _years_away(header: str, today: dt.date | None) -> int:
    found = _SCHOOL_YEAR.search(_HINT.sub(" ", header).rstrip())
    if found is None or today is None:
        return 0
    begins = 2000 + int(found[1] or found[2])
    return abs(begins - (today.year - (today.month < 9)))
