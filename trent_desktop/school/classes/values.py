"""Pupils and classes as they are kept and changed by hand."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from trent_desktop.school.class_lists.values import tidy, upn_remark
from trent_desktop.school.people.people import YearGroup

#: What is said of a child without any name.
NO_NAME: Final = "Give the child’s name."


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class with how many are in it and the names of those whose class it is."""

    id: uuid.UUID
    name: str
    year_groups: tuple[YearGroup, ...]
    pupils: int
    teachers: tuple[tuple[uuid.UUID, str], ...]
    version: int


@dataclass(frozen=True, slots=True)
class PupilDetails:
    """What is kept of a child (rule 17). `preferred`: the forename in use, empty for the same."""

    forename: str
    surname: str
    upn: str = ""
    admission_number: str = ""
    born: dt.date | None = None
    year_group: YearGroup | None = None
    class_id: uuid.UUID | None = None
    preferred: str = ""


def upn_warning(upn: str) -> str:
    """What looks wrong about a UPN as typed, or empty; it is told, not refused."""
    plain_upn = tidy(upn).upper().replace(" ", "")
    return upn_remark(plain_upn) if plain_upn else ""
