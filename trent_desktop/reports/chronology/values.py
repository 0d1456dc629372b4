"""The chronology of a person as plain values."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from trent_desktop.reports.cases import EntryKind
from trent_desktop.school.people.directory import plain


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a case that a person belongs to.

    `happened_at` is when it happened, `recorded_at` when somebody wrote it down (rule 7). `parts`
    is what the person was in that case. `may_print`: its reader may have it on paper.
    """

    case_id: uuid.UUID
    reference: str
    kind: str  # of the report, by name
    parts: str
    number: int
    happened_at: dt.datetime
    recorded_at: dt.datetime
    sort: EntryKind
    what: str
    words: str = field(repr=False)
    author: str
    may_print: bool


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Something that is still to be done in a case that a person belongs to."""

    case_id: uuid.UUID
    reference: str
    words: str = field(repr=False)
    owner: str
    due: dt.date | None
    may_print: bool


@dataclass(frozen=True, slots=True)
class Chronology:
    """The chronology of a person, the oldest first, and the tasks that are open."""

    events: tuple[Event, ...] = ()
    tasks: tuple[OpenTask, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as it goes into the index, beside the row of its case."""

    number: int
    happened_at: dt.datetime
    recorded_at: dt.datetime
    sort: EntryKind
    what: str
    words: str = field(repr=False)
    author: str


@dataclass(frozen=True, slots=True)
class ToldTask:
    """An open task as it goes into the index."""

    words: str = field(repr=False)
    owner: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the index keeps of a case for the people who belong to it.

    `people` are keys, names and parts: `pupil_key` or `name_key`.
    """

    people: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    events: tuple[ToldEvent, ...] = ()
    tasks: tuple[ToldTask, ...] = ()
    may_print: bool = False


def pupil_key(pupil_id: uuid.UUID) -> str:
    """Under which a pupil of the school's list is found."""
    return f"pupil:{pupil_id}"


def name_key(name: str) -> str:
    """Under which somebody is found who is on no list: accents, case and signs do not count."""
    return f"name:{' '.join(plain(name).split())}"
