"""What came back: by code, by hand, answer by answer; each step can be undone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final, assert_never

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.codes import LENGTH, CodeKind, read_code
from trent_desktop.agreements.kinds import NO_LONGER, Consent, FormState, Kind
from trent_desktop.agreements.models import AgreementRow, ConsentRow
from trent_desktop.agreements.register.never import mark_never, uses_said_yes
from trent_desktop.agreements.register.overruling import standing_against
from trent_desktop.agreements.register.recording import Recording, event_of_call
from trent_desktop.agreements.register.returned import (
    LONGEST_NAME,
    NO_SOURCE,
    Recorded,
    ScanKind,
    ScanOutcome,
    Source,
    Step,
    last_day,
)
from trent_desktop.agreements.register.rounds import ended_rounds
from trent_desktop.agreements.register.standing import ConsentAnswer, StandingNo, day_of
from trent_desktop.agreements.register.steps import read_steps
from trent_desktop.agreements.register.unanswered import form_to_answer, stands_now, unanswered
from trent_desktop.agreements.register.undoing import undo
from trent_desktop.agreements.register.who_said import as_known
from trent_desktop.agreements.wording.wordings import current_numbers
from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.journeys.cleaning import clean
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import MemberState, YearGroup
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.values import read_settings
from trent_desktop.sentences import ended
from trent_desktop.storage.landed import LandedBefore, Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import ClassRow, MemberRow, PupilRow, SettingRow

#: From which state a form may go into which.
_MOVES: Final[Mapping[FormState, frozenset[FormState]]] = {
    FormState.ISSUED: frozenset({FormState.RETURNED, FormState.REFUSED, FormState.WITHDRAWN}),
    FormState.RETURNED: frozenset(
        {FormState.ISSUED, FormState.CHASED, FormState.REFUSED, FormState.WITHDRAWN}
    ),
    FormState.REFUSED: frozenset({FormState.ISSUED, FormState.CHASED, FormState.RETURNED}),
    FormState.WITHDRAWN: frozenset({FormState.RETURNED}),
}
#: A sheet that is printed twice has one code, and two parents may tick two things.
_OTHER_PARENT: Final = (
    " Its answers are in. If the other parent filled this one in and ticked something else, put "
    "that in under Register, “One parent…”: both answers are kept, and a no counts."
)


class ReturnService:
    """Records what comes back. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    # ------------------------------------------------------------------ codes

    def scan(self, code: str) -> ScanOutcome:
        """Record the form whose code was read. Never raises for a bad code: it is told instead."""
        me = self._me
        me.require(Right.RECORD_RETURNS)
        read = read_code(code, me.directory.school.id)
        if read.kind is not CodeKind.OURS:
            return _not_ours(read.kind)
        with me.database.write(Repeat.LOOKS) as session:
            me.require_now(session, Right.RECORD_RETURNS)
            row = session.execute(
                select(AgreementRow).where(AgreementRow.token == read.token)
            ).scalar_one_or_none()
            if row is None:
                return ScanOutcome(
                    ScanKind.UNKNOWN,
                    "The code is from this school, but no form has it. It may be from a print "
                    "that was never finished.",
                )
            return self._take(session, row)

    def _take(self, session: Session, row: AgreementRow) -> ScanOutcome:
        kind = Kind(row.kind)
        name, class_name, has_left = _whose(session, row)
        about = f"{kind.title}: {name}" + (f" ({class_name})" if class_name else "")
        answered = kind is Kind.CONSENTS and _has_answers(session, row)
        needs = kind is Kind.CONSENTS and not answered
        standing: tuple[StandingNo, ...] = ()
        answers, otherwise = (), ()
        if needs and row.pupil_id is not None:
            standing = standing_against(session, row.pupil_id, Consent, row, self._me.member.id)
            answers, otherwise = stands_now(session, row, self._me.day_by_the_school(session))
            needs = bool(answers)  # else it asks nothing of what is asked today
        before = event_of_call(session)
        if before is None and not FormState(row.state).is_waited_for:
            by = session.get(MemberRow, row.recorded_by)
            words = f"{about} was already {row.state} on {day_of(row.state_at)}"
            words += f", recorded by {ended(by.name)}" if by is not None else "."
            if answered and row.state == FormState.RETURNED.value:
                words += _OTHER_PARENT
            return ScanOutcome(
                ScanKind.ALREADY, words, row.id, row.pupil_id, name, class_name,
                needs_answers=needs and row.state == FormState.RETURNED.value, standing=standing,
                answers=answers, otherwise=otherwise,
            )  # fmt: skip
        if before is None:
            recording = Recording(session, self._me, "returned")
            recording.set_state(row, FormState.RETURNED)
            event_id = recording.write()
        else:
            event_id = before.id
        current = current_numbers(session)[kind]
        outcome, more = ScanKind.RECORDED, ""
        if row.english_number != current:
            outcome = ScanKind.OLDER_VERSION
            more = f" It is version {row.english_number}; version {current} is in use now."
        if gone_up := _gone_up(session, row):
            outcome, more = ScanKind.OTHER_YEAR, more + gone_up
        if has_left:
            outcome = ScanKind.LEFT
            who = "child" if row.pupil_id is not None else "member of staff"
            more += f" The {who} has left the school."
        if over := self._is_over(session, row):
            more += (
                f" It is from before the yes that ended on {date_for_people(over)}: a yes on it "
                "has ended too, and the family is asked again."
            )
        if standing:
            outcome = ScanKind.SAID_NO
            said = "; ".join(one.words for one in standing)
            more += f" It is older than what has been said since. {ended(said)}"
        return ScanOutcome(
            outcome,
            f"{ended(about)}{more}",
            row.id,
            row.pupil_id,
            name,
            class_name,
            event_id,
            needs,
            standing,
            answers,
            otherwise,
        )

    def _is_over(self, session: Session, row: AgreementRow) -> dt.date | None:
        """On which day a yes on this form ended, where it is of a round that is over."""
        if row.kind != Kind.CONSENTS.value or row.pupil_id is None:
            return None
        today = self._me.day_by_the_school(session)
        return max(ended_rounds(session, row.pupil_id, Consent, row, today).values(), default=None)

    # ------------------------------------------------------------------ by hand

    def record(self, agreement_ids: Collection[uuid.UUID], state: FormState) -> Recorded:
        """Put forms into a state: returned, refused, withdrawn, or issued (not back after all).

        All of them or none. Refusing or withdrawing a form about pictures says no to all of them;
        one that is not back after all has no answers either. Raises `MoveNotPossible` for a move
        that makes no sense, `NotFound`, or `NotAllowed` (for the form of a member of staff, unless
        one may see those).
        """
        me = self._me
        me.require(Right.RECORD_RETURNS)
        if not agreement_ids:
            raise MoveNotPossible("Choose one form or more.")
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return _recorded(session)
            me.require_now(session, Right.RECORD_RETURNS)
            recording = Recording(session, me, state.value)
            for one in dict.fromkeys(agreement_ids):
                row = session.get(AgreementRow, one)
                if row is None:
                    raise NotFound("There is no such form.")
                if row.member_id is not None:
                    me.require_now(session, Right.SEE_STAFF_AGREEMENTS)
                if FormState(row.state) not in _MOVES.get(state, frozenset()):
                    raise MoveNotPossible(_impossible(FormState(row.state), state))
                recording.set_state(row, state)
                if row.kind == Kind.CONSENTS.value and row.pupil_id is not None:
                    if state in (FormState.REFUSED, FormState.WITHDRAWN):
                        # What was taken back was said since: it does not stand on the paper.
                        on_paper = row if state is FormState.REFUSED else None
                        recording.refuse_all(row.pupil_id, on_paper)
                    elif state is FormState.ISSUED:
                        recording.end_answers(row.id)
            event_id = recording.write()
        return Recorded(event_id, recording.now)

    def answer(
        self,
        pupil_id: uuid.UUID,
        answers: Mapping[Consent, bool],
        agreement_id: uuid.UUID | None = None,
        *,
        asked: Collection[uuid.UUID] = (),
        source: Source = NO_SOURCE,
    ) -> Recorded:
        """Record answers about pictures and films, each by itself, and how they were given.

        With `agreement_id` they stand on that form, which is then returned. Taking one back is
        an answer of no. `asked` names (by `StandingNo.answer_id`) each no that was shown to
        whoever says that the yes is newer. Raises `ConsentStands`, and records nothing, for a yes
        that would overrule any other no; `NotFound` (also for a form of somebody else, or of
        another kind) or `NotAllowed`. What `source.by` said stands beside what others said; the
        stricter counts. A yes ends when the school's settings say so.
        """
        me = self._me
        me.require(Right.RECORD_RETURNS)
        if not answers:
            raise MoveNotPossible("Choose yes or no.")
        by = " ".join(clean(source.by).text.split())
        if len(by) > LONGEST_NAME:
            raise MoveNotPossible(f"A name has at most {LONGEST_NAME} letters.")
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return _recorded(session)
            me.require_now(session, Right.RECORD_RETURNS)
            if session.get(PupilRow, pupil_id) is None:
                raise NotFound("There is no such pupil.")
            by = as_known(session, pupil_id, by)
            recording = Recording(session, me, "answered")
            row: AgreementRow | None = None
            if agreement_id is not None:
                row = session.get(AgreementRow, agreement_id)
                if row is None or row.pupil_id != pupil_id or row.kind != Kind.CONSENTS.value:
                    raise NotFound("This pupil has no such form about pictures and films.")
                if row.state != FormState.RETURNED.value:
                    recording.set_state(row, FormState.RETURNED)
            ends_on = source.ends_on or last_day(
                me.day_by_the_school(session), _consent_years(session)
            )
            recording.answer(pupil_id, answers, row, asked, replace(source, by=by, ends_on=ends_on))
            event_id = recording.write()
        return Recorded(event_id, recording.now, recording.answer_ids)

    def mark_never(self, pupil_id: uuid.UUID, *, never: bool) -> tuple[ConsentAnswer, ...]:
        """Say that no picture, film or name of a child is used, whatever a family says; or no more.

        No reason is kept (rule 175). The uses to which somebody says yes: what there is to take
        down, or what may be used again. Raises `NotAllowed` or `NotFound`.
        """
        me = self._me
        me.require(Right.MARK_NEVER)
        with me.database.write(Repeat.LOOKS) as session:
            me.require_now(session, Right.MARK_NEVER)
            if not landed_before(session):
                mark_never(session, me, pupil_id, never=never)
            return uses_said_yes(session, pupil_id, me.day_by_the_school(session))

    def undo(self, event_id: uuid.UUID, *, asked: Collection[uuid.UUID] = ()) -> None:
        """Take a step back.

        Raises `MoveNotPossible` when something newer was recorded since, and `ConsentStands` when
        a yes would come back over a no that is not among those `asked` about, as for `answer`.
        """
        me = self._me
        me.require(Right.RECORD_RETURNS)
        with me.database.write() as session:
            me.require_now(session, Right.RECORD_RETURNS)
            undo(session, me, event_id, asked)

    # ------------------------------------------------------------------ looking back

    @or_as_last_seen
    def recent(self, limit: int = 20) -> tuple[Step, ...]:
        """What was recorded last, the newest first."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        with me.database.read() as session:
            return read_steps(session, me, limit)

    @or_as_last_seen
    def unanswered(self) -> tuple[ScanOutcome, ...]:
        """Forms about pictures that are back and whose answers wait, the oldest first."""
        me = self._me
        me.require(Right.RECORD_RETURNS)
        with me.database.read() as session:
            return unanswered(session, me.day_by_the_school(session))

    def form_to_answer(self, agreement_id: uuid.UUID) -> ScanOutcome:
        """One of those, with what stands now. Raises `NotFound` when it has been answered."""
        me = self._me
        me.require(Right.RECORD_RETURNS)
        with me.database.read() as session:
            return form_to_answer(
                session, agreement_id, me.day_by_the_school(session), me.member.id
            )

    @or_as_last_seen
    def history(self, pupil_id: uuid.UUID, limit: int = 100) -> tuple[Step, ...]:
        """What was recorded of one child, the newest first."""
        me = self._me
        me.require(Right.SEE_REGISTER)
        with me.database.read() as session:
            return read_steps(session, me, limit, pupil_id)


# ---------------------------------------------------------------------- words


def _consent_years(session: Session) -> int:
    row = session.get(SettingRow, "consent_years")
    return read_settings({row.name: row.value}).consent_years if row is not None else 0


def _recorded(session: Session) -> Recorded:
    """What the call recorded before: the answer of a repeat."""
    event = event_of_call(session)
    if event is None:
        raise LandedBefore
    return Recorded(event.id, event.at, tuple(map(uuid.UUID, event.after["answers"])))


def _not_ours(kind: CodeKind) -> ScanOutcome:
    match kind:
        case CodeKind.OTHER_SCHOOL:
            return ScanOutcome(ScanKind.OTHER_SCHOOL, "This form is from another school.")
        case CodeKind.MISREAD:
            words = "The code was not read well. Scan it again, or type the code printed under it."
            return ScanOutcome(ScanKind.MISREAD, words)
        case CodeKind.PART:
            words = f"This is only a part of the code: it has {LENGTH} characters. Type the rest."
            return ScanOutcome(ScanKind.MISREAD, words)
        case CodeKind.NOT_OURS | CodeKind.OURS:
            return ScanOutcome(ScanKind.NOT_OURS, "This is not a code of one of our forms.")
        case _:
            assert_never(kind)


def _impossible(now: FormState, wanted: FormState) -> str:
    if wanted is FormState.WITHDRAWN:
        return "Only a form that came back can be withdrawn."
    if wanted is now:
        return f"This form is already {now.value}."
    return f"A form that is {now.value} cannot become {wanted.value}."


def _whose(session: Session, row: AgreementRow) -> tuple[str, str, bool]:
    """Name, class, and whether she has left."""
    if row.member_id is not None:
        member = session.get(MemberRow, row.member_id)
        if member is None:
            return "", "", True
        return member.name, "", member.state == MemberState.REMOVED.value
    pupil = session.get(PupilRow, row.pupil_id)
    if pupil is None:
        return "", "", True
    school_class = session.get(ClassRow, pupil.class_id) if pupil.class_id else None
    name = f"{pupil.preferred or pupil.forename} {pupil.surname}".strip()
    return name, school_class.name if school_class else "", not pupil.active


def _gone_up(session: Session, row: AgreementRow) -> str:
    """That a form is one that children of this pupil's year are not asked for; else nothing."""
    pupil = session.get(PupilRow, row.pupil_id) if row.pupil_id is not None else None
    year = YearGroup(pupil.year_group) if pupil is not None and pupil.year_group else None
    if pupil is None or not pupil.active or Kind(row.kind).suits(year):
        return ""
    now = f"is in {year.title} now" if year is not None else "is in no year group now"
    other = Kind.PUPIL_KS1 if Kind.PUPIL_KS1.suits(year) else Kind.PUPIL_KS2
    return f" {pupil.preferred or pupil.forename} {now}: what counts is “{other.title}”."


def _has_answers(session: Session, row: AgreementRow) -> bool:
    """Whether its answers are in: they count, or it was said of them since that they no longer do."""
    said_since = select(ConsentRow.since).where(
        ConsentRow.pupil_id == row.pupil_id,
        ConsentRow.consent == NO_LONGER,
        ConsentRow.ended_at.is_(None),
    )
    is_back = row.state == FormState.RETURNED.value
    counts = ConsentRow.ended_at.is_(None)
    query = select(ConsentRow.id).where(
        ConsentRow.agreement_id == row.id,
        or_(counts, ConsentRow.ended_at.in_(said_since)) if is_back else counts,
    )
    return session.execute(query.limit(1)).first() is not None
