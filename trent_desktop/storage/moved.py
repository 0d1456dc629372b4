"""What a unit of work notes of the subjects that it changes."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from trent_desktop.news import Moved, Subject

_NOTED = "moved"
_WRITTEN = "written"


def note_moved(session: Session, subject: Subject, case_id: uuid.UUID | None = None) -> None:
    """Note, inside a unit of work, that it changes something of this subject."""
    noted: set[tuple[Subject, uuid.UUID | None]] = session.info.setdefault(_NOTED, set())
    noted.add((subject, case_id))


def note_written(session: Session, number: int, link: str) -> None:
    """Note the last entry that a unit of work adds to the audit trail."""
    session.info[_WRITTEN] = (number, link)


def moved_in(session: Session) -> Moved:
    """What a unit of work noted."""
    noted: set[tuple[Subject, uuid.UUID | None]] = session.info.get(_NOTED, set())
    return Moved(
        frozenset(subject for subject, _ in noted),
        frozenset(case_id for _, case_id in noted if case_id is not None),
        session.info.get(_WRITTEN),
    )
