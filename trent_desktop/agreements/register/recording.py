"""What was recorded, step by step, so that it can be taken back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import exists, not_, or_, select
from sqlalchemy.orm import Session, aliased

from trent_desktop.agreements.kinds import NO_LONGER, Consent, FormState, How, Kind
from trent_desktop.agreements.models import AgreementEventRow, AgreementRow, ConsentRow
from trent_desktop.agreements.register.asked_words import AskedWords, counts
from trent_desktop.agreements.register.order import COUNT
from trent_desktop.agreements.register.overruling import (
    require_asked,
    standing_against,
)
from trent_desktop.agreements.register.returned import NO_SOURCE, Source
from trent_desktop.agreements.register.rounds import ended_rounds
from trent_desktop.agreements.register.voices import Why
from trent_desktop.agreements.wording.languages import ENGLISH
from trent_desktop.agreements.wording.purpose_names import purpose_names
from trent_desktop.agreements.wording.wordings import read_current, register_number
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act, newest_entry
from trent_desktop.storage.landed import made_id
from trent_desktop.storage.landed_rows import landed_before

_EVENT = "event"


class Recording:
    """Gathers what one step changes; `write` keeps it, so that it can be undone."""

    def __init__(self, session: Session, me: SignedIn, what: str) -> None:
        self._session = session
        self._me = me
        self._what = what
        self._now = me.clock()
        self._pupils: set[uuid.UUID | None] = set()
        self._before: dict[str, Any] = {"forms": {}, "ended": []}
        self._after: dict[str, Any] = {"forms": {}, "answers": [], "said": {}}

    @property
    def now(self) -> dt.datetime:
        """The moment of this step."""
        return self._now

    def set_state(self, row: AgreementRow, state: FormState) -> None:
        """Change where a form stands."""
        self._pupils.add(row.pupil_id)
        self._before["forms"].setdefault(str(row.id), stand_of(row))
        row.state, row.state_at, row.recorded_by = state.value, self._now, self._me.member.id
        self._after["forms"][str(row.id)] = stand_of(row)

    def answer(
        self,
        pupil_id: uuid.UUID,
        answers: Mapping[Consent, bool],
        form: AgreementRow | None,
        asked: Collection[uuid.UUID] = (),
        source: Source = NO_SOURCE,
    ) -> None:
        """Record answers of consent; those that the same person gave before stay on record and end.

        Raises `ConsentStands` for a yes over a no that is not among those `asked` about.
        """
        yes = [one for one, given in answers.items() if given]
        me = self._me.member.id
        standing = standing_against(self._session, pupil_id, yes, form, me, source.by)
        require_asked(standing, asked, form.issued_at if form is not None else None)
        if standing:
            shown = [str(one.answer_id) for one in standing]
            self._after.setdefault("overruled", []).extend(shown)
        self._pupils.add(pupil_id)
        number = form.english_number if form is not None else self._asked_now()
        over: Mapping[Consent, dt.date] = {}
        late: frozenset[Consent] = frozenset()
        if form is not None:
            today = self._me.day_by_the_school(self._session)
            over = ended_rounds(self._session, pupil_id, yes, form, today)
            late = self._answered_better(pupil_id, yes, number, source.by, over)
        self._end(
            ConsentRow.pupil_id == pupil_id,
            ConsentRow.consent.in_([one.value for one in answers if one not in late]),
            ConsentRow.said_by == source.by,
        )
        how = How.FORM if form is not None and source.how is How.NOT_KNOWN else source.how
        said = self._after["said"].setdefault(str(pupil_id), {})
        names = purpose_names(self._session)
        named = {one.value: names[one] for one in answers if one in names}
        if named:  # as it is called today: its name may be another's one day
            self._after.setdefault("names", {}).update(named)
        for consent, given in answers.items():
            row = ConsentRow(
                id=uuid.uuid4(),
                pupil_id=pupil_id,
                consent=consent.value,
                given=given,
                since=self._now,
                ended_at=self._now if consent in late else None,
                agreement_id=form.id if form is not None else None,
                recorded_by=self._me.member.id,
                asked_number=number,
                how=how.value,
                said_by=source.by,
                ends_on=over.get(consent, source.ends_on) if given else None,
            )
            self._session.add(row)
            if consent in late:
                self._after.setdefault("late", []).append(str(row.id))
            else:
                self._after["answers"].append(str(row.id))
            said[consent.value] = given
        if told := Source(how, source.by).words:
            self._after.setdefault("sources", {})[str(pupil_id)] = told

    def _answered_better(
        self,
        pupil_id: uuid.UUID,
        yes: Collection[Consent],
        number: int,
        said_by: str,
        over: Collection[Consent],
    ) -> frozenset[Consent]:
        """To which of these there is a yes of the same person already that counts today, while one
        to the words of version `number`, or of a round that is `over`, would not: it stays, and
        the other is only on record.
        """
        words, today = AskedWords(self._session), self._me.day_by_the_school(self._session)
        older = [one for one in yes if one in over or not words.are_still_asked(one, number)]
        rows = self._session.execute(
            select(ConsentRow).where(
                ConsentRow.pupil_id == pupil_id,
                ConsentRow.consent.in_([one.value for one in older]),
                ConsentRow.said_by == said_by,
                ConsentRow.ended_at.is_(None),
            )
        ).scalars()
        return frozenset(Consent(row.consent) for row in rows if counts(row, words, today))

    def _asked_now(self) -> int:
        """The number of the wording in use, whose words are then kept for good."""
        wording = read_current(self._session, ())[Kind.CONSENTS, ENGLISH].wording
        return register_number(self._session, wording, self._me)

    def refuse_all(self, pupil_id: uuid.UUID, form: AgreementRow | None) -> None:
        """Say no to every use, for everybody. What the family said no to before keeps its day;
        what one of the parents did is theirs to turn round, and a yes of the family's ends too.
        """
        said = self._session.execute(
            select(ConsentRow.consent, ConsentRow.given, ConsentRow.said_by).where(
                ConsentRow.pupil_id == pupil_id, ConsentRow.ended_at.is_(None)
            )
        ).all()
        known = {consent for consent, given, by in said if not given and by == NO_SOURCE.by}
        uses = AskedWords(self._session).uses(consent for consent, given, _ in said if given)
        answers = {one: False for one in uses if one.value not in known}
        if answers:
            self.answer(pupil_id, answers, form)

    def no_longer(
        self, pupil_id: uuid.UUID, rows: Collection[ConsentRow], why: Why, day: dt.date
    ) -> None:
        """What one person said, in `rows`, counts no longer from `day`: a fact of its own."""
        self._pupils.add(pupil_id)
        self._end(ConsentRow.id.in_([row.id for row in rows]))
        fact = ConsentRow(
            id=uuid.uuid4(),
            pupil_id=pupil_id,
            consent=NO_LONGER,
            given=False,
            since=self._now,
            recorded_by=self._me.member.id,
            how=why.value,
            said_by=min(row.said_by for row in rows),  # one person, perhaps in several spellings
            ends_on=day,
        )
        self._session.add(fact)
        self._after["answers"].append(str(fact.id))
        self._session.flush()

    def tell(self, key: str, told: Mapping[str, Any]) -> None:
        """Keep with the step what history says of it."""
        self._after[key] = dict(told)

    def end_answers(self, form_id: uuid.UUID) -> None:
        """What was answered on a form counts no longer: the form is not back after all.

        A withdrawal stays, also where an older program wrote it down as an answer on the form, and
        a no counts again that a yes on this form took away.
        """
        agreed = aliased(ConsentRow)
        was_withdrawn = exists().where(
            agreed.pupil_id == ConsentRow.pupil_id,
            agreed.consent == ConsentRow.consent,
            agreed.given,
            agreed.ended_at.is_not(None),
        )
        on_it = ConsentRow.agreement_id == form_id
        for row in self._end(on_it, or_(ConsentRow.given, not_(was_withdrawn))):
            before = self._said_before(row, form_id)
            if row.given and before is not None and not before.given and before.ended_at:
                self._after.setdefault("restored", {})[str(before.id)] = before.ended_at.isoformat()
                before.ended_at = None

    def _said_before(self, row: ConsentRow, form_id: uuid.UUID) -> ConsentRow | None:
        """What the same person had said when the first of the answers on a form took its place."""
        before: ConsentRow | None = row
        while before is not None and before.agreement_id == form_id:
            before = self._session.execute(
                select(ConsentRow).where(
                    ConsentRow.pupil_id == row.pupil_id,
                    ConsentRow.consent == row.consent,
                    ConsentRow.said_by == row.said_by,
                    ConsentRow.ended_at == before.since,
                    ConsentRow.id != before.id,
                )
            ).scalar()
        return before

    def _end(self, *which: Any) -> list[ConsentRow]:
        rows = self._session.execute(
            select(ConsentRow).where(ConsentRow.ended_at.is_(None), *which)
        ).scalars()
        ended = list(rows)
        for row in ended:
            row.ended_at = self._now
            self._before["ended"].append(str(row.id))
        return ended

    @property
    def answer_ids(self) -> tuple[uuid.UUID, ...]:
        """The answers that this step wrote."""
        return tuple(uuid.UUID(one) for one in self._after["answers"])

    def write(self) -> uuid.UUID:
        """Keep the step, and write it into the audit chain. Its id is for undoing it."""
        event_id = made_id(_EVENT)
        self._audit()
        self._after[COUNT], _ = newest_entry(self._session)
        self._session.add(
            AgreementEventRow(
                id=event_id,
                at=self._now,
                member_id=self._me.member.id,
                # A step that concerns several children is found through their forms.
                pupil_id=next(iter(self._pupils)) if len(self._pupils) == 1 else None,
                what=self._what,
                before=self._before,
                after=self._after,
            )
        )
        self._session.flush()
        return event_id

    def _audit(self) -> None:
        forms = list(self._after["forms"])
        if forms:
            details = {"what": self._what, "forms": len(forms)}
            self._me.audit(self._session, Act.AGREEMENT_RECORDED, forms[0], details)
        for pupil_id, said in self._after["said"].items():
            told = {"answers": len(said)}
            if "overruled" in self._after:
                told["overruled"] = len(self._after["overruled"])
            self._me.audit(self._session, Act.CONSENT_RECORDED, pupil_id, told)
        if NO_LONGER in self._after:
            (pupil,) = self._pupils
            ended = {"answers": len(self._before["ended"])}
            self._me.audit(self._session, Act.SAID_NO_LONGER, str(pupil), ended)


def event_of_call(session: Session) -> AgreementEventRow | None:
    """The step that the call under way recorded before, when it is repeated."""
    return session.get(AgreementEventRow, made_id(_EVENT)) if landed_before(session) else None


def stand_of(row: AgreementRow) -> dict[str, str]:
    """Where a form stands, as a step keeps it."""
    return {
        "state": row.state,
        "state_at": row.state_at.isoformat(),
        "recorded_by": str(row.recorded_by),
    }
