"""Printing in batches: what it comes to, giving it out, and printing one again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.answers_wait import answers_wait
from trent_desktop.agreements.giving.batch import BatchOrder, BatchPlan, BatchSummary, Scope
from trent_desktop.agreements.giving.choosing import (
    PupilGroup,
    check_order,
    chosen_pupils,
    chosen_staff,
    empty_classes,
)
from trent_desktop.agreements.giving.counted import numbers_given_out
from trent_desktop.agreements.giving.families import read_families
from trent_desktop.agreements.giving.issuing import batch_id_of, not_given_out, write_batch_row
from trent_desktop.agreements.giving.not_asked import never_asked
from trent_desktop.agreements.giving.orders import order_from_json, whom_in_words
from trent_desktop.agreements.giving.planning import NOBODY, Answered, Current, Planning
from trent_desktop.agreements.giving.repeating import repeated
from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.models import AgreementRow, BatchRow
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.wordings import read_current
from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import MemberRow, table_of

_FORM = table_of(AgreementRow)
_ANSWERED: Final = (FormState.RETURNED, FormState.REFUSED, FormState.WITHDRAWN)


#: Which of these pupils' families are asked again about pictures, as things stand on a day.
AskedAgain = Callable[[Session, Collection[uuid.UUID], dt.date], Collection[uuid.UUID]]


class BatchService:
    """Plans, gives out and repeats batches. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn, asked_again: AskedAgain) -> None:
        self._me = signed_in
        self._asked_again = asked_again

    # ------------------------------------------------------------------ planning

    def plan(self, order: BatchOrder) -> BatchPlan:
        """What an order comes to, with fresh codes. Writes nothing.

        Raises `NotAllowed`, `AnswersRefused` (with the field), or `NotFound`.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        check_order(order)
        order = replace(order, kinds=_once(order))
        if order.language is not None:
            language(order.language)
        directory = me.directory
        if order.chosen.scope is Scope.STAFF:
            me.require(Right.SEE_STAFF_AGREEMENTS)
            members = chosen_staff(directory, order)
            with me.database.read() as session:
                current = read_current(session, _codes(order.language))
                done = _answered(session, current) if order.chosen.only_missing else NOBODY
            return Planning(order, current, {}, done).for_staff(members)
        groups = chosen_pupils(directory, order)
        with me.database.read() as session:
            families = read_families(session)
            codes = {one.language for one in families.values()}
            current = read_current(session, codes | _codes(order.language))
            done = _answered(session, current) if order.chosen.only_missing else NOBODY
            done = self._asked_anew(session, order, groups, done)
            not_asked = never_asked(session)
        plan = Planning(order, current, families, done, not_asked).for_pupils(groups)
        return replace(plan, notes=(*empty_classes(directory, order), *plan.notes))

    def _asked_anew(
        self,
        session: Session,
        order: BatchOrder,
        groups: tuple[PupilGroup, ...],
        done: Answered,
    ) -> Answered:
        """What need not be printed, by who is asked about pictures once more.

        What they answered once is not what is missing, unless a new form waits for its answers to
        be put in (rule 198); and where only they are meant, it is nobody whose yes still counts, or
        who never said one (rule 134).
        """
        only_missing = order.chosen.only_missing and Kind.CONSENTS in order.kinds
        if not only_missing and not order.chosen.ask_again:
            return done
        pupils = [pupil.id for group in groups for pupil in group.pupils]
        again = {*self._asked_again(session, pupils, self._me.day_by_the_school(session))}
        if only_missing:
            back = session.execute(select(AgreementRow.pupil_id).where(answers_wait()))
            done -= _about_pictures(again - {*back.scalars()})
        if order.chosen.ask_again:
            done |= _about_pictures({*pupils} - again)
        return done

    # ------------------------------------------------------------------ giving out

    def issue(self, plan: BatchPlan, pages: int) -> BatchPlan:
        """Write down that these forms are given out. Once: a second time changes nothing.

        Raises `NotAllowed`, `SomebodyWasFaster` when a version printed on them is that of another
        wording by now, or what writing raises.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        if plan.batch_id is not None:
            return plan
        with me.database.write(Repeat.KNOWS) as session:
            me.require_now(session, Right.PRINT_AGREEMENTS)
            rest = not_given_out(session, plan)
            if rest is None:
                return replace(plan, batch_id=batch_id_of(plan))
            batch_id = write_batch_row(session, me, rest, pages)
            kinds = [one.value for one in plan.order.kinds]
            details = {"forms": len(rest.forms), "pages": pages, "kinds": kinds}
            me.audit(session, Act.AGREEMENTS_PRINTED, str(batch_id), details)
        return replace(plan, batch_id=batch_id)

    # ------------------------------------------------------------------ what was printed

    @or_as_last_seen
    def issued(self) -> tuple[BatchSummary, ...]:
        """All batches, the newest first by the school's count (rule 191)."""
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        with me.database.read() as session:
            rows = session.execute(
                select(BatchRow, MemberRow.name).join(MemberRow, MemberRow.id == BatchRow.member_id)
            ).all()
            given_out = numbers_given_out(session, [row.id for row, _ in rows])
            answered = dict(
                session.execute(
                    select(_FORM.c.batch_id, func.count())
                    .where(_FORM.c.state.in_([one.value for one in _ANSWERED]))
                    .group_by(_FORM.c.batch_id)
                ).all()
            )
        found: list[BatchSummary] = []
        newest_first = sorted(
            rows, key=lambda one: (given_out.get(one[0].id, 0), one[0].made_at), reverse=True
        )
        for row, name in newest_first:
            order = order_from_json(row.order, row.return_by)
            found.append(
                BatchSummary(
                    row.id, row.made_at, name, order.kinds,
                    whom_in_words(order.chosen, me.directory.classes), row.return_by,
                    row.forms, row.pages, answered.get(row.id, 0),
                )
            )  # fmt: skip
        return tuple(found)

    def again(self, batch_id: uuid.UUID) -> BatchPlan:
        """A batch as it was printed: the same codes, wordings, languages and sizes.

        Those who have left since are left out, and whoever is no more asked for pictures, which a
        note says; and another day to send it back where that has passed. Raises `NotFound`, `NotAllowed` for forms of staff, or `MoveNotPossible` for reminders.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        with me.database.read() as session:
            return repeated(session, me, batch_id)


# ---------------------------------------------------------------------- within


def _about_pictures(pupils: Collection[uuid.UUID]) -> Answered:
    return frozenset((one, Kind.CONSENTS) for one in pupils)


def _answered(session: Session, current: Current) -> Answered:
    """Who has answered the newest wording of which kind."""
    numbers = {kind.value: current[kind, ENGLISH].number for kind in Kind}
    rows = session.execute(
        select(_FORM.c.kind, _FORM.c.pupil_id, _FORM.c.member_id, _FORM.c.english_number).where(
            _FORM.c.state.in_([one.value for one in _ANSWERED])
        )
    )
    return frozenset(
        (row.pupil_id or row.member_id, Kind(row.kind))
        for row in rows
        if row.english_number == numbers[row.kind]
    )


def _once(order: BatchOrder) -> tuple[Kind, ...]:
    """Each kind once, in the order of a child's papers; only what comes back can be missing."""
    missing = order.chosen.only_missing
    if order.chosen.ask_again:
        return (Kind.CONSENTS,)
    kinds = tuple(one for one in Kind if one in order.kinds and (one.is_returned or not missing))
    if not kinds:
        said = "The blogging rules do not come back, so none of them are missing."
        raise AnswersRefused(said, (("kinds", said),))
    return kinds


def _codes(code: str | None) -> set[str]:
    return {code} if code else set()
