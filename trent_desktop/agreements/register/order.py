"""What was written down first, by the school's own count and not by the clocks of its laptops.

Every form that is given out and every answer that is recorded is an entry of the audit chain, and
these are numbered as they came to the school. A laptop's clock may be a month ahead.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.models import AgreementRow, ConsentRow
from trent_desktop.school.classes.undo import merged_into
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow

#: An answer and its entry are written in one go, by one clock; a busy share may hold that up.
_AT_MOST: Final = dt.timedelta(minutes=10)


def number_given_out(session: Session, form: AgreementRow) -> int | None:
    """Where in the chain a form was given out; None where that is not to be found."""
    return session.execute(
        select(AuditRow.number)
        .where(
            AuditRow.subject == str(form.batch_id),
            AuditRow.act == Act.AGREEMENTS_PRINTED.value,
        )
        .order_by(AuditRow.number)
        .limit(1)
    ).scalar_one_or_none()


def number_recorded(session: Session, answer: ConsentRow) -> int | None:
    """Where in the chain an answer was recorded, also as that of an entry that was merged into
    hers; None where that is not to be found.
    """
    entries = (answer.pupil_id, *merged_into(session, answer.pupil_id))
    rows = session.execute(
        select(AuditRow.number, AuditRow.at).where(
            AuditRow.subject.in_([str(one) for one in entries]),
            AuditRow.act == Act.CONSENT_RECORDED.value,
            AuditRow.member_id == answer.recorded_by,
        )
    ).all()
    near = [
        (at - answer.since, number)
        for number, at in rows
        if dt.timedelta() <= at - answer.since <= _AT_MOST
    ]
    return min(near)[1] if near else None
