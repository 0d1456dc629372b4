"""What comes back: scanned, ticked, answered, taken back, undone."""

from __future__ import annotations

import threading
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.schools import SmallSchool
from trent_desktop.agreements.codes import code_text, new_token
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, FormState, Kind
from trent_desktop.agreements.register.returned import ScanKind, ScanOutcome
from trent_desktop.agreements.register.returns import ReturnService
from trent_desktop.agreements.register.standing import ConsentStands
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import MoveNotPossible, NotAllowed, NotFound
from trent_desktop.storage.tables import AuditRow

CONOR = "Conor O'Neill"
FIVE = (Consent.PHOTOGRAPHS, Consent.WEBSITE, Consent.BLOG, Consent.VIDEO, Consent.PRESS)


def undo_after_asking(returns: ReturnService, event_id: uuid.UUID) -> None:
    """Undo what took a consent back: it is shown first."""
    with pytest.raises(ConsentStands) as stands:
        returns.undo(event_id)
    returns.undo(event_id, asked=[one.answer_id for one in stands.value.standing])


def test_a_scanned_form_is_returned_and_told_by_name(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher), CONOR, Kind.PARENT)
    outcome = teacher.agreements.returns.scan(code_of(teacher, form).lower() + "\r\n")
    assert outcome.kind is ScanKind.RECORDED
    assert outcome.words == "Parent’s agreement: Conor O'Neill (4A)."
    line = teacher.agreements.register.pupil(whose(form))
    assert line.cells[Kind.PARENT].state is FormState.RETURNED
    assert line.cells[Kind.PUPIL_KS2].state is FormState.ISSUED
    assert teacher.check_audit().broken_at is None


def test_the_same_form_twice_says_when_and_by_whom(school: SmallSchool) -> None:
    teacher, office = school.open("teacher1"), school.open("support")
    form = of(give_out(teacher), CONOR, Kind.PARENT)
    code = code_of(teacher, form)
    office.agreements.returns.scan(code)
    again = teacher.agreements.returns.scan(code)
    assert again.kind is ScanKind.ALREADY
    assert again.words == (
        "Parent’s agreement: Conor O'Neill (4A) was already returned on 23 November 2026, "
        "recorded by Ana D'Souza."
    )


def test_codes_of_others_are_told_apart(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher), CONOR, Kind.PARENT)
    code = code_of(teacher, form)
    scan = teacher.agreements.returns.scan
    assert scan(code_text(uuid.uuid4(), form.token)).kind is ScanKind.OTHER_SCHOOL
    assert scan(code_text(teacher.school.id, new_token())).kind is ScanKind.UNKNOWN
    wrong = code[:10] + ("A" if code[10] != "A" else "B") + code[11:]
    assert scan(wrong).kind is ScanKind.MISREAD
    assert scan("https://example.org/somewhere").kind is ScanKind.NOT_OURS
    assert scan("9780140328721").kind is ScanKind.NOT_OURS
    assert all(one.words for one in (scan(wrong), scan("x"), scan("")))
    state = teacher.agreements.register.pupil(whose(form)).cells[Kind.PARENT].state
    assert state is FormState.ISSUED


def test_an_older_wording_is_recorded_and_told(school: SmallSchool) -> None:
    head = school.open("head")
    form = of(give_out(head), CONOR, Kind.PARENT)
    changed = our_text(Kind.PARENT, "en").replace("works best", "works very well")
    assert head.agreements.wordings.save(Kind.PARENT, "en", changed).number == 2
    outcome = head.agreements.returns.scan(code_of(head, form))
    assert outcome.kind is ScanKind.OLDER_VERSION
    assert "version 1; version 2 is in use now" in outcome.words
    cell = head.agreements.register.pupil(whose(form)).cells[Kind.PARENT]
    assert (cell.state, cell.version, cell.is_current) == (FormState.RETURNED, 1, False)


def test_the_form_of_a_child_who_left_is_recorded_and_told(school: SmallSchool) -> None:
    head = school.open("head")
    form = of(give_out(head), CONOR, Kind.PARENT)
    head.pupils.archive([whose(form)])
    assert head.agreements.returns.scan(code_of(head, form)).kind is ScanKind.LEFT


def test_two_who_scan_one_form_at_once_record_it_once(school: SmallSchool, tmp_path: Path) -> None:
    desks = [school.open("teacher1"), school.open("teacher2"), school.open("support")]
    code = code_of(desks[0], of(give_out(desks[0]), CONOR, Kind.PARENT))
    outcomes: list[ScanOutcome] = []
    threads = [
        threading.Thread(target=lambda one=one: outcomes.append(one.agreements.returns.scan(code)))
        for one in desks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kinds = sorted(one.kind.value for one in outcomes)
    assert kinds == ["already", "already", "recorded"]


def test_consents_are_answered_one_by_one_and_revoked(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    outcome = returns.scan(code_of(teacher, form))
    assert outcome.needs_answers
    pupil = form.pupil_id
    assert pupil is not None
    assert [one.words for one in register.answers_of(pupil)] == ["No: not answered"] * len(USUAL)
    returns.answer(pupil, {Consent.PHOTOGRAPHS: True, Consent.PRESS: False}, form.id)
    assert [one.words for one in register.answers_of(pupil) if one.consent in FIVE] == [
        "Yes, since 23 November 2026",
        "No: not answered",
        "No: not answered",
        "No: not answered",
        "No, since 23 November 2026",
    ]
    school.clock.turn(days=3)
    step = returns.answer(pupil, {Consent.PHOTOGRAPHS: False})
    (look,) = register.find("conor")
    assert look.answers[0].words == "No: withdrawn on 26 November 2026"
    undo_after_asking(returns, step.event_id)
    assert register.answers_of(pupil)[0].words == "Yes, since 23 November 2026"
    assert not returns.scan(code_of(teacher, form)).needs_answers


def test_withdrawing_the_form_about_pictures_says_no_to_all(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    pupil = form.pupil_id
    assert pupil is not None
    returns.answer(pupil, dict.fromkeys(USUAL, True), form.id)
    assert all(one.given for one in register.answers_of(pupil))
    returns.record([form.id], FormState.WITHDRAWN)
    assert not any(one.given for one in register.answers_of(pupil))
    assert all("withdrawn" in one.words for one in register.answers_of(pupil))


def test_a_tick_can_be_undone_until_something_newer_is_recorded(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher), CONOR, Kind.PARENT)
    returns, register = teacher.agreements.returns, teacher.agreements.register

    def state() -> FormState | None:
        return register.pupil(whose(form)).cells[Kind.PARENT].state

    step = returns.record([form.id], FormState.REFUSED)
    assert state() is FormState.REFUSED
    returns.undo(step.event_id)
    assert state() is FormState.ISSUED
    with pytest.raises(MoveNotPossible, match="already been undone"):
        returns.undo(step.event_id)
    first = returns.record([form.id], FormState.RETURNED)
    returns.record([form.id], FormState.WITHDRAWN)
    with pytest.raises(MoveNotPossible, match="newer was recorded"):
        returns.undo(first.event_id)


def test_a_form_that_is_not_back_after_all_has_no_answers(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    pupil = whose(form)
    returns.answer(pupil, dict.fromkeys(USUAL, True), form.id)
    step = returns.record([form.id], FormState.ISSUED)
    assert [one.words for one in register.answers_of(pupil)] == ["No: not answered"] * len(USUAL)
    returns.undo(step.event_id)
    assert all(one.given for one in register.answers_of(pupil))
    step = returns.record([form.id], FormState.ISSUED)
    returns.answer(pupil, {Consent.BLOG: True})
    with pytest.raises(MoveNotPossible, match="newer was recorded"):
        returns.undo(step.event_id)


def test_what_was_no_before_keeps_its_day_when_the_form_is_withdrawn(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    pupil = whose(form)
    returns.answer(pupil, {Consent.BLOG: True, Consent.PRESS: False, Consent.VIDEO: True}, form.id)
    school.clock.turn(days=1)
    returns.answer(pupil, {Consent.VIDEO: False})
    school.clock.turn(days=1)
    returns.record([form.id], FormState.WITHDRAWN)
    words = {one.consent: one.words for one in register.answers_of(pupil) if one.consent in FIVE}
    assert words == {
        Consent.PHOTOGRAPHS: "No, since 25 November 2026",
        Consent.WEBSITE: "No, since 25 November 2026",
        Consent.BLOG: "No: withdrawn on 25 November 2026",
        Consent.VIDEO: "No: withdrawn on 24 November 2026",
        Consent.PRESS: "No, since 23 November 2026",
    }


def test_answers_never_stand_on_a_form_of_somebody_else(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.CONSENTS, Kind.PARENT)
    maryams = of(plan, "Maryam Khan", Kind.CONSENTS)
    conor = of(plan, CONOR, Kind.PARENT)
    answer = teacher.agreements.returns.answer
    for form_id in (maryams.id, conor.id, uuid.uuid4()):
        with pytest.raises(NotFound, match="no such form"):
            answer(whose(conor), {Consent.BLOG: True}, form_id)
    with pytest.raises(NotFound, match="no such pupil"):
        answer(uuid.uuid4(), {Consent.BLOG: True})
    with pytest.raises(MoveNotPossible, match="yes or no"):
        answer(whose(conor), {})
    answers = teacher.agreements.register.answers_of(whose(conor))
    assert not any(one.given for one in answers)
    assert teacher.agreements.returns.recent() == ()


def test_a_family_that_refused_may_answer_after_all(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    returns.record([form.id], FormState.REFUSED)
    returns.answer(whose(form), {Consent.BLOG: True}, form.id)
    line = register.pupil(whose(form))
    assert line.cells[Kind.CONSENTS].state is FormState.RETURNED
    assert [one.consent for one in line.answers if one.given] == [Consent.BLOG]


def test_a_class_that_is_ticked_at_once_is_in_the_history_of_each_child(
    school: SmallSchool,
) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.PARENT)
    conor, maryam = of(plan, CONOR, Kind.PARENT), of(plan, "Maryam Khan", Kind.PARENT)
    other = of(plan, "Łukasz Nowak", Kind.PARENT)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    step = returns.record([conor.id, maryam.id, conor.id], FormState.RETURNED)
    assert [one.words for one in returns.recent()] == ["2 forms: returned (Parent’s agreement)"]
    for form in (conor, maryam):
        (own,) = register.history(whose(form))
        assert own.words == f"{form.name}: returned (Parent’s agreement)"
        assert (own.event_id, own.by) == (step.event_id, "Zoë O'Neill")
    assert register.history(whose(other)) == ()
    returns.undo(step.event_id)
    assert register.history(whose(maryam))[0].was_undone
    assert register.pupil(whose(maryam)).cells[Kind.PARENT].state is FormState.ISSUED


def test_an_undone_answer_still_says_what_it_was(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), CONOR, Kind.CONSENTS)
    returns = teacher.agreements.returns
    step = returns.answer(whose(form), {Consent.PRESS: True})
    returns.undo(step.event_id)
    (told,) = returns.history(whose(form))
    assert (told.words, told.was_undone) == ("Conor O'Neill: answered (Press: yes)", True)


def test_all_of_a_pile_is_recorded_or_none_of_it(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.PARENT)
    conor, maryam = of(plan, CONOR, Kind.PARENT), of(plan, "Maryam Khan", Kind.PARENT)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    returns.record([maryam.id], FormState.RETURNED)
    with pytest.raises(MoveNotPossible, match="already returned"):
        returns.record([conor.id, maryam.id], FormState.RETURNED)
    with pytest.raises(NotFound, match="no such form"):
        returns.record([conor.id, uuid.uuid4()], FormState.RETURNED)
    with pytest.raises(MoveNotPossible, match="Choose one form"):
        returns.record([], FormState.RETURNED)
    assert register.pupil(whose(conor)).cells[Kind.PARENT].state is FormState.ISSUED
    assert len(returns.recent()) == 1


def test_a_colleagues_agreement_is_recorded_and_named_by_those_who_may_see_it(
    school: SmallSchool,
) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    form = of(give_out(head, Kind.STAFF, chosen=Chosen(Scope.STAFF)), "Şükrü Yılmaz", Kind.STAFF)
    with pytest.raises(NotAllowed):
        teacher.agreements.returns.record([form.id], FormState.RETURNED)
    head.agreements.returns.record([form.id], FormState.RETURNED)
    (seen,) = head.agreements.returns.recent()
    assert seen.words == "Şükrü Yılmaz: returned (Staff agreement)"
    (seen,) = teacher.agreements.returns.recent()
    assert seen.words == "returned (Staff agreement)"


def test_what_is_recorded_names_nobody_in_the_audit(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.CONSENTS)
    form = of(plan, CONOR, Kind.CONSENTS)
    head.agreements.returns.scan(code_of(head, form))
    head.agreements.returns.answer(whose(form), {Consent.BLOG: True}, form.id)
    step = head.agreements.returns.record([form.id], FormState.WITHDRAWN)
    undo_after_asking(head.agreements.returns, step.event_id)
    with head.signed_in.database.read() as session:
        entries = session.execute(select(AuditRow)).scalars().all()
    acts = [one.act for one in entries]
    assert {"agreement recorded", "consent recorded", "recording undone"} <= set(acts)
    told = " ".join(f"{one.subject} {one.details}" for one in entries)
    assert "Conor" not in told
    assert "Neill" not in told
    assert head.check_audit().broken_at is None


def test_moves_that_make_no_sense_are_told(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher), CONOR, Kind.PARENT)
    record = teacher.agreements.returns.record
    with pytest.raises(MoveNotPossible, match="Only a form that came back"):
        record([form.id], FormState.WITHDRAWN)
    record([form.id], FormState.RETURNED)
    with pytest.raises(MoveNotPossible, match="already returned"):
        record([form.id], FormState.RETURNED)
    with pytest.raises(MoveNotPossible, match="cannot become chased"):
        record([form.id], FormState.CHASED)
    record([form.id], FormState.ISSUED)
    with pytest.raises(MoveNotPossible, match="already issued"):
        record([form.id], FormState.ISSUED)


def test_history_says_who_recorded_what(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.PARENT, Kind.CONSENTS)
    form, pictures = of(plan, CONOR, Kind.PARENT), of(plan, CONOR, Kind.CONSENTS)
    returns = teacher.agreements.returns
    returns.scan(code_of(teacher, form))
    assert pictures.pupil_id is not None
    returns.answer(pictures.pupil_id, {Consent.BLOG: True}, pictures.id)
    steps = returns.history(pictures.pupil_id)
    assert [one.words for one in steps] == [
        "Conor O'Neill: answered (Pictures and films, Blog: work: yes)",
        "Conor O'Neill: returned (Parent’s agreement)",
    ]
    assert {one.by for one in steps} == {"Zoë O'Neill"}
    assert returns.recent() == steps


def test_what_was_recorded_last_stands_first_also_by_a_laptop_whose_clock_is_slow(
    school: SmallSchool,
) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.PARENT), CONOR, Kind.PARENT)
    returns = teacher.agreements.returns
    first = returns.scan(code_of(teacher, form))
    school.clock.turn(minutes=-20)
    second = returns.record([form.id], FormState.ISSUED)
    school.clock.turn(minutes=5)
    third = returns.record([form.id], FormState.RETURNED)
    assert form.pupil_id is not None
    for steps in (returns.history(form.pupil_id), returns.recent()):
        assert [one.event_id for one in steps][:3] == [
            third.event_id,
            second.event_id,
            first.event_id,
        ]
    assert [one.event_id for one in returns.recent(limit=1)] == [third.event_id]


def test_governors_neither_record_nor_look(school: SmallSchool) -> None:
    governor = school.open("governor")
    with pytest.raises(NotAllowed):
        governor.agreements.returns.scan("TD")
    with pytest.raises(NotAllowed):
        governor.agreements.register.figures()
    with pytest.raises(NotAllowed):
        governor.agreements.register.find("conor")
