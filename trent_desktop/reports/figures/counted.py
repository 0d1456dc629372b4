"""Figures as they leave the service: counted, with small numbers hidden (rule 31)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.figures.hiding import Cell, Table
from trent_desktop.reports.figures.periods import Period, Span


class Clock(StrEnum):
    """What is timed from the moment it happened."""

    TOLD = "told"
    BLOCKED = "blocked"
    CHECKED = "checked"
    DECIDED = "decided"
    PARENTS_TOLD = "parents-told"
    SIGNED_OFF = "signed-off"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """``Told``: what had come to pass when the clock stopped."""
        return _CLOCKS[self]


_CLOCKS = {
    Clock.TOLD: "Told",
    Clock.BLOCKED: "Blocked",
    Clock.CHECKED: "Checked",
    Clock.DECIDED: "Decided",
    Clock.PARENTS_TOLD: "Parents told",
    Clock.SIGNED_OFF: "Signed off",
}


@dataclass(frozen=True, slots=True)
class Week:
    """How many reports came in one week. `begins`: its Monday."""

    begins: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One of several that were counted: what it is stored as, in words, and how many."""

    name: str
    words: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Taken:
    """How long it took from when it happened. `reference` is that of the longest, for who may read it."""

    clock: Clock
    cases: int
    median: dt.timedelta
    worst: dt.timedelta
    reference: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that is still open, and for how many days it has been."""

    id: uuid.UUID
    reference: str
    kind: str
    state: CaseState | None  # None: a newer program's
    days: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What reports of a period come to, of those that a member reads whole and leads on.

    `by_year` are the totals of `year_by_kind` by row. `open_count` and `open_longest` are of now,
    whenever they came.
    """

    period: Period
    span: Span
    total: int
    weeks: tuple[Week, ...]
    by_kind: tuple[Tally, ...]
    by_category: tuple[Tally, ...]
    by_state: tuple[tuple[CaseState, int], ...]
    by_year: tuple[Tally, ...]
    year_by_kind: Table
    taken: tuple[Taken, ...]
    sanctions: Table
    open_count: int
    open_longest: tuple[OpenCase, ...]


@dataclass(frozen=True, slots=True)
class GovernorsFigures:
    """What governors may read: numbers, and of nobody (rule 1).

    How many of each kind, of each of the 4 Cs and of each sanction are told as they are. By year
    group small numbers are hidden, with what would give them away. Times are medians of five cases
    at least, and no case is named. `counted_by` is the role of whoever read the cases, because what
    she may not read is not in it; `open_days` is how long the oldest open one has been open.
    """

    span: Span
    counted_by: str
    total: int
    by_kind: tuple[tuple[str, int], ...]
    by_category: tuple[tuple[str, int], ...]
    by_year: tuple[Tally, ...]
    medians: tuple[tuple[Clock, dt.timedelta], ...]
    sanctions: tuple[tuple[str, int], ...]
    sanctions_by_year: tuple[Tally, ...]
    open_count: int
    open_days: int
