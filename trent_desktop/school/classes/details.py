"""What somebody types of a child: checked, and put into the child's row."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.problems import AnswersRefused
from trent_desktop.school.class_lists.dates import may_be_a_birthday
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.classes.values import NO_NAME, PupilDetails
from trent_desktop.storage.tables import PupilRow

_LONGEST: Final = {
    "forename": 120,
    "surname": 120,
    "preferred": 120,
    "upn": 13,
    "admission_number": 40,
}


def checked_details(details: PupilDetails, today: dt.date) -> PupilDetails:
    """The same, tidy. Raises `AnswersRefused` with errors named after the field."""
    forename, surname = tidy(details.forename), tidy(details.surname)
    preferred = tidy(details.preferred)
    upn = tidy(details.upn).upper().replace(" ", "")
    number = tidy(details.admission_number)
    errors: list[tuple[str, str]] = []
    if not forename and not surname:
        errors.append(("forename", NO_NAME))
    for name, value in (
        ("forename", forename),
        ("surname", surname),
        ("preferred", preferred),
        ("upn", upn),
        ("admission_number", number),
    ):
        if len(value) > _LONGEST[name]:
            errors.append((name, f"Use at most {_LONGEST[name]} characters."))
    if details.born is not None and not may_be_a_birthday(details.born, today):
        said = f"{details.born:%d/%m/%Y} cannot be the birthday of a pupil."
        errors.append(("born", said))
    if errors:
        raise AnswersRefused("Some of this cannot be kept as it is.", tuple(errors))
    return PupilDetails(
        forename,
        surname,
        upn,
        number,
        details.born,
        details.year_group,
        details.class_id,
        "" if preferred == forename else preferred,
    )


def put_details(row: PupilRow, details: PupilDetails) -> None:
    """Write them into a row."""
    row.forename, row.surname = details.forename, details.surname
    row.preferred = details.preferred
    row.upn, row.admission_number = details.upn, details.admission_number
    row.born, row.class_id = details.born, details.class_id
    row.year_group = details.year_group.value if details.year_group else None
