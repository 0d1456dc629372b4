"""Whose families are asked for no picture, film or name, since the school uses none (rule 183)."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import NEVER
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.storage.tables import table_of

_CONSENT = table_of(ConsentRow)


def never_asked(session: Session) -> frozenset[uuid.UUID]:
    """The pupils who are marked *never*, inside a unit of work."""
    marks = select(_CONSENT.c.pupil_id).where(
        _CONSENT.c.consent == NEVER, _CONSENT.c.ended_at.is_(None)
    )
    return frozenset(session.execute(marks).scalars())


def left_out(count: int) -> tuple[str, ...]:
    """What whoever prints is told of them: they see the register, and paper says nothing."""
    if not count:
        return ()
    forms = "1 form about pictures is" if count == 1 else f"{count} forms about pictures are"
    return (f"{forms} left out: see the register.",)
