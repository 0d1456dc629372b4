"""Signing in makes, shows and fills what she sees in turns: whatever comes between two of them holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.ui.test_opened_with import lesson_file, sheets
from trent_desktop.opening import OpenSchool
from trent_desktop.problems import SignInRefused
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.background import Background
from ui.home.home import HomePage
from ui.opened_with import OpenedWith
from ui.program import Program
from ui.welcome.sign_in import SignInPage
from ui.welcome.welcome import WelcomePage

Between = Callable[[Callable[[Program], object]], Program]


@pytest.fixture
def between(stage: Stage, qtbot: QtBot) -> Between:
    """Signs a teacher in; something comes when her pages are made and not yet shown."""

    def sign_in(comes: Callable[[Program], object]) -> Program:
        program = stage.program()
        program.entrance.show_sign_in(stage.location)
        program.window.show()
        inside = program.window.inside
        came: list[bool] = []

        def come() -> None:
            inside.moved.disconnect(soon)
            assert program.school is not None
            assert program.window.shown_page is not inside
            comes(program)
            came.append(True)

        def soon() -> None:
            if inside.here and not came:  # her first room is made
                QTimer.singleShot(0, inside, come)

        inside.moved.connect(soon)
        program.sign_in(stage.location, "teacher1", SAMPLE_PASSWORD)
        qtbot.waitUntil(lambda: bool(came), timeout=20_000)
        settle()
        return program

    return sign_in


def unlock(program: Program, qtbot: QtBot) -> None:
    field = program.window.curtain.password.field
    assert QApplication.focusWidget() is field, "she types where the keyboard is"
    QTest.keyClicks(field, SAMPLE_PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.is_covered)
    settle()


def begins_at_its_first_thing(program: Program) -> bool:
    home = program.window.inside.page("home")
    assert isinstance(home, HomePage)
    assert home.is_filled
    return QApplication.focusWidget() is home.begins_at


def test_what_is_hidden_between_them_is_shown_to_nobody(between: Between, qtbot: QtBot) -> None:
    program = between(lambda program: QTest.keyClick(program.window, Qt.Key.Key_F9))
    assert program.window.is_covered
    assert not program.window.inside.isVisible()
    unlock(program, qtbot)
    assert program.window.shown_page is program.window.inside
    assert begins_at_its_first_thing(program)


def test_what_is_locked_between_them_is_locked(between: Between, qtbot: QtBot) -> None:
    def lost(program: Program) -> None:
        assert program.changes is not None
        program.changes.lose()  # the process that talks to the school's folder

    program = between(lost)
    assert program.window.is_covered
    assert not program.window.inside.isVisible()
    unlock(program, qtbot)
    assert program.window.shown_page is program.window.inside


def test_somebody_else_may_sign_in_between_them(between: Between) -> None:
    def comes(program: Program) -> None:
        QTest.keyClick(program.window, Qt.Key.Key_F9)
        program.window.curtain.somebody_else.emit()

    program = between(comes)
    assert program.school is None
    assert not program.window.is_covered
    assert isinstance(program.window.shown_page, SignInPage)
    assert not program.window.inside.isVisible()


def test_who_signs_out_between_them_is_out(between: Between) -> None:
    came: list[bool] = []

    def comes(program: Program) -> None:
        program.signed_in.connect(lambda: came.append(True))
        program.sign_out()

    program = between(comes)
    assert program.school is None
    assert not came
    assert isinstance(program.window.shown_page, SignInPage)
    assert program.window.shown_page.button.isEnabled()


def test_a_lesson_that_is_handed_over_between_them_is_offered(
    between: Between, tmp_path: Path
) -> None:
    path = str(lesson_file(tmp_path))
    program = between(lambda program: OpenedWith(program).take(path))
    (sheet,) = sheets(program)
    here = QApplication.focusWidget()
    assert here is not None
    assert sheet.isAncestorOf(here), "the keyboard is where the question is"


class Slow:
    """A place that takes its time: it answers when it is told to."""

    def __init__(self, stage: Stage, program: Program) -> None:
        self._stage = stage
        self._go = threading.Event()
        self.closed: list[str] = []
        self.refuses = False
        program.background = Background(None, program)
        program.entrance._background = program.background
        program._door._opener = self._open

    def _open(self, _where: str, name: str, _word: str) -> OpenSchool:
        self._go.wait(10)
        if self.refuses:
            raise SignInRefused("The name or the password is wrong.")
        school = self._stage.open(name)
        close = school.close

        def noted() -> None:
            self.closed.append(name)
            close()

        school.close = noted  # type: ignore[method-assign]
        return school

    def answer(self, program: Program, qtbot: QtBot) -> None:
        """Now, and wait until it has been heard."""
        self._go.set()
        qtbot.waitUntil(lambda: not program.background._under_way, timeout=10_000)
        settle()


def test_who_signed_out_is_not_brought_in_as_somebody_else(stage: Stage, qtbot: QtBot) -> None:
    program = stage.signed_in("teacher1")
    place = Slow(stage, program)
    program.window.inside.banner.links["head"].click()
    settle()
    program.sign_out()
    settle()
    place.answer(program, qtbot)
    qtbot.waitUntil(lambda: place.closed == ["head"], timeout=10_000)
    assert program.school is None
    assert isinstance(program.window.shown_page, SignInPage)


@pytest.mark.parametrize("refuses", [True, False])
def test_who_went_to_another_school_is_not_taken_from_there(
    stage: Stage, qtbot: QtBot, refuses: bool
) -> None:
    program = stage.program()
    place = Slow(stage, program)
    place.refuses = refuses
    program.entrance.show_sign_in(stage.location, "teacher1")
    program.window.show()
    page = program.entrance.sign_in_page
    page.password.field.setText("seven-rivers-run")
    page.button.click()
    page.other.click()
    settle()
    assert isinstance(program.window.shown_page, WelcomePage)
    place.answer(program, qtbot)
    assert isinstance(program.window.shown_page, WelcomePage)
    assert program.school is None
    if not refuses:
        qtbot.waitUntil(lambda: place.closed == ["teacher1"], timeout=10_000)


def test_of_two_that_were_asked_for_the_last_is_entered(stage: Stage, qtbot: QtBot) -> None:
    program = stage.program()
    place = Slow(stage, program)
    program.window.show()
    for name in ("dsl", "teacher1"):
        program.entrance.show_sign_in(stage.location, name)
        page = program.entrance.sign_in_page
        page.password.field.setText(SAMPLE_PASSWORD)
        page.button.click()
    place.answer(program, qtbot)
    qtbot.waitUntil(lambda: place.closed == ["dsl"], timeout=10_000)
    assert program.school is not None
    assert program.school.member.sign_in_name == "teacher1"
