"""Nobody is interrupted in the middle of a word: the focus stays where she put it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import NOW, Stage, settle
from trent_desktop.reports.waiting.drafts import Draft
from ui.components.fields import TextField
from ui.components.rows import RowButton
from ui.components.sheets import Sheet, ask
from ui.components.tab_order import first_stop
from ui.home.home import HomePage
from ui.program import Program
from ui.reports.case_list import CaseListPage
from ui.school.people.members import MembersPage
from ui.shell.rooms import SchoolSection


def keep_draft(program: Program, number: int) -> None:
    """An unfinished report more, as if typed on this laptop `number` minutes ago."""
    assert program.school is not None
    began = NOW - dt.timedelta(minutes=number)
    program.school.drafts.keep(
        Draft(
            uuid.uuid4(), "content", "full", "", {}, (), began, began, uuid.uuid4(), f"TR-{number}"
        )
    )


def something_happens(program: Program, number: int) -> None:
    """A draft is kept and a colleague's change arrives: everything that listens looks again."""
    keep_draft(program, number)
    assert program.changes is not None
    program.changes.drafts.emit()
    program.changes.cases.emit(frozenset({uuid.uuid4()}))
    program.changes.directory.emit()
    QTest.qWait(260)
    settle()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def rows_in(place: QLayout) -> list[RowButton]:
    around = place.parentWidget()
    found = around.findChildren(RowButton) if around is not None else []
    return sorted((one for one in found if place.indexOf(one) >= 0), key=place.indexOf)


def rows(home: HomePage) -> list[RowButton]:
    return rows_in(home.rows) if home.rows is not None else []


@pytest.fixture
def program(stage: Stage, qtbot: QtBot) -> Program:
    made = stage.signed_in("ict")
    made.window.activateWindow()
    qtbot.waitActive(made.window)
    keep_draft(made, 1)
    home_of(made).refresh()
    settle()
    return made


def home_of(program: Program) -> HomePage:
    home = program.window.inside.page("home")
    assert isinstance(home, HomePage)
    return home


def test_a_sentence_typed_elsewhere_does_not_go_to_a_button_of_home(program: Program) -> None:
    inside = program.window.inside
    rows(home_of(program))[0].setFocus()
    inside.go("reports")
    settle()
    cases = inside.findChild(CaseListPage)
    assert cases is not None
    cases.view.search.setFocus()
    QTest.keyClicks(focused(), "Kat")
    something_happens(program, 2)
    assert len(rows(home_of(program))) > 1
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "rin ")
    assert cases.view.search.text() == "Katrin "
    assert inside.here == "reports"


def test_a_sentence_typed_over_home_does_not_go_to_a_button_of_home(program: Program) -> None:
    """A sheet lies over it, or she stands on another button of the page."""
    home = home_of(program)
    rows(home)[0].setFocus()
    home.view.report.setFocus()
    something_happens(program, 2)
    assert home.view.report.hasFocus()
    sheet = Sheet(home, "A question")
    field = TextField(name="Words")
    sheet.column.addWidget(field)
    sheet.open()
    QTest.keyClicks(field, "one ")
    something_happens(program, 3)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "two")
    assert field.text() == "one two"
    sheet.dismiss()


def test_the_row_she_stands_on_stays_hers(program: Program) -> None:
    """Another row may come above it; Enter must not open that one."""
    home = home_of(program)
    keep_draft(program, 5)
    home.refresh()
    settle()
    mine = next(row for row in rows(home) if "TR-5" in row.face.words)
    mine.setFocus()
    something_happens(program, 2)
    focus = QApplication.focusWidget()
    assert isinstance(focus, RowButton)
    assert "TR-5" in focus.face.words


def test_a_row_that_went_leaves_the_focus_on_the_page(program: Program) -> None:
    home = home_of(program)
    rows(home)[0].setFocus()
    assert program.school is not None
    for draft in program.school.drafts.all():
        program.school.drafts.discard(draft.id)
    something_happens(program, 7)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert home.isAncestorOf(focus)


def test_the_members_stay_where_they_are_under_the_keyboard(program: Program) -> None:
    inside = program.window.inside
    inside.go("school", SchoolSection("members"))
    settle()
    page = inside.findChild(MembersPage)
    assert page is not None
    row = widgets(page)[3]
    words = row.face.words
    row.setFocus()
    something_happens(program, 3)
    assert QApplication.focusWidget() is row  # nothing of it changed, and a press on it goes on
    assert program.school is not None
    last = max(program.school.members.all(), key=lambda one: one.member.name)
    program.school.members.suspend(last.member.id)
    program.school.follow()
    something_happens(program, 4)
    focus = QApplication.focusWidget()
    assert isinstance(focus, RowButton)
    assert focus.face.words == words
    assert focus is not row


def widgets(page: MembersPage) -> list[RowButton]:
    return rows_in(page.rows)


@pytest.mark.parametrize(
    ("section", "kind"), [("members", "members"), ("roles", "roles"), ("pupils", "pupils")]
)
def test_what_a_colleague_changes_takes_no_key_from_any_room(
    program: Program, section: str, kind: str
) -> None:
    """Each part of School was opened, and something in it had the focus, before she left it."""
    inside = program.window.inside
    inside.go("school", SchoolSection(section))
    settle()
    QTest.keyClick(program.window, Qt.Key.Key_Tab)
    inside.go("reports")
    settle()
    cases = inside.findChild(CaseListPage)
    assert cases is not None
    cases.view.search.setFocus()
    something_happens(program, 4)
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is cases.view.search, f"{kind} took the focus"


def test_a_question_of_another_room_waits_until_she_is_there(program: Program) -> None:
    """Work begun in a room ends with a question when she is in the middle of a word elsewhere."""
    inside = program.window.inside
    inside.go("school", SchoolSection("members"))
    settle()
    page = inside.findChild(MembersPage)
    assert page is not None
    inside.go("reports")
    settle()
    cases = inside.findChild(CaseListPage)
    assert cases is not None
    cases.view.search.setFocus()
    sheet = ask(page, "End it?", "It is over then.", yes="End it", then=lambda: None)
    settle()
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is cases.view.search
    inside.go("school")
    settle()
    inside.go("school", SchoolSection("members"))
    settle()
    assert sheet.isVisible()
    sheet.dismiss()


def test_the_keyboard_begins_at_the_first_door_whatever_has_come_by_then(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    home = program.window.inside.page("home")
    assert isinstance(home, HomePage)
    focused().clearFocus()
    home.class_note.show()
    assert first_stop(home) is home.class_note.read
    program.window.inside._begin()
    assert program.window.focusWidget() is home.view.report
