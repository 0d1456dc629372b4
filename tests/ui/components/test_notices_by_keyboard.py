"""What a notice offers can be reached and pressed by keyboard: *Undo* above all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.components.buttons import SecondaryButton
from ui.components.fields import TextField
from ui.components.toasts import Toasts

Show = Callable[..., QWidget]


class Page:
    """Two fields and a button, and a notice that offers to undo."""

    def __init__(self, show: Show) -> None:
        self.field, self.note = TextField(name="Name"), TextField(name="Note")
        self.button = SecondaryButton("Keep this one")
        self.window = show(self.field, self.note, self.button)
        self.toasts = Toasts(self.window)
        self.done: list[str] = []
        self.button.clicked.connect(lambda: self.done.append("button"))
        self.field.setFocus()
        self.toasts.say("Merged.", link="Undo", then=lambda: self.done.append("undone"))
        self.undo = self.toasts._toast.link

    def time_is_up(self) -> None:
        self.toasts._clock.timeout.emit()


@pytest.fixture
def page(column_of: Show) -> Page:
    return Page(column_of)


def test_it_stays_while_the_keyboard_is_on_it(page: Page, qapp: QApplication) -> None:
    page.note.setFocus()
    page.undo.setFocus(Qt.FocusReason.TabFocusReason)
    page.time_is_up()
    assert page.toasts.words == "Merged."
    assert qapp.focusWidget() is page.undo
    page.button.setFocus()
    assert page.toasts._clock.isActive(), "it goes once she has gone on"
    page.time_is_up()
    assert page.toasts.words == ""
    assert qapp.focusWidget() is page.button


def test_news_does_not_take_the_press_that_was_meant_for_undo(page: Page, qtbot: QtBot) -> None:
    page.undo.setFocus(Qt.FocusReason.TabFocusReason)
    page.toasts.say("A report waits.", link="Show", then=lambda: page.done.append("shown"))
    assert page.toasts.words == "Merged."
    QTest.keyClick(page.undo, Qt.Key.Key_Space)
    assert page.done == ["undone"]
    assert page.toasts.words == "A report waits.", "and is seen after it"


def test_news_is_seen_once_she_has_gone_on(page: Page) -> None:
    page.undo.setFocus(Qt.FocusReason.TabFocusReason)
    page.toasts.say("A report waits.")
    page.note.setFocus()
    assert page.toasts.words == "A report waits."
    assert page.note.hasFocus()


def test_the_keyboard_goes_back_to_where_she_came_from(page: Page, qapp: QApplication) -> None:
    page.note.setFocus()
    page.undo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.undo, Qt.Key.Key_Space)
    assert page.done == ["undone"]
    assert qapp.focusWidget() is page.note


def test_what_it_offers_is_there_again_when_everything_was_hidden(page: Page) -> None:
    page.window.hide()
    page.time_is_up()
    page.window.show()
    assert page.toasts.words == "Merged."
    assert page.toasts._clock.isActive()
    page.time_is_up()
    assert page.toasts.words == ""
