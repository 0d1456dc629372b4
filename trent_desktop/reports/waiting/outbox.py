"""The outbox: reports that wait on this laptop, encrypted, until the share is back."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.local_store import LocalStore


@dataclass(frozen=True, slots=True)
class Queued:
    """What waits: under which name, and since when. Its answers were judged right at `put_at`."""

    id: str
    draft: Draft
    put_at: dt.datetime


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


def queued(store: LocalStore) -> tuple[Queued, ...]:
    """What waits to be sent, in the order in which it was meant to go.

    In the order of arrival, and not by its moments: a clock may have been put right in between.
    """
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, content, put_at FROM outbox WHERE kind = 'send' ORDER BY rowid"
        ).fetchall()
    return tuple(
        Queued(row[0], _draft(json.loads(row[1])), dt.datetime.fromisoformat(row[2]))
        for row in rows
    )


def waiting_drafts(store: LocalStore) -> tuple[Draft, ...]:
    """The drafts among it."""
    return tuple(one.draft for one in queued(store))


def take_out(connection: Any, outbox_id: str) -> None:
    """Take one out of the outbox, inside a transaction at hand."""
    connection.execute("DELETE FROM outbox WHERE id = ?", (outbox_id,))


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
