"""A class’s year of consents: what was said last counts, and what was asked is what was answered."""

from __future__ import annotations

import pytest

from tests.agreements.school_forms import code_of, give_out, order, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.returned import ScanKind, Source
from trent_desktop.agreements.register.standing import ConsentStands

WEBSITE, BLOG = Consent.WEBSITE, Consent.BLOG


def test_a_year_of_consents(school: SmallSchool) -> None:
    head = school.open("head")
    agreements = head.agreements
    returns, register = agreements.returns, agreements.register
    plan = give_out(head, Kind.CONSENTS)
    copies = give_out(head, Kind.CONSENTS)

    # The stack comes back first, and the answers wait in a list until each is in.
    for form in plan.forms:
        outcome = returns.scan(code_of(head, form))
        assert (outcome.kind, outcome.needs_answers) == (ScanKind.RECORDED, True)
    assert {one.agreement_id for one in returns.unanswered()} == {one.id for one in plan.forms}
    for form in plan.forms:
        asked = returns.form_to_answer(form.id)
        assert [one.said for one in asked.answers] == ["Not answered"] * len(USUAL)
        yes = dict.fromkeys(USUAL, True)
        returns.answer(whose(form), yes, form.id, source=Source(How.FORM))
    assert returns.unanswered() == ()

    # Two parents differ, another family takes everything back, and then its older form turns up.
    differs, withdraws, third = (whose(form) for form in plan.forms[:3])
    returns.answer(differs, {BLOG: False}, source=Source(How.TELEPHONE, "Mr Aziz"))
    returns.answer(withdraws, dict.fromkeys(USUAL, False), source=Source(How.LETTER))
    older = next(one for one in copies.forms if one.pupil_id == withdraws)
    outcome = returns.scan(code_of(head, older))
    assert outcome.kind is ScanKind.SAID_NO
    assert {one.said for one in outcome.answers} == {"Withdrawn"}
    with pytest.raises(ConsentStands):
        returns.answer(withdraws, {WEBSITE: True}, older.id)
    assert not any(one.given for one in register.answers_of(withdraws))
    assert [one.agreement_id for one in returns.unanswered()] == [older.id]

    # The question asks for more: who said yes is asked again, and who took it back is not.
    wording = agreements.wordings.current(Kind.CONSENTS).wording.text
    wider = wording.replace("the school’s website.", "the school’s website and its Facebook page.")
    agreements.wordings.save(Kind.CONSENTS, "en", wider)
    assert returns.form_to_answer(older.id).otherwise == (WEBSITE,)
    again = agreements.batches.plan(
        order(Kind.CONSENTS, chosen=Chosen(Scope.EVERYBODY, ask_again=True))
    )
    assert {one.pupil_id for one in again.forms} == {
        whose(one) for one in plan.forms if whose(one) != withdraws
    }
    new = next(one for one in again.forms if one.pupil_id == third)
    agreements.batches.issue(again, pages=len(again.forms))
    returns.scan(code_of(head, new))
    returns.answer(third, {WEBSITE: True}, new.id, source=Source(How.FORM))
    now = next(one for one in register.answers_of(third) if one.consent is WEBSITE)
    assert now.given
    assert now.asked.endswith("and its Facebook page.")
    assert head.check_audit().broken_at is None
