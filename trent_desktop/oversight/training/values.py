"""Training as plain values."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from trent_desktop.oversight.training.topics import Topic


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """What is written down of a session. `own` are topics in the school's own words."""

    title: str
    day: dt.date
    minutes: int
    given_by: str
    topics: tuple[Topic, ...] = ()
    own: tuple[str, ...] = ()
    begins: dt.time | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """All its topics in words."""
        return (*(one.title for one in self.topics), *self.own)


@dataclass(frozen=True, slots=True)
class Correction:
    """That a session was put right: what it said before, who changed it, when and why."""

    at: dt.datetime
    by: str
    why: str
    was: SessionDraft


@dataclass(frozen=True, slots=True)
class Session:
    """A session. `version` is for correcting it; `there` how many were; `mine` whether she was."""

    id: uuid.UUID
    said: SessionDraft
    version: int
    there: int
    mine: bool
    called_off: bool = False
    called_off_why: str = ""
    corrections: tuple[Correction, ...] = ()


class How(StrEnum):
    """How it is known that somebody was there."""

    LIST = "list"
    CODE = "code"
    HERSELF = "herself"
    NOT_THERE = "not there"

    @property
    def words(self) -> str:
        """As a list says it."""
        return _HOW[self]


_HOW = {
    How.LIST: "Ticked",
    How.CODE: "By the code on the sheet",
    How.HERSELF: "Said so themselves",
    How.NOT_THERE: "Not there after all",
}


@dataclass(frozen=True, slots=True)
class Attendee:
    """A member on the list of a session. `how` is None while nothing was said of her."""

    member_id: uuid.UUID
    name: str
    roles: str
    how: How | None = None
    at: dt.datetime | None = None
    by: str = ""
    why: str = ""
    has_left: bool = False

    @property
    def there(self) -> bool:
        """Whether she was there."""
        return self.how not in (None, How.NOT_THERE)


class ScanKind(StrEnum):
    """What became of a code on the sheet."""

    RECORDED = "recorded"
    ALREADY = "already"
    NOT_ON_SHEET = "not on sheet"  # of another session, or of an agreement
    OTHER_SCHOOL = "other school"
    MISREAD = "misread"


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code that was scanned or typed."""

    kind: ScanKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """What a certificate from elsewhere says. Without `expires` each topic holds its own time."""

    title: str
    provider: str
    day: dt.date
    expires: dt.date | None = None
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate from elsewhere, as it is kept."""

    id: uuid.UUID
    member_id: uuid.UUID
    said: CertificateDraft
    withdrawn: bool = False
    withdrawn_why: str = ""
    withdrawn_by: str = ""


class State(StrEnum):
    """How a topic stands with somebody."""

    HOLDS = "holds"
    SOON = "soon"
    OVERDUE = "overdue"
    NEVER = "never"

    @property
    def waits(self) -> bool:
        """Whether she should be trained now."""
        return self in (State.OVERDUE, State.NEVER)


@dataclass(frozen=True, slots=True)
class Need:
    """A topic, or a certificate with a day of its own: until when it is valid for somebody."""

    words: str
    state: State
    last: dt.date | None = None
    until: dt.date | None = None
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How training stands with one member."""

    member_id: uuid.UUID
    name: str
    roles: str
    needs: tuple[Need, ...]
    sessions: tuple[Session, ...] = ()
    certificates: tuple[Certificate, ...] = ()

    @property
    def waiting(self) -> tuple[Need, ...]:
        """What she should be trained in now."""
        return tuple(one for one in self.needs if one.state.waits)

    @property
    def soon(self) -> tuple[Need, ...]:
        """What ends soon."""
        return tuple(one for one in self.needs if one.state is State.SOON)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the sheet to sign. `there`: that is known already."""

    name: str
    roles: str
    code: str = field(repr=False)
    there: bool = False


@dataclass(frozen=True, slots=True)
class Attended:
    """What a certificate of ours says. `holds` are topics with the day until which each holds."""

    name: str
    said: SessionDraft
    holds: tuple[tuple[str, dt.date], ...]


@dataclass(frozen=True, slots=True)
class TrainingCounts:
    """Training in numbers, without a name, between two days.

    `up_to_date` of `staff` have all that they are asked to have, on the last of these days.
    `by_topic`: how many different people had each topic.
    """

    sessions: int
    minutes: int
    people: int
    attendances: int
    certificates: int
    staff: int
    up_to_date: int
    by_topic: tuple[tuple[str, int], ...]
