"""What a newer program might write into a school, written by hand for tests."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import text

from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.case_store import read_case
from trent_desktop.storage.database import next_change
from trent_desktop.storage.keyring import close_entry, open_entry
from trent_desktop.storage.tables import CaseEntryRow, SchoolRow

NEWER = "Made by a newer Trent Desktop"
#: A column of a case's row, and what a newer program, or a broken one, might have put there.
IN_THE_ROW = (
    ("kind", "hologram"),
    ("route", "with-the-trust"),
    ("state", "with-the-trust"),
    ("waiting_for", "computing-lead"),
    ("happened_at", "2317-01-01 09:00:00.000000"),
    ("happened_at", "the day before"),
    ("recorded_at", "9999-12-31 23:59:59.000000"),
    ("updated_at", "not a date at all"),
)
#: What differs in an entry of the timeline.
IN_AN_ENTRY: tuple[dict[str, Any], ...] = (
    {"kind": "hologram"},
    {"move": "sent-to-the-trust"},
    {"kind": "move", "move": "sent-to-the-trust", "details": {"due": "never"}},
    {"at": "2317-01-01T09:00:00+00:00"},
    {"at": "the day before"},
    {"author": {"id": "x"}},
    {"details": ["a", "list"]},
    {"kind": "action", "move": "action", "details": {"owner": "nobody", "due": "never"}},
)


def say_changed(session: Any, case_id: uuid.UUID) -> None:
    session.execute(
        text("UPDATE case_record SET version = version + 1, change = :change WHERE id = :id"),
        {"change": next_change(session), "id": case_id.hex},
    )


def put_in_row(who: OpenSchool, case_id: uuid.UUID, column: str, value: str) -> None:
    """Write `value` into the plain row of a case, as a unit of work of its own."""
    with who.signed_in.database.write() as session:
        session.execute(
            text(f"UPDATE case_record SET {column} = :value WHERE id = :id"),
            {"value": value, "id": case_id.hex},
        )
        say_changed(session, case_id)


def put_entry(who: OpenSchool, case_id: uuid.UUID, **more: Any) -> uuid.UUID:
    """Add an entry to a case that its key encrypts and this program may not understand."""
    entry_id = uuid.uuid4()
    content = {
        "kind": "note",
        "at": who.signed_in.clock().isoformat(),
        "author": [str(who.member.id), who.member.name, "Headteacher"],
        "move": "note",
        "words": "Words of a newer program",
        "details": {},
        **more,
    }
    with who.signed_in.database.write() as session:
        stored = read_case(session, who.signed_in.keyring, case_id)
        number = stored.row.entries
        session.add(
            CaseEntryRow(
                id=entry_id,
                case_id=case_id,
                number=number,
                content=close_entry(stored.key, case_id, entry_id, number, content),
            )
        )
        stored.row.entries = number + 1
        session.flush()
        say_changed(session, case_id)
    return entry_id


def change_report(who: OpenSchool, case_id: uuid.UUID, **more: Any) -> None:
    """Change the first entry of a case, as its key allows."""
    with who.signed_in.database.write() as session:
        stored = read_case(session, who.signed_in.keyring, case_id)
        row = session.get_one(CaseEntryRow, case_id)
        content = open_entry(stored.key, case_id, row.id, row.number, row.content)
        row.content = close_entry(stored.key, case_id, row.id, row.number, {**content, **more})
        session.flush()
        say_changed(session, case_id)


def change_people(school: SmallSchool, by: str, *statements: tuple[str, dict[str, Any]]) -> None:
    """Write into the directory's tables, and say that it changed."""
    who = school.open(by)
    with who.signed_in.database.write() as session:
        for statement, values in statements:
            session.execute(text(statement), values)
        row = session.get_one(SchoolRow, 1)
        row.directory_change = next_change(session)
