"""A lesson for whoever does not see the board: what is on it, how it turns, where it ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, pack_named, press_in_sheet, room
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import key
from ui.lessons.board import heard
from ui.lessons.lesson_page import LessonPage
from ui.lessons.thumbs import SlideThumb


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(heard, "announce", lambda _board, words: found.append(words))
    monkeypatch.setattr(heard, "announce_unless_there", lambda _board, words: found.append(words))
    return found


def test_what_is_on_the_board_is_said_as_it_turns_and_what_comes_on_a_slide(
    teach: MakeTeaching, said: list[str]
) -> None:
    teaching = teach(own="safe-3-4")
    canvas = teaching.canvas
    assert canvas.accessibleName() == "The whiteboard"
    assert canvas.accessibleDescription().startswith("Slide 1 of 12. Safe. What do pieces tell?")
    assert "Picture: " in canvas.accessibleDescription()
    assert said == [canvas.accessibleDescription()]
    for _ in range(3):
        key(teaching.window, Qt.Key.Key_Right)
    settle()
    aims, turned, panel = said[1:]
    assert aims.startswith("Slide 2 of 12. Safe. Today we learn")
    assert turned.startswith("Slide 3 of 12. Safe. Amara's profile")
    assert panel.startswith("2. Picture: ")
    assert "Amara's profile" not in panel


@pytest.mark.parametrize("answer", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_no_key_answers_a_question_that_is_gone(teach: MakeTeaching, answer: Qt.Key) -> None:
    """Space turns pages: unseen, it said that the projector is off."""
    teaching = teach(FakeScreens(LAPTOP))
    question, canvas = teaching.window.question, teaching.window.canvas
    teaching.window.activateWindow()
    canvas.setFocus()
    agreed: list[bool] = []
    question.ask("Does the class see this?", "It does not", lambda: agreed.append(True))
    assert question.no.hasFocus()
    QTest.keyClick(question.no, answer)  # Escape says no, and so does the button
    settle()
    assert not question.isVisible()
    assert canvas.hasFocus()
    for pressed in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or teaching.window, pressed)
        QTest.qWait(150)  # a button that is pressed by key goes down and up again
    assert agreed == []


def test_tab_stays_in_a_question_on_the_board(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(LAPTOP))
    question = teaching.window.question
    teaching.window.activateWindow()
    question.ask("End the lesson?", "End it", lambda: None)
    settle()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or question, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        assert question.isAncestorOf(here)
    question.drop()


def test_a_slide_is_begun_with_by_keys(stage: Stage) -> None:
    page = LessonPage(pack_named("safe-3-4"), "4B", may_change=False)
    stage.keep(page)
    begun: list[int] = []
    page.start.connect(lambda _taught, number: begun.append(number))
    third = page.thumbs[2]
    assert third.spoken_as is QAccessible.Role.Button
    assert third.focusPolicy() & Qt.FocusPolicy.TabFocus
    for one in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(third, one)
    QTest.mouseClick(third, Qt.MouseButton.LeftButton)
    assert begun == [2, 2, 2]
    still = SlideThumb("The slide on the board")
    stage.keep(still)
    assert still.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_after_a_lesson_the_keyboard_is_at_the_class(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    begin(page, "3-4", "S")
    assert page.console is not None
    page.console.end.click()
    settle()
    press_in_sheet(program, "End the lesson")
    settle()
    assert program.window.focusWidget() is page.front.class_box
