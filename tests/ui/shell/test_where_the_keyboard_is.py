"""The keyboard is where somebody begins, and where what is wrong is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gallery.rooms.reports import journey
from tests.gallery.stage import Stage, settle
from trent_desktop.reports.kinds.content import QUICK, names
from ui.components.focus import FocusRing
from ui.components.input_watch import input_watch
from ui.components.sheets import Sheet
from ui.components.tab_order import first_stop
from ui.home.home import HomePage
from ui.shell.rooms import RoomPage
from ui.welcome.set_up_pages import PeopleStep


def test_after_sign_in_it_is_at_the_first_thing_of_home_and_escape_closes_a_sheet_of_words(
    stage: Stage, qtbot: QtBot
) -> None:
    window = stage.signed_in("teacher1").window
    window.activateWindow()
    qtbot.waitActive(window)
    settle()
    home = window.inside.page("home")
    assert isinstance(home, HomePage)
    assert home.view.report.hasFocus()
    sheet = Sheet(home, "History")  # there is nothing in it but words
    sheet.column.addWidget(QLabel("Printed in November."))
    sheet.open()
    here = QApplication.focusWidget()
    assert here is not None
    assert sheet.isAncestorOf(here)
    window.setFocus()  # wherever it is
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert home.view.report.hasFocus()


def test_it_never_begins_at_news_above_a_page_and_a_room_opened_by_keys_has_it(
    stage: Stage, qtbot: QtBot
) -> None:
    window = stage.signed_in("head").window
    window.activateWindow()
    qtbot.waitActive(window)
    settle()
    inside = window.inside
    home = inside.page("home")
    assert isinstance(home, HomePage)
    assert first_stop(home) is not home.view.report, "the Headteacher has news above the doors"
    assert home.view.report.hasFocus()
    home.view.agreements.setFocus()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    room = inside.page(inside.here)
    assert isinstance(room, RoomPage)
    assert room is not home
    begins = room.begins_at
    assert begins is not None
    assert begins.hasFocus()
    # From the rail it stays there: more rooms may be looked for.
    entry = inside.rail.buttons["home"]
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_Space)
    settle()
    assert inside.here == "home"
    assert entry.hasFocus()


def test_an_error_that_is_clicked_leads_to_its_field_and_shows_it(
    stage: Stage, qtbot: QtBot, qapp: QApplication
) -> None:
    ring = FocusRing(qapp)
    window, shown = journey(stage, QUICK, {names.SEEN: "A violent picture"})
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.mouseClick(shown.view.go_on, Qt.MouseButton.LeftButton)
    settle()
    link = next(one for one in shown.view.errors.links)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    settle()
    wrong = shown.run.errors[0].field
    focus = QApplication.focusWidget()
    assert focus is not None
    block = shown.page.blocks[wrong]  # type: ignore[union-attr]
    assert block.isAncestorOf(focus)
    assert ring.shown_for is focus
    assert input_watch().keyboard
    # Four presses do not lead out of the form, and the last leads on.
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert shown.isAncestorOf(focus)


def test_who_does_what_begins_in_its_first_field(qtbot: QtBot) -> None:
    page = PeopleStep()
    qtbot.addWidget(page)
    assert page.begins_at is next(iter(page.fields.values()))
    page.without(frozenset([next(iter(page.fields))]))
    assert page.begins_at is list(page.fields.values())[1]
