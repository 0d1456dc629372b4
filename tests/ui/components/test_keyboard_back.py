"""Who pressed a button by keyboard stands on it again when it can be pressed again (rule 185)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.fields import TextField
from ui.components.pages import clear_layout
from ui.components.sheets import Sheet

Show = Callable[..., QWidget]
#: A button that is pressed by key goes down and up again, and has then been pressed.
_PRESSED_MS = 300


def press(qtbot: QtBot, save: PrimaryButton) -> None:
    """Press it by Enter, until it works."""
    QTest.keyClick(save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not save.isEnabled())


@pytest.fixture
def pair(column_of: Show, qapp: QApplication) -> tuple[PrimaryButton, SecondaryButton]:
    """*Save* has the keyboard, *Put away* comes next."""
    save, away = PrimaryButton("Save"), SecondaryButton("Put away")
    save.clicked.connect(lambda: save.setEnabled(False))
    column_of(save, away)
    save.setFocus(Qt.FocusReason.TabFocusReason)
    assert qapp.focusWidget() is save
    return save, away


def test_a_button_that_worked_has_the_keyboard_again(
    pair: tuple[PrimaryButton, SecondaryButton], qtbot: QtBot, qapp: QApplication
) -> None:
    save, away = pair
    press(qtbot, save)
    assert qapp.focusWidget() is away
    save.setEnabled(True)
    assert qapp.focusWidget() is save


def test_the_second_half_of_a_double_press_presses_nothing(
    pair: tuple[PrimaryButton, SecondaryButton], qtbot: QtBot
) -> None:
    save, away = pair
    put_away: list[bool] = []
    away.clicked.connect(lambda: put_away.append(True))
    window = save.window().windowHandle()
    QTest.keyClick(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not save.isEnabled())
    assert away.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_Return)
    qtbot.wait(_PRESSED_MS)
    assert not put_away


def test_who_has_gone_on_meanwhile_is_not_called_back(column_of: Show, qapp: QApplication) -> None:
    save, away, note = PrimaryButton("Save"), SecondaryButton("Put away"), TextField(name="Note")
    column_of(save, away, note)
    save.setFocus()
    save.setEnabled(False)
    QTest.keyClick(away, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is note
    save.setEnabled(True)
    assert qapp.focusWidget() is note


def test_who_was_led_to_what_is_wrong_stays_there(column_of: Show, qapp: QApplication) -> None:
    note, save, away = TextField(name="Note"), PrimaryButton("Save"), SecondaryButton("Put away")
    column_of(note, save, away)
    for led_first in (True, False):
        save.setFocus()
        save.setEnabled(False)
        if led_first:
            note.setFocus()
        save.setEnabled(True)
        note.setFocus()
        assert qapp.focusWidget() is note


def test_of_a_button_that_is_alone_the_keyboard_comes_back_too(
    column_of: Show, qapp: QApplication
) -> None:
    save = PrimaryButton("Save")
    column_of(save)
    save.setFocus()
    save.setEnabled(False)
    assert qapp.focusWidget() is not save
    save.setEnabled(True)
    assert qapp.focusWidget() is save


def test_of_buttons_that_are_disabled_together_the_one_that_was_pressed_has_it_again(
    column_of: Show, qapp: QApplication
) -> None:
    """As on the pages of a report: Send, then Save, then Back."""
    buttons = [PrimaryButton("Send"), SecondaryButton("Save"), SecondaryButton("Back")]
    last = SecondaryButton("Discard")
    column_of(*buttons, last)
    for order in (buttons, buttons[::-1]):
        buttons[0].setFocus()
        for one in buttons:
            one.setEnabled(False)
        assert qapp.focusWidget() is last
        for one in order:
            one.setEnabled(True)
        assert qapp.focusWidget() is buttons[0]


def test_of_a_page_that_is_disabled_as_a_whole_too(column_of: Show, qapp: QApplication) -> None:
    save, away, below = PrimaryButton("Save"), SecondaryButton("Put away"), SecondaryButton("More")
    page = column_of(column := QWidget(), below)
    layout = QVBoxLayout(column)
    layout.addWidget(save)
    layout.addWidget(away)
    save.show()
    away.show()
    save.setFocus()
    assert page.isVisible()
    column.setEnabled(False)
    assert qapp.focusWidget() is not save
    column.setEnabled(True)
    assert qapp.focusWidget() is save


def test_where_what_came_next_was_hidden_meanwhile_too(column_of: Show, qapp: QApplication) -> None:
    save, hint, more = PrimaryButton("Save"), SecondaryButton("Show how"), SecondaryButton("More")
    column_of(save, hint, more)
    save.setFocus()
    save.setEnabled(False)
    hint.hide()
    assert qapp.focusWidget() is more
    save.setEnabled(True)
    assert qapp.focusWidget() is save


def test_where_what_came_next_was_in_a_row_that_was_taken_away_too(
    column_of: Show, qapp: QApplication
) -> None:
    holder, row = QWidget(), QWidget()
    rows, inside = QVBoxLayout(holder), QVBoxLayout(row)
    save, link, more = PrimaryButton("Save"), SecondaryButton("Open it"), SecondaryButton("More")
    inside.addWidget(link)
    rows.addWidget(row)
    column_of(save, holder, more)
    save.setFocus()
    save.setEnabled(False)
    assert qapp.focusWidget() is link
    clear_layout(rows)
    assert qapp.focusWidget() is more
    save.setEnabled(True)
    assert qapp.focusWidget() is save


@pytest.mark.parametrize("ended_behind", [True, False])
def test_what_lay_over_the_page_meanwhile_takes_nothing_from_it(
    column_of: Show, qapp: QApplication, ended_behind: bool
) -> None:
    save, away = PrimaryButton("Save"), SecondaryButton("Put away")
    page = column_of(save, away)
    save.setFocus()
    save.setEnabled(False)
    assert qapp.focusWidget() is away
    sheet = Sheet(page, "Somebody else has changed it")
    sheet.open()
    assert sheet.isAncestorOf(qapp.focusWidget() or page)
    if ended_behind:
        save.setEnabled(True)
        assert sheet.isAncestorOf(qapp.focusWidget() or page)
    sheet.dismiss()
    save.setEnabled(True)
    assert qapp.focusWidget() is save


def test_a_button_that_went_away_meanwhile_takes_nothing(
    pair: tuple[PrimaryButton, SecondaryButton], qtbot: QtBot, qapp: QApplication
) -> None:
    save, away = pair
    press(qtbot, save)
    save.hide()
    save.setEnabled(True)
    assert qapp.focusWidget() is away
