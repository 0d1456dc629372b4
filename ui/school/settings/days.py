"""Days as people type them: ``22/11/2026``, ``22nd of November 2026``, ``22.11.26``, ``Nov 22, 2026``."""

from __future__ import annotations

import datetime as dt

from trent_desktop.school.class_lists.dates import day_of

WRONG = "Write a day like 22/11/2026."


def read_day(text: str) -> dt.date | None:
    """The day, or None for an empty text. Raises `ValueError` for what is none."""
    plain = " ".join(text.split())
    if not plain:
        return None
    try:
        found = day_of(plain)
    except ValueError as error:  # a day that no month has
        raise ValueError(WRONG) from error
    if found is None:
        raise ValueError(WRONG)
    return found


def day_typed(day: dt.date | None) -> str:
    """A day as a field shows it."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""
