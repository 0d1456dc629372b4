"""The outbox: reports on their way, on this laptop, encrypted, until the share has them."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.box.box import Box, Changing
from trent_desktop.storage.box.sorts import Sort


@dataclass(frozen=True, slots=True)
class Queued:
    """What waits: under which name, and since when. Its answers were judged right at `put_at`."""

    id: str
    draft: Draft
    put_at: dt.datetime


def put_in_outbox(change: Changing, outbox_id: str, draft: Draft, at: dt.datetime) -> None:
    """Keep a draft for sending, together with whatever else changes. The same one twice is one."""
    content = {
        "id": str(draft.id),
        "journey": draft.journey,
        "stage": draft.stage,
        "answers": dict(draft.answers),
        "case_id": str(draft.case_id) if draft.case_id else None,
        "reference": draft.reference,
        "started_at": draft.started_at.isoformat(),
        "kept_at": draft.kept_at.isoformat(),
        "put_at": at.isoformat(),
    }
    change.put(Sort.OUTBOX, outbox_id, json.dumps(content))


def queued(box: Box) -> tuple[Queued, ...]:
    """What waits to be sent, in the order in which it was meant to go.

    In the order of arrival, and not by its moments: a clock may have been put right in between.
    """
    return tuple(_queued(name, kept) for name, kept in box.all(Sort.OUTBOX).items())


def queued_as(box: Box, outbox_id: str) -> Queued | None:
    """What waits under this name, or None."""
    kept = box.get(Sort.OUTBOX, outbox_id)
    return _queued(outbox_id, kept) if kept else None


def waiting_drafts(box: Box) -> tuple[Draft, ...]:
    """The drafts among it."""
    return tuple(one.draft for one in queued(box))


def take_out(change: Changing, outbox_id: str) -> bool:
    """Take one out of the outbox, together with whatever else changes; whether it was there."""
    return change.drop(Sort.OUTBOX, outbox_id)


def _queued(outbox_id: str, kept: str) -> Queued:
    content: dict[str, Any] = json.loads(kept)
    return Queued(outbox_id, _draft(content), dt.datetime.fromisoformat(content["put_at"]))


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
