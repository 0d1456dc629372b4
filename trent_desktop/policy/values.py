"""What is said of the policy and of those who read it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final

from trent_desktop.policy.questions import Question
from trent_desktop.policy.versions import PolicyVersion


@dataclass(frozen=True, slots=True)
class Approval:
    """What the governors decided. `minute` is how their minutes name it."""

    approved_on: dt.date
    minute: str
    in_force_from: dt.date
    review_on: dt.date


#: By when it should be finished, in days after she joined.
DUE_DAYS: Final = 30


#: What can be ticked by hand, where the program does not see it by itself.
BY_HAND: Final = frozenset({"agreement", "practice", "training"})


#: What she may tick herself.
BY_HERSELF: Final = frozenset({"practice"})


class InductionStep(StrEnum):
    """What belongs to an induction, in the order in which it is done."""

    JOINED = "joined"
    POLICY = "policy"
    AGREEMENT = "agreement"
    PRACTICE = "practice"
    TRAINING = "training"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """What is done."""
        return _STEPS[self][0]

    @property
    def hint(self) -> str:
        """How it is done."""
        return _STEPS[self][1]


_STEPS: Final = {
    InductionStep.JOINED: (
        "Joined Trent Desktop",
        "Signed in with their own password.",
    ),
    InductionStep.POLICY: (
        "Read the policy",
        "Read it, answered the three questions, said that they will follow it.",
    ),
    InductionStep.AGREEMENT: (
        "Signed the staff agreement",
        "Printed in the room Agreements; ticked there when it is back.",
    ),
    InductionStep.PRACTICE: (
        "Walked through a report",
        "Opened a form, looked at its questions and the stop, discarded it. Nothing is sent.",
    ),
    InductionStep.TRAINING: (
        "Was trained",
        "In a session on this policy, or told one to one by the Safeguarding Lead.",
    ),
}


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step of somebody. `seen`: the program knows it by itself, and `by` is empty then."""

    step: InductionStep
    on: dt.date | None = None
    by: str = ""
    seen: bool = False

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.on is not None


@dataclass(frozen=True, slots=True)
class Induction:
    """How far somebody's induction is."""

    member_id: uuid.UUID
    name: str
    roles: str
    joined_on: dt.date
    steps: tuple[StepDone, ...]

    @property
    def left(self) -> int:
        """How many steps are still to do."""
        return sum(not one.done for one in self.steps)

    @property
    def due(self) -> dt.date:
        """By when it should be finished."""
        return self.joined_on + dt.timedelta(days=DUE_DAYS)


class Asked(Enum):
    """What is asked of a member."""

    TO_READ = "works here: reads it, answers three questions, says that they will follow it"
    IF_SHE_LIKES = "the Chair, who answers for it: may say that they have read it; nobody counts it"
    NOT = "governors, who approve it together"


@dataclass(frozen=True, slots=True)
class MyReading:
    """What the member who is signed in is asked to read.

    `version` is None while the governors approved none. `before` is the version she read last,
    `read_on` the day on which she read this one, `due` by when.
    """

    asked: Asked
    version: PolicyVersion | None = None
    before: PolicyVersion | None = None
    read_on: dt.date | None = None
    due: dt.date | None = None
    questions: tuple[Question, ...] = field(default=(), repr=False)

    @property
    def waits(self) -> bool:
        """Whether she still has to read it."""
        return self.asked is Asked.TO_READ and self.version is not None and self.read_on is None


@dataclass(frozen=True, slots=True)
class Reader:
    """One who is asked. `read_on` is None while she has not."""

    member_id: uuid.UUID
    name: str
    roles: str
    read_on: dt.date | None
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class WhoRead:
    """How far a version is read. `waiting` first those who have had longest."""

    version: PolicyVersion | None
    waiting: tuple[Reader, ...] = ()
    read: tuple[Reader, ...] = ()
