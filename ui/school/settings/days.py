"""Days as people type them: ``22/11/2026``, ``22 November 2026``, ``22.11.26``."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale

_BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
_FORMATS = ("d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd")
WRONG = "Write a day like 22/11/2026."


def read_day(text: str) -> dt.date | None:
    """The day, or None for an empty text. Raises `ValueError` for what is none."""
    plain = " ".join(text.split())
    if not plain:
        return None
    for form in _FORMATS:
        found = _BRITISH.toDate(plain, form)
        if found.isValid():
            return dt.date(found.year(), found.month(), found.day())
    raise ValueError(WRONG)


def day_typed(day: dt.date | None) -> str:
    """A day as a field shows it."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""
