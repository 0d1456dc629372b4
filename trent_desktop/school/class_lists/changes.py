"""What a line of a list would change about a pupil of the school."""

from __future__ import annotations

import datetime as dt

from trent_desktop.school.class_lists.listed import Field, ListedPupil
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.people.people import YearGroup


def changes_in_words(listed: ListedPupil, record: PupilRecord, class_name: str) -> tuple[str, ...]:
    """What a list would change about a pupil, in words. What it does not say, stays."""
    pairs = (
        (Field.FORENAME, record.forename, listed.forename),
        (Field.SURNAME, record.surname, listed.surname),
        (Field.PREFERRED, record.preferred, listed.preferred),
        (Field.UPN, record.upn, listed.upn),
        (Field.ADMISSION_NUMBER, record.admission_number, listed.admission_number),
        (Field.CLASS, record.class_name, class_name),
        (Field.YEAR, _year(record.year_group), _year(listed.year_group)),
        (Field.BORN, _day(record.born), _day(listed.born)),
    )
    changes = [
        f"{one.title}: {before or 'none'} → {after}"
        for one, before, after in pairs
        if after
        and after != before
        and not (one is Field.ADMISSION_NUMBER and same_number(before, after))
    ]
    if not record.active:
        changes.insert(0, "Comes back to the school")
    return tuple(changes)


def same_number(before: str, after: str) -> bool:
    """Whether two admission numbers are one: spreadsheets eat the noughts in front."""
    return bool(before) and before.lstrip("0") == after.lstrip("0")


def _year(year: YearGroup | None) -> str:
    return year.title if year else ""


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
