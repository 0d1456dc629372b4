"""Everything hidden, whatever is open: the password box can always be reached, and lifts it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_screens import BOARD, LAPTOP, MIRROR
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, room
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.agreements.paper.folders import SystemFolders
from ui.components.fields import TextField
from ui.components.file_choice import FileChoice
from ui.components.input_watch import input_watch
from ui.components.sheets import ask
from ui.documents.saving import SystemPlaces
from ui.program import Program
from ui.shell.curtain import Cover
from ui.welcome.entry_pages import JoinPage
from ui.welcome.set_up_pages import PlaceStep


def f9(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_F9)
    settle()


def leave_it_alone(program: Program) -> None:
    """Nobody touches the laptop for longer than the school's settings say."""
    input_watch()._last -= 11 * 60
    program.privacy.idle.look()
    settle()


def type_password(program: Program, qtbot: QtBot) -> None:
    """With the keyboard alone, into whatever has the focus."""
    window = program.window
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.curtain.password.field)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, SAMPLE_PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.is_covered)
    settle()


@pytest.mark.parametrize("screens", [(LAPTOP,), (LAPTOP, MIRROR)])
def test_the_password_box_stands_above_a_full_screen_board(
    stage: Stage, qtbot: QtBot, screens: tuple[object, ...]
) -> None:
    program, page = room(stage, *screens)
    teaching = begin(page, "3-4", "T")
    board = teaching.window
    board.activateWindow()
    qtbot.waitActive(board)
    f9(board)
    assert program.window.is_covered
    assert not board.isVisible(), "the board hides the password box"
    assert QApplication.activeWindow() is program.window
    assert program.window.curtain.isVisible()
    type_password(program, qtbot)
    console = page.console
    assert console is not None
    assert console.isVisible()
    assert not board.isVisible()
    assert console.show_board.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert console.isAncestorOf(focus) or focus is console
    click(console.show_board)
    assert board.isVisible()
    assert board.findChildren(Cover) == []
    teaching.end()
    settle()


def test_a_board_on_a_screen_of_its_own_is_covered_where_it_is(stage: Stage, qtbot: QtBot) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    program.window.setGeometry(0, 0, 1366, 768)
    teaching = begin(page, "3-4", "T")
    board = teaching.window
    board.showNormal()  # this platform has one screen only, and would fill that
    board.setGeometry(BOARD.area)
    board.activateWindow()
    qtbot.waitActive(board)
    f9(board)
    assert board.isVisible()
    assert board.findChildren(Cover)
    assert QApplication.activeWindow() is program.window
    type_password(program, qtbot)
    assert board.isVisible()
    assert board.findChildren(Cover) == []
    teaching.end()
    settle()


# ---------------------------------------------------------------------- dialogs of the system


Opening = Callable[[QWidget, list[object], Path], None]


def _files(over: QWidget, answers: list[object], _folder: Path) -> None:
    choice = FileChoice(over, "A lesson", "Lessons (*.md)")
    choice.chosen.connect(answers.append)
    choice.browse()


def _places(over: QWidget, answers: list[object], _folder: Path) -> None:
    SystemPlaces().ask(over, "Report.pdf", answers.append)


def _folders(over: QWidget, answers: list[object], _folder: Path) -> None:
    SystemFolders().ask(over, "Agreements", answers.append)


OPENINGS: dict[str, Opening] = {
    "a file": _files, "a place": _places, "a folder": _folders,
}  # fmt: skip


def the_dialog() -> QFileDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets()
        if isinstance(one, QFileDialog) and one.isVisible()
    ]  # fmt: skip
    return found


def answer(dialog: QFileDialog, folder: Path) -> None:
    """As a dialog of the system may do it late, after it was told to go."""
    dialog.fileSelected.emit(str(folder / "late.pdf"))
    settle()


@pytest.mark.parametrize("how", ["f9", "idle"])
@pytest.mark.parametrize("what", OPENINGS)
def test_dialogs_close_before_everything_is_hidden_and_their_answer_is_ignored(
    stage: Stage, qtbot: QtBot, tmp_path: Path, what: str, how: str
) -> None:
    program = stage.signed_in("ict")
    answers: list[object] = []
    OPENINGS[what](program.window.inside, answers, tmp_path)
    settle()
    dialog = the_dialog()
    f9(dialog) if how == "f9" else leave_it_alone(program)
    assert program.window.is_covered
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()
    if shiboken6.isValid(dialog):
        answer(dialog, tmp_path)
    type_password(program, qtbot)
    assert answers == []
    # Asked again afterwards, it answers.
    OPENINGS[what](program.window.inside, answers, tmp_path)
    settle()
    answer(the_dialog(), tmp_path)
    assert len(answers) == 1
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.reject()
    settle()


def test_an_answer_in_the_very_moment_is_ignored_too(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    program = stage.signed_in("ict")
    answers: list[object] = []
    _places(program.window.inside, answers, tmp_path)
    dialog = the_dialog()
    dialog.rejected.connect(lambda: dialog.fileSelected.emit(str(tmp_path / "now.pdf")))  # type: ignore[attr-defined]
    program.privacy.shade()
    settle()
    assert answers == []


def test_a_question_of_a_dialog_closes_with_it(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    """*It is there already: replace it?* waits in a loop of its own."""
    program = stage.signed_in("ict")
    there = tmp_path / "Report.pdf"
    there.write_bytes(b"old")
    answers: list[object] = []
    _places(program.window.inside, answers, tmp_path)
    dialog = the_dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("Report.pdf")
    seen: list[bool] = []

    def hide() -> None:
        seen.append(isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert box is not None
        f9(box)
        seen.append(program.window.is_covered)

    QTimer.singleShot(100, program, hide)
    dialog.accept()
    settle()
    assert seen == [True, True]
    assert QApplication.activeModalWidget() is None
    type_password(program, qtbot)
    assert answers == []


def test_what_opens_while_everything_is_hidden_does_not_bar_the_password(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    program = stage.signed_in("ict")
    f9(program.window)
    answers: list[object] = []
    for opening in OPENINGS.values():
        opening(program.window.inside, answers, tmp_path)
    QTest.qWait(20)
    settle()
    assert QApplication.activeModalWidget() is None
    type_password(program, qtbot)
    assert answers == []


@pytest.mark.parametrize("page", [JoinPage, PlaceStep])
def test_the_pages_before_sign_in_ask_for_folders_in_the_same_way(
    stage: Stage, page: type[Any]
) -> None:
    made = stage.keep(page())
    made._browse()  # type: ignore[attr-defined]
    settle()
    dialog = the_dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit("/somewhere")
    assert made.field.text() == "/somewhere"  # type: ignore[attr-defined]
    dialog.reject()
    settle()


# ---------------------------------------------------------------------- lifting it


def test_the_curtain_lifts_though_a_covered_window_has_gone(stage: Stage, qtbot: QtBot) -> None:
    program = stage.signed_in("ict")
    gone, stays = QDialog(), QDialog()
    for dialog in (gone, stays):
        dialog.resize(200, 100)
        dialog.show()
    settle()
    f9(program.window)
    shiboken6.delete(gone)
    late = QWidget()
    late.resize(100, 100)
    late.show()
    settle()
    assert late.findChild(Cover) is not None
    field = TextField(name="Words")
    type_password(program, qtbot)
    assert program.window.inside.isVisible()
    assert stays.findChild(Cover) is None
    for one in (stays, late, field):
        one.close()
        one.deleteLater()


def test_the_curtain_lifts_though_what_had_the_focus_has_gone(stage: Stage, qtbot: QtBot) -> None:
    program = stage.signed_in("ict")
    dialog = QDialog()
    field = TextField(name="Words")
    field.setParent(dialog)
    dialog.show()
    field.setFocus()
    settle()
    f9(program.window)
    shiboken6.delete(dialog)
    type_password(program, qtbot)
    assert program.window.inside.isVisible()


def test_a_question_that_comes_while_everything_is_hidden_waits_behind(
    stage: Stage, qtbot: QtBot
) -> None:
    """It may name a child, and it would lie over the curtain."""
    program = stage.signed_in("ict")
    window = program.window
    open_before = ask(window.inside, "Has Aisha left?", "", yes="Yes", then=lambda: None)
    f9(window)
    assert not open_before.isVisible()
    open_before.dismiss()
    late = ask(window.inside, "Has Łukasz left?", "", yes="Yes", then=lambda: None)
    QTest.qWait(20)
    settle()
    assert not late.isVisible()
    assert QApplication.focusWidget() is window.curtain.password.field
    type_password(program, qtbot)
    qtbot.waitUntil(late.isVisible)
    assert not shiboken6.isValid(open_before) or not open_before.isVisible()
    late.dismiss()
