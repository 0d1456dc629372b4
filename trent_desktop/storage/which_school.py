"""Whether a place holds the school that its keys belong to."""

from __future__ import annotations

import uuid

from sqlalchemy import select, text

from trent_desktop.storage import troubles
from trent_desktop.storage.database import Database
from trent_desktop.storage.tables import SchoolRow


def check_place(database: Database, school_id: uuid.UUID) -> None:
    """Make sure that this is the school the keys belong to, kept as it must be on a share.

    Raises `NotASchool`, or what reading raises.
    """
    with database.read() as session:
        found = session.execute(select(SchoolRow.school_id)).scalar_one_or_none()
        if not database.location.is_server:
            mode = session.execute(text("PRAGMA journal_mode")).scalar_one()
            if mode != "delete":  # a write-ahead log does not work over a network
                raise troubles.WAL.problem(database.location.shown)
    if found is None:
        raise troubles.NO_VERSION.problem(database.location.shown)
    if found != school_id:
        raise troubles.OTHER_FILE.problem(database.location.shown)
