"""What a screen reader is told: what each thing is, in what order, and what comes by itself."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import NOW, Stage, settle
from tests.ui.school.test_members import at
from trent_desktop.journeys import Addresses, ShortText
from trent_desktop.journeys.pickers import ReadLine
from ui.agreements.giving.presets import PresetChip
from ui.components import listened, read_aloud
from ui.components.buttons import IconButton, PrimaryButton, UnfoldButton
from ui.components.choices import Option, RadioGroup
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextField
from ui.components.listened import Listened, put_in_order
from ui.components.said_at_rest import REST_MS, SaidAtRest
from ui.components.words import Words
from ui.journeys import chosen, question_block
from ui.journeys.chosen import ChosenChips
from ui.journeys.controls import PAUSE_MS, AddressesControl, CountLeft
from ui.journeys.question_block import QuestionBlock
from ui.journeys.sources import Sources
from ui.journeys.suggestions import Suggestion, SuggestionList
from ui.lessons.board.bar import BoardBar
from ui.reports.case_list import CaseListPage
from ui.school.classes.pupils import PupilsPage
from ui.school.people.members import MembersPage
from ui.welcome.new_password import NewPassword


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read out by itself, as if somebody listened."""
    heard: list[str] = []
    monkeypatch.setattr(read_aloud.QAccessible, "isActive", lambda: True)
    for module in (read_aloud, listened, chosen, question_block):
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


def test_what_was_filled_before_it_is_shown_is_read_in_order_too(
    page: QWidget, qapp: QApplication
) -> None:
    for words in ("First", "Last"):
        column(page).addWidget(QLabel(words))
    settle()
    listening = Listened(qapp)
    try:
        settle()
        column(page).insertWidget(1, QLabel("Between"))
        QCoreApplication.removePostedEvents(page, QEvent.Type.LayoutRequest.value)
        page.show()
        settle()
        assert names(page) == ["First", "Between", "Last"]
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


def at_rest(qtbot: QtBot, said: list[str]) -> list[str]:
    """What was said once nothing is typed any more."""
    assert said == []  # not while it is typed
    qtbot.waitUntil(lambda: bool(said), timeout=4 * REST_MS)
    heard, said[:] = list(said), []
    return heard


def test_what_an_address_becomes_is_said_once_when_typing_stops(
    page: QWidget, qtbot: QtBot, said: list[str]
) -> None:
    def read(text: str) -> tuple[ReadLine, ...]:
        return tuple(ReadLine(line.replace(".", "[.]")) for line in text.split())

    control = AddressesControl(Addresses("where", "Where?", read=read), False)
    column(page).addWidget(control)
    page.show()
    control.show_value("https://there.example")
    qtbot.wait(REST_MS + 3 * PAUSE_MS)
    assert said == []  # it stood there before
    control.show_value("")
    for letter in "https://bad.example":
        QTest.keyClicks(control.field, letter)
        control.read_now()
    shown = "It will be shown as https://bad[.]example. It cannot be opened."
    assert at_rest(qtbot, said) == [shown]
    control.read_now()
    QTest.keyClicks(control.field, " two.example")
    control.read_now()
    # Of two the new one alone, and each once.
    assert at_rest(qtbot, said) == ["It will be shown as two[.]example. It cannot be opened."]


def test_how_good_a_password_is_and_caps_lock_are_said_when_typing_stops(
    page: QWidget, qtbot: QtBot, said: list[str]
) -> None:
    block = NewPassword()
    column(page).addWidget(block)
    page.show()
    QTest.keyClicks(block.first.field, "weak")
    block._judge()
    (heard,) = at_rest(qtbot, said)
    assert heard.startswith("Not yet: ")
    QTest.keyClicks(block.second.field, "AB")  # without Shift
    assert at_rest(qtbot, said) == ["Caps Lock is on."]
    QTest.keyClicks(block.second.field, "C")
    qtbot.wait(REST_MS + 100)
    assert said == []


def test_who_is_found_is_heard_which_row_enter_takes_and_that_it_was_taken(
    page: QWidget, qtbot: QtBot, said: list[str]
) -> None:
    """The keyboard stays in the field, so that of the list below nothing is heard by itself."""
    rows, chips = SuggestionList("Pupils"), ChosenChips()
    column(page).addWidget(chips)
    column(page).addWidget(rows)
    page.show()
    for count in (3, 2):  # the list follows each letter
        rows.offer([Suggestion(f"Child {number}", "4B") for number in range(count)])
    assert at_rest(qtbot, said) == ["Child 0, 4B. 1 of 2."]
    rows.step(1)
    rows.step(1)
    assert said == ["Child 1, 4B. 2 of 2.", "Child 0, 4B. 1 of 2."]
    chips.say_chosen("Child 0", "4B")
    chips.say_taken_out("Child 0")
    assert said[2:] == ["Chosen: Child 0, 4B.", "Taken out: Child 0."]


def test_what_could_not_be_put_in_and_how_much_is_left_are_said(
    page: QWidget, qtbot: QtBot, said: list[str]
) -> None:
    left = CountLeft(20)
    block = QuestionBlock(ShortText("where", "Where?"), cast(Sources, None), lambda: NOW)
    column(page).addWidget(block)
    column(page).addWidget(left)
    page.show()
    for length in (17, 18, 19):
        left.count(length)
    assert at_rest(qtbot, said) == ["1 character left"]
    block.say("A picture cannot be put in here.")
    block.say("A picture cannot be put in here.")
    assert said == ["A picture cannot be put in here."]


def test_how_many_a_search_finds_is_said_also_when_they_are_as_many_as_before(
    page: QWidget, qtbot: QtBot, said: list[str]
) -> None:
    heard = SaidAtRest(page)
    page.show()
    for count, words in ((3, "Found: 3 pupils."), (3, "Found: 3 pupils."), (0, "Nothing found.")):
        heard.found(900, "pupil", "pupils")
        heard.stir()
        heard.found(count, "pupil", "pupils")
        assert at_rest(qtbot, said) == [words]
    heard.found(1, "pupil", "pupils", more=True)
    heard.typed()  # rubbed out again
    qtbot.wait(REST_MS + 100)
    assert said == []


@pytest.mark.parametrize("room", ["reports", "members", "pupils"])
def test_what_a_search_finds_is_said(
    stage: Stage, qtbot: QtBot, said: list[str], room: str
) -> None:
    if room == "reports":
        program = stage.signed_in("ict")
        program.window.inside.go("reports")
        settle()
        shown = program.window.findChild(CaseListPage)
        field = shown.view.search if shown is not None else None
    elif room == "members":
        field = at(stage, room, MembersPage)[1].search
    else:
        field = at(stage, room, PupilsPage)[1].search
    assert field is not None
    assert field.isVisible()
    settle()
    said.clear()
    field.setFocus()
    QTest.keyClicks(field, "zzzz")
    qtbot.waitUntil(lambda: said == ["Nothing found."], timeout=5_000)
