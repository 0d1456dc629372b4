"""Where the class may see the screen, nothing about a child is shown before the teacher is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.fake_screens import BOARD, LAPTOP, MIRROR, NAMELESS_BOARD, NAMELESS_LAPTOP, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, press_in_sheet, sheet_of, words_on
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.components.fields import TextField
from ui.components.sheets import Sheet
from ui.lessons.room import LessonsPage
from ui.program import Program
from ui.reports.case_list import CaseListPage
from ui.shell.projector import PROJECTOR_OFF, ProjectorPage
from ui.shell.rooms import NewReport

OFF = PROJECTOR_OFF


def signed_in(stage: Stage, *screens: object, who: str = "dsl") -> tuple[Program, FakeScreens]:
    fake = FakeScreens(*screens)  # type: ignore[arg-type]
    stage.screens = fake
    program = stage.signed_in(who)
    return program, fake


def cover(program: Program) -> ProjectorPage | None:
    shown = program.window.shown_page
    return shown if isinstance(shown, ProjectorPage) else None


@pytest.mark.parametrize("screens", [(LAPTOP, MIRROR)])
@pytest.mark.parametrize("room", ["reports", "school", "agreements"])
def test_before_a_lesson_a_mirrored_screen_asks_first(
    stage: Stage, screens: tuple[object, ...], room: str
) -> None:
    program, _ = signed_in(stage, *screens)
    inside = program.window.inside
    assert inside.here == "home"
    click(inside.rail.buttons[room])
    assert inside.here == "home"
    assert inside.page(room) is None
    assert "projector" in " ".join(words_on(sheet_of(program)))
    press_in_sheet(program, "Stay here")
    assert inside.here == "home"
    click(inside.rail.buttons[room])
    press_in_sheet(program, OFF)
    assert inside.here == room
    assert cover(program) is None
    # She has said so: no needless question as long as nothing changes.
    click(inside.rail.buttons["home"])
    click(inside.rail.buttons[room])
    assert inside.here == room


def test_a_shortcut_asks_too(stage: Stage) -> None:
    program, _ = signed_in(stage, LAPTOP, MIRROR, who="teacher1")
    QTest.keyClick(program.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert program.window.inside.here == "home"
    assert sheet_of(program)
    for room in ("lessons", "settings", "home"):
        program.window.inside.go(room)
        settle()
        assert program.window.inside.here == room


def test_two_screens_side_by_side_ask_nothing(stage: Stage) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    program.window.inside.go("reports")
    settle()
    assert program.window.inside.here == "reports"
    screens.unplug(BOARD)
    settle()
    assert cover(program) is None


@pytest.mark.parametrize("pair", [(LAPTOP, BOARD), (NAMELESS_LAPTOP, NAMELESS_BOARD)])
def test_mirroring_covers_the_list_of_reports_in_the_same_moment(
    stage: Stage, pair: tuple[object, object]
) -> None:
    program, screens = signed_in(stage, *pair)
    inside = program.window.inside
    inside.go("reports")
    settle()
    cases = inside.findChild(CaseListPage)
    assert cases is not None
    cases.view.search.setFocus()
    QTest.keyClicks(cases.view.search, "Ais")
    screens.mirror()
    # Without letting anything happen first.
    page = cover(program)
    assert page is not None
    assert not inside.isVisible()
    settle()
    QTest.keyClicks(QApplication.focusWidget() or page, "ha ")
    settle()
    assert cover(program) is page, "what she was typing must not press the button"
    assert "projector" in " ".join(words_on(page))
    click(page.yes)
    assert cover(program) is None
    assert inside.here == "reports"
    assert cases.view.search.text() == "Ais"
    assert cases.view.search.hasFocus()


def test_it_is_shown_again_when_the_screens_are_told_apart(stage: Stage) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    inside = program.window.inside
    inside.go("reports")
    screens.mirror()
    assert cover(program) is not None
    screens.move(BOARD, BOARD.area)
    settle()
    assert cover(program) is None
    # And it is asked anew the next time.
    screens.mirror()
    assert cover(program) is not None
    page = cover(program)
    assert page is not None
    click(page.yes)
    screens.move(BOARD, BOARD.area)
    screens.mirror()
    assert cover(program) is not None


def test_another_projector_is_another_question(stage: Stage) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    program.window.inside.go("reports")
    screens.mirror()
    page = cover(program)
    assert page is not None
    click(page.yes)
    screens.move(LAPTOP, LAPTOP.area)  # the same screens, another mode: she has said so
    assert cover(program) is None
    screens.become(LAPTOP, NAMELESS_BOARD.__class__("Third", "One", "7", LAPTOP.area, False))
    assert cover(program) is not None


def test_sheets_and_dialogs_are_covered_with_their_room(stage: Stage) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    inside = program.window.inside
    inside.go("school")
    settle()
    room = inside.page("school")
    assert room is not None
    sheet = Sheet(room, "Aisha Khan")
    field = TextField(name="Name")
    sheet.column.addWidget(field)
    sheet.open()
    settle()
    QTest.keyClicks(field, "Aisha")
    dialog = QFileDialog(room, "Class list of 4B")
    dialog.open()
    settle()
    screens.mirror()
    page = cover(program)
    assert page is not None
    settle()
    assert not sheet.isVisible()
    assert not dialog.isVisible()
    click(page.no)
    assert inside.here == "home"
    assert cover(program) is None
    assert not sheet.isVisible(), "the question of the other room lies over Home"
    click(inside.rail.buttons["school"])
    press_in_sheet(program, OFF)
    settle()
    assert inside.here == "school"
    assert sheet.isVisible()
    assert field.text() == "Aisha"
    assert QApplication.focusWidget() is field
    sheet.dismiss()
    dialog.deleteLater()


def test_the_curtain_lies_over_the_question(stage: Stage, qtbot: QtBot) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    window = program.window
    window.inside.go("reports")
    screens.mirror()
    page = cover(program)
    assert page is not None
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.is_covered
    assert window.shown_page is window.curtain
    unlock(program, qtbot)
    assert cover(program) is page
    click(page.yes)
    assert window.shown_page is window.inside
    # Hidden again, and the projector may be on when it comes back.
    QTest.keyClick(window, Qt.Key.Key_F9)
    unlock(program, qtbot)
    assert cover(program) is page


def test_mirroring_while_everything_is_hidden(stage: Stage, qtbot: QtBot) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    window = program.window
    window.inside.go("reports")
    QTest.keyClick(window, Qt.Key.Key_F9)
    screens.mirror()
    settle()
    assert window.shown_page is window.curtain
    unlock(program, qtbot)
    assert cover(program) is not None
    screens.move(BOARD, BOARD.area)
    settle()
    assert window.shown_page is window.inside


def unlock(program: Program, qtbot: QtBot) -> None:
    curtain = program.window.curtain
    curtain.password.field.setText(SAMPLE_PASSWORD)
    QTest.keyClick(curtain.password.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.is_covered)
    settle()


def test_signing_out_leaves_no_question_behind(stage: Stage) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD)
    program.window.inside.go("reports")
    screens.mirror()
    assert cover(program) is not None
    program.sign_out()
    settle()
    assert cover(program) is None
    assert screens.listeners == 1
    program.window.close()
    settle()
    assert screens.listeners == 0


# ---------------------------------------------------------------------- with a lesson


def lessons_of(program: Program) -> LessonsPage:
    program.window.inside.go("lessons")
    settle()
    page = program.window.inside.findChild(LessonsPage)
    assert page is not None
    return page


def test_in_a_lesson_it_is_asked_once(stage: Stage) -> None:
    """The gate of the lesson asks on the board; the cover does not ask the same again."""
    program, _ = signed_in(stage, LAPTOP, MIRROR, who="teacher1")
    page = lessons_of(program)
    teaching = begin(page, "3-4", "T")
    inside = program.window.inside
    inside.go("reports", NewReport())
    settle()
    assert inside.here == "lessons"
    click(teaching.window.question.yes)
    assert inside.here == "reports"
    assert cover(program) is None
    inside.go("lessons")
    settle()
    teaching.end()
    settle()
    # The lesson is over, and the projector is on: she is told once more.
    inside.go("reports")
    settle()
    assert inside.here == "lessons"
    press_in_sheet(program, OFF)
    assert inside.here == "reports"


def test_mirroring_in_a_lesson_covers_the_report_at_once_and_gives_way_to_the_lesson(
    stage: Stage,
) -> None:
    program, screens = signed_in(stage, LAPTOP, BOARD, who="teacher1")
    page = lessons_of(program)
    teaching = begin(page, "3-4", "T")
    inside = program.window.inside
    page.report()
    settle()
    assert inside.here == "reports"
    screens.mirror()
    assert cover(program) is not None
    QTest.qWait(500)  # until the screens have settled
    assert inside.here == "lessons"
    assert cover(program) is None
    assert teaching.window.isVisible()
    teaching.end()
    settle()


def test_mirroring_and_a_report_in_the_same_moment(stage: Stage) -> None:
    """Before the screens have settled the lesson's gate goes by what is true now."""
    program, screens = signed_in(stage, LAPTOP, BOARD, who="teacher1")
    page = lessons_of(program)
    teaching = begin(page, "3-4", "T")
    screens.mirror()
    program.window.inside.go("reports")
    assert program.window.inside.here == "lessons"
    QTest.qWait(500)
    teaching.end()
    settle()
