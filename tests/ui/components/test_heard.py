"""What a screen reader is told: what each thing is, in what order, and what comes by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import settle
from ui.agreements.giving.presets import PresetChip
from ui.components import listened, read_aloud
from ui.components.buttons import IconButton, PrimaryButton, UnfoldButton
from ui.components.choices import Option, RadioGroup
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextField
from ui.components.listened import Listened, put_in_order
from ui.components.words import Words
from ui.lessons.board.bar import BoardBar


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read out by itself, as if somebody listened."""
    heard: list[str] = []
    monkeypatch.setattr(read_aloud.QAccessible, "isActive", lambda: True)
    for module in (read_aloud, listened):
        monkeypatch.setattr(module, "announce", lambda _widget, words: heard.append(words))
    return heard


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def column(page: QWidget) -> QVBoxLayout:
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def names(page: QWidget) -> list[str]:
    """What is in a page, in the order in which it is read."""
    face = QAccessible.queryAccessibleInterface(page)
    return [face.child(at).text(QAccessible.Text.Name) for at in range(face.childCount())]


def test_what_is_put_between_two_others_is_read_between_them(
    page: QWidget, qapp: QApplication
) -> None:
    for words in ("First", "Last"):
        column(page).addWidget(QLabel(words))
    column(page).insertWidget(1, QLabel("Between"))
    over = QLabel("Over them", page)
    column(page).insertWidget(0, QLabel("Before all"))
    assert names(page) == ["First", "Last", "Between", "Over them", "Before all"]
    put_in_order(page)
    # What lies over the others still does, and is read after them.
    assert names(page) == ["Before all", "First", "Between", "Last", "Over them"]
    assert page.children()[-1] is over
    listening = Listened(qapp)
    try:
        page.show()
        column(page).insertWidget(2, QLabel("Come later"))
        settle()
        assert names(page)[:3] == ["Before all", "First", "Come later"]
    finally:
        qapp.removeEventFilter(listening)
        listening.deleteLater()


def test_the_title_of_a_page_is_said_when_it_comes_and_not_where_the_keyboard_says_it(
    page: QWidget, qapp: QApplication, qtbot: QtBot, said: list[str]
) -> None:
    title, other = Words("Print agreements", "title"), Words("The papers", "heading")
    column(page).addWidget(title)
    column(page).addWidget(other)
    title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    listening = Listened(qapp)
    try:
        page.show()
        settle()
        assert said == ["Print agreements"]
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        title.hide()
        title.show()
        title.setFocus()
        settle()
        assert said == ["Print agreements"]
    finally:
        qapp.removeEventFilter(listening)
        listening.deleteLater()


def test_an_error_is_said_once_by_itself_or_by_the_field_to_which_the_keyboard_goes(
    page: QWidget, qtbot: QtBot, said: list[str]
) -> None:
    field, elsewhere = TextField(name="Name"), PrimaryButton("Go on")
    block = FieldBlock("Name", field, hint="As on the list.", example="Zoë")
    column(page).addWidget(block)
    column(page).addWidget(elsewhere)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    elsewhere.setFocus()
    block.show_error("Give a name.")
    settle()
    assert said == ["Give a name."]
    block.show_error("")
    block.show_error("Give a name.")
    field.setFocus()
    settle()
    assert said == ["Give a name."]
    assert field.accessibleDescription() == "As on the list. For example Zoë. Error: Give a name."


def test_an_error_that_is_hidden_again_at_once_is_not_said(page: QWidget, said: list[str]) -> None:
    error = ErrorText()
    column(page).addWidget(error)
    page.show()
    error.say("Wrong.")
    error.say("")
    settle()
    assert said == []


def test_each_answer_of_a_group_says_of_what_and_what_is_wrong_with_it(page: QWidget) -> None:
    group = RadioGroup([Option("yes", "Yes"), Option("no", "No", "Nobody asks why")], name="Films")
    column(page).addWidget(group)
    no = group.rows()["no"]
    assert no.accessibleName() == "No. Films"
    no.explain("Error: Choose one.")
    assert no.accessibleDescription() == "Nobody asks why. Error: Choose one."
    no.show_hint("It stands")
    assert no.accessibleDescription() == "It stands. Error: Choose one."


def test_a_button_that_stays_down_is_a_button_and_says_whether_it_is_down(qtbot: QtBot) -> None:
    unfold = UnfoldButton("More filters")
    qtbot.addWidget(unfold)
    bar = BoardBar()
    qtbot.addWidget(bar)
    pen = next(one for one in bar.hands.values() if one.accessibleName() == "Pen")
    assert PresetChip.spoken_as is QAccessible.Role.Button
    make = read_aloud._faces.make
    for button in (unfold, pen):
        face = make("", button)
        assert face.role() == QAccessible.Role.Button
        face.doAction("Press")
    assert make("", unfold).state().expanded
    assert not make("", unfold).state().checkable
    pen.setChecked(True)
    assert make("", pen).state().pressed
    face.doAction("Press")


def test_a_button_without_words_shows_its_name_and_says_it_once(qtbot: QtBot) -> None:
    button = IconButton("x", "Close this notice")
    qtbot.addWidget(button)
    button.show()
    assert button.toolTip() == ""
    middle = QPoint(5, 5)
    QApplication.sendEvent(
        button, QHelpEvent(QEvent.Type.ToolTip, middle, button.mapToGlobal(middle))
    )
    assert QToolTip.text() == "Close this notice"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QTest.mouseMove(button, QPointF(1, 1).toPoint())
