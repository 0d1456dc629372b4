"""A yes is given by somebody, somehow: asked in a word, and once for a stack."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.agreements.school_forms import give_out
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import desk_of, press
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import How, Kind
from trent_desktop.agreements.register.standing import ConsentAnswer
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.source_sheet import SourceSheet
from ui.agreements.register.take_down import TakeDownSheet

FIRST_USE = 4


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> RegisterPage:
    desk = desk_of(stage)
    class_id = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    give_out(desk.school, Kind.CONSENTS, chosen=Chosen(Scope.CLASSES, classes=(class_id,)))
    made = RegisterPage(desk, lambda: None)
    stage.keep(made)
    made.arrive(str(class_id))
    settle()
    return made


def at(page: RegisterPage, row: int, column: int = FIRST_USE) -> None:
    page.table.setCurrentIndex(page.table.model_of.index(row, column))
    page.table.setFocus()
    settle()


def answer(page: RegisterPage) -> ConsentAnswer:
    found = page.table.model_of.answer(page.table.currentIndex())
    assert found is not None
    return found


def untouched(page: RegisterPage) -> int:
    """A child of whom nothing was ever said."""
    for row, line in enumerate(page.table.model_of.lines):
        if all(one.since is None for one in line.answers):
            return row
    raise AssertionError("every child has answered")


def test_the_first_yes_asks_how_and_the_next_do_not(page: RegisterPage) -> None:
    row = untouched(page)
    at(page, row)
    QTest.keyClick(page.table, Qt.Key.Key_Y)
    settle()
    sheet = page.ticks.sheet
    assert isinstance(sheet, SourceSheet)
    assert not answer(page).given
    press(sheet.ways[How.TELEPHONE])
    settle()
    assert answer(page).given
    assert page.said.text().endswith("(by telephone)")
    assert page.how.value == How.TELEPHONE.value
    at(page, row, FIRST_USE + 1)
    QTest.keyClick(page.table, Qt.Key.Key_Y)
    settle()
    assert answer(page).given

    # Both are taken back in one press, and what is left to do is said.
    press(page.take_back)
    settle()
    assert not answer(page).given
    told = page.ticks.sheet
    assert isinstance(told, TakeDownSheet)
    assert "withdrawn on" in answer(page).words


def test_escape_records_nothing(page: RegisterPage) -> None:
    at(page, untouched(page))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settle()
    assert isinstance(page.ticks.sheet, SourceSheet)
    page.ticks.sheet.dismiss()
    settle()
    assert answer(page).since is None


def test_one_parent_says_no_beside_the_other(page: RegisterPage) -> None:
    at(page, untouched(page))
    page.ticks.how = How.FORM
    QTest.keyClick(page.table, Qt.Key.Key_Y)
    settle()
    assert answer(page).given
    press(page.one_parent)
    assert page.sheet is not None
    no = page.sheet.findChild(QPushButton, "one-no")
    assert no is not None
    press(no)
    settle()
    sheet = page.ticks.sheet
    assert isinstance(sheet, SourceSheet)
    press(sheet.ways[How.LETTER])
    assert sheet.who.error.isVisible()
    QTest.keyClicks(sheet.by, "Mr Aziz")
    press(sheet.ways[How.LETTER])
    settle()
    assert not answer(page).given
    assert answer(page).words.endswith("Mr Aziz said no, the family yes")


def test_names_stay_in_sight(page: RegisterPage) -> None:
    page.resize(560, 500)
    settle()
    table = page.table
    row = untouched(page)
    at(page, row, 8)
    assert table.horizontalScrollBar().value() > 0
    name = table.indexAt(table.visualRect(table.model_of.index(row, 8)).center() - QPoint(9999, 0))
    assert not name.isValid()  # outside of it
    left = QPoint(10, table.rowViewportPosition(row) + 5)
    assert table.indexAt(left).column() == 0
    at(page, row, 1)
    assert table.columnViewportPosition(1) >= table.columnWidth(0)
