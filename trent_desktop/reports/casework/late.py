"""Clocks of serious reports that ran out, on the laptops of those who read them (rule 54).

The tables are those of the index, and go with the row of their case, by a trigger of the store.
Call with a connection of `LocalStore`, inside its `reading` or `writing`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trent_desktop.newer import known, moment_read
from trent_desktop.reports.casework.clocks import clocks_of
from trent_desktop.reports.figures.moments import about_whom
from trent_desktop.reports.index_asked import in_order_of_time
from trent_desktop.reports.index_values import RunningClock
from trent_desktop.reports.tasks.line import line_of
from trent_desktop.reports.who.about import concerned
from trent_desktop.reports.workflow import OVER, turns
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member
from trent_desktop.school.people.permissions import Right, may

if TYPE_CHECKING:
    from trent_desktop.reports.case_store import StoredCase

_LATE: Final = """
    SELECT case_row.case_id, case_row.reference, case_clock.due, case_clock.line,
    coalesce(case_moments.about, '')
    FROM case_clock JOIN case_row USING (id) LEFT JOIN case_moments USING (id)
    WHERE case_clock.due < ? AND case_row.readable ORDER BY case_clock.due, case_row.id
"""


@dataclass(frozen=True, slots=True)
class Late:
    """A report of which a clock ran out at `due`. `leads`: it is hers to see to."""

    case_id: uuid.UUID
    reference: str
    due: dt.datetime
    leads: bool


def running_clock(stored: StoredCase) -> RunningClock | None:
    """The clock of a case that runs out first; None where none runs any more.

    Whose it is then are the roles that read the case and can do what the clock waits for, whoever
    leads first: the filter's part has none.
    """
    if stored.in_part or stored.newer or stored.state in OVER:
        return None
    running = [
        face.due
        for face in clocks_of(stored.kind, stored.route, stored.timeline)
        if face.done_at is None
    ]
    if not running:
        return None
    told = stored.standing.readers
    # Rows of an ordinary report name all readers of its route; the Chair reads one by exception.
    reads = [known(Role, one) for one in told] if told else [*stored.route.readers, Role.CHAIR]
    line = line_of(stored.route, reads)
    return RunningClock(min(running), tuple(one for one in line if may({one}, Right.DECIDE)))


def put_clock(connection: Any, number: int, clock: RunningClock | None) -> None:
    """Keep the clock of a case beside its row of the list, whose number is given."""
    if clock is not None:
        line = ",".join(role.value for role in clock.line)
        connection.execute(
            "INSERT INTO case_clock VALUES (?, ?, ?)", (number, in_order_of_time(clock.due), line)
        )


def late_now(
    connection: Any, me: Member, members: Collection[Member], now: dt.datetime
) -> tuple[Late, ...]:
    """The cases that she reads of which a clock has run out, the oldest first."""
    rows = connection.execute(_LATE, (in_order_of_time(now),)).fetchall()
    return tuple(
        Late(
            uuid.UUID(case_id),
            reference,
            moment_read(due),
            _leads(line.split(","), concerned(about_whom(about), members), me, members),
        )
        for case_id, reference, due, line, about in rows
    )


def _leads(
    line: Iterable[str], not_for: frozenset[uuid.UUID], me: Member, members: Iterable[Member]
) -> bool:
    """Whether it is hers: the first role of the line that somebody holds, and whoever acts for it."""
    there = [one for one in members if one.active and one.id not in not_for]
    if me.id in not_for:
        return False
    for role in (known(Role, one) for one in line):
        if role is not None and any(role in one.roles for one in there):
            return role in turns(me.roles)
    return False
