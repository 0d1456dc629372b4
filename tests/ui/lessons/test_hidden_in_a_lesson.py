"""F9 and the lock in a lesson, whatever screens there are; and keys that are never dead after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_screens import BOARD, LAPTOP, MIRROR, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, room
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.components.input_watch import input_watch
from ui.lessons.board.window import BoardWindow
from ui.program import Program
from ui.shell.curtain import Cover


@pytest.fixture(autouse=True)
def fills_the_screen_it_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform of tests has one screen, and would fill that."""
    monkeypatch.setattr(BoardWindow, "fill", BoardWindow.show)


class Lesson:
    """A lesson that runs, on given screens, with the program's window on the laptop."""

    def __init__(self, stage: Stage, *screens: object) -> None:
        self.program, self.page = room(stage, *screens)
        self.asked: list[bool] = []
        self.page.awake._way = self.asked.append
        self.program.window.setGeometry(LAPTOP.area)
        self.teaching = begin(self.page, "3-4", "T")
        self.board = self.teaching.window
        self.window = self.program.window
        settle()

    @property
    def screens(self) -> FakeScreens:
        screens = self.page.desk.screens
        assert isinstance(screens, FakeScreens)
        return screens

    def f9(self) -> None:
        QTest.keyClick(QApplication.activeWindow() or self.window, Qt.Key.Key_F9)
        settle()

    def idle(self) -> None:
        input_watch()._last -= 11 * 60
        self.program.privacy.idle.look()
        settle()

    def settled(self) -> None:
        QTest.qWait(450)
        settle()

    def unlock(self, qtbot: QtBot) -> None:
        """By keys alone, into whatever has the focus."""
        field = self.window.curtain.password.field
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
        QTest.keyClicks(field, SAMPLE_PASSWORD)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not self.window.is_covered)
        settle()

    @property
    def covered(self) -> bool:
        return any(one.isVisible() for one in self.board.findChildren(Cover))

    def clicker_works(self) -> bool:
        """Whether a page turns wherever the keyboard is, without a click."""
        run = self.teaching.run
        before = (run.slide, repr(run.state(run.slide)))
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_PageDown)
        settle()
        return (run.slide, repr(run.state(run.slide))) != before  # a story has panels

    def end(self) -> None:
        self.teaching.end()
        settle()


Before = Callable[[Lesson], object]


def _nothing(_lesson: Lesson) -> None: ...


def _swapped(lesson: Lesson) -> None:
    assert lesson.page.console is not None
    click(lesson.page.console.tools["Swap screens"])


def _gone(lesson: Lesson) -> None:
    lesson.screens.unplug(BOARD)
    lesson.settled()


def _with_the_keyboard_on_the_board(lesson: Lesson) -> None:
    lesson.board.activateWindow()
    settle()


WAYS: dict[str, tuple[tuple[object, ...], Before]] = {
    "two": ((LAPTOP, BOARD), _nothing),
    "two, typed on the board": ((LAPTOP, BOARD), _with_the_keyboard_on_the_board),
    "swapped": ((LAPTOP, BOARD), _swapped),
    "one": ((LAPTOP,), _nothing),
    "mirrored": ((LAPTOP, MIRROR), _nothing),
    "gone": ((LAPTOP, BOARD), _gone),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_lock_locks_the_laptop_and_leaves_the_lesson_to_the_class(
    stage: Stage, qtbot: QtBot, way: str
) -> None:
    screens, before = WAYS[way]
    lesson = Lesson(stage, *screens)
    before(lesson)
    assert lesson.asked == [True], "the projector stays awake"
    lesson.idle()
    assert lesson.window.is_covered
    assert lesson.window.shown_page is lesson.window.curtain
    if way != "gone":
        assert lesson.board.isVisible()
        assert not lesson.covered
        assert QApplication.activeWindow() is lesson.board
        assert lesson.clicker_works()
        # What is asked now is asked where it can be seen.
        lesson.teaching.ask_end.emit()
        assert lesson.board.question.isVisible()
        click(lesson.board.question.no)
    if way in ("one", "mirrored"):
        lesson.board.stand_aside()
        settle()
    lesson.unlock(qtbot)
    assert lesson.page.console is not None
    assert lesson.page.console.isVisible()
    assert lesson.clicker_works()
    lesson.end()
    assert lesson.asked == [True, False]


@pytest.mark.parametrize("way", WAYS)
def test_f9_hides_the_lesson_too_and_there_is_always_a_way_back(
    stage: Stage, qtbot: QtBot, way: str
) -> None:
    screens, before = WAYS[way]
    lesson = Lesson(stage, *screens)
    before(lesson)
    lesson.f9()
    assert lesson.window.is_covered
    assert not lesson.board.isVisible() or lesson.covered
    assert QApplication.activeWindow() is lesson.window
    lesson.unlock(qtbot)
    console = lesson.page.console
    assert console is not None
    assert not lesson.covered
    assert console.isVisible()
    assert lesson.clicker_works()
    assert lesson.board.isVisible() or not console.show_board.isHidden()
    lesson.end()


def test_the_screens_change_while_everything_is_hidden(stage: Stage, qtbot: QtBot) -> None:
    lesson = Lesson(stage, LAPTOP, BOARD)
    lesson.f9()
    assert lesson.covered
    lesson.screens.mirror()
    lesson.settled()
    assert not lesson.board.isVisible(), "the board lies over the password box"
    lesson.screens.move(BOARD, BOARD.area)
    lesson.settled()
    assert lesson.board.isVisible()
    assert lesson.covered, "what was hidden is shown again by a lead"
    assert QApplication.activeWindow() is lesson.window
    lesson.unlock(qtbot)
    assert lesson.board.isVisible()
    assert not lesson.covered
    lesson.end()


def test_after_a_paper_the_clicker_goes_on(stage: Stage) -> None:
    lesson = Lesson(stage, LAPTOP, BOARD)
    page = lesson.page
    assert lesson.clicker_works()
    for show in (page.show_board_pdf, page.show_poster):
        lesson.window.activateWindow()
        show()
        settle()
        paper = page.stack.currentWidget()
        if paper is page.console:  # this slide has no promise
            continue
        paper.left.emit()  # type: ignore[union-attr]
        settle()
        assert page.stack.currentWidget() is page.console
        assert lesson.clicker_works()
    # What had the keyboard is gone: a button of the notes, the page of another room.
    assert page.console is not None
    gone = QWidget(page.console)
    gone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    gone.show()
    gone.setFocus()
    gone.deleteLater()
    settle()
    assert lesson.clicker_works()
    lesson.end()


def test_the_board_takes_no_key_from_what_is_typed_on_the_laptop(stage: Stage) -> None:
    lesson = Lesson(stage, LAPTOP, BOARD)
    lesson.page.report()
    lesson.window.activateWindow()
    settle()
    assert lesson.window.inside.here == "reports"
    for change in (
        lambda: lesson.screens.move(BOARD, BOARD.area.adjusted(0, 0, -200, -100)),
        lambda: lesson.screens.unplug(BOARD),
    ):
        change()
        lesson.settled()
        assert QApplication.activeWindow() is lesson.window
    lesson.screens.become(LAPTOP, BOARD)
    lesson.settled()
    assert lesson.board.isVisible()
    # The platform of tests gives the keyboard to whatever is shown; desktops heed this.
    assert lesson.board.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    lesson.end()


def test_signing_out_lets_the_computer_sleep(stage: Stage) -> None:
    lesson = Lesson(stage, LAPTOP)
    program: Program = lesson.program
    program.sign_out()
    settle(40)
    assert lesson.asked == [True, False]
