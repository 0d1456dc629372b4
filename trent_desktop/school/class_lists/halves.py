"""“Name” beside “Surname” or “Forename”: the whole name, or its other half. The cells say which."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from trent_desktop.school.class_lists.headers import field_of, fields_of, plain_header
from trent_desktop.school.class_lists.listed import Field

_PERSON: Final = re.compile(r"(?:mr|mrs|miss|ms|mx|dr)\b\.?\s", re.IGNORECASE)
#: What groups for some lessons are called.
_SET: Final = re.compile(
    r"\b(?:set|maths?|mathematics|english|phonics|rwi|rwinc|reading|writing|spelling|swimming|band|intervention)\b",
    re.IGNORECASE,
)


def told_by_cells(
    headers: Sequence[str], rows: Sequence[Sequence[str]], today: dt.date
) -> tuple[Field | None, ...]:
    """The field of each heading, as `fields_of`, with the cells of `rows` heard about names."""
    fields = _without_tutors(headers, fields_of(headers, today), rows)
    fields = _without_sets(headers, fields, rows)
    if Field.NAME not in fields:
        return fields
    name = fields.index(Field.NAME)
    alone = {field_of(header): place for place, header in enumerate(headers) if place != name}
    forename, surname = alone.get(Field.FORENAME), alone.get(Field.SURNAME)
    if surname is not None and forename is None and _is_half(rows, name, surname):
        return _with(fields, {name: Field.FORENAME, surname: Field.SURNAME})
    if forename is not None and surname is None and _is_half(rows, name, forename, single=True):
        return _with(fields, {name: Field.SURNAME, forename: Field.FORENAME})
    return fields


def _without_tutors(
    headers: Sequence[str], fields: tuple[Field | None, ...], rows: Sequence[Sequence[str]]
) -> tuple[Field | None, ...]:
    """“Tutor” is a class in one system and the name of a grown-up in the next."""
    if Field.CLASS not in fields:
        return fields
    at = fields.index(Field.CLASS)
    cells = [row[at] for row in rows if row[at]]
    people = sum(bool(_PERSON.match(text)) for text in cells)
    if plain_header(headers[at]) != "tutor" or people * 2 <= len(cells):
        return fields
    return tuple(None if place == at else field for place, field in enumerate(fields))


def _without_sets(
    headers: Sequence[str], fields: tuple[Field | None, ...], rows: Sequence[Sequence[str]]
) -> tuple[Field | None, ...]:
    """“Class” is a group for some lessons where the registration group stands beside it."""
    others = [
        place
        for place, header in enumerate(headers)
        if fields[place] is None and field_of(header) is Field.CLASS
    ]
    if Field.CLASS not in fields or not others:
        return fields
    at = fields.index(Field.CLASS)
    sets = [sum(bool(_SET.search(row[place])) for row in rows) for place in (at, others[0])]
    filled = sum(bool(row[at]) for row in rows)
    if sets[0] * 2 <= filled or sets[1]:
        return fields
    return tuple(
        Field.CLASS if place == others[0] else None if place == at else field
        for place, field in enumerate(fields)
    )


def _is_half(rows: Sequence[Sequence[str]], name: int, other: int, *, single: bool = False) -> bool:
    """Whether “Name” is the half that the `other` column is not.

    `single`: it must be one word nearly everywhere: beside a whole name a forename may be the one
    that a child goes by, and then does not come in it.
    """
    filled = [row for row in rows if row[name] and row[other]]
    whole = sum(row[other].casefold() in row[name].casefold() or "," in row[name] for row in filled)
    long = sum(len(row[name].split()) > 1 for row in filled)
    return bool(filled) and whole * 4 < len(filled) and not (single and long * 2 > len(filled))


def _with(fields: Sequence[Field | None], said: dict[int, Field]) -> tuple[Field | None, ...]:
    kept = [None if field in said.values() or field is Field.NAME else field for field in fields]
    return tuple(said.get(place, field) for place, field in enumerate(kept))
