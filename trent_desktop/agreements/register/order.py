"""What was written down first, by the school's own count and not by the clocks of its laptops.

Every form that is given out and every answer that is recorded is an entry of the audit chain, and
these are numbered as they came to the school. A laptop's clock may be a month ahead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.counted import as_id, in_portions, numbers_given_out
from trent_desktop.agreements.kinds import NO_LONGER
from trent_desktop.agreements.models import AgreementEventRow, AgreementRow, ConsentRow
from trent_desktop.school.classes.undo import merged_into
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow, table_of

#: Where a step says how far the school's chain was when it was recorded (rule 182): laptops' clocks
#: differ, and the newest step stands first.
COUNT: Final = "count"
#: An answer and its entry are written in one go, by one clock; a busy share may hold that up.
_AT_MOST: Final = dt.timedelta(minutes=10)
_EVENT: Final = table_of(AgreementEventRow)


def numbers_of_states(session: Session, forms: Sequence[Any]) -> dict[Any, int]:
    """How far the chain was when each of these forms came to be as it is; no entry where no step
    says so. `forms` are rows with `id`, `pupil_id` and `state_at`, of which
    the ids are as they are or as the database keeps them, and so are those of the answer.

    Reads the steps of their children, so ask only where it matters.
    """
    left = {str(as_id(one.id)): one for one in forms}
    found: dict[Any, int] = {}

    def take(rows: Iterable[Any]) -> None:
        for at, after in rows:
            for key in left.keys() & after["forms"].keys():
                if left[key].state_at == at:
                    number = after.get(COUNT, 0)
                    found[left[key].id] = max(number, found.get(left[key].id, 0))

    query = select(_EVENT.c.at, _EVENT.c.after).where(_EVENT.c.undone_at.is_(None))
    pupils = list({as_id(one.pupil_id) for one in forms if one.pupil_id is not None})
    take(in_portions(session, query, _EVENT.c.pupil_id, pupils))
    for one in found:
        del left[str(as_id(one))]
    # A step of several children at once, or of staff, is nobody's own.
    of_several = query.where(_EVENT.c.pupil_id.is_(None))
    take(
        in_portions(session, of_several, _EVENT.c.at, list({one.state_at for one in left.values()}))
    )
    return found


def number_given_out(session: Session, form: AgreementRow) -> int | None:
    """Where in the chain a form was given out; None where that is not to be found."""
    return numbers_given_out(session, [form.batch_id]).get(form.batch_id)


def number_recorded(session: Session, answer: ConsentRow) -> int | None:
    """Where in the chain an answer was recorded, also as that of an entry that was merged into
    hers; None where that is not to be found.
    """
    act = Act.SAID_NO_LONGER if answer.consent == NO_LONGER else Act.CONSENT_RECORDED
    entries = (answer.pupil_id, *merged_into(session, answer.pupil_id))
    rows = session.execute(
        select(AuditRow.number, AuditRow.at).where(
            AuditRow.subject.in_([str(one) for one in entries]),
            AuditRow.act == act.value,
            AuditRow.member_id == answer.recorded_by,
        )
    ).all()
    near = [
        (at - answer.since, number)
        for number, at in rows
        if dt.timedelta() <= at - answer.since <= _AT_MOST
    ]
    return min(near)[1] if near else None
