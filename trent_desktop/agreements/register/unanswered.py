"""Forms about pictures that came back and whose answers nobody has put in yet (rule 133)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.answers_wait import answers_wait
from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.models import AgreementRow
from trent_desktop.agreements.register.asked_words import AskedWords
from trent_desktop.agreements.register.order import numbers_of_states
from trent_desktop.agreements.register.overruling import standing_against
from trent_desktop.agreements.register.returned import ScanKind, ScanOutcome
from trent_desktop.agreements.register.rows import consent_answers, uses_in_sight
from trent_desktop.agreements.register.standing import ConsentAnswer, day_of
from trent_desktop.problems import NotFound
from trent_desktop.storage.tables import ClassRow, PupilRow

#: More than are ever put in at one sitting; the next come when these are done.
MOST: Final = 200


def stands_now(
    session: Session, row: AgreementRow, today: dt.date
) -> tuple[tuple[ConsentAnswer, ...], tuple[Consent, ...]]:
    """What stands of the child of a form, and which questions the form asked in other words."""
    if row.pupil_id is None:
        return (), ()
    words = AskedWords(session)
    number = row.english_number
    # Only what this form asked: an earlier one may ask less, or about what is asked no longer.
    answers = tuple(
        one
        for one in consent_answers(session, [row.pupil_id], today)[row.pupil_id]
        if words.words(one.consent, number)
    )
    uses = (one.consent for one in answers)
    return answers, tuple(one for one in uses if not words.are_still_asked(one, number))


def unanswered(session: Session, today: dt.date) -> tuple[ScanOutcome, ...]:
    """The forms whose answers wait, the oldest first by the school's count (rule 191). Answers that
    were undone wait again.

    Not one that asks nothing of what is asked today: there is nothing to put in.
    """
    words = AskedWords(session)
    uses = uses_in_sight(session, words, today)
    query = (
        select(AgreementRow, PupilRow, ClassRow.name)
        .join(PupilRow, PupilRow.id == AgreementRow.pupil_id)
        .join(ClassRow, ClassRow.id == PupilRow.class_id, isouter=True)
        .where(PupilRow.active, answers_wait())
        .order_by(AgreementRow.state_at)
        .limit(MOST)
    )
    found = [(row, pupil, name) for row, pupil, name in session.execute(query)]
    recorded = numbers_of_states(session, [row for row, _, _ in found])
    found.sort(key=lambda one: (recorded.get(one[0].id, 0), one[0].state_at))
    return tuple(
        ScanOutcome(
            ScanKind.ALREADY,
            f"Back since {day_of(row.state_at)}",
            row.id,
            row.pupil_id,
            f"{pupil.forename} {pupil.surname}".strip(),
            class_name or "",
            needs_answers=True,
        )
        for row, pupil, class_name in found
        if any(words.words(one, row.english_number) for one in uses)
    )


def form_to_answer(
    session: Session, agreement_id: uuid.UUID, today: dt.date, me: uuid.UUID
) -> ScanOutcome:
    """One of those, with what stands beside it for the member `me`. Raises `NotFound`."""
    for one in unanswered(session, today):
        row = session.get(AgreementRow, agreement_id)
        if one.agreement_id == agreement_id and row is not None and row.pupil_id is not None:
            answers, otherwise = stands_now(session, row, today)
            return ScanOutcome(
                one.kind,
                one.words,
                one.agreement_id,
                one.pupil_id,
                one.name,
                one.class_name,
                needs_answers=True,
                standing=standing_against(session, row.pupil_id, Consent, row, me),
                answers=answers,
                otherwise=otherwise,
            )
    raise NotFound("The answers on this form have been put in already.")
