"""What an invented school is made of, as plain values. Nothing here knows of storage.

A sample is the same for the same seed and the same day, to the last letter, so that a picture,
a test or a benchmark made from it can be made again.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route
from trent_desktop.roles import Role
from trent_desktop.school.people.people import YearGroup

#: The password of everybody in a sample school. It is printed in the manual and guards nothing.
SAMPLE_PASSWORD = "sample-school"  # noqa: S105 - no secret: nobody in a sample school is real


def dice(seed: int, purpose: str) -> random.Random:
    """A repeatable source of choices. Each purpose has its own, so that asking for more cases
    does not give the pupils other names.
    """
    return random.Random(f"trent-desktop sample/1|{seed}|{purpose}")  # noqa: S311 - no secret


def invented_id(source: random.Random) -> uuid.UUID:
    """A UUID that is the same for the same seed."""
    return uuid.UUID(int=source.getrandbits(128), version=4)


@dataclass(frozen=True, slots=True)
class SampleContact:
    """Somebody to tell, for the last page of a report (rule 4). All of them invented.

    `role` is a role's value or one of the names in `reports.telling`, such as ``lado``.
    """

    role: str
    name: str
    phone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleMember:
    """Somebody who may sign in to the sample school with `SAMPLE_PASSWORD`."""

    id: uuid.UUID
    name: str
    sign_in_name: str
    roles: frozenset[Role]
    class_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class SampleClass:
    """A class of the school year."""

    id: uuid.UUID
    name: str
    year_group: YearGroup


@dataclass(frozen=True, slots=True)
class SamplePupil:
    """A child nobody has. `forename` is what the child is called; `legal_forename` may differ.

    `surname` is empty for a child with one name only. `upn` passes the check of rule 18.
    """

    id: uuid.UUID
    upn: str
    forename: str
    legal_forename: str
    surname: str
    born: dt.date
    year_group: YearGroup
    class_id: uuid.UUID
    class_name: str

    @property
    def name(self) -> str:
        """Full name, forename first."""
        return f"{self.forename} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class SampleStep:
    """One entry of a case's timeline after the report itself.

    `kind` is MOVE with a `move`, or NOTE, ACTION, AMENDMENT or MORE_ANSWERS; `move` is always
    the act that a member would do through the case service. `by` is a sign-in name. `details`
    are those that `reports.cases.TimelineEntry` describes. `state` is where the case stands
    afterwards. `by_itself`: it followed from the step before it, in the same act.
    """

    id: uuid.UUID
    kind: EntryKind
    move: Move | None
    at: dt.datetime
    by: str
    words: str
    state: CaseState
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One report and what became of it.

    `quick` is what the reporter sent in the lesson; `answers` is all that is known after the
    later questions (the same, where they are still to come); `stop` is the record of a stopped
    report and then the two others are empty. `steps` are in the order of time; the last one's
    `state`, or `first_state` without any, is where the case stands.
    """

    id: uuid.UUID
    route: Route
    reporter: str
    happened_at: dt.datetime
    recorded_at: dt.datetime
    answers: Mapping[str, Any]
    stages: tuple[SampleStage, ...]
    first_state: CaseState
    steps: tuple[SampleStep, ...] = ()

    @property
    def state(self) -> CaseState:
        """Where the case stands now."""
        return self.steps[-1].state if self.steps else self.first_state


@dataclass(frozen=True, slots=True)
class SampleStage:
    """One sending of answers: the quick page, the full questions, or the record of a stop."""

    journey: str
    stage: str
    at: dt.datetime
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SampleSchool:
    """The whole school, but for its cases, which `each_case` makes one after the other."""

    name: str
    address: str
    filter_name: str
    contacts: tuple[SampleContact, ...]
    classes: tuple[SampleClass, ...]
    members: tuple[SampleMember, ...]
    pupils: tuple[SamplePupil, ...] = field(repr=False)
    today: dt.date
    seed: int

    def member(self, sign_in_name: str) -> SampleMember:
        """The member of that sign-in name. Raises KeyError when there is none."""
        for one in self.members:
            if one.sign_in_name == sign_in_name:
                return one
        raise KeyError(sign_in_name)
