"""Reminders: one letter for each family, in its language, about what is really missing."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import pytest

from tests.agreements.plans import HOW
from tests.agreements.school_forms import code_of, give_out, of, whose
from tests.documents.reading import text_of
from tests.schools import SmallSchool
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import FormState, Kind, PrintSize
from trent_desktop.agreements.paper.documents import BatchPrint, sheet_pdf, sheets, write_batch
from trent_desktop.agreements.register.returned import ScanKind
from trent_desktop.agreements.wording.languages import languages, our_text
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.settings.letterhead import letterhead_of

EVERYBODY = Chosen(Scope.EVERYBODY)
UNTIL = dt.date(2026, 12, 18)


def test_siblings_share_one_letter_that_names_what_is_missing(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    plan = give_out(teacher)
    maryam = of(plan, "Maryam Khan", Kind.PARENT)
    conor = of(plan, "Conor O'Neill", Kind.PARENT)
    assert maryam.pupil_id is not None
    assert conor.pupil_id is not None
    teacher.agreements.families.join([maryam.pupil_id, conor.pupil_id])
    teacher.agreements.returns.scan(code_of(teacher, conor))
    letters = teacher.agreements.reminders.plan(EVERYBODY, UNTIL)
    assert len(letters.forms) == 5  # six children, two of them of one family
    shared = next(one for one in letters.forms if "Maryam" in one.name)
    assert shared.name == "Maryam Khan and Conor O'Neill"
    assert shared.missing == (
        "Pupil’s agreement, Years 3 to 6: Maryam Khan (4A)",
        "Parent’s agreement: Maryam Khan (4A)",
        "Pupil’s agreement, Years 3 to 6: Conor O'Neill (4A)",
    )


def test_reminding_marks_the_forms_as_chased(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    reminders = teacher.agreements.reminders
    reminders.issue(reminders.plan(EVERYBODY, UNTIL), pages=6)
    cell = teacher.agreements.register.pupil(form.pupil_id).cells[Kind.PARENT]  # type: ignore[arg-type]
    assert cell.state is FormState.CHASED
    assert teacher.agreements.returns.scan(code_of(teacher, form)).kind is ScanKind.RECORDED
    assert teacher.agreements.batches.issued()[0].kinds == (Kind.REMINDER,)
    assert teacher.check_audit().broken_at is None


def test_a_second_reminder_brings_the_form_again_with_its_code(
    school: SmallSchool, tmp_path: Path
) -> None:
    teacher = school.open("teacher1")
    reminders = teacher.agreements.reminders
    form = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    with pytest.raises(AnswersRefused, match="Nobody who had a reminder"):
        reminders.plan(EVERYBODY, UNTIL, second=True)
    reminders.issue(reminders.plan(EVERYBODY, UNTIL), pages=6)
    second = reminders.plan(EVERYBODY, UNTIL, second=True)
    place = next(at for at, one in enumerate(second.forms) if one.name == "Conor O'Neill")
    letter, copy = second.forms[place], second.forms[place + 1]
    assert (letter.kind, copy.kind) == (Kind.SECOND_REMINDER, Kind.PARENT)
    assert copy.token == form.token
    path = tmp_path / "letters.pdf"
    how = BatchPrint(letterhead_of(teacher), teacher.school.id, dt.date(2026, 12, 1))
    written = write_batch(second, path, how)
    reminders.issue(second, written.pages)
    assert "A second reminder" in text_of(path.read_bytes())
    assert teacher.agreements.returns.scan(code_of(teacher, copy)).kind is ScanKind.RECORDED


def test_a_second_reminder_goes_to_those_who_were_chased_and_to_nobody_else(
    school: SmallSchool,
) -> None:
    teacher = school.open("teacher1")
    reminders = teacher.agreements.reminders
    give_out(teacher, Kind.PARENT)
    in_4a = Chosen(Scope.CLASSES, classes=(school.classes["4A"],))
    reminders.issue(reminders.plan(in_4a, UNTIL), pages=3)
    copy = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT)  # one got lost
    second = reminders.plan(EVERYBODY, UNTIL, second=True)
    assert [group.name for group in second.groups] == ["Class 4A"]
    names = [one.name for one in second.forms if one.kind is Kind.SECOND_REMINDER]
    assert sorted(names) == sorted(["Maryam Khan", "Conor O'Neill", "محمد حسن"])
    (behind,) = [one for one in second.forms if one.is_copy and one.name == "Conor O'Neill"]
    assert behind.token == copy.token


def test_a_letter_goes_out_in_the_class_of_the_youngest_who_has_a_form(
    school: SmallSchool,
) -> None:
    head = school.open("head")
    small = head.pupils.add_class("1R", (YearGroup.Y1,))
    nowak, conor = _pupil(head, "Łukasz Nowak"), _pupil(head, "Conor O'Neill")
    head.pupils.move([nowak], small)
    head.follow()
    head.agreements.families.join([conor, nowak])
    head.agreements.families.change(conor, print_size=PrintSize.LARGER)
    plan = give_out(head, Kind.PARENT)
    letters = head.agreements.reminders.plan(EVERYBODY, UNTIL)
    (group,) = [one for one in letters.groups if one.name == "Class 1R"]
    (letter,) = group.forms
    assert (letter.name, letter.class_name) == ("Łukasz Nowak and Conor O'Neill", "1R")
    assert letter.print_size is PrintSize.LARGER  # the larger of what was asked for
    assert letter.missing == (
        "Parent’s agreement: Łukasz Nowak (1R)",
        "Parent’s agreement: Conor O'Neill (4A)",
    )
    head.agreements.returns.scan(code_of(head, of(plan, "Łukasz Nowak", Kind.PARENT)))
    letters = head.agreements.reminders.plan(EVERYBODY, UNTIL)
    assert "Class 1R" not in [one.name for one in letters.groups]
    (letter,) = [one for one in letters.forms if one.name == "Conor O'Neill"]
    assert letter.class_name == "4A"
    head.pupils.move([conor], None)
    head.follow()
    letters = head.agreements.reminders.plan(EVERYBODY, UNTIL)
    (letter,) = [one for one in letters.forms if one.name == "Conor O'Neill"]
    assert letter.missing == ("Parent’s agreement: Conor O'Neill",)


def test_a_form_for_younger_children_is_not_asked_for_any_more(school: SmallSchool) -> None:
    head = school.open("head")
    conor = _pupil(head, "Conor O'Neill")

    def put_into(year: YearGroup) -> None:
        (record,) = [one for one in head.pupils.all() if one.id == conor]
        details = PupilDetails(
            "Conor", "O'Neill", born=record.born, year_group=year, class_id=record.class_id
        )
        head.pupils.change(conor, record.version, details)
        head.follow()

    put_into(YearGroup.Y2)
    give_out(head, Kind.PUPIL_KS1)
    assert len(head.agreements.reminders.plan(EVERYBODY, UNTIL).forms) == 1
    put_into(YearGroup.Y3)
    with pytest.raises(AnswersRefused, match="Nothing is missing"):
        head.agreements.reminders.plan(EVERYBODY, UNTIL)


def test_staff_get_no_letters_to_families(school: SmallSchool) -> None:
    with pytest.raises(AnswersRefused, match="letters to families"):
        school.open("head").agreements.reminders.plan(Chosen(Scope.STAFF))


def test_a_form_that_came_back_meanwhile_is_not_chased(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    form = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT)
    reminders = teacher.agreements.reminders
    letters = reminders.plan(EVERYBODY, UNTIL)
    teacher.agreements.returns.scan(code_of(teacher, form))  # while the letters are looked at
    issued = reminders.issue(letters, pages=6)
    cell = teacher.agreements.register.pupil(whose(form)).cells[Kind.PARENT]
    assert cell.state is FormState.RETURNED
    assert reminders.issue(issued, pages=6) is issued  # once


def test_a_translation_of_an_earlier_letter_is_left_out_and_told(school: SmallSchool) -> None:
    head = school.open("head")
    conor = _pupil(head, "Conor O'Neill")
    give_out(head, Kind.PARENT)
    head.agreements.families.change(conor, language="tr")
    text = our_text(Kind.REMINDER, "en")
    head.agreements.wordings.save(
        Kind.REMINDER, "en", text.replace("glad to help", "happy to help")
    )
    letters = head.agreements.reminders.plan(EVERYBODY, UNTIL)
    (letter,) = [one for one in letters.forms if one.name == "Conor O'Neill"]
    assert letter.translation is None
    (note,) = letters.notes
    assert note == (
        "The Turkish translation of “Reminder” belongs to an earlier wording, so 1 letter is in "
        "English only. Change the translation under Wording."
    )


def _pupil(school: OpenSchool, name: str) -> uuid.UUID:
    (found,) = [one.id for one in school.people.find_pupils(name)]
    return found


def test_a_letter_is_in_the_familys_language(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    conor = of(give_out(teacher, Kind.PARENT), "Conor O'Neill", Kind.PARENT).pupil_id
    assert conor is not None
    teacher.agreements.families.change(conor, language="tr", addressed_to="Mrs O'Neill")
    letters = teacher.agreements.reminders.plan(EVERYBODY, UNTIL)
    letter = next(one for one in letters.forms if one.name == "Conor O'Neill")
    assert (letter.language, letter.addressed_to) == ("tr", "Mrs O'Neill")
    assert letter.missing == ("Parent’s agreement: Conor O'Neill (4A)",)
    assert letter.missing_theirs == ("Anne, baba ve veliler için anlaşma: Conor O'Neill (4A)",)
    pdf = sheet_pdf(
        letters,
        HOW,
        next(
            one
            for one in sheets(letters, HOW.setter(letters), letters.groups)
            if one.form is letter
        ),
    )
    behind = text_of(pdf.content, 2)
    assert "Anne, baba ve veliler için anlaşma" in behind
    assert "Parent’s agreement" not in behind


@pytest.mark.parametrize("code", [one.code for one in languages()])
def test_a_reminder_does_not_say_what_a_family_agreed_to(code: str) -> None:
    asked = next(one for one in our_text(Kind.REMINDER, code).split("\n") if "{return-by}" in one)
    assert sum(asked.count(end) for end in ".।۔") == 2  # by when, and that we are glad to help
    pictures = {"en": "picture", "tr": "resim", "fr": "photos", "pl": "zdjęcia", "es": "fotos"}
    assert pictures.get(code, "\0") not in asked


def test_when_nothing_is_missing_it_is_said(school: SmallSchool) -> None:
    teacher = school.open("teacher1")
    with pytest.raises(AnswersRefused, match="Nothing is missing"):
        teacher.agreements.reminders.plan(EVERYBODY, UNTIL)
    plan = give_out(teacher, Kind.PARENT)
    teacher.agreements.returns.record([one.id for one in plan.forms], FormState.REFUSED)
    with pytest.raises(AnswersRefused, match="Nothing is missing"):
        teacher.agreements.reminders.plan(EVERYBODY, UNTIL)
