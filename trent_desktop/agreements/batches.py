"""Printing in batches: what it comes to, giving it out, and printing one again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.batch import BatchOrder, BatchPlan, Form, FormGroup, Scope
from trent_desktop.agreements.choosing import (
    STAFF,
    check_order,
    chosen_pupils,
    chosen_staff,
)
from trent_desktop.agreements.families import PupilFamily, read_families
from trent_desktop.agreements.kinds import FormState, Kind, PrintSize
from trent_desktop.agreements.languages import ENGLISH, language
from trent_desktop.agreements.models import AgreementRow, BatchRow
from trent_desktop.agreements.orders import order_from_json, order_to_json, whom_in_words
from trent_desktop.agreements.planning import (
    NOBODY,
    Answered,
    Current,
    Planning,
    asked_for,
    told_apart,
)
from trent_desktop.agreements.wording import Wording
from trent_desktop.agreements.wordings import (
    read_current,
    register_number,
    wording_at,
)
from trent_desktop.problems import NotFound
from trent_desktop.school.permissions import Right
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import MemberRow, table_of

_FORM = table_of(AgreementRow)
#: A few statements instead of one: a database takes only so many values at once.
_AT_ONCE: Final = 500
_ANSWERED: Final = (FormState.RETURNED, FormState.REFUSED, FormState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """A batch that was printed. `answered` counts its forms that came back."""

    id: uuid.UUID
    made_at: dt.datetime
    made_by: str
    kinds: tuple[Kind, ...]
    whom: str
    return_by: dt.date | None
    forms: int
    pages: int
    answered: int


class BatchService:
    """Plans, gives out and repeats batches. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    # ------------------------------------------------------------------ planning

    def plan(self, order: BatchOrder) -> BatchPlan:
        """What an order comes to, with fresh codes. Writes nothing.

        Raises `NotAllowed`, `AnswersRefused` (with the field), or `NotFound`.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        check_order(order)
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
        return Planning(order, current, families, done).for_pupils(groups)

    # ------------------------------------------------------------------ giving out

    def issue(self, plan: BatchPlan, pages: int) -> BatchPlan:
        """Write down that these forms are given out. Once: a second time changes nothing.

        Raises `NotAllowed` or what writing raises.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        if plan.batch_id is not None:
            return plan
        with me.database.write() as session:
            me.require_now(session, Right.PRINT_AGREEMENTS)
            batch_id = write_batch_row(session, me, plan, pages)
            kinds = [one.value for one in plan.order.kinds]
            details = {"forms": len(plan.forms), "pages": pages, "kinds": kinds}
            me.audit(session, Act.AGREEMENTS_PRINTED, str(batch_id), details)
        return replace(plan, batch_id=batch_id)

    # ------------------------------------------------------------------ what was printed

    def issued(self) -> tuple[BatchSummary, ...]:
        """All batches, the newest first."""
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        with me.database.read() as session:
            rows = session.execute(
                select(BatchRow, MemberRow.name)
                .join(MemberRow, MemberRow.id == BatchRow.member_id)
                .order_by(BatchRow.made_at.desc())
            ).all()
            answered = dict(
                session.execute(
                    select(_FORM.c.batch_id, func.count())
                    .where(_FORM.c.state.in_([one.value for one in _ANSWERED]))
                    .group_by(_FORM.c.batch_id)
                ).all()
            )
        found: list[BatchSummary] = []
        for row, name in rows:
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

        Those who have left since are left out, which a note says. Raises `NotFound`.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        with me.database.read() as session:
            row = session.get(BatchRow, batch_id)
            if row is None:
                raise NotFound("There is no such batch.")
            order = order_from_json(row.order, row.return_by)
            forms = session.execute(
                select(_FORM).where(_FORM.c.batch_id == batch_id).order_by(_FORM.c.position)
            ).all()
            families = read_families(session)
            texts: dict[tuple[str, str, int], Wording] = {}
            for one in forms:
                for code, number in (
                    (ENGLISH, one.english_number),
                    (one.language, one.translation_number),
                ):
                    key = (one.kind, code, number)
                    if number is not None and key not in texts:
                        texts[key] = wording_at(session, Kind(one.kind), code, number)
        return _Again(order, batch_id, self._me, families, texts).plan(forms)


# ---------------------------------------------------------------------- within


class _Again:
    """Puts a batch together as it was."""

    def __init__(
        self,
        order: BatchOrder,
        batch_id: uuid.UUID,
        me: SignedIn,
        families: Mapping[uuid.UUID, PupilFamily],
        texts: Mapping[tuple[str, str, int], Wording],
    ) -> None:
        self._order = order
        self._batch_id = batch_id
        self._families = families
        self._texts = texts
        self._pupils = {one.id: one for one in me.directory.pupils}
        self._members = {one.id: one for one in me.directory.members if one.active}

    def plan(self, rows: Any) -> BatchPlan:
        groups: dict[str, list[Form]] = {}
        listed: dict[str, dict[str, str]] = {}
        gone = 0
        for row in rows:
            pupil, member = self._pupils.get(row.pupil_id), self._members.get(row.member_id)
            if pupil is None and member is None:
                gone += 1
                continue
            if pupil is not None:
                name = f"Class {pupil.class_name}" if pupil.class_name else "No class"
                form = self._form(row, pupil.name, pupil.class_name)
                listed.setdefault(name, {}).setdefault(told_apart(pupil), asked_for(form))
            else:
                name = STAFF
                form = self._form(row, member.name if member else "", "")
                listed.setdefault(name, {}).setdefault(form.name, "")
            groups.setdefault(name, []).append(form)
        if not groups:
            raise NotFound("Everybody whose forms these were has left.")
        found = tuple(
            FormGroup(name, tuple(forms), tuple(listed[name].items()))
            for name, forms in groups.items()
        )
        who = "1 form is" if gone == 1 else f"{gone} forms are"
        notes = (f"{who} left out: the child or member has left.",) if gone else ()
        return BatchPlan(self._order, found, notes, self._batch_id)

    def _form(self, row: Any, name: str, class_name: str) -> Form:
        number = row.translation_number
        translation = self._texts[row.kind, row.language, number] if number is not None else None
        family = self._families.get(row.pupil_id)
        return Form(
            row.id, row.token, Kind(row.kind), name, class_name,
            self._texts[row.kind, ENGLISH, row.english_number], row.english_number,
            translation, number, False, PrintSize(row.print_size),
            row.pupil_id, row.member_id, family.addressed_to if family else "",
        )  # fmt: skip


def write_batch_row(session: Session, me: SignedIn, plan: BatchPlan, pages: int) -> uuid.UUID:
    """Write a batch and its forms, inside a unit of work. Letters have no form to come back."""
    batch_id, now = uuid.uuid4(), me.clock()
    session.add(
        BatchRow(
            id=batch_id,
            made_at=now,
            member_id=me.member.id,
            order=order_to_json(plan.order),
            return_by=plan.order.return_by,
            forms=len(plan.forms),
            pages=pages,
        )
    )
    session.flush()
    number = _numbers(session, me)
    rows: list[dict[str, Any]] = []
    for position, form in enumerate(plan.forms):
        english = number(form.english)
        translated = number(form.translation) if form.translation is not None else None
        if not form.kind.is_returned or form.is_copy:
            continue
        rows.append(
            {
                "id": form.id,
                "token": form.token,
                "batch_id": batch_id,
                "position": position,
                "kind": form.kind.value,
                "pupil_id": form.pupil_id,
                "member_id": form.member_id,
                "language": form.language,
                "print_size": form.print_size.value,
                "english_number": english,
                "translation_number": translated,
                "issued_at": now,
                "state": FormState.ISSUED.value,
                "state_at": now,
                "recorded_by": me.member.id,
                "chased": 0,
                "chased_at": None,
            }
        )
    for start in range(0, len(rows), _AT_ONCE):
        session.connection().execute(insert(_FORM), rows[start : start + _AT_ONCE])
    return batch_id


def _numbers(session: Session, me: SignedIn) -> Callable[[Wording], int]:
    known: dict[int, tuple[Wording, int]] = {}  # by identity: a batch has few wordings

    def number(wording: Wording) -> int:
        found = known.get(id(wording))
        if found is None:
            found = known[id(wording)] = (wording, register_number(session, wording, me))
        return found[1]

    return number


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


def _codes(code: str | None) -> set[str]:
    return {code} if code else set()
