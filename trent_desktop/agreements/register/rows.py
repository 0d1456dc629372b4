"""What the register reads out of the database."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, String, or_, select, type_coerce
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.counted import as_id, in_portions, numbers_given_out
from trent_desktop.agreements.kinds import NEVER, NO_LONGER, Consent, FormState, How, Kind
from trent_desktop.agreements.models import AgreementRow, ConsentRow
from trent_desktop.agreements.register.asked_words import AskedWords, counts
from trent_desktop.agreements.register.order import numbers_of_states
from trent_desktop.agreements.register.standing import ConsentAnswer, FormCell
from trent_desktop.agreements.register.who_said import same_name
from trent_desktop.agreements.wording.purpose_names import purpose_names
from trent_desktop.agreements.wording.purpose_service import walls_word
from trent_desktop.storage.tables import table_of

FORM: Final = table_of(AgreementRow)
_CONSENT: Final = table_of(ConsentRow)
#: Ids as the database keeps them: there are thousands, and only a few are told to anybody.
_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    *(type_coerce(one, String).label(one.key) for one in (
        FORM.c.id, FORM.c.pupil_id, FORM.c.member_id, FORM.c.batch_id
    )),
    FORM.c.kind, FORM.c.state, FORM.c.state_at, FORM.c.english_number, FORM.c.issued_at,
)  # fmt: skip
_WAITING: Final = frozenset(one.value for one in FormState if one.is_waited_for)
#: So many people are asked for by name; for more, all rows are read: one query either way.
_FEW: Final = 400
_FAMILY: Final = "the family"
#: A yes ends on the last day of October (rule 131): from September on, families are asked anew.
_TIME_TO_ASK: Final = dt.timedelta(days=61)


def counting(
    session: Session, rows: Iterable[Any], today: dt.date | None = None
) -> dict[tuple[uuid.UUID, Kind], Any]:
    """The row that counts of each person and kind, out of all that were given out.

    That is the form given out last, unless another copy of the same wording was answered: either
    copy counts, and of several answers the latest. An answer to another wording does not count any
    more once a form of a new one went out: the school waits for that. So it does where a yes has
    ended by `today`, or ends this autumn, and the family was asked anew (rule 198).

    Last is what the school's count says (rule 191). It is asked only where it decides something:
    of forms of several wordings, or of which none is back, and of answers that differ.
    """
    found: dict[tuple[Any, str], Any] = {}
    copies: dict[tuple[Any, str], list[Any]] = {}
    for row in rows:
        key = row.pupil_id or row.member_id, row.kind
        first = found.setdefault(key, row)
        if first is not row:
            copies.setdefault(key, [first]).append(row)
    open_ones = [own for own in copies.values() if not _is_last_all_the_same(own)]
    given_out = numbers_given_out(session, {one.batch_id for own in open_ones for one in own})

    def issued(row: Any) -> tuple[int, dt.datetime]:
        return given_out.get(row.batch_id, 0), row.issued_at

    differing: dict[tuple[Any, str], list[Any]] = {}
    renewed: dict[tuple[Any, str], Any] = {}
    for key, own in copies.items():
        last = max(own, key=issued)
        answered = [
            one
            for one in own
            if one.state not in _WAITING and one.english_number == last.english_number
        ]
        if len({one.state for one in answered}) > 1:
            differing[key] = answered
        found[key] = max(answered, key=_when) if answered else last
        if answered and last.state in _WAITING and last.kind == Kind.CONSENTS.value:
            renewed[key] = last
    if today is not None:
        for key in _asked_anew(session, renewed, copies, given_out, today):
            found[key] = renewed[key]
            differing.pop(key, None)
    recorded = numbers_of_states(session, [one for own in differing.values() for one in own])
    for key, answered in differing.items():
        found[key] = max(answered, key=lambda one: (recorded.get(one.id, 0), one.state_at))
    kinds = {one.value: one for one in Kind}
    whose = {key: as_id(key) for key, _ in found}
    return {(whose[key], kinds[kind]): row for (key, kind), row in found.items()}


def _forms(session: Session, *which: ColumnElement[bool]) -> Iterable[Any]:
    found: Any = session.execute(select(*_COLUMNS).where(*which))
    return found


def _is_last_all_the_same(copies: Collection[Any]) -> bool:
    """Whether it decides nothing which of these went out last: all are of one wording and one is
    back, and of those about pictures, which are asked anew one day, all of them.
    """
    if len({one.english_number for one in copies}) > 1:
        return False
    waiting = [one.state in _WAITING for one in copies]
    are_renewed = next(iter(copies)).kind == Kind.CONSENTS.value
    return not any(waiting) if are_renewed else not all(waiting)


def _asked_anew(
    session: Session,
    renewed: Mapping[Any, Any],
    copies: Mapping[Any, Collection[Any]],
    given_out: Mapping[Any, int],
    today: dt.date,
) -> list[Any]:
    """Those of whom the last form, which is out, was given out after any other came back, while a
    yes that was said then has ended or ends within weeks: it is no copy for one that got lost.
    """
    if not renewed:
        return []
    ending = {str(one) for one in _ending(session, today)}
    ending |= {str(one) for one in _said_no_longer(session, today)}
    wanted = [key for key in renewed if str(as_id(key[0])) in ending]
    answered = {key: [one for one in copies[key] if one.state not in _WAITING] for key in wanted}
    recorded = numbers_of_states(session, [one for own in answered.values() for one in own])
    return [
        key
        for key, own in answered.items()
        if given_out.get(renewed[key].batch_id, 0) > max(recorded.get(one.id, 0) for one in own)
    ]


def _ending(session: Session, today: dt.date) -> Iterable[uuid.UUID]:
    """The children of whom a yes has ended, or ends before the school has time to ask twice."""
    return session.execute(
        select(_CONSENT.c.pupil_id)
        .where(
            _CONSENT.c.ended_at.is_(None), _CONSENT.c.given,
            _CONSENT.c.ends_on < today + _TIME_TO_ASK,
        )
        .distinct()
    ).scalars()  # fmt: skip


def _said_no_longer(session: Session, today: dt.date) -> Iterable[uuid.UUID]:
    """The children who are asked again and of whom what somebody said counts no longer."""
    query = select(_CONSENT.c.pupil_id).where(
        _CONSENT.c.consent == NO_LONGER, _CONSENT.c.ended_at.is_(None)
    )
    found = session.execute(query.distinct()).scalars().all()
    return asked_again(session, found, today) if found else ()


def _when(row: Any) -> dt.datetime:
    return row.state_at


def newest_forms(
    session: Session,
    pupil_ids: Iterable[uuid.UUID],
    numbers: Mapping[Kind, int],
    today: dt.date,
) -> dict[tuple[uuid.UUID, Kind], FormCell]:
    """Each child's form of each kind that counts `today`."""
    wanted = set(pupil_ids)
    which = FORM.c.pupil_id.in_(wanted) if len(wanted) <= _FEW else FORM.c.pupil_id.is_not(None)
    rows = counting(session, _forms(session, which), today)
    return {key: cell_of(row, numbers) for key, row in rows.items() if key[0] in wanted}


def states_of_pupils(session: Session, today: dt.date) -> dict[tuple[uuid.UUID, Kind], FormState]:
    """Where every child's form of each kind stands; no entry for what was never given out."""
    rows = counting(session, _forms(session, FORM.c.pupil_id.is_not(None)), today)
    return {key: FormState(row.state) for key, row in rows.items()}


def staff_forms(
    session: Session, member_ids: Iterable[uuid.UUID], numbers: Mapping[Kind, int]
) -> dict[uuid.UUID, FormCell]:
    """Each of these members' agreement that counts."""
    rows = counting(
        session,
        _forms(session, FORM.c.kind == Kind.STAFF.value, FORM.c.member_id.in_(list(member_ids))),
    )
    return {member_id: cell_of(row, numbers) for (member_id, _), row in rows.items()}


def signed_by_staff(session: Session) -> dict[uuid.UUID, dt.date]:
    """On which day the agreement of each member came back signed; no entry for others."""
    rows = _forms(session, FORM.c.kind == Kind.STAFF.value, FORM.c.member_id.is_not(None))
    return {
        member_id: row.state_at.astimezone().date()
        for (member_id, _), row in counting(session, rows).items()
        if row.state == FormState.RETURNED.value
    }


def cell_of(row: Any, numbers: Mapping[Kind, int]) -> FormCell:
    """A row as a cell. `numbers` are those of the English wordings in use."""
    kind = Kind(row.kind)
    return FormCell(
        kind,
        as_id(row.id),
        FormState(row.state),
        row.state_at,
        row.english_number,
        row.english_number == numbers.get(kind, row.english_number),
    )


def consent_answers(
    session: Session, pupil_ids: Iterable[uuid.UUID], today: dt.date
) -> dict[uuid.UUID, tuple[ConsentAnswer, ...]]:
    """The answer of each of these children to every use, as it counts `today`.

    The uses are the same for all: those that are asked about now, and of others that the school
    asked about once those to which anybody still says yes.
    """
    wanted = list(dict.fromkeys(pupil_ids))
    query = select(
        _CONSENT.c.pupil_id, _CONSENT.c.consent, _CONSENT.c.given, _CONSENT.c.since,
        _CONSENT.c.ended_at, _CONSENT.c.asked_number, _CONSENT.c.how, _CONSENT.c.said_by,
        _CONSENT.c.ends_on,
    ).where(or_(_CONSENT.c.ended_at.is_(None), _CONSENT.c.given))  # fmt: skip
    if len(wanted) <= _FEW:
        query = query.where(_CONSENT.c.pupil_id.in_(wanted))
    now: dict[tuple[uuid.UUID, str], list[Any]] = {}
    #: When a yes ended: an answer of no from that very moment took it back.
    ended: set[tuple[uuid.UUID, str, dt.datetime]] = set()
    for row in session.execute(query):
        if row.ended_at is None:
            now.setdefault((row.pupil_id, row.consent), []).append(row)
        else:
            ended.add((row.pupil_id, row.consent, row.ended_at))
    words = AskedWords(session)
    gone = _ended_with(session, now)
    inside = needs_none(session, words)
    names = purpose_names(session)

    def of(pupil_id: uuid.UUID, consent: Consent) -> ConsentAnswer:
        answer = said(pupil_id, consent)
        if consent in names:
            answer = replace(answer, name=names[consent])
        marks = now.get((pupil_id, NEVER))
        if marks is None:
            return answer
        since = min(one.since for one in marks)
        return replace(answer, given=False, never_since=since, under_it=answer.given)

    def said(pupil_id: uuid.UUID, consent: Consent) -> ConsentAnswer:
        rows = now.get((pupil_id, consent.value))
        if consent is inside and not any(not one.given for one in rows or ()):
            return ConsentAnswer(consent, given=True, needs_none=True)
        if rows is None:
            return nobody_else(pupil_id, consent)
        row = strictest(rows, words, today)
        withdrawn = not row.given and (pupil_id, consent.value, row.since) in ended
        fits = words.are_still_asked(consent, row.asked_number)
        others = [one for one in rows if one.given and one.said_by != row.said_by]
        return ConsentAnswer(
            consent,
            counts(row, words, today),
            row.since,
            withdrawn,
            to_other_words=row.given and not fits,
            ended_on=row.ends_on if row.given and row.ends_on and row.ends_on < today else None,
            how=How(row.how),
            said_by=row.said_by,
            asked=words.words(consent, row.asked_number),
            differs="" if row.given else " and ".join(one.said_by or _FAMILY for one in others),
            ends_on=row.ends_on if row.given else None,
            is_asked=consent in asked,
        )

    def nobody_else(pupil_id: uuid.UUID, consent: Consent) -> ConsentAnswer:
        before = gone.get((pupil_id, consent.value))
        if before is None:
            return ConsentAnswer(consent, given=False)
        row, day = before
        return ConsentAnswer(
            consent,
            given=False,
            since=row.since,
            how=How(row.how),
            said_by=row.said_by,
            asked=words.words(consent, row.asked_number),
            no_longer=day,
            is_asked=consent in asked,
        )

    asked = frozenset(words.uses())
    uses = uses_in_sight(session, words, today)
    return {pupil_id: tuple(of(pupil_id, one) for one in uses) for pupil_id in wanted}


def _ended_with(
    session: Session, now: Mapping[tuple[uuid.UUID, str], Collection[Any]]
) -> dict[tuple[uuid.UUID, str], tuple[Any, dt.date]]:
    """Of each child and use the last answer that counts no longer for a reason, and from when."""
    facts = {
        (pupil_id, same_name(fact.said_by), fact.since): fact.ends_on
        for (pupil_id, consent), rows in now.items()
        if consent == NO_LONGER
        for fact in rows
    }
    if not facts:
        return {}
    query = select(
        _CONSENT.c.pupil_id, _CONSENT.c.consent, _CONSENT.c.since, _CONSENT.c.ended_at,
        _CONSENT.c.asked_number, _CONSENT.c.how, _CONSENT.c.said_by,
    )  # fmt: skip
    moments = list({since for _, _, since in facts})
    found: dict[tuple[uuid.UUID, str], tuple[Any, dt.date]] = {}
    for row in in_portions(session, query, _CONSENT.c.ended_at, moments):
        day = facts.get((row.pupil_id, same_name(row.said_by), row.ended_at))
        if day is not None:
            key = row.pupil_id, row.consent
            last = found.get(key)
            if last is None or last[0].ended_at < row.ended_at:
                found[key] = row, day
    return found


def uses_in_sight(session: Session, words: AskedWords, today: dt.date) -> tuple[Consent, ...]:
    """The uses that lists tell of: asked about, used without asking, or a yes to somebody still."""
    inside = needs_none(session, words)
    still = select(_CONSENT.c.consent).where(
        _CONSENT.c.ended_at.is_(None), _CONSENT.c.given,
        or_(_CONSENT.c.ends_on.is_(None), _CONSENT.c.ends_on >= today),
    )  # fmt: skip
    return words.uses(
        [*(one for one in (inside,) if one), *session.execute(still.distinct()).scalars()]
    )


def needs_none(session: Session, words: AskedWords) -> Consent | None:
    """What is used without consent, on the data protection officer's word; None: nothing is.

    Never what the form asks about: then the answer counts.
    """
    is_asked = Consent.PHOTOGRAPHS in words.uses()
    return Consent.PHOTOGRAPHS if walls_word(session) and not is_asked else None


def asked_again(
    session: Session, pupil_ids: Iterable[uuid.UUID], today: dt.date
) -> frozenset[uuid.UUID]:
    """Those of whom a yes no longer counts."""
    answers = consent_answers(session, pupil_ids, today)
    return frozenset(one for one, own in answers.items() if any(a.asks_again for a in own))


def strictest(rows: Collection[Any], words: AskedWords, today: dt.date) -> Any:
    """Of what the grown-ups of one child say: a no before a yes, and the newest of those. A yes that
    counts no more says nothing against one that does: whoever answered anew has answered.
    """
    return max(rows, key=lambda one: (not one.given, counts(one, words, today), one.since))
