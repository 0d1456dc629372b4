"""What columns without headings probably are, by what stands in them. Only proposed, never taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trent_desktop.school.class_lists.dates import looks_like_a_day
from trent_desktop.school.class_lists.forenames import is_forename
from trent_desktop.school.class_lists.headings import is_class_by_looks
from trent_desktop.school.class_lists.listed import Field
from trent_desktop.school.class_lists.values import read_year, upn_remark

_SEX: Final = re.compile(r"[mfbgx]|(?:fe)?male|boy|girl", re.IGNORECASE)


def proposed(columns: Sequence[Sequence[str]]) -> tuple[Field | None, ...]:
    """The field of each column, by its cells that are not empty; each field at most once."""
    fields: list[Field | None] = [None] * len(columns)
    for field, looks in (
        (Field.UPN, _is_upn),
        (Field.BORN, looks_like_a_day),
        (Field.YEAR, _is_year),
        (Field.CLASS, is_class_by_looks),
    ):
        at = next(
            (
                place
                for place, cells in enumerate(columns)
                if fields[place] is None and cells and all(looks(text) for text in cells)
            ),
            None,
        )
        if at is not None:
            fields[at] = field
    names = [
        place
        for place, cells in enumerate(columns)
        if fields[place] is None
        and cells
        and all(map(_is_name, cells))
        and not all(map(says_sex, cells))
    ]
    if len(names) == 1 or (names and all("," in text for text in columns[names[0]])):
        fields[names[0]] = Field.NAME
    elif len(names) > 1:
        first, second = names[0], names[1]
        forenames = [sum(map(is_forename, columns[place])) for place in (first, second)]
        if forenames[0] > forenames[1]:
            fields[first], fields[second] = Field.FORENAME, Field.SURNAME
        else:
            fields[first], fields[second] = Field.SURNAME, Field.FORENAME
    return tuple(fields)


def says_sex(text: str) -> bool:
    """Whether a cell says boy or girl, and no name: “F”, “Male”."""
    return bool(_SEX.fullmatch(text))


def _is_upn(text: str) -> bool:
    return (
        len(text) == 13 and text[:1].isalpha() and "does not look" not in upn_remark(text.upper())
    )


def _is_year(text: str) -> bool:
    return read_year(text).year is not None


def _is_name(text: str) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    return letters > 0 and letters * 10 >= len(text.replace(" ", "")) * 7 and len(text.split()) <= 5
