"""“Name” beside “Surname” or “Forename”: the whole name, or its other half. The cells say which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.school.class_lists.headers import field_of, fields_of
from trent_desktop.school.class_lists.listed import Field


def told_by_cells(
    headers: Sequence[str], rows: Sequence[Sequence[str]], today: dt.date
) -> tuple[Field | None, ...]:
    """The field of each heading, as `fields_of`, with the cells of `rows` heard about names."""
    fields = fields_of(headers, today)
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
