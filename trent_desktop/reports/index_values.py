"""What is asked of the list of cases on this laptop, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from trent_desktop.reports.cases import CaseState, CaseSummary
from trent_desktop.reports.chronology.values import Told
from trent_desktop.reports.figures.moments import CaseMoments
from trent_desktop.roles import Role
from trent_desktop.school.people.people import YearGroup


class Scope(StrEnum):
    """Whose cases a list shows."""

    MINE = "mine"
    TO_ACT = "to-act"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """What a list asks for. Empty fields ask for everything.

    `levels` are 0 to 4, or -1 for what is not known yet; `first` and `last` the days on which a
    report was recorded. With `urgent_at`, the moment it is now, what is open comes by level, then
    what is late, then the oldest, and what is over after it; without, the newest comes first.
    """

    words: str = ""
    scope: Scope = Scope.ALL
    states: frozenset[CaseState] = frozenset()
    category: str = ""
    class_name: str = ""
    kind: str = ""
    levels: frozenset[int] = frozenset()
    years: frozenset[YearGroup] = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None
    urgent_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next screenful begins: before a row, or behind a place in order of urgency."""

    before: int
    behind: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePage:
    """One screenful in the order asked for, and where the next begins (None at the end)."""

    rows: tuple[CaseSummary, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases a member has in each scope, by state, and by whose turn it is."""

    mine: int
    to_act: int
    all: int
    by_state: tuple[tuple[CaseState, int], ...] = ()
    by_turn: tuple[tuple[frozenset[Role], int], ...] = ()  # by whose turn it is; empty: nobody's


@dataclass(frozen=True, slots=True)
class RunningClock:
    """Until when a serious case waits for something, and whose that is, whoever leads first."""

    due: dt.datetime
    line: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class IndexedCase:
    """A case as it goes into the index: its row, the words by which it is found, its people.

    `moments` is None for what is not counted: what is not read whole, or not understood. `clock`
    is the one that runs out first, where any runs.
    """

    summary: CaseSummary
    words: str = field(repr=False)
    moments: CaseMoments | None = None
    told: Told = field(default_factory=Told, repr=False)
    clock: RunningClock | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """The newest entry of the audit trail when this laptop last looked: its number and digest.

    In a file that was put back from a copy it is missing, or another one stands in its place.
    """

    number: int
    digest: str
