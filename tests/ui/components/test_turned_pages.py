"""The keyboard goes with whoever turns a page, and begins where nothing is lost by a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.components.buttons import DangerButton, SecondaryButton
from ui.components.sheets import ask
from ui.components.tab_order import begins_here, start_of
from ui.components.turned_pages import TurnedPages


def page_of(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    return page


class Book(QWidget):
    """Two pages of two fields each, and a button outside of them."""

    def __init__(self) -> None:
        super().__init__()
        self.outside = SecondaryButton("Outside")
        self.fields = [QLineEdit() for _ in range(4)]
        self.one, self.two = page_of(*self.fields[:2]), page_of(*self.fields[2:])
        self.pages = TurnedPages()
        column = QVBoxLayout(self)
        column.addWidget(self.outside)
        column.addWidget(self.pages)
        for page in (self.one, self.two):
            self.pages.addWidget(page)


@pytest.fixture
def book(qtbot: QtBot) -> Book:
    made = Book()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_keyboard_goes_to_the_page_that_comes_and_back_to_where_it_was(book: Book) -> None:
    begins_here(book.fields[3])
    book.fields[1].setFocus()
    book.pages.setCurrentWidget(book.two)
    assert book.fields[3].hasFocus()
    book.pages.setCurrentWidget(book.one)
    assert book.fields[1].hasFocus()


def test_a_page_that_is_taken_away_leaves_the_keyboard_on_the_next(book: Book) -> None:
    book.pages.setCurrentWidget(book.two)
    book.fields[2].setFocus()
    book.pages.removeWidget(book.two)
    assert book.fields[0].hasFocus()
    book.two.deleteLater()


def test_whoever_is_elsewhere_is_left_alone(book: Book) -> None:
    book.outside.setFocus()
    book.pages.setCurrentWidget(book.two)
    assert book.outside.hasFocus()


def test_no_page_begins_at_what_destroys(qtbot: QtBot) -> None:
    away, safe = DangerButton("Remove it"), SecondaryButton("Keep it")
    page = page_of(away, safe)
    qtbot.addWidget(page)
    page.show()
    assert start_of(page) is safe


def test_a_question_before_something_is_destroyed_begins_at_no(book: Book) -> None:
    gone: list[bool] = []
    sheet = ask(
        book, "Remove it?", "It is gone then.", yes="Remove", danger=True,
        then=lambda: gone.append(True),
    )  # fmt: skip
    here = book.focusWidget()
    assert isinstance(here, SecondaryButton)
    QTest.keyClick(here, Qt.Key.Key_Space)
    assert not sheet.isVisible()
    assert not gone
