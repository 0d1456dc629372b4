"""Batches: who gets what, in which order, language and size; given out once; printed again."""

from __future__ import annotations

import time

import pytest

from tests.agreements.plans import SCHOOL
from tests.agreements.school_forms import give_out, of, order
from tests.schools import SmallSchool
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.paper.slip import code_shown
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.problems import AnswersRefused, NotAllowed, NotFound
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup


def test_forms_come_by_class_and_surname_with_each_childs_together(school: SmallSchool) -> None:
    plan = school.open("teacher1").agreements.batches.plan(order())
    assert [group.name for group in plan.groups] == ["Class 4A", "Class 4B"]
    assert [(one.name, one.kind) for one in plan.groups[0].forms] == [
        ("Maryam Khan", Kind.PUPIL_KS2),
        ("Maryam Khan", Kind.PARENT),
        ("Conor O'Neill", Kind.PUPIL_KS2),
        ("Conor O'Neill", Kind.PARENT),
        ("محمد حسن", Kind.PUPIL_KS2),
        ("محمد حسن", Kind.PARENT),
    ]
    # Two of one name in one class: by the code of the form, and by no birthday.
    aishas = [one for one in plan.groups[1].forms if one.name == "Aisha Khan"][::2]
    codes = [code_shown(code_text(SCHOOL, one.token)).split(" ")[4] for one in aishas]
    assert [name for name, _ in plan.groups[1].listed] == [
        *(f"Aisha Khan (code … {code} …)" for code in codes),
        "Łukasz Nowak",
    ]
    assert len({one.token for one in plan.forms}) == 12


def test_kinds_apart_when_asked(school: SmallSchool) -> None:
    plan = school.open("teacher1").agreements.batches.plan(order(together=False))
    assert [one.kind for one in plan.groups[0].forms] == [Kind.PUPIL_KS2] * 3 + [Kind.PARENT] * 3


def test_each_child_gets_the_form_of_her_age(school: SmallSchool) -> None:
    head = school.open("head")
    head.pupils.add(PupilDetails("Nia", "Small", year_group=YearGroup.Y1))
    head.follow()
    plan = head.agreements.batches.plan(order(Kind.PUPIL_KS1, Kind.PUPIL_KS2))
    assert plan.groups[-1].name == "No class"
    assert [(one.name, one.kind) for one in plan.groups[-1].forms] == [
        ("Nia Small", Kind.PUPIL_KS1)
    ]
    assert {one.kind for one in plan.groups[0].forms} == {Kind.PUPIL_KS2}


def test_languages_and_sizes_are_those_of_the_family(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = teacher.agreements.batches.plan(order(Kind.PARENT))
    maryam = of(plan, "Maryam Khan", Kind.PARENT).pupil_id
    assert maryam is not None
    teacher.agreements.families.change(maryam, language="tr", print_size=PrintSize.LARGE)
    plan = teacher.agreements.batches.plan(order(Kind.PARENT))
    form = of(plan, "Maryam Khan", Kind.PARENT)
    assert (form.language, form.print_size) == ("tr", PrintSize.LARGE)
    assert of(plan, "Conor O'Neill", Kind.PARENT).language == "en"
    assert plan.groups[0].listed[0] == ("Maryam Khan", "Turkish, large print (18 point)")
    every = teacher.agreements.batches.plan(order(Kind.PARENT, language="pl"))
    assert {one.language for one in every.forms} == {"pl"}


def test_a_translation_of_an_earlier_wording_is_left_out_and_told(school: SmallSchool) -> None:
    head = school.open("head")
    changed = our_text(Kind.PARENT, "en").replace("best", "very well")
    head.agreements.wordings.save(Kind.PARENT, "en", changed)
    plan = head.agreements.batches.plan(order(Kind.PARENT, language="tr"))
    assert {one.language for one in plan.forms} == {"en"}
    assert plan.notes == (
        (
            "The Turkish translation of “Parent’s agreement” belongs to an earlier wording, so 6 "
            "forms are in English only. Change the translation under Wording."
        ),
    )
    head.agreements.wordings.save(Kind.PARENT, "tr", our_text(Kind.PARENT, "tr") + "\n\nEk.\n")
    plan = head.agreements.batches.plan(order(Kind.PARENT, language="tr"))
    assert {one.language for one in plan.forms} == {"tr"}
    assert plan.notes == ()


def test_giving_out_twice_is_giving_out_once(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    batches = teacher.agreements.batches
    plan = batches.issue(batches.plan(order()), pages=12)
    assert batches.issue(plan, pages=12) is plan
    (summary,) = batches.issued()
    assert (summary.forms, summary.pages, summary.answered) == (12, 12, 0)
    assert (summary.made_by, summary.whom) == ("Zoë O'Neill", "Everybody")
    assert teacher.check_audit().broken_at is None


def test_a_batch_is_printed_again_as_it_was(school: SmallSchool) -> None:
    head = school.open("head")
    plan = give_out(head, Kind.PARENT, language="tr")
    changed = our_text(Kind.PARENT, "en").replace("best", "very well")
    head.agreements.wordings.save(Kind.PARENT, "en", changed)
    conor = of(plan, "Conor O'Neill", Kind.PARENT).pupil_id
    head.pupils.archive([conor])  # type: ignore[list-item]
    head.follow()
    assert plan.batch_id is not None
    again = head.agreements.batches.again(plan.batch_id)
    kept = [one for one in plan.forms if one.pupil_id != conor]
    assert [one.token for one in again.forms] == [one.token for one in kept]
    assert {one.english_number for one in again.forms} == {1}
    assert {one.english.text for one in again.forms} == {our_text(Kind.PARENT, "en")}
    assert {one.language for one in again.forms} == {"tr"}
    assert again.notes == ("1 form is left out: the child or member has left.",)


def test_choices_that_come_to_nothing_are_told(school: SmallSchool) -> None:
    head = school.open("head")
    plan = head.agreements.batches.plan
    empty = head.pupils.add_class("5A", [YearGroup.Y5])
    head.follow()
    with pytest.raises(AnswersRefused, match="There are no pupils in 5A"):
        plan(order(chosen=Chosen(Scope.CLASSES, classes=(empty,))))
    with pytest.raises(AnswersRefused, match="There are no pupils in Year 6"):
        plan(order(chosen=Chosen(Scope.YEARS, years=(YearGroup.Y6,))))
    with pytest.raises(AnswersRefused, match="Choose one pupil or more"):
        plan(order(chosen=Chosen(Scope.PUPILS)))
    with pytest.raises(AnswersRefused, match="printed for staff"):
        plan(order(Kind.STAFF))
    with pytest.raises(AnswersRefused, match="for the children you chose"):
        plan(order(Kind.PUPIL_KS1))
    with pytest.raises(NotFound, match="no language"):
        plan(order(language="xx"))


def test_staff_forms_are_for_those_who_look_after_them(school: SmallSchool) -> None:
    with pytest.raises(NotAllowed):
        school.open("teacher1").agreements.batches.plan(order(Kind.STAFF, scope=Scope.STAFF))
    plan = school.open("head").agreements.batches.plan(order(Kind.STAFF, scope=Scope.STAFF))
    assert [group.name for group in plan.groups] == ["Staff"]
    assert all(one.member_id and not one.class_name for one in plan.forms)


def test_the_blogging_rules_have_no_code_and_wait_for_nobody(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher, Kind.BLOGGING)
    assert {one.token for one in plan.forms} == {""}
    assert not any(one.issued for one in teacher.agreements.register.figures())


def test_governors_do_not_print(school: SmallSchool) -> None:
    with pytest.raises(NotAllowed):
        school.open("governor").agreements.batches.plan(order())


def test_a_large_school_is_planned_and_given_out(folder_school: SmallSchool) -> None:
    """Not a figure, only that nothing goes pupil by pupil over the share."""
    head = folder_school.open("head")
    from trent_desktop.storage.tables import PupilRow

    with head.signed_in.database.write() as session:
        import uuid

        session.add_all(
            PupilRow(
                id=uuid.uuid4(), upn="", forename="Nia", surname=f"Number{at}", year_group="4",
                class_id=folder_school.classes["4A"], born=None,
            )
            for at in range(1_000)
        )  # fmt: skip
        from trent_desktop.storage.database import next_change

        next_change(session, directory=True)
    head.follow()
    begun = time.perf_counter()
    plan = give_out(head)
    assert len(plan.forms) == 2_012
    assert time.perf_counter() - begun < 60
