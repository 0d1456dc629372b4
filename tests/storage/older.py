"""Makes a laptop's store one of an earlier program."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.local_store import _VERSIONS


def make_older(connection: Any, version: int = 1) -> None:
    """Take out what later versions of the store added."""
    for added in reversed(_VERSIONS[version:]):
        for what in ("TRIGGER", "TABLE"):
            for name in re.findall(rf"CREATE {what} (\w+)", added):
                connection.execute(f"DROP {what} {name}")
    connection.execute(f"PRAGMA user_version = {version}")


def keep_as_before(connection: Any, draft: Draft, case_id: uuid.UUID) -> None:
    """Keep a draft, also in the outbox, and notes, as programs did before there was a box."""
    for table in re.findall(r"CREATE TABLE (?:draft|outbox) .*?STRICT;", _VERSIONS[0], re.DOTALL):
        connection.execute(table)
    at, answers = draft.kept_at.isoformat(), dict(draft.answers)
    trail = json.dumps(draft.trail)
    row = [str(draft.id), draft.journey, draft.stage, draft.page, json.dumps(answers), trail]
    marks = ",".join("?" * 10)
    connection.execute(f"INSERT INTO draft VALUES ({marks})", (*row, None, "", at, at))
    waits: dict[str, Any] = {"id": str(draft.id), "journey": draft.journey, "stage": draft.stage}
    waits |= {"answers": answers, "case_id": None, "reference": ""}
    content = json.dumps({**waits, "started_at": at, "kept_at": at})
    connection.execute("INSERT INTO outbox VALUES ('x', 'send', ?, ?)", (content, at))
    for name, value in (
        (f"words {case_id}:note", "I spoke"),
        ("known keys", "{}"),
        ("synced change", "7|x"),
        ("lesson-runs", json.dumps({str(uuid.uuid4()): {}})),
    ):
        connection.execute("INSERT INTO note VALUES (?, ?)", (name, value))
