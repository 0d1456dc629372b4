"""Two entries turn out to be one child: her forms, consents and family go to the one kept."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import NEVER, NO_LONGER
from trent_desktop.agreements.models import (
    AgreementEventRow,
    AgreementRow,
    ConsentRow,
    FamilyPupilRow,
)
from trent_desktop.agreements.register.order import number_recorded
from trent_desktop.agreements.register.overruling import is_in_the_way
from trent_desktop.agreements.register.who_said import same_name
from trent_desktop.school.keys.session import SignedIn

_TABLES: Final = {
    "forms": AgreementRow,
    "events": AgreementEventRow,
    "answers": ConsentRow,
}


class AgreementsOfPupil:
    """The agreements of a pupil, as `school.belongings.Belongings`."""

    name = "agreements"

    def hand_over(
        self, session: Session, me: SignedIn, source: uuid.UUID, target: uuid.UUID
    ) -> dict[str, Any]:
        """Forms, consents and what was recorded go to `target`; of two answers the later counts.

        A later yes does not, where it stands on a form that is older than the no.
        Her family and the size of her print go along unless `target` has a family of her own.
        """
        ended = _end_the_earlier(session, source, target, me.clock())
        handed: dict[str, Any] = {"source": str(source), "target": str(target), "ended": ended}
        for name, table in _TABLES.items():
            ids = session.execute(select(table.id).where(table.pupil_id == source)).scalars().all()
            session.execute(update(table).where(table.id.in_(ids)).values(pupil_id=target))
            handed[name] = [str(one) for one in ids]
        family = session.get(FamilyPupilRow, source)
        handed["family"] = family is not None and session.get(FamilyPupilRow, target) is None
        if family is not None and handed["family"]:
            session.add(
                FamilyPupilRow(
                    pupil_id=target, family_id=family.family_id, print_size=family.print_size
                )
            )
        session.flush()
        return handed

    def hand_back(self, session: Session, handed: dict[str, Any]) -> None:
        """Each entry has again what was its own. What was recorded since stays where it is."""
        source, target = uuid.UUID(handed["source"]), uuid.UUID(handed["target"])
        for name, table in _TABLES.items():
            ids = _ids(handed[name])
            session.execute(update(table).where(table.id.in_(ids)).values(pupil_id=source))
        session.flush()
        session.expire_all()
        for row in _answers(session, ConsentRow.id.in_(_ids(handed["ended"]))):
            newer = _current(session, row.pupil_id).get((row.consent, row.said_by))
            if newer is None:
                row.ended_at = None
        family = session.get(FamilyPupilRow, target)
        if handed["family"] and family is not None:
            session.delete(family)
        session.flush()


def _end_the_earlier(
    session: Session, source: uuid.UUID, target: uuid.UUID, now: dt.datetime
) -> list[str]:
    """Where both entries have an answer, the earlier one ends; of two at once, the yes.

    Nobody is asked here, so a yes overrules a no only when its form was given out after that.
    """
    ended: list[str] = []
    for fact, row in _still_counting(session, source, target):
        row.ended_at = fact.since
        ended.append(str(row.id))
    session.flush()
    own = _current(session, target)
    for whose, row in _current(session, source).items():
        if row.consent == NO_LONGER:
            continue  # both are facts
        other = own.get(whose)
        if other is None:
            continue
        earlier = _said_first(session, row, other)
        later = other if earlier is row else row
        if row.consent == NEVER:  # said twice: it stands since the first
            earlier, later = later, earlier
        if later.given and is_in_the_way(session, earlier, _form_of(session, later)):
            earlier = later
        earlier.ended_at = now
        ended.append(str(earlier.id))
    session.flush()
    return ended


def _still_counting(
    session: Session, *entries: uuid.UUID
) -> Iterator[tuple[ConsentRow, ConsentRow]]:
    """Each yes of a person whose answers counted no longer, on the other entry, when it was
    said before that; beside the fact. A no stands: the stricter counts.
    """
    rows = _answers(session, ConsentRow.pupil_id.in_(entries), ConsentRow.ended_at.is_(None))
    facts = [one for one in rows if one.consent == NO_LONGER]
    for row in rows:
        if not row.given:
            continue
        for fact in facts:
            same = same_name(fact.said_by) == same_name(row.said_by)
            if same and fact.pupil_id != row.pupil_id and _said_first(session, row, fact) is row:
                yield fact, row
                break


def _said_first(session: Session, row: ConsentRow, other: ConsentRow) -> ConsentRow:
    """By the school's count, and only where that is not known by the clocks of its laptops."""
    first, second = number_recorded(session, row), number_recorded(session, other)
    if first is not None and second is not None and first != second:
        return row if first < second else other
    return min((row, other), key=lambda one: (one.since, not one.given))


def _form_of(session: Session, row: ConsentRow) -> AgreementRow | None:
    return session.get(AgreementRow, row.agreement_id) if row.agreement_id is not None else None


def _current(session: Session, pupil_id: uuid.UUID) -> dict[tuple[str, str], ConsentRow]:
    """What counts of each use and of each person who answered."""
    rows = _answers(session, ConsentRow.pupil_id == pupil_id, ConsentRow.ended_at.is_(None))
    return {(row.consent, row.said_by): row for row in rows}


def _answers(session: Session, *which: Any) -> list[ConsentRow]:
    return list(session.execute(select(ConsentRow).where(*which)).scalars())


def _ids(texts: Iterable[str]) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in texts]
