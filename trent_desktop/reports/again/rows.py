"""A case as rows, sealed as it lies in the school's file: read, kept as text, compared, put back.

Nothing here opens a case, and nothing needs a key of one.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from trent_desktop.reports.models import AttachmentRow
from trent_desktop.school.keys.new_keys import LOST
from trent_desktop.school.keys.recovery.resets import recorded_reset
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.tables import (
    CaseEntryRow,
    CaseReaderRow,
    CaseRow,
    MemberRow,
    table_of,
)

_CASES = table_of(CaseRow)
_READERS = table_of(CaseReaderRow)
_ENTRIES = table_of(CaseEntryRow)
#: What a case has of its own in each file: what it is called there, and its change's number.
_OF_THE_FILE: Final = frozenset(("id", "reference", "change"))

_NOTED: Final = "rows of cases"
_REMOVED: Final = MemberState.REMOVED.value

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseRows:
    """The rows of one case: itself, its readers, its entries. `at`: when they were kept."""

    case: _Row
    readers: tuple[_Row, ...] = field(repr=False)
    entries: tuple[_Row, ...] = field(repr=False)
    at: dt.datetime | None = None

    @staticmethod
    def of(case: _Row, readers: Iterable[_Row], entries: Iterable[_Row]) -> CaseRows:
        """Rows as they are about to be written."""
        return CaseRows(case, tuple(readers), tuple(entries))

    @property
    def id(self) -> uuid.UUID:
        """Which case it is."""
        return self.case["id"]

    @property
    def version(self) -> int:
        """How often it was written to."""
        return int(self.case["version"])

    @property
    def reference(self) -> str:
        """What it is called."""
        return str(self.case["reference"])

    @property
    def sealed(self) -> bool:
        """Whether its plain row says no more than that it is sealed."""
        return self.case.get("inside") is not None

    @property
    def contents(self) -> dict[uuid.UUID, tuple[int, bytes]]:
        """Place and content of each entry, by its id."""
        return {row["id"]: (row["number"], row["content"]) for row in self.entries}


class Way(Enum):
    """How what a laptop kept of a case stands to what the school's file has of it."""

    NOTHING = "the file has all of it"
    WHOLE = "the file has no such case"
    MORE = "the file has less of it"
    ANEW = "the file has less of it, sealed to others"
    APART = "the file has less of it, and others have gone on there"


def way_of(kept: CaseRows, there: CaseRows | None) -> Way:
    """What is to be done so that nothing of what was kept is missing."""
    if there is None:
        return Way.WHOLE
    mine, theirs = kept.contents, there.contents
    missing = mine.keys() - theirs.keys()
    if theirs.keys() - mine.keys():
        return Way.APART if missing else Way.NOTHING
    if kept.version <= there.version:
        return Way.APART if missing else Way.NOTHING
    same = all(mine[entry_id] == theirs[entry_id] for entry_id in theirs)
    return Way.MORE if same else Way.ANEW


def note_rows(session: Session, rows: CaseRows) -> None:
    """Note, inside a unit of work, all rows of a case that it writes anew."""
    session.info.setdefault(_NOTED, {})[rows.id] = rows


def noted_rows(session: Session) -> dict[uuid.UUID, CaseRows]:
    """The rows that were noted."""
    return dict(session.info.get(_NOTED, {}))


def read_rows(session: Session, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, CaseRows]:
    """The rows of these cases, of those that are there."""
    wanted = list(case_ids)
    if not wanted:
        return {}
    connection = session.connection()

    def of(table: Any, *order: ColumnElement[Any]) -> dict[uuid.UUID, list[_Row]]:
        found: dict[uuid.UUID, list[_Row]] = {}
        asked = select(table).where(table.c.case_id.in_(wanted)).order_by(*order)
        for row in connection.execute(asked).mappings():
            found.setdefault(row["case_id"], []).append(dict(row))
        return found

    cases = connection.execute(select(_CASES).where(_CASES.c.id.in_(wanted))).mappings().all()
    readers = of(_READERS, _READERS.c.reader_id)
    entries = of(_ENTRIES, _ENTRIES.c.number)
    return {
        row["id"]: CaseRows(
            dict(row), tuple(readers.get(row["id"], ())), tuple(entries.get(row["id"], ()))
        )
        for row in cases
    }


def put_whole(session: Session, kept: CaseRows, reference: str, change: int) -> None:
    """Put a case there that is not there."""
    case = {**_known(_CASES, kept.case), "reference": reference, "change": change}
    connection = session.connection()
    connection.execute(insert(_CASES), [case])
    _insert(session, _READERS, _readers(session, kept))
    _insert(session, _ENTRIES, kept.entries)


def put_more(session: Session, kept: CaseRows, there: CaseRows, change: int, *, anew: bool) -> None:
    """Put there what is missing of a case, which then stands as it did when it was kept.

    `anew`: it was sealed to others since, and what is there goes with its readers.
    """
    connection = session.connection()
    if anew:
        connection.execute(delete(_READERS).where(_READERS.c.case_id == kept.id))
        connection.execute(delete(_ENTRIES).where(_ENTRIES.c.case_id == kept.id))
    readers: set[uuid.UUID] = set() if anew else {row["reader_id"] for row in there.readers}
    entries = {} if anew else there.contents
    wanted = [row for row in _readers(session, kept) if row["reader_id"] not in readers]
    _insert(session, _READERS, wanted)
    _insert(session, _ENTRIES, [row for row in kept.entries if row["id"] not in entries])
    columns = _known(_CASES, kept.case)
    values = {name: columns[name] for name in columns if name not in _OF_THE_FILE}
    connection.execute(update(_CASES).where(_CASES.c.id == kept.id).values(**values, change=change))


def put_attachments(
    session: Session, case_id: uuid.UUID, kept: Mapping[uuid.UUID, bytes], *, anew: bool
) -> None:
    """Put there what is missing of what was attached; `anew`: in the place of what is there."""
    for attachment_id, content in kept.items():
        row = session.get(AttachmentRow, attachment_id)
        if row is None:
            session.add(AttachmentRow(id=attachment_id, case_id=case_id, content=content))
        elif anew and row.case_id == case_id:
            row.content = content


def _readers(session: Session, kept: CaseRows) -> list[_Row]:
    """Its readers, without whoever was removed since.

    Who got another key since waits for hers to be given back, as for those of the file's own cases.
    """
    found: list[_Row] = []
    for row in kept.readers:
        member = session.get(MemberRow, row["reader_id"]) if row["role"] is None else None
        if member is None:
            found.append(row)
        elif member.state != _REMOVED:
            reset = recorded_reset(session, member)
            lost = reset is not None and kept.at is not None and reset >= kept.at
            found.append({**row, "sealed_key": LOST} if lost else row)
    return found


def _insert(session: Session, table: Any, rows: Iterable[_Row]) -> None:
    values = [_known(table, row) for row in rows]
    if values:
        session.connection().execute(insert(table), values)


def _known(table: Any, row: _Row) -> dict[str, Any]:
    """What of a row has a column: another version of the program may have kept it."""
    return {name: row[name] for name in table.c.keys() if name in row}  # noqa: SIM118


# ---------------------------------------------------------------------- as text


def to_text(rows: CaseRows) -> dict[str, Any]:
    """The rows as JSON has them."""
    return {
        "case": _plain(rows.case),
        "readers": [_plain(row) for row in rows.readers],
        "entries": [_plain(row) for row in rows.entries],
        "at": rows.at.isoformat() if rows.at else None,
    }


def from_text(text: Mapping[str, Any]) -> CaseRows:
    """The inverse of `to_text`. Raises `ValueError`, `KeyError` or `TypeError`."""
    at = text["at"]
    return CaseRows(
        _valued(text["case"]),
        tuple(map(_valued, text["readers"])),
        tuple(map(_valued, text["entries"])),
        dt.datetime.fromisoformat(at) if at else None,
    )


def _plain(row: _Row) -> dict[str, Any]:
    return {name: _marked(value) for name, value in row.items()}


def _marked(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return {"id": str(value)}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    if isinstance(value, dt.datetime):
        return {"at": value.isoformat()}
    return value


def _valued(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _unmarked(value) for name, value in row.items()}


def _unmarked(value: Any) -> Any:
    match value:
        case {"id": str(text)}:
            return uuid.UUID(text)
        case {"bytes": str(text)}:
            return base64.b64decode(text)
        case {"at": str(text)}:
            return dt.datetime.fromisoformat(text)
        case _:
            return value


def as_json(rows: CaseRows, since: dt.datetime | None) -> bytes:
    """What is kept of a case; `since` is from when on, by the server's clock, once that is known."""
    kept = {**to_text(rows), "since": since.isoformat() if since else None}
    return json.dumps(kept, separators=(",", ":")).encode("ascii")


def of_json(content: bytes) -> tuple[CaseRows, dt.datetime | None]:
    """The inverse of `as_json`. Raises `ValueError`, `KeyError` or `TypeError`."""
    kept: dict[str, Any] = json.loads(content)
    since = kept["since"]
    return from_text(kept), dt.datetime.fromisoformat(since) if since else None
