"""A person at the door: her name and password, a school that is none, the sample to try."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import NOW, Stage, settle
from trent_desktop.opening import OpenSchool
from trent_desktop.problems import NotASchool, Problem
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.welcome.sign_in import SignInPage


def type_into(widget: QWidget, text: str) -> None:
    QTest.keyClicks(widget, text)
    settle(2)


def test_a_teacher_signs_in_with_the_keyboard_alone(stage: Stage, qtbot: QtBot) -> None:
    program = stage.program()

    def opener(_where: str, name: str, word: str) -> OpenSchool:
        assert word == SAMPLE_PASSWORD
        return stage.open(name)

    program._door._opener = opener
    program.entrance.show_sign_in(stage.location)
    program.window.show()
    qtbot.waitExposed(program.window)
    page = program.window.shown_page
    assert isinstance(page, SignInPage)
    page.name.setFocus()
    type_into(page.name, "teacher1")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.password.field.hasFocus()
    type_into(page.password.field, SAMPLE_PASSWORD)
    QTest.keyClick(page.password.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.school is not None)
    assert program.window.inside.here == "home"
    assert program.preferences.choices.sign_in_name == "teacher1"


def test_a_wrong_password_says_so_without_saying_which_half(stage: Stage, qtbot: QtBot) -> None:
    from trent_desktop.opening import open_school

    program = stage.program()
    program._door._opener = lambda where, name, word: open_school(
        where, name, word, root=stage.folder
    )
    program.entrance.show_sign_in(stage.location)
    program.window.show()
    page = program.entrance.sign_in_page
    said = set()
    for name in ("teacher1", "nobody-here"):
        page.name.setText(name)
        page.password.field.setText("wrong")
        page.button.click()
        qtbot.waitUntil(lambda: page.error.text() != "")
        said.add(page.error.text())
        assert page.password.text() == ""
        assert page.button.isEnabled()
    assert len(said) == 1, "the two answers must not differ"
    assert program.school is None


def test_after_too_many_tries_the_page_counts_down(stage: Stage, qtbot: QtBot) -> None:
    from trent_desktop.opening import open_school

    clock = [NOW]
    program = stage.program()
    program._door._opener = lambda where, name, word: open_school(
        where, name, word, root=stage.folder, clock=lambda: clock[0]
    )
    program.entrance.show_sign_in(stage.location)
    program.window.show()
    page = program.entrance.sign_in_page
    for _ in range(7):
        if not page.button.isEnabled():
            break
        page.name.setText("teacher1")
        page.password.field.setText("wrong")
        page.button.click()
        settle(4)
    assert "try again in" in page.error.text()
    assert not page.button.isEnabled()
    page._wait_until = 1
    qtbot.waitUntil(page.button.isEnabled)
    assert page.error.text() == ""


def test_the_window_is_there_before_the_password_is_looked_at(stage: Stage, qtbot: QtBot) -> None:
    """Signing in takes a while on a real thread; the window answers meanwhile."""
    import threading

    from ui.background import Background

    program = stage.program()
    program.background = Background(None, program)
    go = threading.Event()

    def slow(_where: str, name: str, _word: str):
        go.wait(10)
        return stage.open(name)

    program._door._opener = slow
    program.entrance.show_sign_in(stage.location, "teacher1")
    program.window.show()
    page = program.entrance.sign_in_page
    page.password.field.setText(SAMPLE_PASSWORD)
    page.button.click()
    settle(3)
    assert page.button.text() == "Signing in…"
    assert program.school is None
    program.window.resize(1000, 700)  # the window still answers
    settle(2)
    assert program.window.width() == 1000
    go.set()
    qtbot.waitUntil(lambda: program.school is not None, timeout=10_000)


def test_a_school_that_is_none_says_so_and_offers_another(stage: Stage) -> None:
    program = stage.program()

    def opener(*_what: str):
        raise NotASchool("There is no school in this folder.", what_to_do="Choose another.")

    program._door._opener = opener
    program.entrance.show_sign_in("/nowhere")
    program.window.show()
    program.sign_in("/nowhere", "teacher1", "x")
    settle()
    page = program.entrance.sign_in_page
    assert page.error.text() == "There is no school in this folder. Choose another."


def test_the_sample_school_is_made_once_and_opened(stage: Stage) -> None:
    made: list[Path] = []
    program = stage.program()

    def make(folder: Path) -> None:
        made.append(folder)
        folder.mkdir(exist_ok=True)

    program._make_sample = make
    program._folder = stage.folder / "new"
    program._folder.mkdir()
    program.entrance.show_welcome()
    program.window.show()
    for _ in range(2):
        program.try_sample()
        settle()
        assert program.school is not None
        program.sign_out()
        settle()
    assert made == [program.sample_folder]


def test_a_sample_that_cannot_be_made_says_why(stage: Stage) -> None:
    program = stage.program()

    def make(_folder: Path) -> None:
        raise Problem("There is no room left on the disk.", what_to_do="Make some room.")

    program._make_sample = make
    program._folder = stage.folder / "new"
    program.window.show()
    program.try_sample()
    settle()
    page = program.window.shown_page
    assert any("no room left" in w.text() for w in page.findChildren(QWidget) if hasattr(w, "text"))  # type: ignore[attr-defined]
