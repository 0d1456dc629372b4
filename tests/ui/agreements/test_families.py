"""Families and languages: found, changed, joined and taken apart on the screen."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, press
from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.wording import languages
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import Pupil
from ui.agreements.giving.families import FamiliesPage
from ui.agreements.giving.family_form import FamilyForm
from ui.agreements.side_rows import SIDE
from ui.components.buttons import PaintedButton
from ui.theme import Theme, look


@pytest.fixture
def page(stage: Stage) -> FamiliesPage:
    return at(stage, "families", FamiliesPage)[1]


def alone(page: FamiliesPage, count: int) -> list[Pupil]:
    """Children of whose families nothing was said."""
    found = [one for one in page.model.shown if one.id not in _known(page)]
    return found[:count]


def _known(page: FamiliesPage) -> set[uuid.UUID]:
    return {key for key, one in page.model.families.items() if one.family_id is not None}


def family_of(page: FamiliesPage, pupil: Pupil) -> PupilFamily:
    return page.desk.school.agreements.families.of_pupils()[pupil.id]


def form_of(page: FamiliesPage, pupil: Pupil) -> FamilyForm:
    page.open(pupil)
    settle()
    assert page.form is not None
    return page.form


def tags(page: FamiliesPage, pupil: Pupil) -> list[str]:
    return [one.words for one in page.model.index(page.model.row_of(pupil.id)).data(SIDE)]


def join(page: FamiliesPage, pupil: Pupil, *others: Pupil) -> None:
    form = form_of(page, pupil)
    for other in others:
        form.picker.search.setText(other.name)
        form.picker.list.picked.emit(
            next(row for row in form.picker.list.rows() if row.stands_for.id == other.id)
        )
    press(form.save)


def chip(form: FamilyForm, pupil: Pupil) -> PaintedButton:
    return next(
        one
        for one in form.picker.chips.findChildren(PaintedButton)
        if one.text().startswith(pupil.name)
    )


def test_everybody_is_listed_and_found_without_accents(page: FamiliesPage) -> None:
    assert page.model.rowCount() == 420
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "goncalo abr")
    assert [one.name for one in page.model.shown] == ["Gonçalo Abrantes"]
    page.search.clear()
    QTest.keyClicks(page.search, "nobody of this name")
    assert page.nobody.isVisible()
    assert "No child with this name" in page.nobody.words.text()


def test_a_class_is_browsed(page: FamiliesPage) -> None:
    page.groups.choose(next(one.value for one in page.groups.model.groups if one.words == "4B"))
    assert page.model.rowCount() == 30
    assert {one.class_name for one in page.model.shown} == {"4B"}


def test_where_there_is_no_room_the_classes_are_a_list_to_choose_from(stage: Stage) -> None:
    stage.theme = Theme("light", 2.0, motion=False)
    look().dress(stage.theme)
    _, page = at(stage, "families", FamiliesPage)
    assert not page.groups.isVisible()
    page.class_box.setCurrentIndex(page.class_box.findText("4B"))
    assert {one.class_name for one in page.model.shown} == {"4B"}


def test_only_families_with_something_special(page: FamiliesPage) -> None:
    press(page.special)
    assert 0 < page.model.rowCount() < 200
    for row in range(page.model.rowCount()):
        index = page.model.index(row)
        told = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        assert index.data(SIDE) or "sibling of" in told


def test_language_size_and_address_are_changed_and_shown_as_chips(page: FamiliesPage) -> None:
    pupil = alone(page, 1)[0]
    row = page.list.visualRect(page.model.index(page.model.row_of(pupil.id))).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    settle()
    form = page.form
    assert form is not None
    form.language.setCurrentIndex(form.language.findText("Turkish"))
    form.print_size.setCurrentIndex(form.print_size.findText("Large print (18 point)"))
    QTest.keyClicks(form.addressed, "Mr & Mrs <Green>")
    press(form.save)
    family = family_of(page, pupil)
    assert family.language == "tr"
    assert family.print_size is PrintSize.LARGE
    assert family.addressed_to == "Mr & Mrs <Green>"
    assert tags(page, pupil) == ["Turkish", "18 point"]
    told = page.model.index(page.model.row_of(pupil.id)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Mr & Mrs <Green>" in told


def test_what_is_left_as_it_was_changes_nothing(page: FamiliesPage) -> None:
    pupil = alone(page, 1)[0]
    press(form_of(page, pupil).save)
    assert family_of(page, pupil).family_id is None
    form = form_of(page, pupil)
    form.language.setCurrentIndex(form.language.findText("Polish"))
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert family_of(page, pupil).language == "en"


def test_siblings_are_joined_and_the_language_comes_along(page: FamiliesPage) -> None:
    first, second, third = alone(page, 3)
    families = page.desk.school.agreements.families
    families.change(second.id, language="pl")
    families.join([second.id, third.id])
    page.refresh()
    settle()
    join(page, first, second)  # her sibling comes with her
    assert set(family_of(page, first).siblings) == {second.id, third.id}
    assert family_of(page, first).language == "pl"
    assert tags(page, first) == ["Polish"]


def test_one_of_several_siblings_is_taken_apart(page: FamiliesPage) -> None:
    first, second, third = alone(page, 3)
    join(page, first, second, third)
    form = form_of(page, first)
    press(chip(form, third))
    press(form.save)
    assert family_of(page, first).siblings == (second.id,)
    assert family_of(page, third).siblings == ()


def test_without_all_her_siblings_she_leaves_and_they_stay_together(page: FamiliesPage) -> None:
    first, second, third = alone(page, 3)
    join(page, first, second, third)
    form = form_of(page, first)
    press(chip(form, second))
    press(chip(form, third))
    press(form.save)
    assert family_of(page, first).siblings == ()
    assert family_of(page, second).siblings == (third.id,)


def test_several_taken_apart_at_once_stay_siblings_of_each_other(page: FamiliesPage) -> None:
    first, second, third, fourth = alone(page, 4)
    join(page, first, second, third, fourth)
    form = form_of(page, first)
    press(chip(form, third))
    press(chip(form, fourth))
    press(form.save)
    assert family_of(page, first).siblings == (second.id,)
    assert family_of(page, third).siblings == (fourth.id,)


def test_an_address_that_is_too_long_is_told_beside_its_field(page: FamiliesPage) -> None:
    form = form_of(page, alone(page, 1)[0])
    form.addressed.setText("Mr and Mrs Green " * 20)
    press(form.save)
    assert form.isVisible()
    assert form.address_block.error.text() == "Use at most 200 characters."
    assert form.addressed.hasFocus()
    form.addressed.setText("Mr and Mrs Green")
    press(form.save)
    assert page.form is form
    assert not page.window().findChildren(FamilyForm)


def test_a_name_with_markup_is_shown_as_it_is(page: FamiliesPage) -> None:
    page.desk.school.pupils.add(PupilDetails("<b>Ned</b>", "& “O’Neill”"))
    page.desk.school.follow()
    page.desk.changes.directory.emit()
    settle()
    QTest.keyClicks(page.search, "ned neill")
    assert [one.name for one in page.model.shown] == ["<b>Ned</b> & “O’Neill”"]
    form = form_of(page, page.model.shown[0])
    assert form.accessibleName() == "The family of <b>Ned</b> & “O’Neill”"
    form.dismiss()


def test_a_language_whose_letters_cannot_be_printed_says_so(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "agreements"
    shutil.copytree(languages.OURS, folder)
    shutil.copytree(folder / "tr", folder / "qaa")
    file = folder / "qaa" / "language.yaml"
    text = file.read_text("utf-8").replace("name: Turkish", "name: Invented")
    file.write_text(text.replace("Türkçe", "𐌲𐌿𐍄"), "utf-8")
    monkeypatch.setattr(languages, "OURS", folder)
    _, page = at(stage, "families", FamiliesPage)
    pupil = alone(page, 1)[0]
    form = form_of(page, pupil)
    assert not form.warning.isVisible()
    form.language.setCurrentIndex(form.language.findText("Invented"))
    assert form.warning.isVisible()
    assert "cannot be printed here" in form.warning.words.text()
    assert "𐌲" in form.warning.words.text()
    press(form.save)
    index = page.model.index(page.model.row_of(pupil.id))
    assert [one.icon for one in index.data(SIDE)] == ["warning"]
