"""Drafts: everything typed, kept on this laptop within a second and opened where it was left."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trent_desktop.asking import on_laptop
from trent_desktop.reports.waiting.refusals import (
    Refusal,
    forget_refusal,
    heed_refusal,
    read_refusals,
)
from trent_desktop.storage.box.box import Box, Changing
from trent_desktop.storage.box.sorts import Sort


@dataclass(frozen=True, slots=True)
class Draft:
    """A journey that is under way.

    `id` is also the id of the case it becomes, so that the same draft sent twice is one case.
    `stage` is ``quick``, ``full`` or ``stop``. `case_id` is set once the quick part was sent.
    """

    id: uuid.UUID
    journey: str
    stage: str
    page: str
    answers: Mapping[str, Any] = field(repr=False)
    trail: tuple[str, ...]
    started_at: dt.datetime
    kept_at: dt.datetime
    case_id: uuid.UUID | None = None
    reference: str = ""


class DraftService:
    """Keeps and finds the drafts of the member who is signed in. Never asks the share."""

    def __init__(self, box: Box) -> None:
        self._box = box

    @on_laptop
    def keep(self, draft: Draft) -> None:
        """Save a draft, durably."""
        with self._box.changing() as change:
            put_draft(change, draft)

    @on_laptop
    def get(self, draft_id: uuid.UUID) -> Draft | None:
        """One draft, or None."""
        kept = self._box.get(Sort.DRAFT, str(draft_id))
        return _draft(str(draft_id), kept) if kept else None

    @on_laptop
    def all(self) -> tuple[Draft, ...]:
        """Every draft, the one touched last first."""
        drafts = [_draft(name, kept) for name, kept in self._box.all(Sort.DRAFT).items()]
        return tuple(sorted(drafts, key=lambda one: one.kept_at, reverse=True))

    @on_laptop
    def discard(self, draft_id: uuid.UUID) -> None:
        """Remove a draft that its writer does not want."""
        with self._box.changing() as change:
            drop_draft(change, draft_id)

    @on_laptop
    def refusals(self) -> tuple[Refusal, ...]:
        """Which drafts could not be sent, and why, the oldest first."""
        return read_refusals(self._box)

    @on_laptop
    def heed_refusal(self, draft_id: uuid.UUID) -> Refusal | None:
        """Its writer opens a draft: why it could not be sent, if it was refused."""
        with self._box.changing() as change:
            return heed_refusal(change, draft_id)

    @on_laptop
    def keep_words(self, words: Mapping[str, str]) -> None:
        """Keep what is being written in forms of cases, by place; blank words are forgotten."""
        with self._box.changing() as change:
            for place, text in words.items():
                if text.strip():
                    change.put(Sort.WORDS, place, text)
                else:
                    change.drop(Sort.WORDS, place)

    @on_laptop
    def words_for(self, case_id: uuid.UUID) -> dict[str, str]:
        """What was being written about a case and was never saved, by place (``case:what``)."""
        words = self._box.all(Sort.WORDS)
        return {place: text for place, text in words.items() if place.startswith(f"{case_id}:")}


def put_draft(change: Changing, draft: Draft) -> None:
    """Save a draft, together with whatever else changes.

    What it is called since it arrived is kept, also when whoever types has not heard of it yet.
    """
    reference = draft.reference
    if draft.case_id and not reference:
        there = draft_in(change, draft.id)
        reference = there.reference if there and there.case_id == draft.case_id else ""
    change.put(
        Sort.DRAFT,
        str(draft.id),
        json.dumps(
            {
                "journey": draft.journey,
                "stage": draft.stage,
                "page": draft.page,
                "answers": dict(draft.answers),
                "trail": list(draft.trail),
                "case_id": str(draft.case_id) if draft.case_id else None,
                "reference": reference,
                "started_at": draft.started_at.isoformat(),
                "kept_at": draft.kept_at.isoformat(),
            }
        ),
    )


def note_reference(change: Changing, draft_id: uuid.UUID, reference: str) -> bool:
    """Tell the rest of a report, if it is under way already, what the report is called now."""
    kept = change.get(Sort.DRAFT, str(draft_id))
    body: dict[str, Any] = json.loads(kept) if kept else {}
    if body.get("stage") != "full":
        return False
    change.put(Sort.DRAFT, str(draft_id), json.dumps({**body, "reference": reference}))
    return True


def drop_draft(change: Changing, draft_id: uuid.UUID) -> None:
    """Remove a draft, and that it was refused, if it was, together with whatever else changes."""
    forget_refusal(change, draft_id)
    change.drop(Sort.DRAFT, str(draft_id))


def draft_in(change: Changing, draft_id: uuid.UUID) -> Draft | None:
    """One draft as it stands while others wait, or None."""
    kept = change.get(Sort.DRAFT, str(draft_id))
    return _draft(str(draft_id), kept) if kept else None


def _draft(name: str, kept: str) -> Draft:
    body: dict[str, Any] = json.loads(kept)
    return Draft(
        id=uuid.UUID(name),
        journey=body["journey"],
        stage=body["stage"],
        page=body["page"],
        answers=body["answers"],
        trail=tuple(body["trail"]),
        started_at=dt.datetime.fromisoformat(body["started_at"]),
        kept_at=dt.datetime.fromisoformat(body["kept_at"]),
        case_id=uuid.UUID(body["case_id"]) if body["case_id"] else None,
        reference=body["reference"],
    )
