"""What was said last counts: with clocks that are wrong, two at one form, parents who differ."""

from __future__ import annotations

import pytest

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Form
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, How, Kind
from trent_desktop.agreements.register.returned import ScanKind, Source
from trent_desktop.agreements.register.standing import ConsentStands
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup

CONOR = "Conor O'Neill"
PHOTOS, BLOG = Consent.PHOTOGRAPHS, Consent.BLOG
FATHER = Source(How.TELEPHONE, "Mr Aziz")


def new_form(office: OpenSchool, name: str = CONOR) -> Form:
    return of(give_out(office, Kind.CONSENTS), name, Kind.CONSENTS)


def words(office: OpenSchool, form: Form, use: Consent = PHOTOS) -> str:
    answers = office.agreements.register.answers_of(whose(form))
    return next(one.words for one in answers if one.consent is use)


def test_a_form_that_a_fast_clock_dates_after_a_withdrawal_asks(school: SmallSchool) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    school.clock.turn(days=30)
    form = new_form(office)  # on a laptop whose clock is a month ahead
    school.clock.turn(days=-30)
    copy = new_form(office)
    returns.answer(whose(form), {PHOTOS: True}, copy.id)
    school.clock.turn(days=3)
    returns.answer(whose(form), {PHOTOS: False})
    assert returns.scan(code_of(office, form)).kind is ScanKind.SAID_NO
    with pytest.raises(ConsentStands):
        returns.answer(whose(form), {PHOTOS: True}, form.id)
    assert words(office, form) == "No: withdrawn on 26 November 2026"


def test_a_withdrawal_on_a_slow_clock_stands_against_an_older_form(school: SmallSchool) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    form = new_form(office)
    returns.answer(whose(form), {PHOTOS: True}, form.id)
    older = new_form(office)
    school.clock.turn(days=-20)
    returns.answer(
        whose(form), {PHOTOS: False}
    )  # weeks after the form, as that laptop has it before
    school.clock.turn(days=40)
    with pytest.raises(ConsentStands):
        returns.answer(whose(form), {PHOTOS: True}, older.id)
    newer = new_form(office)  # and what was given out after it counts by itself
    returns.answer(whose(form), {PHOTOS: True}, newer.id)
    assert words(office, form).startswith("Yes")


def test_of_two_entries_that_become_one_the_later_no_stands_whatever_the_clocks(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    returns = ict.agreements.returns
    form = new_form(ict)
    twin = ict.pupils.add(
        PupilDetails("Conor", "ONeill", year_group=YearGroup.Y4, class_id=school.classes["4A"])
    )
    returns.answer(whose(form), {PHOTOS: True}, form.id)
    school.clock.turn(days=60)
    returns.answer(twin, {PHOTOS: True})  # on a laptop whose clock is far ahead
    school.clock.turn(days=-60)
    returns.answer(whose(form), {PHOTOS: False})
    ict.pupils.merge(whose(form), twin)
    assert words(ict, form).startswith("No: withdrawn")


def test_a_form_after_a_no_that_came_with_another_entry_counts(school: SmallSchool) -> None:
    ict = school.open("ict")
    returns = ict.agreements.returns
    form = new_form(ict)
    twin = ict.pupils.add(
        PupilDetails("Conor", "ONeill", year_group=YearGroup.Y4, class_id=school.classes["4A"])
    )
    returns.answer(twin, {PHOTOS: False})
    ict.pupils.merge(whose(form), twin)
    school.clock.turn(days=1)
    newer = new_form(ict)
    returns.answer(whose(form), {PHOTOS: True}, newer.id)
    assert words(ict, form).startswith("Yes")


def test_two_who_have_one_form_before_them_do_not_overrule_each_other(school: SmallSchool) -> None:
    office, teacher = school.open("support"), school.open("teacher1")
    form = new_form(office)
    office.agreements.returns.scan(code_of(office, form))
    assert teacher.agreements.returns.form_to_answer(form.id).standing == ()
    office.agreements.returns.answer(whose(form), {PHOTOS: False, BLOG: True}, form.id)
    with pytest.raises(ConsentStands) as told:
        teacher.agreements.returns.answer(whose(form), {PHOTOS: True, BLOG: True}, form.id)
    assert [one.words for one in told.value.standing] == [
        "Class photographs: no since 23 November 2026, recorded by Ana D'Souza"
    ]
    # Whoever ticked the wrong box puts it right without being asked.
    office.agreements.returns.answer(whose(form), {PHOTOS: True}, form.id)
    assert words(office, form).startswith("Yes")


@pytest.mark.parametrize("state", [FormState.WITHDRAWN, FormState.REFUSED])
def test_a_refusal_of_all_ends_a_yes_behind_the_other_parents_no(
    school: SmallSchool, state: FormState
) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    form = new_form(office)
    returns.answer(whose(form), dict.fromkeys(USUAL, True), form.id)
    returns.answer(whose(form), {BLOG: False}, source=FATHER)
    school.clock.turn(days=1)
    returns.record([form.id], state)
    returns.answer(whose(form), {BLOG: True}, source=FATHER)
    assert words(office, form, BLOG) == (
        "No, since 24 November 2026: the family said no, Mr Aziz yes"
    )


def test_a_form_whose_answers_are_in_is_not_out_again_by_an_undo(school: SmallSchool) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    form = new_form(office)
    scanned = returns.scan(code_of(office, form))
    assert scanned.event_id is not None
    answered = returns.answer(whose(form), {PHOTOS: True}, form.id)
    with pytest.raises(MoveNotPossible, match="newer was recorded"):
        returns.undo(scanned.event_id)
    assert words(office, form).startswith("Yes")
    returns.undo(answered.event_id)  # one step after the other
    returns.undo(scanned.event_id)
    cell = office.agreements.register.pupil(whose(form)).cells[Kind.CONSENTS]
    assert cell.state is FormState.ISSUED
    assert words(office, form) == "No: not answered"


def test_a_form_that_is_not_back_after_all_gives_a_no_back(school: SmallSchool) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    first = new_form(office)
    returns.answer(whose(first), {PHOTOS: True, BLOG: True}, first.id)
    returns.answer(whose(first), {PHOTOS: False})
    withdrawn = words(office, first)
    school.clock.turn(days=3)
    second = new_form(office)
    returns.answer(whose(first), {PHOTOS: True}, second.id)
    returns.answer(whose(first), {PHOTOS: True, BLOG: True}, second.id)  # looked at once more
    step = returns.record([second.id], FormState.ISSUED)  # it was another child's
    assert withdrawn == words(office, first) == "No: withdrawn on 23 November 2026"
    with pytest.raises(ConsentStands):
        returns.answer(whose(first), {PHOTOS: True}, first.id)
    with pytest.raises(ConsentStands) as told:
        returns.undo(step.event_id)
    returns.undo(step.event_id, asked=[one.answer_id for one in told.value.standing])
    assert words(office, first).startswith("Yes")


def test_the_other_parents_copy_of_an_answered_form_is_not_taken_for_the_same(
    school: SmallSchool,
) -> None:
    office = school.open("support")
    returns = office.agreements.returns
    form = new_form(office)
    returns.scan(code_of(office, form))
    assert "other parent" not in returns.scan(code_of(office, form)).words  # it waits for answers
    returns.answer(whose(form), {PHOTOS: True}, form.id)
    again = returns.scan(code_of(office, form))
    assert again.kind is ScanKind.ALREADY
    assert "“One parent…”" in again.words
    # As it says: what the other one ticked stands beside it.
    returns.answer(whose(form), {PHOTOS: False}, source=Source(How.FORM, "Mr Aziz"))
    assert words(office, form).startswith("No")
