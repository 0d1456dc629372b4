"""What September does to classes and pupils, before anybody says yes."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.people.people import YearGroup


@dataclass(frozen=True, slots=True)
class ClassMove:
    """The pupils of a class go on together. An empty `to_name` leaves them without a class."""

    class_id: uuid.UUID
    name: str
    to_name: str
    years_after: tuple[YearGroup, ...]
    pupils: int


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What would happen. `mark` stands for the pupils as they were when it was made."""

    starts: dt.date
    moves: tuple[ClassMove, ...]
    leavers: tuple[PupilRecord, ...] = field(repr=False)
    without_year: tuple[PupilRecord, ...] = field(repr=False)
    mark: str
