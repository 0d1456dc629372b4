"""A class list as a file that a spreadsheet opens and this program reads back."""

from __future__ import annotations

from collections.abc import Iterable

from trent_desktop.plain_tables import table_csv
from trent_desktop.school.class_lists.listed import ListedPupil

#: Whoever reads a list with just these headings reads what this program wrote, to the letter.
HEADERS = (
    "Surname",
    "Forename",
    "Preferred forename",
    "UPN",
    "Admission number",
    "Class",
    "Year group",
    "Date of birth",
)


def export_csv(pupils: Iterable[ListedPupil]) -> bytes:
    """CSV in UTF-8 with a mark at its start, so that Excel shows accents right.

    No cell can be taken for a formula. Dates are ISO: the one order nobody turns round.
    """
    return table_csv(HEADERS, map(_cells, pupils))


def _cells(one: ListedPupil) -> tuple[str, ...]:
    return (
        one.surname,
        one.forename,
        one.preferred,
        one.upn,
        one.admission_number,
        one.class_name,
        one.year_group.value if one.year_group else "",
        one.born.isoformat() if one.born else "",
    )
