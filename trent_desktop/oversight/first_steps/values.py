"""The first steps of a new school, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is done first, in the order in which it is best done."""

    CLASS_LIST = "class-list"
    TEACHERS = "teachers"
    SLIPS = "slips"
    CONTACTS = "contacts"
    FILTER = "filter"
    AGREEMENTS = "agreements"
    LESSON = "lesson"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Step:
    """One of them. `left`: of how many things it is still to be done, where they can be counted."""

    kind: Kind
    done: bool
    left: int = 0
