"""A pupil who has left, as the school's file still has the name: old matters name them too."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from trent_desktop.school.people.people import Pupil
from trent_desktop.storage.tables import PupilRow


def pupil_who_left(session: Session, pupil_id: uuid.UUID) -> Pupil | None:
    """The pupil, without class and year; None for one who is there, or is not known."""
    row = session.get(PupilRow, pupil_id)
    if row is None or row.active:
        return None
    return Pupil(row.id, row.forename, row.surname, row.born, None, None, "", "", row.preferred)
