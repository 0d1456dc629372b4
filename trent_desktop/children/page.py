"""What stands on somebody's page, as plain values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from trent_desktop.agreements.register.standing import PupilLine
from trent_desktop.lessons.values import Taught
from trent_desktop.reports.chronology.values import Event, OpenTask


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose page: a pupil of the school's list by id, or anybody else by name."""

    pupil_id: uuid.UUID | None = None
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything about one person that the member who opened it may see.

    `events` are the oldest first. `agreements` is None for adults, for a child who has left, and
    where they are not hers to see. `known_as` is the forename in use, where it is another. `lessons` were taught to the child's class, the newest first.
    """

    whom: Whom
    name: str = field(repr=False)
    class_name: str = ""
    year: str = ""
    has_left: bool = False
    events: tuple[Event, ...] = ()
    tasks: tuple[OpenTask, ...] = ()
    agreements: PupilLine | None = field(default=None, repr=False)
    lessons: tuple[Taught, ...] = ()
    known_as: str = field(default="", repr=False)

    @property
    def is_pupil(self) -> bool:
        """Whether it is a child of the school's list."""
        return self.whom.pupil_id is not None
