"""What one person said counts no longer: the no of a parent who has died must not count for ever.

Nor a yes. It is a fact of its own, with who recorded it, from when and why, and never a deletion:
what was said stays in the child’s history, and counts again when this is taken back (rule 200).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import NO_LONGER, Consent, title_of
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.agreements.register.recording import Recording, event_of_call
from trent_desktop.agreements.register.rows import consent_answers
from trent_desktop.agreements.register.standing import ConsentAnswer
from trent_desktop.agreements.register.undoing import undo
from trent_desktop.agreements.register.voices import (
    LONGEST_REASON,
    NO_LONGER_STEP,
    THE_FAMILY,
    Voice,
    Why,
)
from trent_desktop.agreements.register.who_said import same_name
from trent_desktop.agreements.wording.purpose_names import purpose_names
from trent_desktop.journeys.cleaning import clean
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.landed import LandedBefore, Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import PupilRow

_USES: Final = [one.value for one in Consent]


class VoiceService:
    """Who has answered for a child, and whose answers count no longer. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def of(self, pupil_id: uuid.UUID) -> tuple[Voice, ...]:
        """What each person says of one child now; the family, without a name, first."""
        me = self._me
        me.require(Right.MARK_NEVER)
        with me.database.read() as session:
            names = purpose_names(session)
            people: dict[str, list[ConsentRow]] = {}
            for row in _standing(session, pupil_id):
                people.setdefault(same_name(row.said_by), []).append(row)
            order = {use: at for at, use in enumerate(_USES)}
            voices: list[Voice] = []
            for _, rows in sorted(people.items()):
                rows.sort(key=lambda row: order[row.consent])
                said = {
                    given: dict.fromkeys(
                        title_of(Consent(row.consent), names) for row in rows if row.given is given
                    )
                    for given in (True, False)
                }
                by = min(row.said_by for row in rows)
                ids = tuple(row.id for row in rows)
                voices.append(Voice(by, tuple(said[True]), tuple(said[False]), ids))
            return tuple(voices)

    def end(
        self,
        pupil_id: uuid.UUID,
        said_by: str,
        why: Why,
        day: dt.date | None,
        *,
        words: str = "",
        shown: Collection[uuid.UUID],
    ) -> tuple[ConsentAnswer, ...]:
        """Record that all that one person said, yes and no, counts no longer from `day`; None for today.

        `shown` are the answers that were read (`Voice.answer_ids`): whatever that person has said
        since still counts, so then nothing is recorded. `words` are the reason where it is another.
        The uses that were a yes until now: what there is to take down. Raises `MoveNotPossible`,
        `NotAllowed` or `NotFound`.
        """
        me = self._me
        me.require(Right.MARK_NEVER)
        reason = " ".join(clean(words).text.split()) if why is Why.OTHER else ""
        if why is Why.OTHER and not reason:
            raise MoveNotPossible("Write the reason in a few words.")
        if len(reason) > LONGEST_REASON:
            raise MoveNotPossible(f"A reason has at most {LONGEST_REASON} letters.")
        with me.database.write(Repeat.LOOKS) as session:
            me.require_now(session, Right.MARK_NEVER)
            today = me.day_by_the_school(session)
            if landed_before(session):
                return _stopped(session, pupil_id, today)
            if session.get(PupilRow, pupil_id) is None:
                raise NotFound("There is no such pupil.")
            day = day or today
            if day > today:
                raise MoveNotPossible("Choose today or a day that was.")
            who = same_name(said_by)
            rows = [one for one in _standing(session, pupil_id) if same_name(one.said_by) == who]
            if not rows:
                raise NotFound("Nothing that this person said counts now.")
            if any(one.id not in shown for one in rows):
                raise MoveNotPossible(
                    f"There is a newer answer of {said_by or THE_FAMILY}. Nothing was changed.",
                    what_to_do="Look at the history again.",
                )
            before = _yes(session, pupil_id, today)
            recording = Recording(session, me, NO_LONGER_STEP)
            recording.no_longer(pupil_id, rows, why, day)
            stopped = before - _yes(session, pupil_id, today)
            told = {
                "by": min(one.said_by for one in rows),
                "from": day.isoformat(),
                "why": why.value,
                "words": reason,
                "stopped": [one for one in _USES if one in stopped],
            }
            recording.tell(NO_LONGER, told)
            recording.write()
            return _of(session, pupil_id, today, stopped)

    def count_again(self, event_id: uuid.UUID) -> None:
        """Take it back: what the person said counts again, as it did before.

        Raises `MoveNotPossible` where the person has said something since, `NotAllowed` or
        `NotFound`.
        """
        me = self._me
        me.require(Right.MARK_NEVER)
        with me.database.write() as session:
            me.require_now(session, Right.MARK_NEVER)
            undo(session, me, event_id, only=NO_LONGER)


def _standing(session: Session, pupil_id: uuid.UUID) -> list[ConsentRow]:
    """The answers of all people that count now."""
    query = select(ConsentRow).where(
        ConsentRow.pupil_id == pupil_id,
        ConsentRow.consent.in_(_USES),
        ConsentRow.ended_at.is_(None),
    )
    return list(session.execute(query).scalars())


def _yes(session: Session, pupil_id: uuid.UUID, today: dt.date) -> frozenset[str]:
    answers = consent_answers(session, [pupil_id], today)[pupil_id]
    return frozenset(one.consent.value for one in answers if one.given and not one.needs_none)


def _of(
    session: Session, pupil_id: uuid.UUID, today: dt.date, uses: Collection[str]
) -> tuple[ConsentAnswer, ...]:
    answers = consent_answers(session, [pupil_id], today)[pupil_id]
    return tuple(one for one in answers if one.consent.value in uses)


def _stopped(session: Session, pupil_id: uuid.UUID, today: dt.date) -> tuple[ConsentAnswer, ...]:
    """What the call answered that was recorded before: the answer of a repeat."""
    event = event_of_call(session)
    if event is None:
        raise LandedBefore
    return _of(session, pupil_id, today, event.after[NO_LONGER]["stopped"])
