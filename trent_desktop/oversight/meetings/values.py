"""Meetings with parents as plain values (rule 68)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.school.people.people import YearGroup


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What somebody says of a meeting. `scope` is everybody, years or classes.

    `place` and `about` are read by every family and every member, so they name no child.
    """

    day: dt.date
    begins: dt.time
    minutes: int
    place: str
    about: str
    reply_by: dt.date
    scope: Scope = Scope.EVERYBODY
    years: tuple[YearGroup, ...] = ()
    classes: tuple[uuid.UUID, ...] = ()

    @property
    def ends(self) -> dt.time:
        """When it is over."""
        begin = dt.datetime.combine(self.day, self.begins)
        return (begin + dt.timedelta(minutes=self.minutes)).time()


@dataclass(frozen=True, slots=True)
class Change:
    """What a meeting said before, who changed it when, and why."""

    was: MeetingDraft
    at: dt.datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. Changes and the reason it was called off are for those who hold meetings alone."""

    id: uuid.UUID
    said: MeetingDraft
    version: int
    whom: str
    is_off: bool = False
    why_off: str = ""
    changes: tuple[Change, ...] = ()


class Reply(StrEnum):
    """What a family ticked on its slip."""

    COMING = "coming"
    NOT_COMING = "not coming"
    OTHER_DAY = "other day"
    NONE = "none"  # typed in by mistake: the slip is not back

    @property
    def words(self) -> str:
        """As lists name it."""
        return {
            Reply.COMING: "Coming",
            Reply.NOT_COMING: "Not coming",
            Reply.OTHER_DAY: "Another day would suit",
            Reply.NONE: "No answer",
        }[self]


@dataclass(frozen=True, slots=True)
class Family:
    """A family on the list of a meeting. `pupil_id` is one of its children, to name it by.

    `names` is empty when all its children have left. `coming` and `came` count people; `came` is
    None while nobody wrote it down.
    """

    pupil_id: uuid.UUID
    names: str = field(repr=False)
    language: str
    invited_on: dt.date | None
    reply: Reply
    coming: int
    came: int | None

    @property
    def shown(self) -> str:
        """Its children, or that they are not at the school any more."""
        return self.names or "A family that has left the school"


@dataclass(frozen=True, slots=True)
class ClassFamilies:
    """The families whose letter was handed out in one class."""

    name: str
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class MeetingList:
    """A meeting with its families, class by class."""

    meeting: Meeting
    classes: tuple[ClassFamilies, ...]

    @property
    def families(self) -> tuple[Family, ...]:
        """All of them."""
        return tuple(one for group in self.classes for one in group.families)

    @property
    def invited(self) -> int:
        """How many families were invited."""
        return sum(one.invited_on is not None for one in self.families)

    @property
    def answered(self) -> int:
        """How many families answered."""
        return sum(one.reply is not Reply.NONE for one in self.families)

    @property
    def coming(self) -> int:
        """How many people said that they come."""
        return sum(one.coming for one in self.families)

    @property
    def other_day(self) -> int:
        """For how many families another day would be better."""
        return sum(one.reply is Reply.OTHER_DAY for one in self.families)

    @property
    def came(self) -> int:
        """How many families came."""
        return sum(bool(one.came) for one in self.families)

    @property
    def not_there(self) -> int:
        """How many families were invited and did not come."""
        return sum(one.invited_on is not None and not one.came for one in self.families)


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """Meetings that were held, families that were invited to them, and families that came."""

    held: int
    invited: int
    came: int


#: How many come of one family, at most: each number is one key.
MOST: Final = 9


PART: Final = "meetings"
