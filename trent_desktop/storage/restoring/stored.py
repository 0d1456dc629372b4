"""Values as a file keeps them, read one by one: a copy may hold rows that no program wrote.

One such row costs itself, and never the way back.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

#: Where a counter of references can stand: a school would need centuries.
MOST_COUNTED: Final = 1_000_000


#: Which values of a column are no id.
NO_ID: Final = "length({0}) <> 32 OR {0} GLOB '*[^0-9a-f]*'"
#: Of each id of a case or a member, by its table.
_IDS: Final = (
    ("member", "id"),
    ("case_record", "id"),
    ("case_entry", "id"),
    ("case_entry", "case_id"),
    ("case_reader", "case_id"),
    ("case_reader", "reader_id"),
)


def require_rows_of_ours(connection: Any) -> None:
    """Raises `ValueError` where the program could not read its cases, members or counters."""
    for table, column in _IDS:
        wrong = NO_ID.format(column)
        if connection.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():
            raise ValueError(table)
    wrong = "typeof(version) <> 'integer' OR typeof(recorded_at) <> 'text'"
    if connection.execute(f"SELECT 1 FROM case_record WHERE {wrong} LIMIT 1").fetchone():
        raise ValueError("case_record")
    if not all(counted(*row) for row in connection.execute("SELECT name, last FROM counter")):
        raise ValueError("counter")


def id_in(stored: Any) -> uuid.UUID | None:
    """An id; None for what is none."""
    try:
        return uuid.UUID(stored)
    except (ValueError, TypeError, AttributeError):
        return None


def moment_in(stored: Any) -> dt.datetime | None:
    """A moment; None for what is none."""
    if not isinstance(stored, str):
        return None
    try:
        return dt.datetime.fromisoformat(stored).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def counted(name: Any, last: Any) -> bool:
    """Whether a counter stands where one can stand."""
    return isinstance(name, str) and isinstance(last, int) and 0 <= last <= MOST_COUNTED
