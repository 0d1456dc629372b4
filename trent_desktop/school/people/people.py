"""Who is in the school: members, classes and pupils, as plain values.

Everything here is a frozen dataclass or an enumeration: this is what leaves the services and
what the screens draw. Tables live in `trent_desktop.storage.tables`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from trent_desktop.roles import Role


class YearGroup(StrEnum):
    """A year of an English primary school, as the common transfer file codes it."""

    RECEPTION = "R"
    Y1 = "1"
    Y2 = "2"
    Y3 = "3"
    Y4 = "4"
    Y5 = "5"
    Y6 = "6"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """``Reception`` or ``Year 4``."""
        return "Reception" if self is YearGroup.RECEPTION else f"Year {self.value}"


class Relation(StrEnum):
    """What somebody is to the school who is on none of its lists.

    The value is what people read, on screens and on paper.
    """

    FORMER_PUPIL = "former pupil"
    PARENT = "parent or carer"
    GOVERNOR = "governor"
    VOLUNTEER = "volunteer"
    OTHER = "somebody else"


class MemberState(StrEnum):
    """Where a member stands: invited (a slip was made, not yet used), active, or gone."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may sign in, is invited to, or once did (cases still name her).

    `class_id` is the class that her reports and lessons begin with; `more_classes` are further ones.
    `last_day` is that of one who is here for some days only.
    `newer`: she has a role, or stands in a way, that this program does not know. The roles it
    knows are there; one whose standing is not known counts as suspended.
    """

    id: uuid.UUID
    name: str
    sign_in_name: str
    roles: frozenset[Role]
    class_id: uuid.UUID | None = None
    state: MemberState = MemberState.ACTIVE
    newer: bool = False
    more_classes: tuple[uuid.UUID, ...] = ()
    last_day: dt.date | None = None

    @property
    def class_ids(self) -> tuple[uuid.UUID, ...]:
        """All her classes, the one that she begins with first."""
        return (self.class_id, *self.more_classes) if self.class_id else self.more_classes

    @property
    def active(self) -> bool:
        """Whether she can sign in now."""
        return self.state is MemberState.ACTIVE

    @property
    def is_here(self) -> bool:
        """Whether she belongs to the school: also one who is invited, or suspended."""
        return self.state is not MemberState.REMOVED


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class of one school year, for example ``4B``."""

    id: uuid.UUID
    name: str
    year_groups: tuple[YearGroup, ...]


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child at the school. `told_apart_by` is what a list adds when names are the same.

    It is empty when no other pupil has this name; else it says the class, and, for two of one
    name in one class, the birthday: ``4B, born 3 May``. `preferred` is the forename that the child
    goes by, empty for the one in the register.
    """

    id: uuid.UUID
    forename: str
    surname: str
    born: dt.date | None
    year_group: YearGroup | None
    class_id: uuid.UUID | None
    class_name: str
    told_apart_by: str = ""
    preferred: str = ""

    @property
    def name(self) -> str:
        """Full name as in the register, forename first. Full names, never initials (rule 7)."""
        return f"{self.forename} {self.surname}".strip()

    @property
    def called(self) -> str:
        """Full name as the child goes by it: what letters and forms print."""
        return f"{self.preferred or self.forename} {self.surname}".strip()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that may stand for the child in what people write."""
        return tuple(dict.fromkeys((self.name, self.called)))

    @property
    def beside(self) -> str:
        """What a list says beside the name: what the child is called, and where they belong."""
        known_as = f"known as {self.preferred}" if self.called != self.name else ""
        apart = self.told_apart_by or self.class_name
        return ", ".join(part for part in (known_as, apart) if part)
