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
from trent_desktop.storage.local_store import LocalStore, keep_note


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

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    @on_laptop
    def keep(self, draft: Draft) -> None:
        """Save a draft, durably, in one short transaction."""
        with self._store.writing() as connection:
            put_draft(connection, draft)

    @on_laptop
    def get(self, draft_id: uuid.UUID) -> Draft | None:
        """One draft, or None."""
        with self._store.reading() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM draft WHERE id = ?", (str(draft_id),)
            ).fetchone()
        return _draft(row) if row else None

    @on_laptop
    def all(self) -> tuple[Draft, ...]:
        """Every draft, the one touched last first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM draft ORDER BY kept_at DESC"
            ).fetchall()
        return tuple(_draft(row) for row in rows)

    @on_laptop
    def discard(self, draft_id: uuid.UUID) -> None:
        """Remove a draft that its writer does not want."""
        with self._store.writing() as connection:
            drop_draft(connection, draft_id)

    @on_laptop
    def refusals(self) -> tuple[Refusal, ...]:
        """Which drafts could not be sent, and why, the oldest first."""
        with self._store.reading() as connection:
            return read_refusals(connection)

    @on_laptop
    def heed_refusal(self, draft_id: uuid.UUID) -> Refusal | None:
        """Its writer opens a draft: why it could not be sent, if it was refused."""
        if all(one.draft_id != draft_id for one in self.refusals()):
            return None  # reading keeps nobody waiting, and most drafts never were
        with self._store.writing() as connection:
            return heed_refusal(connection, draft_id)

    @on_laptop
    def keep_words(self, words: Mapping[str, str]) -> None:
        """Keep what is being written in forms of cases, by place; blank words are forgotten."""
        with self._store.writing() as connection:
            for place, text in words.items():
                if text.strip():
                    keep_note(connection, f"{_WORDS}{place}", text)
                else:
                    connection.execute("DELETE FROM note WHERE name = ?", (f"{_WORDS}{place}",))

    @on_laptop
    def words_for(self, case_id: uuid.UUID) -> dict[str, str]:
        """What was being written about a case and was never saved, by place (``case:what``)."""
        start = f"{_WORDS}{case_id}:"
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT name, value FROM note WHERE substr(name, 1, ?) = ?", (len(start), start)
            ).fetchall()
        return {name.removeprefix(_WORDS): value for name, value in rows}


_WORDS = "words "
_COLUMNS = "id, journey, stage, page, answers, trail, case_id, reference, started_at, kept_at"
_PUT_OVER = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])


def put_draft(connection: Any, draft: Draft) -> None:
    """Save a draft inside a transaction at hand."""
    connection.execute(
        # Put over what was there, not in its place: only so is the same draft no new one.
        f"INSERT INTO draft ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?) "
        f"ON CONFLICT (id) DO UPDATE SET {_PUT_OVER}",
        (
            str(draft.id),
            draft.journey,
            draft.stage,
            draft.page,
            json.dumps(dict(draft.answers)),
            json.dumps(list(draft.trail)),
            str(draft.case_id) if draft.case_id else None,
            draft.reference,
            draft.started_at.isoformat(),
            draft.kept_at.isoformat(),
        ),
    )


def note_reference(connection: Any, draft_id: uuid.UUID, reference: str) -> bool:
    """Tell the rest of a report, if it is under way already, what the report is called now."""
    changed = connection.execute(
        "UPDATE draft SET reference = ? WHERE id = ? AND stage = 'full'", (reference, str(draft_id))
    )
    return bool(changed.rowcount)


def drop_draft(connection: Any, draft_id: uuid.UUID) -> None:
    """Remove a draft inside a transaction at hand, and that it was refused, if it was."""
    forget_refusal(connection, draft_id)
    connection.execute("DELETE FROM draft WHERE id = ?", (str(draft_id),))


def _draft(row: Any) -> Draft:
    return Draft(
        id=uuid.UUID(row[0]),
        journey=row[1],
        stage=row[2],
        page=row[3],
        answers=json.loads(row[4]),
        trail=tuple(json.loads(row[5])),
        case_id=uuid.UUID(row[6]) if row[6] else None,
        reference=row[7],
        started_at=dt.datetime.fromisoformat(row[8]),
        kept_at=dt.datetime.fromisoformat(row[9]),
    )
