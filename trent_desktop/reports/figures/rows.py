"""The moments of cases on this laptop: kept beside the rows of the list, and asked for as a whole.

Only cases that a member reads whole have them, so nothing else is ever counted. They go by
themselves when the row of the list goes (see the triggers of the local store).
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.reports.cases import CaseSummary, Route
from trent_desktop.reports.figures.moments import CaseMoments
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.workflow import OVER
from trent_desktop.storage.local_store import LocalStore

#: Columns that say how many minutes something took from when it happened.
CLOCKS: Final = (
    "to_told",
    "to_blocked",
    "to_checked",
    "to_decided",
    "to_parents",
    "to_signed_off",
)
_MINUTE: Final = 60

_PUT: Final = (
    "INSERT OR REPLACE INTO case_moments (id, day, kind, route, year_group, category, state, over, "
    "about, to_told, to_blocked, to_checked, to_decided, to_parents, to_signed_off) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# In each of these stands what may be counted: the routes that she leads on, and no report about
# herself. Both lists come as JSON.
_GROUPED: Final = """
    SELECT (day - 1) / 7, kind, year_group, category, state, count(*) FROM case_moments
    WHERE day BETWEEN :first AND :last
    AND route IN (SELECT value FROM json_each(:routes))
    AND about NOT IN (SELECT value FROM json_each(:about))
    GROUP BY 1, 2, 3, 4, 5
"""
_TIMES: Final = """
    SELECT id, to_told, to_blocked, to_checked, to_decided, to_parents, to_signed_off
    FROM case_moments WHERE day BETWEEN :first AND :last
    AND route IN (SELECT value FROM json_each(:routes))
    AND about NOT IN (SELECT value FROM json_each(:about))
"""
_SANCTIONS: Final = """
    SELECT sanction, case_sanction.year_group, count(*)
    FROM case_sanction JOIN case_moments USING (id)
    WHERE case_sanction.day BETWEEN :first AND :last
    AND route IN (SELECT value FROM json_each(:routes))
    AND about NOT IN (SELECT value FROM json_each(:about))
    GROUP BY 1, 2
"""
_OPEN_COUNT: Final = """
    SELECT count(*) FROM case_moments WHERE over = 0
    AND route IN (SELECT value FROM json_each(:routes))
    AND about NOT IN (SELECT value FROM json_each(:about))
"""
_OPEN: Final = """
    SELECT case_row.case_id, reference, case_row.kind, case_row.state, day
    FROM case_moments JOIN case_row USING (id)
    WHERE over = 0 AND case_row.readable
    AND case_moments.route IN (SELECT value FROM json_each(:routes))
    AND about NOT IN (SELECT value FROM json_each(:about))
    ORDER BY case_moments.id LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Hers:
    """What a member may count: the routes she leads on; `about` are those about herself."""

    routes: frozenset[Route]
    about: frozenset[str]

    def values(self, **more: object) -> dict[str, object]:
        """As parameters of a query."""
        return {
            "routes": json.dumps(sorted(self.routes)),
            "about": json.dumps(sorted(self.about)),
            **more,
        }


def put_moments(connection: Any, number: int, summary: CaseSummary, moments: CaseMoments) -> None:
    """Keep the moments of a case beside its row of the list, whose number is given."""
    happened, kind = summary.happened_at, kind_named(summary.kind)
    taken = (
        moments.told,
        moments.blocked,
        moments.checked,
        moments.decided,
        moments.parents_told,
        moments.signed_off,
    )
    connection.execute(
        _PUT,
        (
            number,
            moments.recorded_on.toordinal(),
            summary.kind,
            summary.route.value,
            summary.year_group.value if summary.year_group else "",
            summary.category or (kind.risk if kind else ""),
            summary.state.value,
            int(summary.state in OVER),
            moments.about,
            *(_minutes(happened, at) for at in taken),
        ),
    )
    connection.executemany(
        "INSERT INTO case_sanction (id, sanction, year_group, day) VALUES (?, ?, ?, ?)",
        [
            (number, one.name, one.year_group.value if one.year_group else "", one.day.toordinal())
            for one in moments.sanctions
        ],
    )


def _minutes(happened: dt.datetime | None, at: dt.datetime | None) -> int | None:
    """Whole minutes from one to the other; what is said to have come before took none."""
    if happened is None or at is None:
        return None
    return max(0, int((at - happened).total_seconds()) // _MINUTE)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many cases came in each week (by its Monday), of each kind, category and state.

    `year_kind` counts them by year group and kind together.
    """

    weeks: Counter[dt.date]
    kinds: Counter[str]
    categories: Counter[str]
    states: Counter[str]
    year_kind: Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is still open, and the day on which it was recorded."""

    case_id: str
    reference: str
    kind: str
    state: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Asked:
    """What the store answered."""

    sums: Sums
    #: For each of `CLOCKS`: the minutes of every case that has them, and the row of the longest.
    minutes: Mapping[str, tuple[list[int], str]]
    sanctions: Mapping[tuple[str, str], int]
    open_count: int
    open_longest: tuple[Opened, ...]


def abouts(store: LocalStore) -> frozenset[str]:
    """Everything that `CaseMoments.about` says in this store."""
    with store.reading() as connection:
        rows = connection.execute("SELECT DISTINCT about FROM case_moments WHERE about != ''")
        return frozenset(row[0] for row in rows.fetchall())


def ask(store: LocalStore, hers: Hers, first: dt.date, last: dt.date, longest: int) -> Asked:
    """Everything that figures are made of, as far as it is hers to count.

    Between two queries the store is free for whoever types in the search meanwhile.
    """
    span = hers.values(first=first.toordinal(), last=last.toordinal())
    grouped = _rows(store, _GROUPED, span)
    minutes = _by_clock(store, _rows(store, _TIMES, span))
    sanctions = _rows(store, _SANCTIONS, span)
    ((open_count,),) = _rows(store, _OPEN_COUNT, hers.values())
    opened = _rows(store, _OPEN, hers.values(most=longest))
    return Asked(
        _sums(grouped),
        minutes,
        {(name, year): cases for name, year, cases in sanctions},
        open_count,
        tuple(
            Opened(case_id, reference, kind, state, dt.date.fromordinal(day))
            for case_id, reference, kind, state, day in opened
        ),
    )


def _sums(grouped: Collection[Any]) -> Sums:
    weeks, kinds, categories, states = (Counter[Any]() for _ in range(4))
    year_kind: Counter[tuple[str, str]] = Counter()
    for week, kind, year, category, state, cases in grouped:
        weeks[week] += cases
        kinds[kind] += cases
        categories[category] += cases
        states[state] += cases
        year_kind[year, kind] += cases
    # Day 1 of the calendar was a Monday.
    mondays = Counter({dt.date.fromordinal(week * 7 + 1): weeks[week] for week in weeks})
    return Sums(mondays, kinds, categories, states, year_kind)


def _rows(store: LocalStore, query: str, values: Mapping[str, object]) -> list[Any]:
    with store.reading() as connection:
        return connection.execute(query, values).fetchall()


def _by_clock(store: LocalStore, times: Collection[Any]) -> dict[str, tuple[list[int], str]]:
    found: dict[str, tuple[list[int], str]] = {}
    numbers, *columns = zip(*times, strict=True) if times else ((),)
    for clock, column in zip(CLOCKS, columns, strict=False):
        taken = [minutes for minutes in column if minutes is not None]
        if taken:
            worst = numbers[column.index(max(taken))]
            named = _rows(
                store, "SELECT reference FROM case_row WHERE id = :worst", {"worst": worst}
            )
            found[clock] = (taken, named[0][0] if named else "")
    return found
