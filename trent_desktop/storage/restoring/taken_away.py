"""What was taken from somebody since a copy was made stays taken (rule 194).

Who reads a case is decided by people while they work, and so it stands as it stood, as rights do. A
report that turned out to be about one of its readers was sealed anew, without her; a child whose
pictures are never used was marked. Neither is content that a copy may undo.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.storage.restoring.standing import columns_of, put_rows
from trent_desktop.storage.restoring.stored import id_in

#: Of a case, by which column they are its own.
_OF_CASE: Final = (
    ("case_record", "id"),
    ("case_reader", "case_id"),
    ("case_entry", "case_id"),
    ("case_attachment", "case_id"),
)
_NEVER: Final = "never"  # what `agreements.kinds` calls the mark, on the floor above
_Rows = Mapping[str, tuple[list[str], list[tuple[Any, ...]]]]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """Rows out of the file as it is: of cases that were sealed anew, and which children are marked."""

    cases: frozenset[str]
    rows: _Rows
    marks: tuple[list[str], list[tuple[Any, ...]]]

    def put(self, connection: Any) -> None:
        """Put them into the file in the making, in the place of what it says of the same."""
        for table, column in _OF_CASE:
            connection.executemany(
                f"DELETE FROM {table} WHERE {column} = ?", [(one,) for one in self.cases]
            )
        for table, _column in _OF_CASE:
            put_rows(connection, table, *self.rows[table])
        self._mark(connection)

    def _mark(self, connection: Any) -> None:
        columns, marks = self.marks
        which, pupil = columns.index("id"), columns.index("pupil_id")
        there = {row[0] for row in connection.execute("SELECT id FROM pupil")}
        asked = connection.execute(
            "SELECT id, pupil_id FROM consent_answer WHERE consent = ?", (_NEVER,)
        )
        then = dict(asked.fetchall())
        found: list[tuple[Any, ...]] = []
        for row in marks:
            values = list(row)
            if then.get(row[which], row[pupil]) != row[pupil]:
                # Two entries that were one child since are two again, and both are marked.
                values[which] = uuid.uuid4().hex
            if row[pupil] in there:
                found.append(tuple(values))
        put_rows(connection, "consent_answer", columns, found)


def taken_away(present: Any, copy: Any) -> TakenAway:
    """Compare two connections, both of today's form. Raises `sqlcipher3.Error`."""
    cases = sealed_since(present, copy)
    columns = columns_of(present, "consent_answer")
    named = ", ".join(columns)
    marks = present.execute(
        f"SELECT {named} FROM consent_answer WHERE consent = ?", (_NEVER,)
    ).fetchall()
    return TakenAway(
        cases,
        {table: _rows(present, table, column, cases) for table, column in _OF_CASE},
        (columns, marks),
    )


def sealed_since(present: Any, copy: Any) -> frozenset[str]:
    """The cases that were sealed anew since the copy was made, and taken from one of its readers.

    Only what the trail knows of: else a file in which somebody overwrote reports would be kept as
    it is. Raises `sqlcipher3.Error`.
    """
    (since,) = copy.execute("SELECT coalesce(max(number), 0) FROM audit_entry").fetchone()
    before, now = versions_in(copy), versions_in(present)
    changed = [one for one in now if one in before and now[one] > before[one]]
    return frozenset(
        one
        for one in changed
        if _is_anew(present, copy, one)
        and _readers(copy, one) - _readers(present, one)
        and _readers(present, one)
        and _is_told(present, one, since)
    )


def versions_in(connection: Any) -> dict[str, int]:
    """How often each case was written to, by its id as it is stored. Raises `sqlcipher3.Error`."""
    rows = connection.execute("SELECT id, version FROM case_record").fetchall()
    return {case: version for case, version in rows if id_in(case) and isinstance(version, int)}


def _is_anew(present: Any, copy: Any, case: str) -> bool:
    """Whether every entry that both have is under another key."""
    wanted = "SELECT id, content FROM case_entry WHERE case_id = ?"
    now = dict(present.execute(wanted, (case,)).fetchall())
    then = dict(copy.execute(wanted, (case,)).fetchall())
    return bool(then) and all(one in now and now[one] != then[one] for one in then)


def _readers(connection: Any, case: str) -> set[str]:
    rows = connection.execute("SELECT reader_id FROM case_reader WHERE case_id = ?", (case,))
    return {row[0] for row in rows}


def _is_told(present: Any, case: str, since: int) -> bool:
    row = present.execute(
        "SELECT 1 FROM audit_entry WHERE subject = ? AND number > ? LIMIT 1",
        (str(uuid.UUID(case)), since),
    )
    return row.fetchone() is not None


def _rows(
    present: Any, table: str, column: str, cases: frozenset[str]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    columns = columns_of(present, table)
    named = ", ".join(f'"{one}"' for one in columns)
    found: list[tuple[Any, ...]] = []
    for one in sorted(cases):
        found += present.execute(
            f"SELECT {named} FROM {table} WHERE {column} = ?", (one,)
        ).fetchall()
    return columns, found
