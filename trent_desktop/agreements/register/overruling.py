"""A no that stands, and a yes that would overrule it: never without somebody having been asked.

A family took a consent back, and weeks later the old paper with its yes comes out of a bag. Only
the day beside the signature tells which of the two was said last, and no program reads that. What
is known is the day on which a form was given out: it was signed then or later. So a form that was
given out on a later day than the no counts by itself, if it also came to the school after it: the
day is that of a laptop's clock. Any other yes is asked about, also one of the same day, since two
laptops need not agree on the hour; and one on the same paper, where somebody else read a no there.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.models import AgreementRow, ConsentRow
from trent_desktop.agreements.register.order import number_given_out, number_recorded
from trent_desktop.agreements.register.standing import ConsentStands, StandingNo
from trent_desktop.agreements.wording.purpose_names import purpose_names
from trent_desktop.storage.tables import MemberRow, PupilRow


def standing_against(
    session: Session,
    pupil_id: uuid.UUID,
    consents: Iterable[Consent],
    form: AgreementRow | None,
    me: uuid.UUID,
    said_by: str = "",
) -> tuple[StandingNo, ...]:
    """Each no of a pupil that a yes on `form`, given by the same person, must not overrule.

    `me` is the member who records the yes.

    What another grown-up said is not overruled at all: both stand, and the stricter counts.
    Without a form (a yes that was typed) these are the consents that were taken back. With one,
    also what was refused elsewhere since it was given out.
    """
    wanted = {one.value for one in consents}
    rows = session.execute(
        select(ConsentRow).where(
            ConsentRow.pupil_id == pupil_id,
            ConsentRow.consent.in_(wanted),
            ConsentRow.ended_at.is_(None),
            ConsentRow.given.is_(False),
            ConsentRow.said_by == said_by,
        )
    ).scalars()
    ended = _ended_yes(session, pupil_id, said_by)
    agreed = {consent for consent, _ in ended}
    return _told(
        session,
        [
            (row, (row.consent, row.since) in ended)
            for row in rows
            if _is_in_the_way(session, row, form, me, was_agreed=row.consent in agreed)
        ],
        form,
    )


def standing_before_undo(
    session: Session, answers: Iterable[ConsentRow], ended: Iterable[ConsentRow]
) -> tuple[StandingNo, ...]:
    """Each no among the `answers` of a step whose undoing would bring a yes back."""
    agreed = {(row.pupil_id, row.consent, row.said_by) for row in ended if row.given}
    return _told(
        session,
        [
            (row, True)
            for row in answers
            if not row.given and (row.pupil_id, row.consent, row.said_by) in agreed
        ],
    )


def require_asked(
    standing: Collection[StandingNo], asked: Collection[uuid.UUID], given_out: dt.datetime | None
) -> None:
    """Raises `ConsentStands` unless every no that stands was named by the caller."""
    if any(one.answer_id not in asked for one in standing):
        raise ConsentStands(tuple(standing), given_out)


def is_in_the_way(session: Session, row: ConsentRow, form: AgreementRow | None) -> bool:
    """Whether a no stands in the way of a yes on `form`, whoever said yes before."""
    return not row.given and not _is_newer(session, form, row)


def _is_in_the_way(
    session: Session,
    row: ConsentRow,
    form: AgreementRow | None,
    me: uuid.UUID,
    *,
    was_agreed: bool,
) -> bool:
    if _is_newer(session, form, row):
        return False
    if was_agreed:
        return True  # also where the no was repeated since
    if form is None:
        return False
    # Ticked wrongly on this very form, or refused on it: the paper itself says how it is, to
    # whoever looked at it before. Two who have one form before them at once do not know that.
    return row.agreement_id != form.id or row.recorded_by != me


def _is_newer(session: Session, form: AgreementRow | None, row: ConsentRow) -> bool:
    if form is None or _day(form.issued_at) <= _day(row.since):
        return False
    given_out, recorded = number_given_out(session, form), number_recorded(session, row)
    return given_out is not None and recorded is not None and given_out > recorded


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()


def _ended_yes(
    session: Session, pupil_id: uuid.UUID, said_by: str
) -> set[tuple[str, dt.datetime | None]]:
    """What was a yes once, and until when. A yes that was undone is no longer on record."""
    query = select(ConsentRow.consent, ConsentRow.ended_at).where(
        ConsentRow.pupil_id == pupil_id,
        ConsentRow.said_by == said_by,
        ConsentRow.given,
        ConsentRow.ended_at.is_not(None),
    )
    return {(consent, ended_at) for consent, ended_at in session.execute(query)}


def _told(
    session: Session, rows: Iterable[tuple[ConsentRow, bool]], form: AgreementRow | None = None
) -> tuple[StandingNo, ...]:
    order = list(Consent)
    names = purpose_names(session)
    told: list[StandingNo] = []
    for row, was_taken_back in rows:
        by = session.get(MemberRow, row.recorded_by)
        pupil = session.get(PupilRow, row.pupil_id)
        told.append(
            StandingNo(
                row.id,
                Consent(row.consent),
                row.since,
                by.name if by else "",
                was_taken_back,
                f"{pupil.forename} {pupil.surname}".strip() if pupil else "",
                names.get(Consent(row.consent), ""),
                on_this_form=form is not None and row.agreement_id == form.id,
            )
        )
    return tuple(sorted(told, key=lambda one: (one.name, order.index(one.consent))))
