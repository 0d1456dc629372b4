"""The second half of a double press presses nothing but what the first half pressed (rule 185)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.fields import TextField
from ui.components.sheets import ask
from ui.components.words import title

Show = Callable[..., QWidget]
_RETURN, _SPACE, _TAB = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab
#: A button that is pressed by key goes down and up again, and has then been pressed.
_PRESSED_MS = 150
#: Longer than anybody's double press.
_LATER_MS = 450


def handle(widget: QWidget) -> QWindow:
    found = widget.window().windowHandle()
    assert found is not None
    return found


def twice(widget: QWidget) -> None:
    """A real double click: into the window, at the place where a widget stands now."""
    at = widget.mapTo(widget.window(), widget.rect().center())
    QTest.mouseDClick(handle(widget), Qt.MouseButton.LeftButton, pos=at)


def enter(widget: QWidget, key: Qt.Key = _RETURN, after_ms: int = 0) -> None:
    """A real press: into the window, to whatever has the keyboard in it."""
    QTest.qWait(after_ms)
    QTest.keyClick(handle(widget), key)
    QTest.qWait(_PRESSED_MS)


def presses(*buttons: QAbstractButton) -> list[str]:
    """What is pressed from now on."""
    found: list[str] = []
    for one in buttons:
        one.clicked.connect(partial(_note, found, one.text()))
    return found


def _note(found: list[str], what: str, *_on: bool) -> None:
    found.append(what)


@pytest.fixture
def pages(column_of: Show) -> tuple[PrimaryButton, PrimaryButton]:
    """Where *Continue* turns the page, *Send* stands at the same place, and has the keyboard."""
    stack = QStackedWidget()
    go_on, send = PrimaryButton("Continue"), PrimaryButton("Send it")
    for one in (go_on, send):
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(one)
        layout.addStretch(1)
        stack.addWidget(page)

    def turn() -> None:
        stack.setCurrentIndex(1)
        send.setFocus()

    go_on.clicked.connect(turn)
    column_of(stack)
    go_on.setFocus()
    return go_on, send


def test_a_double_click_presses_nothing_on_the_page_that_came(
    pages: tuple[PrimaryButton, PrimaryButton],
) -> None:
    go_on, send = pages
    pressed = presses(*pages)
    twice(go_on)
    assert send.isVisible()
    assert pressed == ["Continue"]
    at = send.mapTo(send.window(), send.rect().center())
    QTest.mouseClick(handle(send), Qt.MouseButton.LeftButton, pos=at)
    assert pressed == ["Continue", "Send it"]


def test_nor_does_a_double_enter_until_a_moment_has_gone_by(
    pages: tuple[PrimaryButton, PrimaryButton],
) -> None:
    pressed = presses(*pages)
    for key in (_RETURN, _RETURN, _SPACE, _RETURN):
        enter(pages[0], key)
    assert pressed == ["Continue"]
    enter(pages[0], after_ms=_LATER_MS)
    assert pressed == ["Continue", "Send it"]


def test_who_goes_there_by_herself_may_press_at_once(column_of: Show) -> None:
    one, two = SecondaryButton("One"), SecondaryButton("Two")
    column_of(one, two)
    one.setFocus()
    pressed = presses(one, two)
    for key in (_RETURN, _TAB, _RETURN):
        enter(one, key)
    assert pressed == ["One", "Two"]


def test_a_key_that_is_held_presses_nothing_that_came(
    pages: tuple[PrimaryButton, PrimaryButton],
) -> None:
    go_on, send = pages
    came = TextField(name="Reason")
    send.parentWidget().layout().addWidget(came)  # type: ignore[union-attr]
    entered: list[bool] = []
    came.returnPressed.connect(lambda: entered.append(True))
    go_on.clicked.connect(came.setFocus)

    def down(onto: QWidget, stamp: int, *, held: bool) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, _RETURN, Qt.KeyboardModifier.NoModifier, "\r", held)
        event.setTimestamp(stamp)
        QCoreApplication.sendEvent(onto, event)
        QTest.qWait(_PRESSED_MS)

    down(go_on, 10**9, held=False)
    assert came.hasFocus()
    for more in (600, 650, 5000):
        down(came, 10**9 + more, held=True)
    assert not entered
    down(came, 10**9 + 9000, held=False)
    assert entered


def test_a_question_is_not_answered_by_the_press_that_asked_it(column_of: Show) -> None:
    remove = SecondaryButton("Remove it")
    page = column_of(remove)
    done: list[bool] = []
    remove.clicked.connect(
        lambda: ask(page, "Remove it?", "It goes.", yes="Remove", then=lambda: done.append(True))
    )
    remove.setFocus()
    enter(remove)
    enter(remove)
    assert not done
    enter(remove, after_ms=_LATER_MS)
    assert done


def test_the_same_thing_is_pressed_as_fast_as_anybody_likes(column_of: Show) -> None:
    onward, number = SecondaryButton("Next slide"), QSpinBox()
    column_of(onward, number)
    pressed = presses(onward)
    twice(onward)
    assert len(pressed) == 2
    up = number.rect().topRight()
    at = number.mapTo(number.window(), up) + type(up)(-8, 8)
    QTest.mouseDClick(handle(number), Qt.MouseButton.LeftButton, pos=at)
    assert number.value() == 2


@pytest.mark.parametrize("what", ["words", "page"])
def test_a_button_that_stands_for_something_else_by_now_is_another_one(
    column_of: Show, what: str
) -> None:
    heading, go_on = title("What happened?"), PrimaryButton("Continue")
    column_of(heading, go_on)
    pressed = presses(go_on)
    if what == "words":
        go_on.clicked.connect(lambda: go_on.set_words("Send report"))
    else:
        go_on.clicked.connect(lambda: heading.setText("Who was there?"))
    twice(go_on)
    assert len(pressed) == 1
    twice(go_on)
    assert len(pressed) == 3


def test_the_row_that_comes_to_the_place_of_one_that_went_is_not_taken(column_of: Show) -> None:
    rows = QStringListModel(["Ash", "Beech", "Cedar"])
    view = QListView()
    view.setModel(rows)
    column_of(view)
    taken: list[str] = []

    def take(index) -> None:
        taken.append(str(index.data()))
        rows.removeRow(index.row())

    view.clicked.connect(take)
    view.setFocus()
    first = view.visualRect(rows.index(0)).center()
    at = view.viewport().mapTo(view.window(), first)
    QTest.mouseDClick(handle(view), Qt.MouseButton.LeftButton, pos=at)
    assert taken == ["Ash"]
    QTest.mouseClick(handle(view), Qt.MouseButton.LeftButton, pos=at)
    assert taken == ["Ash", "Beech"]


def test_what_is_typed_is_typed(column_of: Show, qtbot: QtBot) -> None:
    line, text = TextField(name="Name"), QPlainTextEdit()
    column_of(line, text)
    entered: list[bool] = []
    line.returnPressed.connect(lambda: entered.append(True))
    line.setFocus()
    for key in (Qt.Key.Key_A, _SPACE, _SPACE, _RETURN, _RETURN):
        QTest.keyClick(handle(line), key)
    assert (line.text(), len(entered)) == ("a  ", 2)
    text.setFocus()
    for key in (Qt.Key.Key_B, _RETURN, _RETURN, _SPACE, _SPACE):
        QTest.keyClick(handle(line), key)
    assert text.toPlainText() == "b\n\n  "
