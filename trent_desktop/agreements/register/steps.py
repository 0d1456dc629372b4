"""What was recorded, told step by step in plain words: by whom, when, of whom."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import NO_LONGER, Consent, How, Kind, title_of
from trent_desktop.agreements.models import AgreementEventRow, AgreementRow
from trent_desktop.agreements.register.order import COUNT
from trent_desktop.agreements.register.returned import Step
from trent_desktop.agreements.register.voices import NO_LONGER_STEP, THE_FAMILY, Why
from trent_desktop.agreements.wording.purpose_names import purpose_names
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.tables import MemberRow, PupilRow, table_of

_FORM: Final = table_of(AgreementRow)
_PUPIL: Final = table_of(PupilRow)
_MEMBER: Final = table_of(MemberRow)
#: A database takes only so many values at once.
_AT_ONCE: Final = 500


def read_steps(
    session: Session, me: SignedIn, limit: int, pupil_id: uuid.UUID | None = None
) -> tuple[Step, ...]:
    """The newest steps, of one child or of all, inside a unit of work.

    A step that concerned a whole class is told, of one child, with her own forms only. Who of the
    staff signed is named only to those who may see it.
    """
    query = (
        select(AgreementEventRow, MemberRow.name)
        .join(MemberRow, MemberRow.id == AgreementEventRow.member_id)
        # Not by the moment: that is of whichever laptop did it, and clocks differ. What an older
        # program recorded has no number.
        .order_by(
            func.coalesce(AgreementEventRow.after[COUNT].as_integer(), 0).desc(),
            AgreementEventRow.at.desc(),
        )
    )
    own: set[str] = set()
    if pupil_id is None:
        # What counts no longer, and why, is for whoever looks into that child's history.
        query = query.where(AgreementEventRow.what != NO_LONGER_STEP).limit(limit)
    else:
        forms = session.execute(select(_FORM.c.id).where(_FORM.c.pupil_id == pupil_id)).scalars()
        own = {str(one) for one in forms}
        of_several = AgreementEventRow.pupil_id.is_(None)
        query = query.where(or_(AgreementEventRow.pupil_id == pupil_id, of_several))
    found: list[tuple[AgreementEventRow, str]] = []
    for event, by in session.execute(query):
        if pupil_id is None or event.pupil_id == pupil_id or own & set(event.after["forms"]):
            found.append((event, by))
        if len(found) >= limit:
            break
    telling = _Telling(session, me, found, pupil_id)
    return tuple(
        Step(
            event.id,
            event.at,
            by,
            telling.words(event),
            event.undone_at is not None,
            _whose(event) if event.undone_at is None else "",
        )
        for event, by in found
    )


def _whose(event: AgreementEventRow) -> str:
    """Whose answers a step ended; empty for any other step."""
    told: Mapping[str, str] | None = event.after.get(NO_LONGER)
    return told["by"] or THE_FAMILY if told is not None else ""


class _Telling:
    """Knows the forms and names of some steps, read in as few queries as there can be."""

    def __init__(
        self,
        session: Session,
        me: SignedIn,
        steps: Iterable[tuple[AgreementEventRow, str]],
        pupil_id: uuid.UUID | None,
    ) -> None:
        self._only = pupil_id
        names = purpose_names(session)
        self._titles = {one.value: title_of(one, names) for one in Consent}
        events = [event for event, _ in steps]
        columns = (_FORM.c.id, _FORM.c.kind, _FORM.c.pupil_id, _FORM.c.member_id)
        ids = {uuid.UUID(one) for event in events for one in event.after["forms"]}
        self._forms: dict[str, Any] = {
            str(row.id): row for row in _in(session, select(*columns), _FORM.c.id, ids)
        }
        pupils = {row.pupil_id for row in self._forms.values() if row.pupil_id is not None}
        pupils |= {event.pupil_id for event in events if event.pupil_id is not None}
        named = select(_PUPIL.c.id, _PUPIL.c.forename, _PUPIL.c.surname)
        self._names: dict[uuid.UUID, str] = {
            row.id: f"{row.forename} {row.surname}".strip()
            for row in _in(session, named, _PUPIL.c.id, pupils)
        }
        members = {row.member_id for row in self._forms.values() if row.member_id is not None}
        if not me.may(Right.SEE_STAFF_AGREEMENTS):
            members &= {me.member.id}
        for row in _in(session, select(_MEMBER.c.id, _MEMBER.c.name), _MEMBER.c.id, members):
            self._names[row.id] = row.name

    def words(self, event: AgreementEventRow) -> str:
        """``Conor O'Neill: answered (Pictures and films, Class blog: yes)``."""
        forms = [self._forms[one] for one in event.after["forms"] if one in self._forms]
        if self._only is not None:
            forms = [row for row in forms if row.pupil_id == self._only]
        whose = {row.pupil_id or row.member_id for row in forms}
        if event.pupil_id is not None:
            whose.add(event.pupil_id)
        who = self._names.get(next(iter(whose)), "") if len(whose) == 1 else f"{len(forms)} forms"
        if NO_LONGER in event.after:
            return f"{who}: {_no_longer(event)}"
        kinds = dict.fromkeys(Kind(row.kind).title for row in forms)
        said = self._said(event.after) if len(whose) == 1 else ()
        what = ", ".join([*kinds, *said, *self._sources(event)])
        did = f"{event.what} ({what})" if what else event.what
        return f"{who}: {did}" if who else did

    def _sources(self, event: AgreementEventRow) -> Iterator[str]:
        """How it was said, where that is not told by the form."""
        sources: Mapping[str, str] = event.after.get("sources", {})
        for pupil_id, words in sources.items():
            if words != How.FORM.words and self._only in (None, uuid.UUID(pupil_id)):
                yield words

    def _said(self, after: Mapping[str, Any]) -> Iterator[str]:
        said: Mapping[str, Mapping[str, bool]] = after.get("said", {})
        titles = {**self._titles, **after.get("names", {})}  # as it was called then
        for pupil_id, answers in said.items():
            if self._only is None or pupil_id == str(self._only):
                for consent, given in answers.items():
                    yield f"{titles.get(consent, consent)}: {'yes' if given else 'no'}"


def _no_longer(event: AgreementEventRow) -> str:
    """``what Mr Aziz said no longer counts, from 1 March 2026: has died``."""
    told: Mapping[str, str] = event.after[NO_LONGER]
    day = date_for_people(dt.date.fromisoformat(told["from"]))
    why = told["words"] or Why(told["why"]).words
    return f"what {_whose(event)} said no longer counts, from {day}: {why}"


def _in(
    session: Session, query: Any, column: ColumnElement[Any], values: Iterable[uuid.UUID]
) -> Iterator[Any]:
    wanted = list(values)
    for start in range(0, len(wanted), _AT_ONCE):
        yield from session.execute(query.where(column.in_(wanted[start : start + _AT_ONCE])))
