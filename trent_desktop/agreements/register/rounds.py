"""A form of a round that is over: a yes on it ends with the yes that others of it said (rule 199)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.models import AgreementRow, ConsentRow
from trent_desktop.agreements.register.order import number_given_out, number_recorded


def ended_rounds(
    session: Session,
    pupil_id: uuid.UUID,
    consents: Iterable[Consent],
    form: AgreementRow,
    today: dt.date,
) -> Mapping[Consent, dt.date]:
    """When a yes on `form` has ended already, by use; no entry where it counts from today on.

    It has where the form was given out, by the school's count, before a yes was recorded that has
    ended since: a copy that lay in a bag is no answer to being asked anew.
    """
    rows = session.execute(
        select(ConsentRow).where(
            ConsentRow.pupil_id == pupil_id,
            ConsentRow.consent.in_([one.value for one in consents]),
            ConsentRow.given,
            ConsentRow.ends_on < today,
        )
    ).scalars()
    said = list(rows)
    given_out = number_given_out(session, form) if said else None
    if given_out is None:
        return {}
    first: dict[tuple[Consent, dt.date], int] = {}
    for row in said:
        recorded = number_recorded(session, row)
        if row.ends_on is not None and recorded is not None:
            # The first of its round: what came late from a bag is no measure for the next.
            key = Consent(row.consent), row.ends_on
            first[key] = min(recorded, first.get(key, recorded))
    found: dict[Consent, dt.date] = {}
    for (consent, ends_on), recorded in first.items():
        if given_out < recorded:
            found[consent] = max(ends_on, found.get(consent, ends_on))
    return found
