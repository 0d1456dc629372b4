"""What was pressed last is what stands, and what is shown, however slow the share is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.agreements.school_forms import give_out
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import desk_of
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import FormState, How, Kind
from trent_desktop.agreements.register.standing import PupilLine
from ui.agreements.register.page import RegisterPage
from ui.background import Background

PARENT, FIRST_USE = 2, 4
TRIES = 12


@pytest.fixture
def page(stage: Stage, qtbot: QtBot) -> Iterator[RegisterPage]:
    """The register of 4B, whose work is done on real threads."""
    background = Background()
    desk = replace(desk_of(stage), background=background)
    class_id = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    chosen = Chosen(Scope.CLASSES, classes=(class_id,))
    give_out(desk.school, Kind.PARENT, Kind.CONSENTS, chosen=chosen)
    made = RegisterPage(desk, lambda: None)
    stage.keep(made)
    made.arrive(str(class_id))
    made.ticks.how = How.TELEPHONE  # said already: of the first yes it is asked
    qtbot.waitUntil(lambda: made.table.model_of.rowCount() > 0)
    made.table.setFocus()
    yield made
    background.close()
    settle()


@contextmanager
def busy(page: RegisterPage) -> Iterator[None]:
    """Another connection writes: whoever wants to write waits."""
    with page.desk.school.signed_in.database.write():
        yield


def press(page: RegisterPage, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(page.table, one)


def stands(page: RegisterPage, row: int) -> PupilLine:
    """What the school's file says."""
    table = page.desk.school.agreements.register.table(page.class_id)
    line = page.table.model_of.line(page.table.model_of.index(row, 0))
    assert line is not None
    return next(one for one in table.lines if one.pupil_id == line.pupil_id)


def given(page: RegisterPage, row: int) -> bool:
    """What the screen says."""
    answer = page.table.model_of.answer(page.table.model_of.index(row, FIRST_USE))
    assert answer is not None
    return answer.given


def form_state(page: RegisterPage, row: int) -> FormState | None:
    form = page.table.model_of.form(page.table.model_of.index(row, PARENT))
    assert form is not None
    return form.state


def all_written(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)


def test_the_answer_pressed_last_stands_and_is_shown(page: RegisterPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.table.model_of.index(1, FIRST_USE))
    wrong: list[str] = []
    for number in range(TRIES):
        last = Qt.Key.Key_N if number % 2 else Qt.Key.Key_Y
        first = Qt.Key.Key_Y if number % 2 else Qt.Key.Key_N
        with busy(page):
            press(page, first, last)
            assert given(page, 1) is (last == Qt.Key.Key_Y), "the screen lags behind the keys"
            QTest.qWait(120)
        all_written(page, qtbot)
        wanted = last == Qt.Key.Key_Y
        if stands(page, 1).answers[0].given is not wanted:
            wrong.append(f"{number}: in the file")
        if given(page, 1) is not wanted:
            wrong.append(f"{number}: on the screen")
    assert wrong == []


def test_pressing_twice_is_back_where_it_was(page: RegisterPage, qtbot: QtBot) -> None:
    """The second press means what the first has shown, though nothing is written yet."""
    model = page.table.model_of
    row = next(one for one in range(model.rowCount()) if form_state(page, one) is FormState.ISSUED)
    page.table.setCurrentIndex(model.index(row, PARENT))
    before = given(page, 1)
    with busy(page):
        press(page, Qt.Key.Key_Space)
        assert form_state(page, row) is FormState.RETURNED
        press(page, Qt.Key.Key_Space)
        assert form_state(page, row) is FormState.ISSUED
        press(page, Qt.Key.Key_Space)
        page.table.setCurrentIndex(model.index(1, FIRST_USE))
        press(page, Qt.Key.Key_Space, Qt.Key.Key_Space)
        QTest.qWait(60)
    all_written(page, qtbot)
    assert form_state(page, row) is FormState.RETURNED
    assert stands(page, row).cells[Kind.PARENT].state is FormState.RETURNED
    assert given(page, 1) is before
    assert stands(page, 1).answers[0].given is before


def test_undo_takes_back_what_is_still_on_its_way(page: RegisterPage, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.table.model_of.index(2, FIRST_USE))
    before = given(page, 2)
    with busy(page):
        press(page, Qt.Key.Key_N if before else Qt.Key.Key_Y)
        QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(60)
    all_written(page, qtbot)
    assert stands(page, 2).answers[0].given is before
    assert given(page, 2) is before


def test_leaving_the_register_does_not_drop_what_was_pressed(
    page: RegisterPage, stage: Stage, qtbot: QtBot
) -> None:
    page.table.setCurrentIndex(page.table.model_of.index(3, FIRST_USE))
    line = stands(page, 3)
    school, background, class_id = page.desk.school, page.desk.background, page.class_id
    with busy(page):
        press(page, Qt.Key.Key_N, Qt.Key.Key_Y)
        stage._widgets.remove(page)
        page.close()
        page.deleteLater()
        settle()
    background.close()
    table = school.agreements.register.table(class_id)
    assert next(one for one in table.lines if one.pupil_id == line.pupil_id).answers[0].given


def test_a_press_that_was_refused_is_shown_as_it_really_is(
    page: RegisterPage, qtbot: QtBot
) -> None:
    """Refused by the service (here: somebody else took the form back first)."""
    model = page.table.model_of
    row = next(one for one in range(model.rowCount()) if form_state(page, one) is FormState.ISSUED)
    form = model.form(model.index(row, PARENT))
    assert form is not None
    assert form.agreement_id is not None
    page.desk.school.agreements.returns.record((form.agreement_id,), FormState.REFUSED)
    page.table.setCurrentIndex(model.index(row, PARENT))
    press(page, Qt.Key.Key_R)
    assert form_state(page, row) is FormState.REFUSED
    press(page, Qt.Key.Key_W)
    all_written(page, qtbot)
    assert form_state(page, row) is FormState.REFUSED
