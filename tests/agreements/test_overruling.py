"""A form that is older than a no: what stands is shown and asked about before a yes counts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

import pytest
from sqlalchemy import select, update

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, Kind
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.agreements.register.returned import ScanKind
from trent_desktop.agreements.register.standing import ConsentStands
from trent_desktop.open_school import OpenSchool
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.tables import AuditRow

CONOR = "Conor O'Neill"
PHOTOS = Consent.PHOTOGRAPHS


def stands(school: OpenSchool, pupil_id: uuid.UUID) -> dict[Consent, str]:
    """Every answer of a child that is more than silence, in the register's words."""
    found = school.agreements.register.answers_of(pupil_id)
    return {one.consent: one.words for one in found if one.since is not None}


def refused_call(
    school: OpenSchool,
    pupil_id: uuid.UUID,
    answers: Mapping[Consent, bool],
    form_id: uuid.UUID | None = None,
) -> ConsentStands:
    before = stands(school, pupil_id), school.agreements.returns.recent()
    with pytest.raises(ConsentStands) as refused:
        school.agreements.returns.answer(pupil_id, answers, form_id)
    assert (stands(school, pupil_id), school.agreements.returns.recent()) == before
    return refused.value


def test_an_old_form_does_not_turn_a_withdrawal_back(school: SmallSchool) -> None:
    office = school.open("support")
    first = of(give_out(office, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    copy = of(give_out(office, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(first), office.agreements.returns
    returns.answer(pupil, {PHOTOS: True, Consent.PRESS: True}, copy.id)
    school.clock.turn(days=10)
    returns.answer(pupil, {PHOTOS: False})  # the mother telephoned
    school.clock.turn(days=4)

    teacher = school.open("teacher1")
    told = refused_call(teacher, pupil, {PHOTOS: True, Consent.PRESS: True}, first.id)
    assert [one.words for one in told.standing] == [
        "Class photographs: withdrawn on 3 December 2026, recorded by Ana D'Souza"
    ]
    assert str(told).startswith(
        "Class photographs: withdrawn on 3 December 2026, recorded by Ana D'Souza. "
        "Nothing was changed."
    )
    assert told.given_out is not None
    assert teacher.agreements.register.pupil(pupil).cells[Kind.CONSENTS].state is not None

    # A no needs no question, and what was not taken back none either.
    teacher.agreements.returns.answer(pupil, {PHOTOS: False, Consent.PRESS: True}, first.id)
    asked = [one.answer_id for one in told.standing]
    # What was asked about has been replaced by another no since: it is asked anew.
    with pytest.raises(ConsentStands) as again:
        teacher.agreements.returns.answer(pupil, {PHOTOS: True}, first.id, asked=asked)
    asked = [one.answer_id for one in again.value.standing]
    step = teacher.agreements.returns.answer(pupil, {PHOTOS: True}, first.id, asked=asked)
    assert stands(teacher, pupil)[PHOTOS] == "Yes, since 7 December 2026"
    # Undone, the no is back.
    teacher.agreements.returns.undo(step.event_id)
    assert stands(teacher, pupil)[PHOTOS] == "No, since 7 December 2026"
    assert teacher.check_audit().broken_at is None


def test_a_yes_typed_in_the_register_asks_too(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(form), teacher.agreements.returns
    returns.answer(pupil, {PHOTOS: False})
    returns.answer(pupil, {PHOTOS: True})  # nobody had agreed before: a slip of the key
    returns.answer(pupil, {PHOTOS: False})
    refused_call(teacher, pupil, {PHOTOS: True})
    returns.answer(pupil, {PHOTOS: False})  # said twice, it is no less taken back
    told = refused_call(teacher, pupil, {PHOTOS: True})
    returns.answer(pupil, {PHOTOS: True}, asked=[one.answer_id for one in told.standing])
    assert stands(teacher, pupil)[PHOTOS] == "Yes, since 23 November 2026"
    with teacher.signed_in.database.read() as session:
        details = session.execute(
            select(AuditRow.details).where(AuditRow.act == "consent recorded")
        ).scalars()
        assert [one.get("overruled") for one in details] == [None, None, None, None, 1]


@pytest.mark.parametrize(("days", "asks"), [(0, True), (1, False)])
def test_a_form_given_out_on_a_later_day_counts_by_itself(
    school: SmallSchool, days: int, asks: bool
) -> None:
    teacher = school.open("teacher1")
    old = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(old), teacher.agreements.returns
    returns.answer(pupil, {PHOTOS: True}, old.id)
    school.clock.turn(hours=1)
    returns.answer(pupil, {PHOTOS: False})
    school.clock.turn(hours=1, days=days)
    new = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    if asks:
        refused_call(teacher, pupil, {PHOTOS: True}, new.id)
    else:
        returns.answer(pupil, {PHOTOS: True}, new.id)
        assert stands(teacher, pupil)[PHOTOS] == "Yes, since 24 November 2026"


def test_a_no_on_a_newer_form_stands_against_an_older_one(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    old = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    school.clock.turn(days=5)
    new = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(old), teacher.agreements.returns
    returns.answer(pupil, {PHOTOS: False}, new.id)
    told = refused_call(teacher, pupil, {PHOTOS: True}, old.id)
    assert told.standing[0].told == "no since 28 November 2026, recorded by Zoë O'Neill"
    # Ticked wrongly on that very form: the paper itself says how it is.
    returns.answer(pupil, {PHOTOS: True}, new.id)


def test_a_scanned_form_that_is_older_says_what_stands(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    first = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    copy = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(first), teacher.agreements.returns
    returns.answer(pupil, dict.fromkeys(USUAL, True), copy.id)
    school.clock.turn(days=3)
    returns.record([copy.id], FormState.WITHDRAWN)
    before = stands(teacher, pupil)
    outcome = returns.scan(code_of(teacher, first))
    assert outcome.kind is ScanKind.SAID_NO
    assert outcome.kind.is_recorded
    assert outcome.kind.needs_look
    assert "It is older than what has been said since. Class photographs: withdrawn on 26 November 2026" in outcome.words  # fmt: skip
    assert outcome.needs_answers
    assert [one.consent for one in outcome.standing] == list(USUAL)
    assert stands(teacher, pupil) == before
    assert [one.consent for one in returns.scan(code_of(teacher, first)).standing] == list(USUAL)
    refused_call(teacher, pupil, dict.fromkeys(USUAL, True), first.id)
    assert not returns.scan(code_of(teacher, copy)).kind.is_recorded


def test_a_form_that_is_not_back_after_all_does_not_forget_the_withdrawal(
    school: SmallSchool,
) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(form), teacher.agreements.returns
    returns.answer(pupil, {PHOTOS: True, Consent.PRESS: False}, form.id)
    returns.record([form.id], FormState.WITHDRAWN)
    returns.record([form.id], FormState.RETURNED)
    returns.record([form.id], FormState.ISSUED)
    words = stands(teacher, pupil)
    assert words[PHOTOS] == "No: withdrawn on 23 November 2026"
    assert words[Consent.BLOG] == "No, since 23 November 2026"
    assert returns.scan(code_of(teacher, form)).kind is ScanKind.SAID_NO
    refused_call(teacher, pupil, {PHOTOS: True}, form.id)


def test_a_withdrawal_that_an_older_program_wrote_on_the_form_stays(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(form), teacher.agreements.returns
    returns.answer(pupil, {PHOTOS: True}, form.id)
    returns.record([form.id], FormState.WITHDRAWN)
    with teacher.signed_in.database.write() as session:
        session.execute(update(ConsentRow).values(agreement_id=form.id))
    returns.record([form.id], FormState.ISSUED)
    assert stands(teacher, pupil) == {PHOTOS: "No: withdrawn on 23 November 2026"}


def test_undoing_a_withdrawal_asks(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    pupil, returns = whose(form), teacher.agreements.returns
    returns.answer(pupil, dict.fromkeys((PHOTOS, Consent.BLOG), True), form.id)
    step = returns.record([form.id], FormState.WITHDRAWN)
    with pytest.raises(ConsentStands) as refused:
        returns.undo(step.event_id)
    assert [one.consent for one in refused.value.standing] == [PHOTOS, Consent.BLOG]
    cell = teacher.agreements.register.pupil(pupil).cells[Kind.CONSENTS]
    assert cell.state is FormState.WITHDRAWN
    returns.undo(step.event_id, asked=[one.answer_id for one in refused.value.standing])
    assert stands(teacher, pupil)[PHOTOS] == "Yes, since 23 November 2026"


def test_undoing_the_withdrawals_of_several_children_names_each(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.CONSENTS)
    forms = [of(plan, name, Kind.CONSENTS) for name in ("Maryam Khan", CONOR)]
    returns = teacher.agreements.returns
    for form in forms:
        returns.answer(whose(form), {PHOTOS: True}, form.id)
    step = returns.record([one.id for one in forms], FormState.WITHDRAWN)
    with pytest.raises(ConsentStands) as refused:
        returns.undo(step.event_id)
    assert [one.name for one in refused.value.standing] == [CONOR, "Maryam Khan"]
    half = [one.answer_id for one in refused.value.standing[:1]]
    with pytest.raises(ConsentStands):
        returns.undo(step.event_id, asked=half)


def test_merging_two_entries_lets_a_no_stand_against_an_older_form(school: SmallSchool) -> None:
    ict = school.open("ict")
    details = PupilDetails("Conor", "ONeill", year_group=YearGroup.Y4, class_id=school.classes["4A"])  # fmt: skip
    double = ict.pupils.add(details)
    ict.follow()
    plan = give_out(ict, Kind.CONSENTS)
    kept, returns = whose(of(plan, CONOR, Kind.CONSENTS)), ict.agreements.returns
    returns.answer(kept, {PHOTOS: True, Consent.PRESS: True}, of(plan, CONOR, Kind.CONSENTS).id)
    school.clock.turn(days=3)
    returns.answer(kept, {PHOTOS: False})
    school.clock.turn(days=3)
    both = {PHOTOS: True, Consent.PRESS: True}
    returns.answer(double, both, of(plan, "Conor ONeill", Kind.CONSENTS).id)
    ict.pupils.merge(kept, double)
    assert stands(ict, kept) == {
        PHOTOS: "No: withdrawn on 26 November 2026",
        Consent.PRESS: "Yes, since 29 November 2026",
    }
