"""Whatever dialog is open, and whatever hides the screen: nothing of it can be seen or answers."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMenu,
    QToolTip,
    QWidget,
)

from tests.fake_screens import LAPTOP
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, room
from ui.components import system_dialogs
from ui.components.fields import TextField
from ui.components.input_watch import input_watch
from ui.components.sheets import Sheet, ask
from ui.guard import SHOWN, OutOfPictures, SystemGuard
from ui.journeys.calendar import Calendar
from ui.journeys.plain_text import PlainArea
from ui.program import Program
from ui.school.progress import ProgressSheet
from ui.system import shade_key

UI = Path("ui")
Heard = list[object]


def _sheet(over: QWidget, heard: Heard) -> QWidget:
    sheet = Sheet(over, "Anything")
    sheet.closed.connect(lambda: heard.append("closed"))
    sheet.open()
    return sheet


def _question(over: QWidget, heard: Heard) -> QWidget:
    return ask(over, "Has Aisha left?", "", yes="Yes", then=lambda: heard.append("yes"))


def _progress(over: QWidget, _heard: Heard) -> QWidget:
    sheet = ProgressSheet(over, "One moment", "")
    sheet.open()
    return sheet


def _menu(over: QWidget, heard: Heard) -> QWidget:
    menu = QMenu(over)
    menu.addAction("Aisha").triggered.connect(lambda: heard.append("chosen"))
    menu.popup(over.mapToGlobal(over.rect().center()))
    return menu


def _calendar(over: QWidget, heard: Heard) -> QWidget:
    field = TextField(name="When")
    field.setParent(over)
    field.show()
    popup = Calendar(field, dt.date(2026, 11, 23), heard.append)
    popup.destroyed.connect(field.deleteLater)
    return popup


def _box(over: QWidget, _heard: Heard) -> QWidget:
    box = QComboBox(over)
    box.addItems(["4A", "4B"])
    box.show()
    box.showPopup()
    return box.view().window()


def _file(over: QWidget, heard: Heard) -> QWidget:
    system_dialogs.ask_for_file(over, "Class list", "Lists (*.csv)", heard.append)
    return _open_dialog()


def _folder(over: QWidget, heard: Heard) -> QWidget:
    system_dialogs.ask_for_folder(over, "A folder", heard.append)
    return _open_dialog()


def _place(over: QWidget, heard: Heard) -> QWidget:
    system_dialogs.ask_where_to_save(
        over, "Save", "Aisha.pdf", heard.append, kind="PDF", ending="pdf"
    )
    return _open_dialog()


def _trouble(over: QWidget, _heard: Heard) -> QWidget:
    panel = over.window().trouble  # type: ignore[attr-defined]
    panel.tell()
    return panel


def _tip(over: QWidget, _heard: Heard) -> QWidget:
    QToolTip.showText(over.mapToGlobal(over.rect().center()), "Aisha", over)
    (tip,) = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    return tip


def _menu_of(field: QWidget, over: QWidget) -> QWidget:
    field.setParent(over)
    field.show()
    where = over.mapToGlobal(over.rect().center())
    reason = QContextMenuEvent.Reason.Keyboard
    inner = field.viewport() if isinstance(field, QAbstractScrollArea) else field
    QApplication.sendEvent(inner, QContextMenuEvent(reason, inner.rect().center(), where))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.aboutToHide.connect(field.deleteLater)
    return menu


def _menu_of_a_line(over: QWidget, _heard: Heard) -> QWidget:
    return _menu_of(TextField(name="Name"), over)


def _menu_of_an_area(over: QWidget, _heard: Heard) -> QWidget:
    return _menu_of(PlainArea(name="What happened"), over)


def _menu_of_a_menu(over: QWidget, heard: Heard) -> QWidget:
    menu = QMenu(over)
    inner = menu.addMenu("4A")
    inner.addAction("Aisha").triggered.connect(lambda: heard.append("chosen"))
    menu.popup(over.mapToGlobal(over.rect().center()))
    inner.popup(over.mapToGlobal(over.rect().center()))
    return inner


def _open_dialog() -> QDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]  # fmt: skip
    return found


DIALOGS: dict[str, Callable[[QWidget, Heard], QWidget]] = {
    "a sheet": _sheet, "a question": _question, "work under way": _progress, "a menu": _menu,
    "a calendar": _calendar, "a list to choose from": _box, "a file": _file, "a folder": _folder,
    "a place to save": _place, "an error": _trouble, "a tip": _tip, "the menu of a line": _menu_of_a_line,
    "the menu of an area": _menu_of_an_area, "a menu of a menu": _menu_of_a_menu,
}  # fmt: skip


def f9(program: Program, dialog: QWidget) -> None:
    # A tip takes no keys.
    is_tip = dialog.windowType() == Qt.WindowType.ToolTip
    QTest.keyClick(program.window if is_tip else dialog, Qt.Key.Key_F9)


def lock(program: Program, _dialog: QWidget) -> None:
    program.window.inside.rail.lock_button.click()


def idle(program: Program, _dialog: QWidget) -> None:
    input_watch()._last -= 11 * 60
    program.privacy.idle.look()


def slept(program: Program, _dialog: QWidget) -> None:
    program.findChild(SystemGuard).watch.away.emit()  # type: ignore[union-attr]


def lift(program: Program) -> None:
    """As if the password had been typed."""
    input_watch().touch()
    program.privacy.guard(program.school)
    program.window.lift_curtain()
    program.privacy.idle.look()


def type_abc(window: QWidget) -> None:
    """Wherever the keyboard is."""
    for one in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C):
        QTest.keyClick(window.windowHandle(), one)


@pytest.mark.parametrize("how", [f9, lock, idle, slept])
def test_no_dialog_is_seen_or_answers_once_everything_is_hidden(
    stage: Stage, how: Callable[[Program, QWidget], None]
) -> None:
    program = stage.signed_in("ict")
    window = program.window
    SystemGuard(program)
    for what, opened in DIALOGS.items():
        heard: Heard = []
        dialog = opened(window.inside, heard)
        settle()
        assert dialog.isVisible(), what
        how(program, dialog)
        settle()
        assert window.is_covered, what
        assert window.shown_page is window.curtain, what
        assert not shiboken6.isValid(dialog) or not dialog.isVisible(), what
        assert QApplication.activeModalWidget() is None, what
        assert QApplication.activePopupWidget() is None, what
        still = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert still == [window], what
        type_abc(window)
        assert window.curtain.password.text() == "abc", what
        if shiboken6.isValid(dialog) and isinstance(dialog, QFileDialog):
            dialog.fileSelected.emit("/tmp/late.pdf")
        elif shiboken6.isValid(dialog) and isinstance(dialog, QDialog):
            dialog.finished.emit(QDialog.DialogCode.Accepted.value)
        assert heard == [], what
        lift(program)
        if shiboken6.isValid(dialog):
            dialog.hide()
            if not isinstance(dialog, QDialog) and dialog is not window.trouble:
                dialog.deleteLater()
        settle()


@pytest.mark.parametrize("how", [f9, lock, idle, slept])
def test_a_sheet_comes_back_as_it_was(
    stage: Stage, how: Callable[[Program, QWidget], None]
) -> None:
    """With what was typed in it, a dialog that she had opened from it closed, and her place in it."""
    program = stage.signed_in("ict")
    window = program.window
    SystemGuard(program)
    heard: Heard = []
    sheet = Sheet(window.inside, "Anything")
    above, field = TextField(name="Above"), TextField(name="Words")
    sheet.column.addWidget(above)
    sheet.column.addWidget(field)
    sheet.closed.connect(lambda: heard.append("closed"))
    sheet.open()
    field.setFocus()
    QTest.keyClicks(field, "Aisha wr")
    for opened in (_file, _menu, _question):
        dialog = opened(sheet, heard)
        settle()
        how(program, dialog)
        settle()
        assert not sheet.isVisible()
        type_abc(window)
        assert field.text() == "Aisha wr"
        lift(program)
        settle()
        assert sheet.isVisible()
        if isinstance(dialog, Sheet):
            assert dialog.isVisible(), "what was asked is asked again"
            dialog.dismiss()
            settle()
        assert field.text() == "Aisha wr"
        assert QApplication.focusWidget() is field
        assert heard == []


def test_what_was_only_hidden_is_locked_when_the_laptop_sleeps(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F9 leaves the keys where they are; sleep does not."""
    program = stage.signed_in("ict")
    SystemGuard(program)
    rested: list[bool] = []
    monkeypatch.setattr(program.school, "to_rest", lambda: lambda: rested.append(True))
    program.privacy.shade()
    settle()
    assert rested == []
    slept(program, program.window)
    slept(program, program.window)
    settle()
    assert rested == [True]
    assert "Locked" in program.window.curtain._heading.text()


def test_there_is_no_other_kind_of_dialog() -> None:
    """Whoever makes one adds it above: a window of its own, or one that hides itself otherwise."""
    kinds = {"Popup", "Dialog", "Tool", "Sheet"}
    found = {
        (path.as_posix(), node.attr)
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in kinds
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "WindowType"
    }
    assert found == {("ui/journeys/calendar.py", "Popup"), ("ui/shell/curtain.py", "Popup")}
    hiding = [
        f"{path}: {node.name}"
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Sheet" for base in node.bases)
        and {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
        & {"show", "hide", "setVisible", "open"}
    ]
    assert hiding == []


# ---------------------------------------------------------------------- pictures


def test_every_window_is_kept_out_of_pictures_but_never_the_board(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SHOWN, raising=False)
    out: list[int] = []
    chosen: Heard = []
    program, page = room(stage, LAPTOP)
    keeps = OutOfPictures(program, out.append)
    keeps.keep_out(program.window)
    assert out == [int(program.window.winId())]
    monkeypatch.setenv(SHOWN, "1")
    keeps.keep_out(program.window)
    assert len(out) == 1, "a projector that takes pictures would show nothing"
    monkeypatch.delenv(SHOWN)
    teaching = begin(page, "3-4", "T")
    board = teaching.window
    keeps.keep_out(board)
    keeps._came(board.windowHandle())
    assert int(board.winId()) not in out
    system_dialogs.ask_for_file(program.window.inside, "Class list", "Lists (*.csv)", chosen.append)
    dialog = _open_dialog()
    keeps._came(dialog.windowHandle())
    assert int(dialog.winId()) in out
    dialog.reject()
    teaching.end()
    settle()


def test_the_key_that_hides_is_asked_for_while_a_dialog_of_the_system_is_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows sends it to our window then, and to whom it belongs afterwards."""
    held: list[str] = []
    monkeypatch.setattr(shade_key.windows, "hold_key", lambda _window: not held.append("held"))
    monkeypatch.setattr(shade_key.windows, "let_key_go", lambda _window: held.append("let go"))
    program = stage.signed_in("ict")
    guard = SystemGuard(program)
    inside = program.window.inside
    system_dialogs.ask_for_file(inside, "Class list", "Lists (*.csv)", print)
    assert held == ["held"]
    guard.watch.shade_key.emit()
    settle()
    assert program.window.is_covered
    assert held == ["held", "let go"]
