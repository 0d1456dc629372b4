"""No family is asked for pictures that the school will never use, and no paper says so (rule 183)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.agreements.plans import HOW
from tests.agreements.school_forms import PUPIL_AND_PARENT, give_out, of, order, whose
from tests.documents.reading import text_of
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.paper.documents import write_batch
from trent_desktop.agreements.register.papers import register_pdf
from trent_desktop.agreements.register.standing import whole_school
from trent_desktop.problems import AnswersRefused, NotFound

EVERYBODY, UNTIL = Chosen(Scope.EVERYBODY), dt.date(2026, 12, 18)
LEFT_OUT = "1 form about pictures is left out: see the register."


def test_the_first_form_is_printed_for_everybody_else(school: SmallSchool, tmp_path: Path) -> None:
    dsl, teacher = school.open("dsl"), school.open("teacher1")
    child = next(one for one in teacher.signed_in.directory.pupils if one.surname == "Khan")
    batches, register = teacher.agreements.batches, teacher.agreements.register
    every = order(*PUPIL_AND_PARENT, Kind.CONSENTS, cover_sheets=True)
    before = batches.plan(every)
    dsl.agreements.returns.mark_never(child.id, never=True)
    plan = batches.plan(every)
    assert len(plan.forms) == len(before.forms) - 1
    assert {one.kind for one in plan.forms if one.pupil_id == child.id} == {
        Kind.PUPIL_KS2,
        Kind.PARENT,
    }
    assert plan.notes == (LEFT_OUT,)  # told to who prints, who sees the register too
    write_batch(plan, tmp_path / "out.pdf", HOW)
    printed = text_of((tmp_path / "out.pdf").read_bytes())
    assert "Maryam" in printed
    assert not any("left out" in one or "No picture" in one for one in printed.split("\n"))

    # Neither as something missing, nor as something waited for.
    batches.issue(plan, pages=1)
    line = register.pupil(child.id)
    assert Kind.CONSENTS not in line.cells
    assert Kind.PARENT in line.cells
    figures = whole_school(register.figures()).kinds
    assert figures[Kind.CONSENTS].pupils == figures[Kind.PARENT].pupils - 1
    assert figures[Kind.CONSENTS].missing == 0
    assert register_pdf(HOW.letterhead, register.everybody(), UNTIL).pages
    for chosen in (
        Chosen(Scope.PUPILS, pupils=(child.id,)),
        Chosen(Scope.PUPILS, pupils=(child.id,), only_missing=True),
    ):
        with pytest.raises(AnswersRefused, match="see the register"):
            batches.plan(order(Kind.CONSENTS, chosen=chosen))


def test_whoever_is_marked_since_is_not_reminded_and_not_printed_again(school: SmallSchool) -> None:
    dsl, teacher = school.open("dsl"), school.open("teacher1")
    agreements = teacher.agreements
    plan = give_out(teacher, Kind.PARENT, Kind.CONSENTS)
    child = whose(of(plan, "Maryam Khan", Kind.CONSENTS))
    alone = give_out(teacher, Kind.CONSENTS, chosen=Chosen(Scope.PUPILS, pupils=(child,))).batch_id
    assert plan.batch_id is not None
    assert alone is not None
    first = agreements.reminders.plan(EVERYBODY, UNTIL)
    asked = next(one for one in first.forms if one.pupil_id == child)
    assert any("Pictures and films" in one for one in asked.missing)
    agreements.reminders.issue(first, pages=1)

    dsl.agreements.returns.mark_never(child, never=True)
    for second in (False, True):
        letters = agreements.reminders.plan(EVERYBODY, UNTIL, second=second).forms
        hers = [one for one in letters if one.pupil_id == child]
        assert hers[0].missing == ("Parent’s agreement: Maryam Khan (4A)",)
        assert Kind.CONSENTS not in {one.kind for one in hers}
        other = next(one for one in letters if one.name == "Conor O'Neill")
        assert len(other.missing) == 2
    again = agreements.batches.again(plan.batch_id)
    assert len(again.forms) == len(plan.forms) - 1
    assert again.notes == (LEFT_OUT,)
    with pytest.raises(NotFound, match="see the register"):
        agreements.batches.again(alone)
    # What was given out stays in sight, and is waited for by nobody.
    cell = agreements.register.pupil(child).cells[Kind.CONSENTS]
    assert cell.state is FormState.CHASED
    figures = whole_school(agreements.register.figures()).kinds
    assert figures[Kind.CONSENTS].waiting == figures[Kind.PARENT].waiting - 1

    # Once the mark is off, the family is asked as every other.
    dsl.agreements.returns.mark_never(child, never=False)
    letters = agreements.reminders.plan(EVERYBODY, UNTIL).forms
    assert len(next(one for one in letters if one.pupil_id == child).missing) == 2
