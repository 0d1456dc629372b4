"""How a case goes into the index and comes out of it. Call inside a writing at hand."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

from trent_desktop.reports.cases import CaseSummary
from trent_desktop.reports.casework.late import put_clock
from trent_desktop.reports.chronology.kept import keep_told
from trent_desktop.reports.figures.rows import put_moments
from trent_desktop.reports.index_asked import ROW_STEP, UNKNOWN
from trent_desktop.reports.index_values import IndexedCase
from trent_desktop.roles import Role

COLUMNS = (
    "id, case_id, reference, kind, route, state, title, class_name, year_group, category, "
    "severity, happened_at, recorded_at, updated_at, reporter_id, reporter_name, waiting_for, "
    "readable, version"
)
#: In the place of the state of a case that this program does not understand.
NEWER_STATE = "newer"
#: The last moment by which rows are put in order, in ms: what comes later is no date of a school.
_LAST_MOMENT = 4_102_444_800_000


def _row_id(summary: CaseSummary) -> int:
    """A number that grows with the moment of recording, so that order costs nothing."""
    milliseconds = min(int(summary.recorded_at.timestamp() * 1000), _LAST_MOMENT)
    mark = int.from_bytes(hashlib.blake2b(summary.id.bytes, digest_size=3).digest(), "big")
    return milliseconds * ROW_STEP | (mark & (ROW_STEP - 1))


def put_case(connection: Any, case: IndexedCase) -> None:
    """Put a case in, in the place of what was there of it."""
    one = case.summary
    found = connection.execute(
        "SELECT id FROM case_row WHERE case_id = ?", (str(one.id),)
    ).fetchone()
    number = found[0] if found else _row_id(one)
    if found:
        connection.execute("DELETE FROM case_words WHERE rowid = ?", found)
        # Not replaced but taken out and put in: only so does the tally hear of both.
        connection.execute("DELETE FROM case_row WHERE id = ?", found)
    else:
        while connection.execute("SELECT 1 FROM case_row WHERE id = ?", (number,)).fetchone():
            number += 1
    connection.execute(
        f"INSERT INTO case_row ({COLUMNS}) VALUES ({','.join('?' * 19)})",  # noqa: S608 - names
        (
            number,
            str(one.id),
            one.reference,
            one.kind,
            one.route.value,
            NEWER_STATE if one.newer else one.state.value,
            one.title,
            one.class_name,
            one.year_group.value if one.year_group else None,
            one.category,
            one.severity if one.severity_known else UNKNOWN,
            one.happened_at.isoformat() if one.happened_at else None,
            one.recorded_at.isoformat(),
            one.updated_at.isoformat(),
            str(one.reporter_id),
            one.reporter_name,
            written(one.waiting_for) or None,
            int(one.readable),
            one.version,
        ),
    )
    if case.moments is not None:
        put_moments(connection, number, one, case.moments)
    if case.words:
        connection.execute(
            "INSERT INTO case_words (rowid, words) VALUES (?, ?)", (number, case.words)
        )
    put_clock(connection, number, case.clock)
    keep_told(connection, number, case.told)


def written(waiting: Iterable[Role]) -> str:
    """A set of roles as the column holds it: ``dsl,ict-lead``."""
    return ",".join(sorted(role.value for role in waiting))


def drop_case(connection: Any, case_id: uuid.UUID) -> None:
    """Take a case out, if it is there."""
    row = connection.execute("SELECT id FROM case_row WHERE case_id = ?", (str(case_id),))
    found = row.fetchone()
    if found:
        connection.execute("DELETE FROM case_words WHERE rowid = ?", found)
        connection.execute("DELETE FROM case_row WHERE id = ?", found)
