"""Attachments as rows: each encrypted under a key of its own, which its entry holds."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.problems import NotFound
from trent_desktop.reports.attachments.attached import DIGEST, KEY, SEALED
from trent_desktop.reports.cases import EntryKind, Route, TimelineEntry
from trent_desktop.reports.models import AttachmentRow
from trent_desktop.storage.cipher import CannotOpen, new_key, unwrap, wrap

CHANGED: Final = (
    "What was attached here was changed or taken away by something other than Trent Desktop, so "
    "it is not shown."
)
_ATTACHED: Final = "attached"
CHANGED_DO: Final = "Tell the ICT Lead. The report itself is as it was."


def put(
    session: Session, case_id: uuid.UUID, attachment_id: uuid.UUID, content: bytes
) -> tuple[str, str]:
    """Keep what is attached. Gives its key and its SHA-256, for the entry, in hexadecimal."""
    key = new_key()
    sealed = wrap(key, content, _context(case_id, attachment_id))
    session.add(AttachmentRow(id=attachment_id, case_id=case_id, content=sealed))
    _note(session, case_id, attachment_id, sealed)
    return key.hex(), hashlib.sha256(content).hexdigest()


def taken_out(session: Session, case_id: uuid.UUID, entry: TimelineEntry) -> bytes:
    """What was attached by an entry. Raises `NotFound` when it is no longer what it was."""
    row = session.get(AttachmentRow, entry.id)
    try:
        if row is None:
            raise CannotOpen
        key = bytes.fromhex(str(entry.details.get(KEY, "")))
        content = unwrap(key, row.content, _context(case_id, entry.id))
        if not hmac.compare_digest(
            hashlib.sha256(content).hexdigest(), str(entry.details.get(DIGEST, ""))
        ):
            raise CannotOpen
    except (CannotOpen, ValueError, TypeError) as error:
        raise NotFound(CHANGED, what_to_do=CHANGED_DO) from error
    return content


def attached_in(session: Session) -> tuple[tuple[uuid.UUID, uuid.UUID, bytes], ...]:
    """What a unit of work attached or sealed anew: case, entry, content as it lies there."""
    return tuple(session.info.get(_ATTACHED, ()))


def _note(session: Session, case_id: uuid.UUID, attachment_id: uuid.UUID, sealed: bytes) -> None:
    session.info.setdefault(_ATTACHED, []).append((case_id, attachment_id, sealed))


def how_many(session: Session, case_id: uuid.UUID) -> int:
    """How many things are attached to a case, by its rows."""
    counted = select(func.count()).select_from(AttachmentRow).where(
        AttachmentRow.case_id == case_id
    )  # fmt: skip
    return session.execute(counted).scalar_one()


def sealed_anew(
    session: Session, case_id: uuid.UUID, entry: TimelineEntry, route: Route
) -> TimelineEntry:
    """An entry of a case that gets other readers; what it attached is encrypted under a new key.

    Any other entry stays as it is. Something that no longer opens does not hold up the stop: its
    entry goes along, and it is said when somebody looks.
    """
    if entry.kind is not EntryKind.ATTACHMENT or entry.newer:
        return entry
    details = dict(entry.details)
    if route is Route.STOPPED:
        details[SEALED] = True
    try:
        content = taken_out(session, case_id, entry)
    except NotFound:
        return replace(entry, details=details)
    key = new_key()
    row = session.get_one(AttachmentRow, entry.id)
    row.content = wrap(key, content, _context(case_id, entry.id))
    _note(session, case_id, entry.id, row.content)
    return replace(entry, details={**details, KEY: key.hex()})


def _context(case_id: uuid.UUID, attachment_id: uuid.UUID) -> bytes:
    return b"case-attachment/1|" + case_id.bytes + attachment_id.bytes
