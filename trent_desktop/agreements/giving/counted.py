"""Where in the school's own count a batch was given out: laptops' clocks differ (rule 191)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow

_GIVEN_OUT: Final = (Act.AGREEMENTS_PRINTED, Act.REMINDERS_PRINTED)
#: A database takes only so many values at once.
_AT_ONCE: Final = 500


def as_id(kept: Any) -> uuid.UUID:
    """An id, from what a database keeps for it."""
    return kept if isinstance(kept, uuid.UUID) else uuid.UUID(kept)


def numbers_given_out(session: Session, batches: Iterable[Any]) -> dict[Any, int]:
    """Where in the chain each of these batches was given out; no entry where that is not found.

    `batches` are ids, as they are or as the database keeps them, and so are those of the answer.
    A batch is a whole class or more, of forms or of reminders: there are few, however many forms.
    """
    said = {str(as_id(one)): one for one in batches}
    query = select(AuditRow.subject, AuditRow.number).where(
        AuditRow.act.in_([one.value for one in _GIVEN_OUT])
    )
    found: dict[Any, int] = {}
    for subject, number in in_portions(session, query, AuditRow.subject, list(said)):
        known = found.get(said[subject], number)
        found[said[subject]] = min(known, number)
    return found


def in_portions(session: Session, query: Any, column: Any, values: Sequence[Any]) -> Iterator[Any]:
    """The rows of a query whose column has one of these values, however many there are."""
    for start in range(0, len(values), _AT_ONCE):
        yield from session.execute(query.where(column.in_(values[start : start + _AT_ONCE])))
