"""What September does to classes and pupils, before anybody says yes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.people.people import YearGroup


@dataclass(frozen=True, slots=True)
class YearMove:
    """The pupils of one year group in a class with several: where they go next year."""

    year: YearGroup
    to_name: str
    pupils: int


@dataclass(frozen=True, slots=True)
class ClassMove:
    """The pupils of a class go on together. An empty `to_name` leaves them without a class.

    With `years` the class is mixed, and each year group goes its own way instead.
    """

    class_id: uuid.UUID
    name: str
    to_name: str
    pupils: int
    years: tuple[YearMove, ...] = ()


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What would happen. `mark` stands for the pupils as they were when it was made.

    `apart` are children who go another way than their class: the name of the class by the child.
    `begun` is when a year was begun that holds still, None when that is long ago: a second one
    within months is nearly always a mistake. `staying` are those who do not leave.
    """

    starts: dt.date
    moves: tuple[ClassMove, ...]
    leavers: tuple[PupilRecord, ...] = field(repr=False)
    without_year: tuple[PupilRecord, ...] = field(repr=False)
    mark: str
    apart: Mapping[uuid.UUID, str] = field(default_factory=dict[uuid.UUID, str], repr=False)
    begun: dt.date | None = None
    staying: tuple[PupilRecord, ...] = field(default=(), repr=False)

    def goes_to(self, child: PupilRecord) -> str:
        """The name of the class that a child who stays is in next year; empty for none."""
        if child.id in self.apart:
            return self.apart[child.id]
        for move in self.moves:
            if move.class_id == child.class_id:
                own = [one.to_name for one in move.years if one.year is child.year_group]
                return own[0] if own else move.to_name
        return ""
