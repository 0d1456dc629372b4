"""What counts of several forms, and until when, where the clocks of laptops are wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Form, Scope
from trent_desktop.agreements.kinds import Consent, FormState, Kind
from trent_desktop.open_school import OpenSchool
from trent_desktop.storage import server_clock

CONOR = "Conor O'Neill"
PHOTOS = Consent.PHOTOGRAPHS
Off = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def days_off(school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Off:
    """A laptop that is opened meanwhile has a clock that is wrong by so many days."""
    right = server_clock.laptop_time

    @contextmanager
    def off(days: int) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(server_clock, "laptop_time", lambda: right() + days * 86_400)
            school.clock.turn(days=days)
            yield
            school.clock.turn(days=-days)

    return off


def new_form(office: OpenSchool, kind: Kind = Kind.CONSENTS) -> Form:
    return of(give_out(office, kind), CONOR, kind)


def words(office: OpenSchool, form: Form) -> str:
    answers = office.agreements.register.answers_of(whose(form))
    return next(one.words for one in answers if one.consent is PHOTOS)


# ---------------------------------------------------------------------- until when


def test_a_yes_ends_by_the_clock_of_the_schools_place(school: SmallSchool, days_off: Off) -> None:
    lead = school.open("head")
    lead.settings.change(consent_years=1)
    form = new_form(lead)
    lead.agreements.returns.answer(whose(form), {PHOTOS: True}, form.id)
    with days_off(800):
        fast = school.open("support")
        assert words(fast, form).startswith("Yes")
        line = fast.agreements.register.pupil(whose(form))
        assert next(one.given for one in line.answers if one.consent is PHOTOS)
        (found,) = fast.agreements.register.find("Conor")
        assert next(one.given for one in found.answers if one.consent is PHOTOS)
    school.clock.turn(days=800)
    with days_off(-800):
        slow = school.open("support")
        assert "ended" in words(slow, form)


@pytest.mark.parametrize("off", [800, -800])
def test_how_long_a_yes_lasts_is_counted_from_the_day_of_the_schools_place(
    school: SmallSchool, days_off: Off, off: int
) -> None:
    lead = school.open("head")
    lead.settings.change(consent_years=1)
    form = new_form(lead)
    with days_off(off):
        wrong = school.open("support")
        wrong.agreements.returns.answer(whose(form), {PHOTOS: True}, form.id)
    (right,) = [one for one in lead.agreements.register.answers_of(whose(form)) if one.given]
    lead.agreements.returns.answer(whose(form), {PHOTOS: True}, form.id)
    (again,) = [one for one in lead.agreements.register.answers_of(whose(form)) if one.given]
    assert right.ends_on == again.ends_on


# ---------------------------------------------------------------------- which of several


def cell(office: OpenSchool, form: Form) -> tuple[FormState | None, bool]:
    """Where the child's form stands, and whether it is of the newest wording; as all lists say."""
    register = office.agreements.register
    found = register.pupil(whose(form)).cells[form.kind]
    (figures,) = [one for one in register.figures() if one.class_name == "4A"]
    assert figures.kinds[form.kind].returned == (found.state is FormState.RETURNED)
    return found.state, found.is_current


def reword(school: SmallSchool) -> None:
    """The Headteacher gives the parents' agreement other words."""
    wordings = school.open("head").agreements.wordings
    text = wordings.current(Kind.PARENT).wording.text
    wordings.save(Kind.PARENT, "en", text.replace("\n- ", "\n- Please: ", 1))


def test_the_newest_wording_is_waited_for_whatever_the_clock_that_printed_it(
    school: SmallSchool,
) -> None:
    office = school.open("support")
    older = new_form(office, Kind.PARENT)
    office.agreements.returns.scan(code_of(office, older))
    reword(school)
    school.clock.turn(days=-40)
    newer = new_form(office, Kind.PARENT)  # on a laptop whose clock is behind
    school.clock.turn(days=41)
    assert cell(office, older) == (FormState.ISSUED, True)
    office.agreements.returns.scan(code_of(office, newer))
    assert cell(office, older) == (FormState.RETURNED, True)


def test_an_older_wording_from_a_fast_clock_is_not_waited_for(school: SmallSchool) -> None:
    office = school.open("support")
    school.clock.turn(days=40)
    older = new_form(office, Kind.PARENT)
    school.clock.turn(days=-40)
    reword(school)
    newer = new_form(office, Kind.PARENT)
    office.agreements.returns.scan(code_of(office, newer))
    assert cell(office, older) == (FormState.RETURNED, True)


@pytest.mark.parametrize("by_hand", [False, True])
def test_of_two_copies_what_was_recorded_last_counts_whatever_the_clocks(
    school: SmallSchool, *, by_hand: bool
) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    first, second = new_form(office, Kind.PARENT), new_form(office, Kind.PARENT)
    returns.scan(code_of(office, first))
    school.clock.turn(days=-20)  # on a laptop whose clock is behind
    others = [one.id for one in give_out(office, Kind.PARENT).forms if one.name != CONOR]
    step = returns.record([*(others if by_hand else ()), second.id], FormState.REFUSED)
    school.clock.turn(days=21)
    register = office.agreements.register
    assert register.pupil(whose(first)).cells[Kind.PARENT].state is FormState.REFUSED
    returns.undo(step.event_id)
    assert register.pupil(whose(first)).cells[Kind.PARENT].state is FormState.RETURNED


def test_answers_wait_in_the_order_in_which_their_forms_came_back(school: SmallSchool) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    forms = give_out(office, Kind.CONSENTS).forms
    back = (2, 0, 1)
    for days, at in zip((5, -5, -9), back, strict=True):
        school.clock.turn(days=days)
        returns.scan(code_of(office, forms[at]))
    waits = [one.agreement_id for one in returns.unanswered()]
    assert waits == [forms[at].id for at in back]


def test_what_was_printed_last_stands_first_whatever_the_clock_that_printed_it(
    school: SmallSchool,
) -> None:
    office = school.open("support")
    agreements = office.agreements
    school.clock.turn(days=31)  # on a laptop whose clock is a month ahead
    fast = give_out(office, Kind.PARENT)
    school.clock.turn(days=-31)
    then = give_out(office, Kind.CONSENTS)
    school.clock.turn(days=-3)  # on one that is behind
    letters = agreements.reminders.plan(Chosen(Scope.EVERYBODY), dt.date(2026, 12, 18))
    reminded = agreements.reminders.issue(letters, pages=6)
    school.clock.turn(days=2)
    last = give_out(office, Kind.PARENT)
    listed = [one.id for one in agreements.batches.issued()]
    assert listed == [one.batch_id for one in (last, reminded, then, fast)]
