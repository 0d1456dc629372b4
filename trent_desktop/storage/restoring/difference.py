"""What would be missing, and what would come back, if a copy were put in the file's place."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlcipher3

from trent_desktop.storage.restoring.standing import columns_of
from trent_desktop.storage.restoring.stored import id_in, moment_in
from trent_desktop.storage.restoring.taken_away import sealed_since, versions_in

#: What else there is beside reports, by its tables: as people call it, one and several.
_AREAS: Final = (
    (("pupil", "school_class"), "pupil or class", "pupils or classes"),
    (
        ("agreement", "agreement_event", "consent_answer"),
        "entry about agreements",
        "entries about agreements",
    ),
    (("case_task",), "task", "tasks"),
    (("lesson_taught", "lesson_pack"), "entry about lessons", "entries about lessons"),
    (("policy_version", "policy_reading"), "entry about the policy", "entries about the policy"),
    (
        (
            "training_session",
            "training_attendance",
            "induction_step",
            "meeting",
            "meeting_family",
            "account",
            "filter_check",
            "supervision",
        ),
        "other entry",
        "other entries",
    ),
)


@dataclass(frozen=True, slots=True)
class PlainCase:
    """A case as its plain row tells of it: nothing of what happened, nor to whom."""

    id: uuid.UUID
    reference: str
    kind: str
    recorded: dt.datetime | None
    readers: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Difference:
    """Between the file as it is and a copy.

    `missing` would be; of `shorter` what was added since would be; `back` would come back;
    `destroyed` are in the copy and stay destroyed. `others`: rows of other sorts that would be
    missing, in words.
    """

    missing: tuple[PlainCase, ...]
    shorter: tuple[PlainCase, ...]
    back: int
    destroyed: int
    others: tuple[str, ...]


def difference(present: Any, copy: Any) -> Difference:
    """Compare two connections. Raises `sqlcipher3.Error`."""
    destroyed = _ids(present, "destroyed", "case_id") | _ids(copy, "destroyed", "case_id")
    here, there = versions_in(present), versions_in(copy)
    missing = [one for one in here if one not in there and one not in destroyed]
    stay = sealed_since(present, copy)
    shorter = [one for one in here if one in there and here[one] > there[one] and one not in stay]
    return Difference(
        _plain(present, missing),
        _plain(present, shorter),
        sum(one not in here and one not in destroyed for one in there),
        sum(one in destroyed for one in there),
        tuple(_others(present, copy)),
    )


def _plain(connection: Any, wanted: Iterable[str]) -> tuple[PlainCase, ...]:
    found: list[PlainCase] = []
    for stored in wanted:
        row = connection.execute(
            "SELECT reference, kind, recorded_at FROM case_record WHERE id = ?",
            (stored,),
        ).fetchone()
        readers = connection.execute(
            "SELECT reader_id FROM case_reader WHERE case_id = ?", (stored,)
        ).fetchall()
        found.append(
            PlainCase(
                uuid.UUID(stored),
                row[0],
                row[1],
                moment_in(row[2]),
                frozenset(reader for one in readers if (reader := id_in(one[0]))),
            )
        )
    return tuple(sorted(found, key=lambda one: (str(one.recorded or ""), one.reference)))


def _others(present: Any, copy: Any) -> Iterable[str]:
    for tables, one, several in _AREAS:
        count = sum(len(_ids(present, table) - _ids(copy, table)) for table in tables)
        if count:
            yield f"{count:,} {one if count == 1 else several}"


def _ids(connection: Any, table: str, column: str = "id") -> set[str]:
    try:
        if not columns_of(connection, table):
            return set()  # a copy of an older program has no such table
        return {row[0] for row in connection.execute(f"SELECT {column} FROM {table}")}
    except sqlcipher3.OperationalError:
        return set()
