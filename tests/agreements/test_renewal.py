"""A yes that lasts a school year is asked for anew: what is out then is waited for (rule 198)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

import pytest

from tests.agreements.school_forms import code_of, give_out, of, order, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import BatchPlan, Chosen, Form, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, How, Kind
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.standing import ConsentAnswer
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused

CONOR = "Conor O'Neill"
PRESS, WEBSITE = Consent.PRESS, Consent.WEBSITE
EVERYBODY = Chosen(Scope.EVERYBODY)
AGAIN = Chosen(Scope.EVERYBODY, ask_again=True)
MISSING = Chosen(Scope.EVERYBODY, only_missing=True)
#: From 23 November 2026, the day of the tests, into the next school year.
TO_SEPTEMBER, TO_DECEMBER = 300, 390


@pytest.fixture
def office(school: SmallSchool) -> OpenSchool:
    """A school whose families are asked every year, and have all said yes to everything."""
    head = school.open("head")
    head.settings.change(consent_years=1)
    answer_all(head, give_out(head, Kind.CONSENTS).forms)
    return head


def answer_all(office: OpenSchool, forms: Iterable[Form], *but: Consent) -> None:
    for form in forms:
        office.agreements.returns.scan(code_of(office, form))
        yes = {one: True for one in USUAL if one not in but}
        office.agreements.returns.answer(whose(form), yes, form.id)


def state(office: OpenSchool, pupil_id: uuid.UUID) -> FormState | None:
    """Where the form about pictures stands; as all lists say."""
    register = office.agreements.register
    found = register.pupil(pupil_id).cells[Kind.CONSENTS]
    waiting = sum(one.kinds[Kind.CONSENTS].waiting for one in register.figures())
    assert (waiting > 0) == (found.state in (FormState.ISSUED, FormState.CHASED))
    return found.state


def reminded(office: OpenSchool, *, second: bool = False) -> BatchPlan | None:
    try:
        return office.agreements.reminders.plan(EVERYBODY, dt.date(2027, 12, 17), second=second)
    except AnswersRefused:
        return None


def forms_for(office: OpenSchool, chosen: Chosen) -> int:
    try:
        return len(office.agreements.batches.plan(order(Kind.CONSENTS, chosen=chosen)).forms)
    except AnswersRefused:
        return 0


def press_of(office: OpenSchool, pupil_id: uuid.UUID) -> ConsentAnswer | None:
    found = office.agreements.register.answers_of(pupil_id)
    return next((one for one in found if one.consent is PRESS), None)


@pytest.mark.parametrize("days", [TO_SEPTEMBER, TO_DECEMBER])
def test_a_form_of_the_next_round_is_waited_for_and_reminded_of(
    school: SmallSchool, office: OpenSchool, days: int
) -> None:
    school.clock.turn(days=days)
    chosen = EVERYBODY if days == TO_SEPTEMBER else AGAIN
    plan = give_out(office, Kind.CONSENTS, chosen=chosen)
    assert len(plan.forms) == 6
    conor = of(plan, CONOR, Kind.CONSENTS)
    others = [one for one in plan.forms if one is not conor]
    answer_all(office, others)
    assert state(office, whose(conor)) is FormState.ISSUED
    assert reminded(office, second=True) is None  # that of last year was another matter
    letters = reminded(office)
    assert letters is not None
    assert [one.name for one in letters.forms] == [CONOR]
    office.agreements.reminders.issue(letters, pages=1)
    assert reminded(office, second=True) is not None
    office.agreements.returns.scan(code_of(office, conor))
    assert state(office, whose(conor)) is FormState.RETURNED
    assert reminded(office) is None


def test_whose_yes_has_ended_is_missing_until_the_new_form_is_back(
    school: SmallSchool, office: OpenSchool
) -> None:
    assert forms_for(office, MISSING) == 0
    school.clock.turn(days=TO_DECEMBER)
    assert forms_for(office, MISSING) == 6
    plan = give_out(office, Kind.CONSENTS, chosen=AGAIN)
    office.agreements.returns.scan(code_of(office, plan.forms[0]))  # answers wait for the office
    assert forms_for(office, MISSING) == 5
    answer_all(office, plan.forms)
    assert forms_for(office, MISSING) == 0


def test_a_copy_for_one_that_got_lost_is_not_waited_for(school: SmallSchool) -> None:
    office = school.open("head")
    office.settings.change(consent_years=1)
    first, copy = give_out(office, Kind.CONSENTS), give_out(office, Kind.CONSENTS)
    answer_all(office, first.forms)
    conor = whose(of(copy, CONOR, Kind.CONSENTS))
    for days in (TO_SEPTEMBER, TO_DECEMBER - TO_SEPTEMBER):
        school.clock.turn(days=days)
        assert state(office, conor) is FormState.RETURNED
        assert reminded(office) is None


def test_what_is_asked_no_more_and_has_ended_is_asked_by_nobody(
    school: SmallSchool, office: OpenSchool
) -> None:
    office.agreements.purposes.change({one: "" for one in USUAL if one is not PRESS})
    conor, other = (one.id for one in office.signed_in.directory.pupils[:2])
    answer = press_of(office, conor)
    assert answer is not None
    assert answer.given
    school.clock.turn(days=TO_DECEMBER)
    assert press_of(office, conor) is None  # nobody's counts
    answer_all(office, give_out(office, Kind.CONSENTS, chosen=AGAIN).forms, PRESS)
    assert forms_for(office, AGAIN) == 0
    # Another family's yes to it stands: then it is in the lists, as a no that is settled.
    office.settings.change(consent_years=0)
    office.agreements.returns.answer(other, {PRESS: True})
    answer = press_of(office, conor)
    assert answer is not None
    assert (answer.said, answer.asks_again) == ("No", False)
    assert answer.words == "No: the yes of 23 November 2026 ended on 31 October 2027"
    assert forms_for(office, AGAIN) == 0


def test_a_form_of_a_round_that_is_over_is_no_answer_to_being_asked_anew(
    school: SmallSchool,
) -> None:
    office = school.open("head")
    office.settings.change(consent_years=1)
    first, copy = give_out(office, Kind.CONSENTS), give_out(office, Kind.CONSENTS)
    answer_all(office, first.forms)
    school.clock.turn(days=TO_DECEMBER)
    plan = give_out(office, Kind.CONSENTS, chosen=AGAIN)
    in_a_bag, new = (of(one, CONOR, Kind.CONSENTS) for one in (copy, plan))
    outcome = office.agreements.returns.scan(code_of(office, in_a_bag))
    assert "a yes on it has ended too" in outcome.words
    answer_all(office, [in_a_bag])
    answer = press_of(office, whose(new))
    assert answer is not None
    assert answer.asks_again
    assert answer.ended_on == dt.date(2027, 10, 31)
    # The form of this round counts, and the old one that comes even later takes nothing from it.
    answer_all(office, [new])
    for _ in range(2):
        answer = press_of(office, whose(new))
        assert answer is not None
        assert (answer.given, answer.ends_on) == (True, dt.date(2028, 10, 31))
        office.agreements.returns.answer(whose(new), {PRESS: True}, in_a_bag.id)


def test_a_parents_yes_that_has_ended_does_not_outlast_the_familys_new_one(
    school: SmallSchool, office: OpenSchool
) -> None:
    conor = office.signed_in.directory.pupils[0].id
    said = Source(How.TELEPHONE, "Mr Aziz")
    office.agreements.returns.answer(conor, {PRESS: True}, source=said)
    school.clock.turn(days=TO_DECEMBER)
    answer_all(office, give_out(office, Kind.CONSENTS, chosen=AGAIN).forms)
    answer = press_of(office, conor)
    assert answer is not None
    assert answer.given
    assert forms_for(office, AGAIN) == 0
    office.agreements.returns.answer(conor, {PRESS: False}, source=said)  # but a no counts
    answer = press_of(office, conor)
    assert answer is not None
    assert not answer.given
