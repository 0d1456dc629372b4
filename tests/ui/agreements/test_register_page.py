"""The register: ticks by key, reminders, sheets and exports; and the look-up on the front page."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.agreements.school_forms import give_out
from tests.documents.reading import reader, text_of
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, desk_of, press
from tests.ui.documents.papers import ChosenPlace
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import Consent, FormState, How, Kind
from ui.agreements.look_up import ConsentLookUp
from ui.agreements.register.never_sheet import NeverSheet
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.standing_sheet import StandingSheet
from ui.agreements.register.take_down import TakeDownSheet
from ui.components.marks import Chip
from ui.components.sheets import Sheet

PARENT, FIRST_USE = 2, 4


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> RegisterPage:
    desk = desk_of(stage)
    class_id = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    chosen = Chosen(Scope.CLASSES, classes=(class_id,))
    give_out(desk.school, Kind.PARENT, Kind.CONSENTS, chosen=chosen)
    made = RegisterPage(desk, lambda: None, places=ChosenPlace(tmp_path))
    stage.keep(made)
    made.arrive(str(class_id))
    made.ticks.how = How.TELEPHONE  # said already: of the first yes it is asked
    settle()
    return made


def go_to(page: RegisterPage, row: int, column: int) -> None:
    page.table.setCurrentIndex(page.table.model_of.index(row, column))
    page.table.setFocus()
    settle()


def key(page: RegisterPage, what: Qt.Key, with_: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.table, what, with_ or Qt.KeyboardModifier.NoModifier)
    settle()


def state(page: RegisterPage, row: int) -> FormState | None:
    form = page.table.model_of.form(page.table.model_of.index(row, PARENT))
    assert form is not None
    return form.state


def given(page: RegisterPage, row: int, column: int) -> bool:
    answer = page.table.model_of.answer(page.table.model_of.index(row, column))
    assert answer is not None
    return answer.given


def test_the_keyboard_ticks_and_takes_back(page: RegisterPage) -> None:
    rows = range(page.table.model_of.rowCount())
    row = next(one for one in rows if state(page, one) is FormState.ISSUED)
    go_to(page, row, PARENT)
    key(page, Qt.Key.Key_Space)
    assert state(page, row) is FormState.RETURNED
    assert page.table.currentIndex().row() == row
    key(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert state(page, row) is FormState.ISSUED
    key(page, Qt.Key.Key_R)
    assert state(page, row) is FormState.REFUSED


def test_a_consent_is_given_and_withdrawn_and_the_look_up_says_the_same(
    page: RegisterPage, stage: Stage
) -> None:
    go_to(page, 1, FIRST_USE)
    key(page, Qt.Key.Key_Y)
    assert given(page, 1, FIRST_USE)
    key(page, Qt.Key.Key_N)
    assert not given(page, 1, FIRST_USE)
    line = page.table.model_of.line(page.table.currentIndex())
    assert line is not None
    look_up = ConsentLookUp(page.desk)
    stage.keep(look_up)
    QTest.keyClicks(look_up.search, line.name)
    look_up._look()
    settle()
    said = [one.text() for one in look_up.findChildren(Chip)]
    assert said[0].split(": ")[1].startswith("No, withdrawn on")


def withdraw_elsewhere(page: RegisterPage, row: int) -> None:
    """The family agreed, and took it back: recorded by somebody at another place."""
    line = page.table.model_of.line(page.table.model_of.index(row, 0))
    answer = page.table.model_of.answer(page.table.model_of.index(row, FIRST_USE))
    assert line is not None
    assert answer is not None
    for agreed in (True, False):
        page.desk.school.agreements.returns.answer(line.pupil_id, {answer.consent: agreed})
    page.refresh()
    settle()


def standing_sheet(page: RegisterPage) -> StandingSheet | None:
    sheets = [one for one in page.window().findChildren(StandingSheet) if one.isVisible()]
    assert len(sheets) <= 1
    return sheets[0] if sheets else None


@pytest.mark.parametrize("how", [Qt.Key.Key_Y, Qt.Key.Key_Space])
def test_a_yes_over_a_withdrawal_is_asked_about(page: RegisterPage, how: Qt.Key) -> None:
    withdraw_elsewhere(page, 1)
    go_to(page, 1, FIRST_USE)
    key(page, how)
    sheet = standing_sheet(page)
    assert sheet is not None
    said = [one.text() for one in sheet.findChildren(QLabel)]
    line = page.table.model_of.line(page.table.currentIndex())
    assert line is not None
    (title,) = [one for one in said if one.startswith("A no still counts: ")]
    assert title.split(": ")[1] in line.name  # the table adds the class to a name that two have
    assert any(re.fullmatch(r"Withdrawn on .* 2026, recorded by .+", one) for one in said)
    assert not given(page, 1, FIRST_USE)
    assert sheet.stay.hasFocus()  # whoever types on changes nothing
    QTest.keyClick(sheet.stay, Qt.Key.Key_Space)
    settle()
    assert standing_sheet(page) is None
    assert not given(page, 1, FIRST_USE)
    key(page, how)
    sheet = standing_sheet(page)
    assert sheet is not None
    press(sheet.change)
    assert standing_sheet(page) is None
    assert given(page, 1, FIRST_USE)


def test_a_slip_of_ones_own_is_put_right_without_a_question(page: RegisterPage) -> None:
    """A no pressed by mistake a moment ago is no withdrawal of a family."""
    go_to(page, 1, FIRST_USE)
    for one in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Y):
        key(page, one)
    assert standing_sheet(page) is None
    assert given(page, 1, FIRST_USE)
    key(page, Qt.Key.Key_N)
    key(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert standing_sheet(page) is None
    assert given(page, 1, FIRST_USE)


def test_a_child_that_is_never_shown_is_marked_by_the_dsl_and_by_nobody_else(stage: Stage) -> None:
    desk = desk_of(stage, "dsl")
    class_id = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    child = desk.school.agreements.register.table(class_id).lines[0]
    desk.school.agreements.returns.answer(child.pupil_id, {Consent.PHOTOGRAPHS: True})
    page = RegisterPage(desk, lambda: None)
    stage.keep(page)
    page.arrive(str(class_id))
    settle()
    row = page.table.model_of.row_of(child.pupil_id)
    go_to(page, row, FIRST_USE)
    assert given(page, row, FIRST_USE)

    press(page.never)
    assert isinstance(page.sheet, NeverSheet)
    press(page.sheet.change)
    taken = [one for one in page.window().findChildren(TakeDownSheet) if one.isVisible()]
    assert len(taken) == 1  # what there is to take down
    press(taken[0].done)
    answers = [page.table.model_of.answer(page.table.model_of.index(row, at)) for at in (4, 5)]
    assert [one.said for one in answers if one is not None] == ["Never", "Never"]
    assert "Never, since" in page.said.text()
    assert "Who" not in page.said.text()

    # A parent’s yes that is pressed now is written under the mark, and shows no tick for a moment.
    page.ticks.how = How.TELEPHONE
    go_to(page, row, FIRST_USE + 2)
    key(page, Qt.Key.Key_Y)
    assert not given(page, row, FIRST_USE + 2)
    assert "changes nothing" in page.said.text()

    look_up = ConsentLookUp(desk)
    stage.keep(look_up)
    QTest.keyClicks(look_up.search, child.name)
    look_up._look()
    settle()
    (chip, *_) = look_up.findChildren(Chip)
    assert chip.text().startswith("No picture, film or name, ever · since")

    press(page.never)
    assert isinstance(page.sheet, NeverSheet)
    assert page.window().focusWidget() is page.sheet.leave  # whoever types on changes nothing
    press(page.sheet.change)
    assert given(page, row, FIRST_USE)
    assert given(page, row, FIRST_USE + 2)


def test_whoever_may_not_set_the_mark_is_not_offered_it(page: RegisterPage) -> None:
    go_to(page, 1, FIRST_USE)
    assert page.never.isHidden()  # the ICT Lead's desk


def test_a_name_that_nobody_has_is_said(page: RegisterPage, stage: Stage) -> None:
    look_up = ConsentLookUp(page.desk)
    stage.keep(look_up)
    QTest.keyClicks(look_up.search, "Zebedee")
    look_up._look()
    settle()
    assert not look_up.findChildren(Chip)
    assert "There is no pupil with this name." in [
        one.text() for one in look_up.findChildren(QLabel)
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_the_register_is_taken_out(page: RegisterPage, tmp_path: Path, kind: str) -> None:
    press(page.export)
    assert isinstance(page.sheet, Sheet)
    button = page.sheet.findChild(QPushButton, f"export-{kind}")
    assert isinstance(button, QPushButton)
    press(button)
    content = (tmp_path / f"Register.{kind}").read_bytes()
    line = page.table.model_of.line(page.table.model_of.index(0, 0))
    assert line is not None
    if kind == "csv":
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
        assert len(rows) > 400
    elif kind == "xlsx":
        assert content.startswith(b"PK")
    else:
        assert len(reader(content).pages) > 10
        assert line.name.split(",")[0].split(" ")[-1] in text_of(content)


def test_who_may_be_photographed_is_a_sheet_of_this_class(page: RegisterPage) -> None:
    press(page.photographs)
    settle(60)
    assert page.stack.currentWidget() is page.photo_sheet


def test_a_teacher_sees_her_own_class_first(stage: Stage) -> None:
    _, page = at(stage, "register", RegisterPage, "teacher1")
    own = page.desk.school.people.own_class()
    assert own is not None
    assert page.class_box.currentText() == own.name


def test_only_a_class_without_pupils_is_said_to_have_none(stage: Stage, tmp_path: Path) -> None:
    """While the table was on its way it was said under thirty children."""
    desk = desk_of(stage)
    full = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    page = RegisterPage(desk, lambda: None, places=ChosenPlace(tmp_path))
    stage.keep(page)
    said: list[str] = []
    show = page.said.setText
    page.said.setText = lambda words: (said.append(words), show(words))  # type: ignore[method-assign]
    page.arrive(str(full))
    settle()
    page.table.setCurrentIndex(page.table.model_of.index(-1, -1))
    settle()
    assert page.table.model_of.rowCount() > 20
    assert said
    assert not [words for words in said if "no pupils" in words]
    page.table.model_of.take(None)
    page._show_current()
    assert said[-1] == "There are no pupils in this class."
