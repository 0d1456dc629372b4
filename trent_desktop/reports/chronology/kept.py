"""The tables of the index that hold who belongs to which case, and what happened there.

They go with the row of their case, by a trigger of the store. Call with a connection of
`LocalStore`, inside its `reading` or `writing`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from trent_desktop.newer import day_read, known, moment_read
from trent_desktop.reports.cases import EntryKind, Part
from trent_desktop.reports.chronology.values import Chronology, Event, OpenTask, Told

_OF = (
    "WITH hers AS (SELECT case_row, group_concat(DISTINCT part) AS parts, max(may_print) AS "
    "may_print FROM case_person WHERE who IN ({marks}) GROUP BY case_row) "
)
_EVENTS = (
    _OF + "SELECT case_row.case_id, case_row.reference, case_row.kind, hers.parts, event.number, "
    "event.happened_at, event.recorded_at, event.sort, event.what, event.words, event.author, "
    "hers.may_print FROM hers JOIN case_row ON case_row.id = hers.case_row "
    "JOIN case_event AS event ON event.case_row = hers.case_row WHERE case_row.readable "
    "ORDER BY event.happened_at, case_row.id, event.number"
)
_TASKS = (
    _OF + "SELECT case_row.case_id, case_row.reference, task.words, task.owner, task.due, "
    "hers.may_print FROM hers JOIN case_row ON case_row.id = hers.case_row "
    "JOIN open_task AS task ON task.case_row = hers.case_row WHERE case_row.readable "
    "ORDER BY task.due IS NULL, task.due, case_row.id"
)
_WHO_DID = (
    "SELECT case_row.case_id, coalesce(case_person.name, '') FROM case_row "
    "LEFT JOIN case_person ON case_person.case_row = case_row.id AND case_person.part = ? "
    "AND case_person.who LIKE 'name:%' WHERE case_row.readable AND case_row.kind = ?"
)


def keep_told(connection: Any, case_row: int, told: Told) -> None:
    """Put what a case tells beside its row."""
    if not told.people:
        return
    connection.executemany(
        "INSERT INTO case_person VALUES (?, ?, ?, ?, ?)",
        [(case_row, *person, int(told.may_print)) for person in told.people],
    )
    connection.executemany(
        "INSERT INTO case_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                case_row,
                one.number,
                _in_order(one.happened_at),
                _in_order(one.recorded_at),
                one.sort.value,
                one.what,
                one.words,
                one.author,
            )
            for one in told.events
        ],
    )
    connection.executemany(
        "INSERT INTO open_task VALUES (?, ?, ?, ?)",
        [
            (case_row, one.words, one.owner, one.due.isoformat() if one.due else None)
            for one in told.tasks
        ],
    )


def read_chronology(connection: Any, keys: Sequence[str]) -> Chronology:
    """What happened with whoever is found under one of `keys`, the oldest first."""
    marks = ",".join("?" * len(keys))
    events = connection.execute(_EVENTS.format(marks=marks), keys).fetchall()
    tasks = connection.execute(_TASKS.format(marks=marks), keys).fetchall()
    return Chronology(tuple(map(_event, events)), tuple(map(_task, tasks)))


def names_kept(connection: Any, words: Iterable[str], limit: int) -> tuple[str, ...]:
    """People on no list of whose name some part begins with each of `words` (plain ones)."""
    wanted = list(words)
    if not wanted:
        return ()
    where = " AND ".join("instr(' ' || substr(who, 6), ' ' || ?)" for _ in wanted)
    rows = connection.execute(
        "SELECT min(name) FROM case_person JOIN case_row ON case_row.id = case_person.case_row "
        f"WHERE case_row.readable AND who LIKE 'name:%' AND {where} "
        "GROUP BY who ORDER BY who LIMIT ?",
        (*wanted, limit),
    ).fetchall()
    return tuple(row[0] for row in rows)


def cases_of(connection: Any, keys: Sequence[str]) -> tuple[uuid.UUID, ...]:
    """The readable reports to which whoever is found under one of `keys` belongs, newest first."""
    marks = ",".join("?" * len(keys))
    rows = connection.execute(
        "SELECT DISTINCT case_row.id, case_row.case_id FROM case_person "
        "JOIN case_row ON case_row.id = case_person.case_row "
        f"WHERE who IN ({marks}) AND case_row.readable ORDER BY case_row.id DESC",
        keys,
    ).fetchall()
    return tuple(uuid.UUID(case_id) for _, case_id in rows)


def who_did(connection: Any, kind: str) -> tuple[tuple[uuid.UUID, str], ...]:
    """The readable reports of a kind with each adult who did it; an empty name for none."""
    rows = connection.execute(_WHO_DID, (Part.DID.value, kind)).fetchall()
    return tuple((uuid.UUID(case_id), name) for case_id, name in rows)


def _in_order(moment: dt.datetime) -> str:
    """A moment so that text in order is time in order."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _event(row: Any) -> Event:
    return Event(
        case_id=uuid.UUID(row[0]),
        reference=row[1],
        kind=row[2],
        parts=", ".join(row[3].split(",")),
        number=row[4],
        happened_at=moment_read(row[5]),
        recorded_at=moment_read(row[6]),
        sort=known(EntryKind, row[7]) or EntryKind.NOTE,
        what=row[8],
        words=row[9],
        author=row[10],
        may_print=bool(row[11]),
    )


def _task(row: Any) -> OpenTask:
    return OpenTask(
        uuid.UUID(row[0]),
        row[1],
        row[2],
        row[3],
        day_read(row[4]) if row[4] else None,
        bool(row[5]),
    )
