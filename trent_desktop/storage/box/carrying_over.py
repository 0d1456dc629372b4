"""What an earlier program kept in the database beside the index goes into the box, once."""

from __future__ import annotations

import json
from typing import Any, Final

from trent_desktop.storage.box.box import Box, Changing
from trent_desktop.storage.box.sorts import Sort

#: What stays in the database: it belongs to the index and is written together with it.
OF_INDEX: Final = ("synced change", "newest entry", "highest references", "file went back")
_DRAFT: Final = "id, journey, stage, page, answers, trail, case_id, reference, started_at, kept_at"
_BY_BEGINNING: Final = (
    ("words ", Sort.WORDS),
    ("refused ", Sort.REFUSAL),
    ("said ", Sort.SAID),
)


def carry_over(connection: Any, box: Box) -> None:
    """Copy it, in one piece. Done again after a crash it changes nothing."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    with box.changing() as change:
        if "draft" in tables:
            for row in connection.execute(f"SELECT {_DRAFT} FROM draft"):
                body = dict(zip(_DRAFT.split(", "), row, strict=True))
                body |= {"answers": json.loads(row[4]), "trail": json.loads(row[5])}
                change.put(Sort.DRAFT, body.pop("id"), json.dumps(body))
        if "outbox" in tables:
            rows = connection.execute("SELECT id, kind, content, put_at FROM outbox ORDER BY rowid")
            for name, kind, content, put_at in rows:
                sort = Sort.OUTBOX if kind == "send" else Sort.TASK
                change.put(sort, name, json.dumps({**json.loads(content), "put_at": put_at}))
        if "note" in tables:
            for name, value in connection.execute("SELECT name, value FROM note"):
                if name not in OF_INDEX:
                    _carry_note(change, name, value)


def _carry_note(change: Changing, name: str, value: str) -> None:
    if name == "lesson-runs":
        for key, taught in json.loads(value or "{}").items():
            change.put(Sort.LESSON, key, json.dumps(taught))
        return
    for beginning, sort in _BY_BEGINNING:
        if name.startswith(beginning):
            change.put(sort, name.removeprefix(beginning), value)
            return
    if value:
        change.put(Sort.NOTE, name, value)
