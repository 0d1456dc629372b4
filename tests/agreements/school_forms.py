"""Forms of a real small school: planned, given out, found again."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import BatchOrder, BatchPlan, Chosen, Form, Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.open_school import OpenSchool

PUPIL_AND_PARENT = (Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT)


def order(*kinds: Kind, scope: Scope = Scope.EVERYBODY, **more: object) -> BatchOrder:
    """An order for everybody, or as said."""
    more = {"chosen": Chosen(scope), "return_by": dt.date(2026, 12, 4), **more}
    return BatchOrder(kinds or PUPIL_AND_PARENT, **more)  # type: ignore[arg-type]


def give_out(school: OpenSchool, *kinds: Kind, **more: Any) -> BatchPlan:
    """Plan and give out."""
    batches = school.agreements.batches
    return batches.issue(batches.plan(order(*kinds, **more)), pages=1)


def of(plan: BatchPlan, name: str, kind: Kind) -> Form:
    """The form of somebody."""
    return next(one for one in plan.forms if one.name == name and one.kind is kind)


def whose(form: Form) -> uuid.UUID:
    """The pupil of a form that is a pupil's."""
    assert form.pupil_id is not None
    return form.pupil_id


def code_of(school: OpenSchool, form: Form) -> str:
    """What the scanner types for a form."""
    return code_text(school.school.id, form.token)
