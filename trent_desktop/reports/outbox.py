"""The outbox: reports that wait on this laptop, encrypted, until the share is back."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

from trent_desktop.reports.drafts import Draft
from trent_desktop.storage.local_store import LocalStore


def put_in_outbox(connection: Any, outbox_id: str, draft: Draft, at: dt.datetime) -> None:
    """Keep a draft for sending, inside a transaction at hand. The same one twice is one."""
    content = {
        "id": str(draft.id),
        "journey": draft.journey,
        "stage": draft.stage,
        "answers": dict(draft.answers),
        "case_id": str(draft.case_id) if draft.case_id else None,
        "reference": draft.reference,
        "started_at": draft.started_at.isoformat(),
        "kept_at": draft.kept_at.isoformat(),
    }
    connection.execute(
        "INSERT OR REPLACE INTO outbox VALUES (?, 'send', ?, ?)",
        (outbox_id, json.dumps(content), at.isoformat()),
    )


def waiting_drafts(store: LocalStore) -> tuple[Draft, ...]:
    """What waits to be sent, in the order in which it was meant to go."""
    with store.reading() as connection:
        rows = connection.execute("SELECT content FROM outbox ORDER BY put_at, id").fetchall()
    return tuple(_draft(json.loads(row[0])) for row in rows)


def _draft(content: dict[str, Any]) -> Draft:
    return Draft(
        id=uuid.UUID(content["id"]),
        journey=content["journey"],
        stage=content["stage"],
        page="",
        answers=content["answers"],
        trail=(),
        started_at=dt.datetime.fromisoformat(content["started_at"]),
        kept_at=dt.datetime.fromisoformat(content["kept_at"]),
        case_id=uuid.UUID(content["case_id"]) if content["case_id"] else None,
        reference=content["reference"],
    )
