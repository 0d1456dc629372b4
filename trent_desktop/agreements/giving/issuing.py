"""Giving a batch out: its row, its forms and the numbers of its wordings, once and for all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.batch import BatchPlan, Form
from trent_desktop.agreements.giving.orders import order_to_json
from trent_desktop.agreements.kinds import REMINDERS, FormState
from trent_desktop.agreements.models import AgreementRow, BatchRow
from trent_desktop.agreements.wording.wording import Wording
from trent_desktop.agreements.wording.wordings import register_number
from trent_desktop.problems import SomebodyWasFaster
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.tables import table_of

_FORM = table_of(AgreementRow)
#: A few statements instead of one: a database takes only so many values at once.
_AT_ONCE: Final = 500
#: Under which name a batch remembers the wordings of its pages that have no code.
NUMBERS: Final = "numbers"


def batch_id_of(plan: BatchPlan) -> uuid.UUID:
    """The id that a plan has once it is given out: the same however often that is tried."""
    return plan.batch_id or uuid.uuid5(plan.forms[0].id, "batch")


def was_given_out(session: Session, plan: BatchPlan) -> bool:
    """Whether this plan was given out before, by somebody whose connection then broke off."""
    return session.get(BatchRow, batch_id_of(plan)) is not None


def not_given_out(session: Session, plan: BatchPlan) -> BatchPlan | None:
    """What of a plan is not in the register yet; None when all of it is.

    It is when somebody's connection broke off after writing, and in part when some of its pages
    were printed before the others. Pages without a code go with the first of their batch.
    """
    coded = [one.id for one in plan.forms if one.kind.is_returned and not one.is_copy]
    if not coded:
        return None if was_given_out(session, plan) else plan
    there: set[uuid.UUID] = set()
    for start in range(0, len(coded), _AT_ONCE):
        some = coded[start : start + _AT_ONCE]
        there.update(session.scalars(select(_FORM.c.id).where(_FORM.c.id.in_(some))))
    if not there:
        return plan
    if len(there) == len(coded):
        return None
    groups = (
        replace(group, forms=tuple(one for one in group.forms if one.id not in there))
        for group in plan.groups
    )
    first = next(one for one in coded if one not in there)
    rest = tuple(group for group in groups if group.forms)
    return replace(plan, groups=rest, batch_id=uuid.uuid5(first, "batch"))


def write_batch_row(session: Session, me: SignedIn, plan: BatchPlan, pages: int) -> uuid.UUID:
    """Write a batch and its forms, inside a unit of work. Letters have no form to come back.

    Raises `SomebodyWasFaster` when a version that is printed on the forms belongs to another
    wording by now.
    """
    batch_id, now = batch_id_of(plan), me.clock()
    number = _numbers(session, me)
    rows: list[dict[str, Any]] = []
    without_code: dict[str, dict[str, int]] = {}
    for position, form in enumerate(plan.forms):
        english = number(form.english, form.english_number)
        translated = None
        if form.translation is not None:
            translated = number(form.translation, form.translation_number)
        if form.is_copy:
            continue
        if not form.kind.is_returned:
            if form.kind not in REMINDERS:
                used = without_code.setdefault(form.kind.value, {})
                used.update({one.language: at for one, at in _wordings(form, english, translated)})
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
    session.add(
        BatchRow(
            id=batch_id,
            made_at=now,
            member_id=me.member.id,
            order={**order_to_json(plan.order), NUMBERS: without_code},
            return_by=plan.order.return_by,
            forms=len(plan.forms),
            pages=pages,
        )
    )
    session.flush()
    for start in range(0, len(rows), _AT_ONCE):
        session.connection().execute(insert(_FORM), rows[start : start + _AT_ONCE])
    return batch_id


def _wordings(form: Form, english: int, translated: int | None) -> list[tuple[Wording, int]]:
    found = [(form.english, english)]
    if form.translation is not None and translated is not None:
        found.append((form.translation, translated))
    return found


def _numbers(session: Session, me: SignedIn) -> Callable[[Wording, int | None], int]:
    known: dict[int, tuple[Wording, int]] = {}  # by identity: a batch has few wordings

    def number(wording: Wording, printed: int | None) -> int:
        found = known.get(id(wording))
        if found is None:
            found = known[id(wording)] = (wording, register_number(session, wording, me))
        if found[1] != printed:
            raise SomebodyWasFaster(
                f"The wording of “{wording.kind.title}” was changed meanwhile, so these forms "
                "have the wrong version on them.",
                what_to_do="Put these aside and print them again.",
            )
        return found[1]

    return number
