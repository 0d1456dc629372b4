"""What a query asks of the index, in SQL: which rows, and in which order.

What is open comes by level, then what is late, then the oldest; what is over comes after it, the
newest first (rule 162). The place of an open row in that order is three numbers, so that the next
screenful begins behind the last row shown, whatever came in meanwhile. Only what is open, which is
little, is put in order: what is over is read in the order in which it is kept.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from trent_desktop.clock import on_the_wall
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds.kind import ORDINARY

#: In place of a severity that nothing has decided yet.
UNKNOWN: Final = -1
#: The number of a row grows with its moment in ms, so many times.
ROW_STEP: Final = 1 << 20

#: The level of an open row, for the order: what is not known stands with what is ordinary.
_LEVEL: Final = f"CASE WHEN severity = {UNKNOWN} THEN {ORDINARY} ELSE severity END"
#: What somebody has to do with. In the words of the index that holds these rows alone.
OPEN: Final = "readable AND waiting_for != ''"
OVER: Final = "(NOT readable OR coalesce(waiting_for, '') = '')"
#: Numbers that grow from the first open row to the last. Takes the moment that it is now.
URGENCY: Final = f"-({_LEVEL}), coalesce(due, '9') >= ?, case_row.id"
#: Above the number of every row.
ABOVE_ALL: Final = (1 << 63) - 1
CLOCKS: Final = "LEFT JOIN case_clock ON case_clock.id = case_row.id"


def in_order_of_time(moment: dt.datetime) -> str:
    """A moment so that text in order is time in order, as clocks are kept."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def narrowed(
    query: CaseQuery, member_id: uuid.UUID, turns: Sequence[str]
) -> tuple[list[str], list[Any]]:
    """The conditions of a query but for its words, and their values."""
    wheres: list[str] = []
    values: list[Any] = []

    def one_of(column: str, wanted: Sequence[Any]) -> None:
        wheres.append(f"readable AND {column} IN ({','.join('?' * len(wanted))})")
        values.extend(wanted)

    if query.scope is Scope.MINE:
        wheres.append("reporter_id = ?")
        values.append(str(member_id))
    elif query.scope is Scope.TO_ACT:
        one_of("waiting_for", turns)
    if query.states:
        one_of("state", sorted(state.value for state in query.states))
    if query.levels:
        one_of("severity", sorted(query.levels))
    if query.years:
        one_of("year_group", sorted(year.value for year in query.years))
    if query.category:
        wheres.append("category = ?")
        values.append(query.category)
    if query.kind:
        one_of("kind", (query.kind,))
    if query.class_name:
        wheres.append("class_name = ?")
        values.append(query.class_name)
    if query.first is not None:
        wheres.append("case_row.id >= ?")
        values.append(_row_at(query.first))
    if query.last is not None:
        wheres.append("case_row.id < ?")
        values.append(_row_at(query.last + dt.timedelta(days=1)))
    return wheres, values


def match_words(words: str) -> str:
    """What somebody typed, as a full-text query: every word, each as a beginning.

    Quoted word by word, so that no sign in it is taken for an operator. Empty when there is
    nothing to look for.
    """
    parts = [part for part in words.split() if any(sign.isalnum() for sign in part)]
    return " ".join('"{}"*'.format(part.replace('"', '""')) for part in parts[:12])


def _row_at(day: dt.date) -> int:
    """The number from which the rows of a day begin."""
    begins = on_the_wall(dt.datetime.combine(day, dt.time()))
    return int(begins.timestamp() * 1000) * ROW_STEP
