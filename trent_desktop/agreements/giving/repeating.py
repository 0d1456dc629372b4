"""Printing a batch once more, as it was: the same codes, wordings, languages and sizes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.batch import (
    BatchOrder,
    BatchPlan,
    Chosen,
    Form,
    FormGroup,
    Scope,
    usual_day,
)
from trent_desktop.agreements.giving.choosing import NO_CLASS, STAFF, chosen_pupils, chosen_staff
from trent_desktop.agreements.giving.families import read_families
from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.giving.issuing import NUMBERS
from trent_desktop.agreements.giving.not_asked import left_out, never_asked
from trent_desktop.agreements.giving.orders import order_from_json
from trent_desktop.agreements.giving.planning import (
    NOBODY,
    Planning,
    asked_for,
    told_apart_on_paper,
)
from trent_desktop.agreements.kinds import REMINDERS, Kind, PrintSize
from trent_desktop.agreements.models import AgreementRow, BatchRow, WordingRow
from trent_desktop.agreements.wording.languages import ENGLISH
from trent_desktop.agreements.wording.wording import CurrentWording
from trent_desktop.agreements.wording.wordings import wording_at
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.tables import table_of

_FORM: Final = table_of(AgreementRow)
_Texts = Mapping[tuple[str, str, int], CurrentWording]


def repeated(session: Session, me: SignedIn, batch_id: uuid.UUID) -> BatchPlan:
    """A batch as it was, inside a unit of work.

    A day to send it back that has passed is no more asked for: another is, which a note says.
    Those who have left since are left out, and whoever is no more asked for pictures, which a note
    says. Of pages without a code it is not
    known who had one: they go to whoever has a form, or is among those chosen, now. Raises
    `NotFound`, `NotAllowed` for forms of staff, or `MoveNotPossible` for reminders.
    """
    row = session.get(BatchRow, batch_id)
    if row is None:
        raise NotFound("There is no such batch.")
    order = order_from_json(row.order, row.return_by)
    if not REMINDERS.isdisjoint(order.kinds):
        raise MoveNotPossible(
            "Reminders are not printed a second time: some of it may have come back since.",
            what_to_do="Print new ones, for what is missing now.",
        )
    if order.chosen.scope is Scope.STAFF:
        me.require(Right.SEE_STAFF_AGREEMENTS)
    rows = session.execute(
        select(_FORM).where(_FORM.c.batch_id == batch_id).order_by(_FORM.c.position)
    ).all()
    numbers = cast("dict[str, dict[str, int]]", row.order.get(NUMBERS, {}))
    wanted = {(one.kind, ENGLISH, one.english_number) for one in rows}
    wanted |= {(one.kind, one.language, one.translation_number) for one in rows}
    wanted |= {(kind, *used) for kind, by_code in numbers.items() for used in by_code.items()}
    texts = _texts(session, {one for one in wanted if one[2] is not None})
    order, told = _with_a_day_to_come(order, me.day_by_the_school(session))
    repeating = _Repeating(order, me, read_families(session), texts, never_asked(session))
    repeating.take(rows)
    repeating.take_without_code(numbers)
    plan = repeating.plan(batch_id)
    return replace(plan, notes=told + plan.notes)


def _with_a_day_to_come(order: BatchOrder, today: dt.date) -> tuple[BatchOrder, tuple[str, ...]]:
    """The order with a day to send it back that has not passed, and what is said of that."""
    passed = order.return_by
    if passed is None or passed >= today or not any(one.is_returned for one in order.kinds):
        return order, ()
    day = usual_day(today)
    said = (
        f"These were to be back by {date_for_people(passed)}, which has passed. "
        f"What you print now says {date_for_people(day)}."
    )
    return replace(order, return_by=day), (said,)


def _texts(session: Session, wanted: set[tuple[str, str, int]]) -> _Texts:
    checked = {
        (row.kind, row.language, row.number): row.checked_at
        for row in session.execute(
            select(
                WordingRow.kind, WordingRow.language, WordingRow.number, WordingRow.checked_at
            ).where(WordingRow.checked_at.is_not(None))
        )
    }
    return {
        (kind, code, number): CurrentWording(
            wording_at(session, Kind(kind), code, number),
            number,
            is_ours=False,
            checked_at=checked.get((kind, code, number)),
        )
        for kind, code, number in wanted
    }


class _Repeating:
    """Puts a batch together as it was."""

    def __init__(
        self,
        order: BatchOrder,
        me: SignedIn,
        families: Mapping[uuid.UUID, PupilFamily],
        texts: _Texts,
        not_asked: frozenset[uuid.UUID],
    ) -> None:
        self._not_asked = not_asked
        self._left_out = 0
        self._order = order
        self._directory = me.directory
        self._families = families
        self._texts = texts
        self._pupils = {one.id: one for one in me.directory.pupils}
        self._members = {one.id: one for one in me.directory.members if one.active}
        self._groups: dict[str, list[Form]] = {}
        self._gone = 0

    def take(self, rows: Sequence[Any]) -> None:
        """The forms that have a code."""
        for row in rows:
            pupil, member = self._pupils.get(row.pupil_id), self._members.get(row.member_id)
            if pupil and row.kind == Kind.CONSENTS.value and pupil.id in self._not_asked:
                self._left_out += 1
                continue
            if pupil is not None:
                name = f"Class {pupil.class_name}" if pupil.class_name else NO_CLASS
                form = self._form(row, pupil.called, pupil.class_name)
            elif member is not None:
                name, form = STAFF, self._form(row, member.name, "")
            else:
                self._gone += 1
                continue
            self._groups.setdefault(name, []).append(form)

    def take_without_code(self, numbers: Mapping[str, Mapping[str, int]]) -> None:
        """The pages that have no code, by the numbers of their wordings."""
        if not numbers or ((self._gone or self._left_out) and not self._groups):
            return
        current = {
            (Kind(kind), code): self._texts[kind, code, number]
            for kind, by_code in numbers.items()
            for code, number in by_code.items()
        }
        chosen = replace(self._order.chosen, only_missing=False)
        forms = [form for group in self._groups.values() for form in group]
        staff = chosen.scope is Scope.STAFF
        if forms and staff:
            members = tuple(one.member_id for one in forms if one.member_id is not None)
            chosen = Chosen(Scope.STAFF, members=members)
        elif forms:
            pupils = tuple(one.pupil_id for one in forms if one.pupil_id is not None)
            chosen = Chosen(Scope.PUPILS, pupils=pupils)
        kinds = tuple(one for one in self._order.kinds if (one, ENGLISH) in current)
        order = replace(self._order, kinds=kinds, chosen=chosen)
        planning = Planning(order, current, self._families, NOBODY)
        if staff:
            plan = planning.for_staff(chosen_staff(self._directory, order))
        else:
            plan = planning.for_pupils(chosen_pupils(self._directory, order))
        for group in plan.groups:
            self._groups.setdefault(group.name, []).extend(group.forms)

    def plan(self, batch_id: uuid.UUID) -> BatchPlan:
        """The whole, in the order it had. Raises `NotFound` when nobody is left to get one."""
        if not self._groups and self._left_out:
            raise NotFound(*left_out(self._left_out))
        if not self._groups:
            raise NotFound("Everybody whose forms these were has left.")
        groups = tuple(self._group(name, forms) for name, forms in self._groups.items())
        who = "1 form is" if self._gone == 1 else f"{self._gone} forms are"
        notes = (f"{who} left out: the child or member has left.",) if self._gone else ()
        notes += left_out(self._left_out)
        return BatchPlan(self._order, groups, notes, batch_id)

    def _group(self, name: str, forms: list[Form]) -> FormGroup:
        person = {_whose(one): at for at, one in reversed(list(enumerate(forms)))}
        kind = {one: at for at, one in enumerate(self._order.kinds)}

        def place(form: Form) -> tuple[int, int]:
            of_person, of_kind = person[_whose(form)], kind.get(form.kind, 0)
            together = self._order.together and form.member_id is None
            return (of_person, of_kind) if together else (of_kind, of_person)

        forms = sorted(forms, key=place)
        listed: list[tuple[str, str]] = []
        told: set[uuid.UUID | None] = set()
        for form in forms:
            pupil = self._pupils.get(form.pupil_id) if form.pupil_id else None
            if _whose(form) in told:
                continue  # other papers of the same person
            told.add(_whose(form))
            shown = told_apart_on_paper(pupil, form) if pupil else form.name
            listed.append((shown, asked_for(form) if pupil else ""))
        return FormGroup(name, tuple(forms), tuple(listed))

    def _form(self, row: Any, name: str, class_name: str) -> Form:
        number = row.translation_number
        theirs = self._texts[row.kind, row.language, number] if number is not None else None
        family = self._families.get(row.pupil_id)
        return Form(
            row.id,
            row.token,
            Kind(row.kind),
            name,
            class_name,
            self._texts[row.kind, ENGLISH, row.english_number].wording,
            row.english_number,
            theirs.wording if theirs else None,
            number,
            theirs.is_checked if theirs else False,
            PrintSize(row.print_size),
            row.pupil_id,
            row.member_id,
            family.addressed_to if family else "",
        )


def _whose(form: Form) -> uuid.UUID | None:
    return form.pupil_id or form.member_id
