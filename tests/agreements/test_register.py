"""The register: how many are back, who may be photographed, who of the staff has signed."""

from __future__ import annotations

import uuid

import pytest

from tests.agreements.school_forms import code_of, give_out, of, order, whose
from tests.schools import STAFF, SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import Consent, FormState, Kind
from trent_desktop.agreements.register.standing import KindFigures, whole_school
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import NotAllowed, NotFound
from trent_desktop.storage.audit import entries_about

pytestmark = pytest.mark.both_databases


def test_figures_count_each_child_once(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    chosen = Chosen(Scope.CLASSES, classes=(school.classes["4A"],))
    give_out(teacher, chosen=chosen)
    plan = give_out(teacher, chosen=chosen)  # a second print of the same
    returns = teacher.agreements.returns
    returns.scan(code_of(teacher, of(plan, "Conor O'Neill", Kind.PARENT)))
    returns.record([of(plan, "Maryam Khan", Kind.PARENT).id], FormState.REFUSED)
    first, second = teacher.agreements.register.figures()
    assert (first.class_name, second.class_name) == ("4A", "4B")
    assert first.kinds[Kind.PARENT] == KindFigures(3, 3, 1, 1, 1, 0)
    assert first.kinds[Kind.PUPIL_KS2] == KindFigures(3, 3, 0, 0, 3, 0)
    assert first.kinds[Kind.PUPIL_KS1].pupils == 0
    assert (first.issued, first.returned) == (6, 2)
    assert second.kinds[Kind.PARENT] == KindFigures(3, 0, 0, 0, 0, 3)


def test_an_answer_to_an_earlier_copy_counts(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    early = give_out(teacher)
    give_out(teacher)
    form = of(early, "Conor O'Neill", Kind.PARENT)
    teacher.agreements.returns.scan(code_of(teacher, form))
    cell = teacher.agreements.register.pupil(form.pupil_id).cells[Kind.PARENT]  # type: ignore[arg-type]
    assert cell.state is FormState.RETURNED
    assert cell.words == "Returned 23 November 2026"


def test_the_school_waits_for_a_new_wording_that_was_given_out(school: SmallSchool) -> None:
    head = school.open("head")
    form = of(give_out(head, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    head.agreements.returns.scan(code_of(head, form))
    text = our_text(Kind.PARENT, "en")
    head.agreements.wordings.save(Kind.PARENT, "en", text.replace("best", "very well"))
    register = head.agreements.register
    cell = register.pupil(whose(form)).cells[Kind.PARENT]
    assert cell.words == "Returned 23 November 2026, version 1"
    new = of(give_out(head, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    cell = register.pupil(whose(form)).cells[Kind.PARENT]
    assert (cell.agreement_id, cell.state, cell.version) == (new.id, FormState.ISSUED, 2)
    assert register.figures()[0].kinds[Kind.PARENT].waiting == 3
    missing = {one.name for one in head.agreements.reminders.plan(Chosen(Scope.EVERYBODY)).forms}
    assert "Conor O'Neill" in missing
    head.agreements.returns.record([new.id], FormState.RETURNED)
    assert register.pupil(whose(form)).cells[Kind.PARENT].version == 2


def test_the_whole_school_is_the_sum_of_its_classes(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PARENT, Kind.PUPIL_KS2)
    nowak = of(plan, "Łukasz Nowak", Kind.PARENT)
    head.agreements.returns.scan(code_of(head, nowak))
    head.pupils.move([whose(nowak)], None)
    head.follow()
    figures = head.agreements.register.figures()
    assert [one.class_name for one in figures] == ["4A", "4B", "No class"]
    school_figures = whole_school(figures)
    assert school_figures.kinds[Kind.PARENT] == KindFigures(6, 6, 1, 0, 5, 0)
    assert school_figures.kinds[Kind.CONSENTS] == KindFigures(6, 0, 0, 0, 0, 6)
    assert (school_figures.issued, school_figures.returned) == (12, 1)
    tables = head.agreements.register.everybody()
    assert [(one.name, len(one.lines)) for one in tables] == [("4A", 3), ("4B", 2), ("No class", 1)]
    assert head.agreements.register.table(None).lines == tables[-1].lines


def test_a_child_is_found_with_a_clear_yes_or_no_for_each_use(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.CONSENTS), "Łukasz Nowak", Kind.CONSENTS)
    returns, register = teacher.agreements.returns, teacher.agreements.register
    answers = {Consent.PHOTOGRAPHS: True, Consent.BLOG: True, Consent.PRESS: False}
    returns.answer(whose(form), answers, form.id)
    school.clock.turn(days=2)
    returns.answer(whose(form), {Consent.BLOG: False})
    school.clock.turn(days=2)
    returns.answer(whose(form), {Consent.PRESS: False})
    (look,) = register.find("lukasz")
    assert (look.name, look.class_name) == ("Łukasz Nowak", "4B")
    five = (Consent.PHOTOGRAPHS, Consent.WEBSITE, Consent.BLOG, Consent.VIDEO, Consent.PRESS)
    assert [(one.given, one.words) for one in look.answers if one.consent in five] == [
        (True, "Yes, since 23 November 2026"),
        (False, "No: not answered"),
        (False, "No: withdrawn on 25 November 2026"),
        (False, "No: not answered"),
        (False, "No, since 27 November 2026"),
    ]
    assert register.find("nobody of this name") == ()
    assert register.find("  ") == ()
    assert len(register.find("4", limit=2)) == 2


def test_two_children_of_one_name_are_told_apart(school: SmallSchool) -> None:
    looks = school.open("teacher1").agreements.register.find("aisha khan")
    assert [one.name for one in looks] == [
        "Aisha Khan (4B, born 3 May)",
        "Aisha Khan (4B, born 9 November)",
    ]


def test_whoever_has_not_answered_may_not_be_photographed(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.CONSENTS)
    for name, given in (("Conor O'Neill", True), ("Maryam Khan", False)):
        form = of(plan, name, Kind.CONSENTS)
        assert form.pupil_id is not None
        teacher.agreements.returns.answer(form.pupil_id, {Consent.PHOTOGRAPHS: given}, form.id)
    sheet = teacher.agreements.register.may_be_photographed(school.classes["4A"])
    assert sheet.class_name == "4A"
    assert sheet.may == ("Conor O'Neill",)
    assert sheet.may_not == ("Maryam Khan", "محمد حسن")


def test_staff_see_their_own_and_the_headteacher_sees_all(school: SmallSchool) -> None:
    head, teacher = school.open("head"), school.open("teacher1")
    plan = give_out(head, Kind.STAFF, chosen=Chosen(Scope.STAFF))
    form = of(plan, "Zoë O'Neill", Kind.STAFF)
    head.agreements.returns.scan(code_of(head, form))
    lines = {one.name: one for one in head.agreements.register.staff()}
    assert len(lines) == len(STAFF) - 2  # neither the Chair nor a governor is staff
    assert lines["Zoë O'Neill"].cell.state is FormState.RETURNED
    assert not lines["Zoë O'Neill"].is_new
    assert lines["Şükrü Yılmaz"].cell.state is FormState.ISSUED
    (own,) = teacher.agreements.register.staff()
    assert own.name == "Zoë O'Neill"


def test_whoever_joined_lately_and_has_not_signed_is_marked(school: SmallSchool) -> None:
    head = school.open("head")
    register = head.agreements.register
    assert all(one.is_new and one.cell.words == "Not given out" for one in register.staff())
    plan = give_out(head, Kind.STAFF, chosen=Chosen(Scope.STAFF))
    head.agreements.returns.scan(code_of(head, of(plan, "Zoë O'Neill", Kind.STAFF)))
    marked = {one.name for one in register.staff() if one.is_new}
    assert "Zoë O'Neill" not in marked
    assert "Şükrü Yılmaz" in marked
    school.clock.turn(days=61)
    assert not any(one.is_new for one in register.staff())


def test_the_register_says_when_a_form_was_chased(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    school.clock.turn(days=8)
    reminders = teacher.agreements.reminders
    reminders.issue(reminders.plan(Chosen(Scope.EVERYBODY)), pages=6)
    cell = teacher.agreements.register.pupil(whose(form)).cells[Kind.PARENT]
    assert cell.words == "Chased 1 December 2026"


def test_taking_the_register_out_is_written_down(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    teacher.agreements.register.note_export("xlsx")
    with teacher.signed_in.database.read() as session:
        (entry,) = entries_about(session, "register")
    assert (entry.act, entry.details) == ("register exported", {"as": "xlsx"})
    with pytest.raises(NotAllowed):
        school.open("governor").agreements.register.note_export("csv")


def test_who_signed_which_version(school: SmallSchool) -> None:
    head = school.open("head")
    one = give_out(head, Kind.PARENT)
    text = our_text(Kind.PARENT, "en")
    head.agreements.wordings.save(Kind.PARENT, "en", text.replace("best", "very well"))
    two = give_out(head, Kind.PARENT)
    for plan, name in ((one, "Conor O'Neill"), (two, "Maryam Khan"), (two, "Łukasz Nowak")):
        head.agreements.returns.scan(code_of(head, of(plan, name, Kind.PARENT)))
    versions = head.agreements.wordings.versions(Kind.PARENT)
    assert [(v.number, v.in_use, v.returned) for v in versions] == [(2, True, 2), (1, False, 1)]


def test_only_what_is_missing_is_printed(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher)
    teacher.agreements.returns.scan(code_of(teacher, of(plan, "Conor O'Neill", Kind.PARENT)))
    missing = order(chosen=Chosen(Scope.EVERYBODY, only_missing=True))
    names = [(one.name, one.kind) for one in teacher.agreements.batches.plan(missing).forms]
    assert ("Conor O'Neill", Kind.PARENT) not in names
    assert ("Conor O'Neill", Kind.PUPIL_KS2) in names
    assert len(names) == 11


def test_a_pupil_who_is_not_there_is_told(school: SmallSchool) -> None:
    with pytest.raises(NotFound):
        school.open("teacher1").agreements.register.pupil(uuid.uuid4())
