"""What a newer program wrote and this one does not understand: read as far as it goes.

Nobody's list may end at one word that was made up after her laptop was set up. A value that is
not known is None here, and whoever asked shows that one row with `NEWER` and the rest as always.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any, Final, TypeVar, cast

from trent_desktop.sentences import going_on

#: What stands in the place of what is not understood.
NEWER: Final = "Made by a newer Trent Desktop"
A_NEWER_ROLE: Final = "A role of a newer Trent Desktop"
NEWER_WORDS: Final = f"This was {going_on(NEWER)}, so nothing can be done with it here."
NEWER_DO: Final = (
    "Read it here, and install the newer Trent Desktop on this laptop to go on with it."
)

#: Stands for a moment that cannot be read. Far enough from the last one there is to change zones.
FAR: Final = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
_LAST_YEAR: Final = 2100

Word = TypeVar("Word", bound=Enum)


def known(words: type[Word], value: object) -> Word | None:
    """`value` as one of `words`; None for one that a newer program made up."""
    try:
        found = words._value2member_map_.get(value)
        return cast("Word", found) if found is not None else words(value)
    except (ValueError, TypeError):
        return None


def body_read(value: object) -> dict[str, Any]:
    """What a column of JSON holds by name; nothing for what is no such thing."""
    return dict(cast("dict[str, Any]", value)) if isinstance(value, dict) else {}


def words_read(value: object) -> str:
    """Words out of JSON; empty for anything else."""
    return value if isinstance(value, str) else ""


def is_far(moment: dt.datetime | None) -> bool:
    """Whether no school of today can have written this moment."""
    return moment is not None and moment.year > _LAST_YEAR


def is_far_day(day: dt.date) -> bool:
    """Whether a day is so near an end of the calendar that nothing can be reckoned from it."""
    return not 1 < day.year < FAR.year


def moment_read(value: object) -> dt.datetime:
    """A moment out of its text, taken as UTC without a zone; `FAR` when it cannot be read."""
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        return FAR
    return in_reach(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC))


def in_reach(moment: dt.datetime) -> dt.datetime:
    """The moment itself; `FAR` for one so near an end of the calendar that no zone fits it."""
    return moment if 1 < moment.year < FAR.year else FAR


def day_read(value: object) -> dt.date | None:
    """A day out of its text; None when it cannot be read."""
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
