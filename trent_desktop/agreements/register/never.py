"""The school’s own no: no picture, film or name of a child is used, whatever a family says (rule 175).

It is kept as an answer is, with who and when, and no reason: so it goes along when two entries turn
out to be one child, and no family and no form is needed for it.
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import NEVER
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.agreements.register.rows import consent_answers
from trent_desktop.agreements.register.standing import ConsentAnswer
from trent_desktop.problems import NotFound
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import PupilRow


def mark_never(session: Session, me: SignedIn, pupil_id: uuid.UUID, *, never: bool) -> None:
    """Set the mark or take it off, inside a unit of work; what is so already stays as it is.

    Raises `NotFound`.
    """
    if session.get(PupilRow, pupil_id) is None:
        raise NotFound("There is no such pupil.")
    marks = session.execute(
        select(ConsentRow).where(
            ConsentRow.pupil_id == pupil_id,
            ConsentRow.consent == NEVER,
            ConsentRow.ended_at.is_(None),
        )
    ).scalars()
    standing = list(marks)
    if never == bool(standing):
        return
    now = me.clock()
    for mark in standing:
        mark.ended_at = now
    if never:
        session.add(
            ConsentRow(
                id=uuid.uuid4(),
                pupil_id=pupil_id,
                consent=NEVER,
                given=False,
                since=now,
                recorded_by=me.member.id,
            )
        )
    me.audit(session, Act.NEVER_SET if never else Act.NEVER_ENDED, str(pupil_id))
    session.flush()


def uses_said_yes(
    session: Session, pupil_id: uuid.UUID, today: dt.date
) -> tuple[ConsentAnswer, ...]:
    """The uses to which somebody says yes, also where the mark stands above it."""
    answers = consent_answers(session, [pupil_id], today)[pupil_id]
    return tuple(one for one in answers if one.given or one.under_it)
