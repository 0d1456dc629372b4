"""The draft of the next version: begun, changed by several at once, checked, approved."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.journeys.cleaning import clean, line_of
from trent_desktop.newer import NEWER_DO, NEWER_WORDS, body_read
from trent_desktop.policy.clauses import PolicyText, policy_from_json
from trent_desktop.policy.editing import AddClause, Edit, edited, fit_to_keep
from trent_desktop.policy.equality import (
    LONGEST,
    Answer,
    Characteristic,
    answer_to_json,
    check_of,
    open_questions,
)
from trent_desktop.policy.models import PolicyVersionRow
from trent_desktop.policy.service import version_of
from trent_desktop.policy.topic_finding import topic_of, with_topics
from trent_desktop.policy.values import Approval
from trent_desktop.policy.versions import PolicyVersion, VersionState
from trent_desktop.problems import AnswersRefused, NotFound, SomebodyWasFaster
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import LandedBefore, Repeat
from trent_desktop.storage.landed_rows import landed_before

_LONGEST_MINUTE: Final = 200
#: From when a version may hold, and when it is reviewed at the latest, after it was approved.
_AHEAD: Final = dt.timedelta(days=2 * 366)
_LONGEST_HELD: Final = dt.timedelta(days=10 * 366)
NO_DRAFT: Final = "There is no longer a draft."


class PolicyDrafts:
    """Works on the one draft there is. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def draft(self) -> PolicyVersion | None:
        """The draft, or None. Raises `NotAllowed`."""
        me = self._me
        if not me.may(Right.APPROVE_POLICY):
            me.require(Right.CHANGE_POLICY)
        with me.database.read() as session:
            row = _draft(session)
            return version_of(me, row) if row is not None else None

    def begin(self, draft_id: uuid.UUID, text: PolicyText) -> PolicyVersion:
        """Begin a draft with a text. Done twice with one id it is begun once.

        Raises `NotAllowed`, and `SomebodyWasFaster` when there is another draft already.
        """
        me = self._me
        me.require(Right.CHANGE_POLICY)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return _as_it_is(me, session, draft_id)
            me.require_now(session, Right.CHANGE_POLICY)
            row = session.get(PolicyVersionRow, draft_id)
            if row is None:
                other = _draft(session)
                if other is not None:
                    name = version_of(me, other).made_by or "Somebody else"
                    raise SomebodyWasFaster(
                        f"{name} has begun a draft already.",
                        what_to_do="Change that one, or discard it first.",
                    )
                newest = session.execute(select(func.max(PolicyVersionRow.number))).scalar()
                now = me.clock()
                row = PolicyVersionRow(
                    id=draft_id,
                    number=(newest or 0) + 1,
                    state=VersionState.DRAFT.value,
                    content=with_topics(fit_to_keep(text)).to_json(),
                    equality={},
                    made_at=now,
                    made_by=me.member.id,
                    changed_at=now,
                    changed_by=me.member.id,
                    minute="",
                )
                session.add(row)
                me.audit(session, Act.POLICY_CHANGED, str(draft_id), {"what": "begun"})
            return version_of(me, row)

    def change(self, draft_id: uuid.UUID, edit: Edit) -> PolicyVersion:
        """Put one change into the draft as it stands now. Done twice it is done once.

        Raises `NotAllowed`, `NotFound`, `AnswersRefused`, and `SomebodyWasFaster` when that piece is
        not any more as she saw it; then nothing is changed.
        """
        if isinstance(edit, AddClause) and not edit.clause.topic:
            edit = replace(edit, clause=replace(edit.clause, topic=topic_of(edit.clause)))

        def work(row: PolicyVersionRow) -> bool:
            before = policy_from_json(body_read(row.content))
            _must_be_understood(row, before)
            after = edited(before, edit)
            row.content = after.to_json()
            return after != before

        return self._write(draft_id, "words", work)

    def answer(
        self, draft_id: uuid.UUID, one: Characteristic, before: Answer, after: Answer
    ) -> PolicyVersion:
        """Answer one line of the equality check. Raises as `change` does."""
        done = clean(after.done).text
        after = Answer(after.effect, done)
        if len(done) > LONGEST:
            said = f"Use at most {LONGEST:,} characters."
            raise AnswersRefused(said, ((one.value, said),))

        def work(row: PolicyVersionRow) -> bool:
            stands = check_of(body_read(row.equality))[one]
            if stands == after:
                return False
            if stands != before:
                raise SomebodyWasFaster(
                    f"What is said of “{one.title}” was changed by somebody else meanwhile.",
                    what_to_do="Nothing is overwritten. Look at what is there now.",
                )
            row.equality = {**body_read(row.equality), one.value: answer_to_json(after)}
            return True

        return self._write(draft_id, "equality", work)

    def answer_all(
        self, draft_id: uuid.UUID, changed: Sequence[tuple[Characteristic, Answer, Answer]]
    ) -> tuple[PolicyVersion, tuple[Characteristic, ...]]:
        """Answer several lines of the equality check, each with what stood there and what shall.

        One that somebody else answered meanwhile keeps none of the others back: those are given,
        beside the draft as it stands then. Raises as `change` does.
        """
        done = {one: clean(after.done).text for one, _, after in changed}
        for one, words in done.items():
            if len(words) > LONGEST:
                said = f"Use at most {LONGEST:,} characters."
                raise AnswersRefused(said, ((one.value, said),))

        def work(row: PolicyVersionRow) -> bool:
            stands, new = check_of(body_read(row.equality)), dict(body_read(row.equality))
            beaten.clear()
            for one, before, after in changed:
                tidied = Answer(after.effect, done[one])
                if stands[one] not in (before, tidied):
                    beaten.append(one)
                elif stands[one] != tidied:
                    new[one.value] = answer_to_json(tidied)
            if new == body_read(row.equality):
                return False
            row.equality = new
            return True

        beaten: list[Characteristic] = []
        return self._write(draft_id, "equality", work), tuple(beaten)

    def discard(self, draft_id: uuid.UUID, seen: dt.datetime | None) -> None:
        """Put the draft away for good, as she saw it. Done twice it is done once.

        Raises `NotAllowed`, and `SomebodyWasFaster` when it was changed since `seen`.
        """
        me = self._me
        me.require(Right.CHANGE_POLICY)
        with me.database.write() as session:
            me.require_now(session, Right.CHANGE_POLICY)
            row = _draft(session)
            if row is None or row.id != draft_id:
                return
            _must_be_as_seen(me, row, seen)
            session.delete(row)
            me.audit(session, Act.POLICY_CHANGED, str(draft_id), {"what": "put away"})

    def approve(
        self, draft_id: uuid.UUID, seen: dt.datetime | None, approval: Approval
    ) -> PolicyVersion:
        """Write down that the governors approved the draft as she saw it. Done twice it is done once.

        Raises `NotAllowed`, `NotFound`, `AnswersRefused` (also while the equality check is open),
        `MoveNotPossible` while this laptop's clock is wrong, and `SomebodyWasFaster` when the draft was changed since `seen`.
        """
        me = self._me
        me.require(Right.APPROVE_POLICY)
        minute = line_of(approval.minute)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return _as_it_is(me, session, draft_id)
            me.require_now(session, Right.APPROVE_POLICY)
            row = session.get(PolicyVersionRow, draft_id)
            if row is None:
                raise NotFound(NO_DRAFT)
            if row.state == VersionState.APPROVED.value:
                if row.approved_by != me.member.id:
                    raise SomebodyWasFaster("Somebody else has written that down already.")
                return version_of(me, row)
            if row.state != VersionState.DRAFT.value:
                raise SomebodyWasFaster(NEWER_WORDS, what_to_do=NEWER_DO)
            me.require_the_time(session)  # the next version could not hold before this one
            errors = _wrong_with(approval, minute, me.clock().astimezone().date())
            errors += _too_early(session, approval)
            open_ones = open_questions(check_of(body_read(row.equality)))
            if open_ones:
                said = "The equality check is not finished: " + ", ".join(
                    one.title for one in open_ones
                )
                errors.append(("equality", ended(said)))
            if errors:
                raise AnswersRefused(errors[0][1], tuple(errors))
            _must_be_as_seen(me, row, seen)
            row.state = VersionState.APPROVED.value
            row.approved_on, row.minute = approval.approved_on, minute
            row.in_force_from, row.review_on = approval.in_force_from, approval.review_on
            row.approved_by = me.member.id
            me.audit(session, Act.POLICY_APPROVED, str(draft_id), {"number": row.number})
            return version_of(me, row)

    def _write(
        self, draft_id: uuid.UUID, what: str, work: Callable[[PolicyVersionRow], bool]
    ) -> PolicyVersion:
        me = self._me
        me.require(Right.CHANGE_POLICY)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return _as_it_is(me, session, draft_id)
            me.require_now(session, Right.CHANGE_POLICY)
            row = _draft(session)
            if row is None or row.id != draft_id:
                raise NotFound(NO_DRAFT, what_to_do="It was approved or discarded meanwhile.")
            if work(row):
                row.changed_at, row.changed_by = me.clock(), me.member.id
                me.audit(session, Act.POLICY_CHANGED, str(draft_id), {"what": what})
            return version_of(me, row)


def _draft(session: Session) -> PolicyVersionRow | None:
    drafts = select(PolicyVersionRow).where(PolicyVersionRow.state == VersionState.DRAFT.value)
    return session.execute(drafts.order_by(PolicyVersionRow.number)).scalars().first()


def _as_it_is(me: SignedIn, session: Session, draft_id: uuid.UUID) -> PolicyVersion:
    """The answer of a repeat: the draft as it is by now."""
    row = session.get(PolicyVersionRow, draft_id)
    if row is None:
        raise LandedBefore  # and was put away since
    return version_of(me, row)


def _too_early(session: Session, approval: Approval) -> list[tuple[str, str]]:
    """A version from a day before an older one's would never hold."""
    newest = session.execute(select(func.max(PolicyVersionRow.in_force_from))).scalar()
    if newest is None or approval.in_force_from >= newest:
        return []
    return [("in_force_from", f"The version before it is in force from {date_for_people(newest)}.")]


def _must_be_understood(row: PolicyVersionRow, text: PolicyText) -> None:
    """What a newer program wrote into the text besides would be lost by writing it back."""
    if text.to_json() != row.content:
        raise SomebodyWasFaster(NEWER_WORDS, what_to_do=NEWER_DO)


def _must_be_as_seen(me: SignedIn, row: PolicyVersionRow, seen: dt.datetime | None) -> None:
    if row.changed_at != seen:
        name = version_of(me, row).changed_by or "Somebody else"
        raise SomebodyWasFaster(
            f"{name} has changed the draft since you opened it.",
            what_to_do="Look at what has changed, then do it again.",
        )


def _wrong_with(approval: Approval, minute: str, today: dt.date) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if approval.approved_on > today:
        found.append(
            ("approved_on", "That day is still to come. Record it when it has been decided.")
        )
    if not minute:
        found.append(("minute", "Say how the governors’ minutes name it."))
    elif len(minute) > _LONGEST_MINUTE:
        found.append(("minute", f"Use at most {_LONGEST_MINUTE} characters."))
    if approval.in_force_from < approval.approved_on:
        found.append(("in_force_from", "It cannot be in force before it was approved."))
    elif approval.in_force_from > approval.approved_on + _AHEAD:
        found.append(("in_force_from", "This day is very far away. Look at its year again."))
    if approval.review_on > approval.approved_on + _LONGEST_HELD:
        found.append(("review_on", "This day is very far away. Look at its year again."))
    if approval.review_on <= approval.in_force_from:
        found.append(("review_on", "Its review comes after the day from which it is in force."))
    return found
