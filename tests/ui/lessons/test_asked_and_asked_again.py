"""What is asked in a lesson twice, on the other screen, or while everything is hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, room, sheet_of
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drag, key
from ui.components.sheets import Sheet
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover
from ui.lessons.keys import CLOSING
from ui.program import Program


def sheets(program: Program) -> list[Sheet]:
    return [one for one in program.window.findChildren(Sheet) if one.isVisible()]


def test_at_the_board_a_question_on_the_laptop_is_there_once_and_closed_by_a_clicker(
    stage: Stage,
) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "1-2", "S")
    for closing in sorted(CLOSING):
        key(teaching.window, Qt.Key.Key_Escape)
        assert sheet_of(program)
        slide = teaching.run.slide
        key(teaching.window, closing)
        assert not sheets(program)
        assert teaching.run.slide == slide
        assert not teaching.over_now
    key(teaching.window, Qt.Key.Key_PageDown)
    assert teaching.run.slide == 1
    for seen in (1, 0, 1):
        key(teaching.window, Qt.Key.Key_Question)
        assert len(sheets(program)) == seen
    # Whoever reads it on the laptop goes on there, and the board hears keys again.
    key(sheet_of(program), Qt.Key.Key_Escape)
    key(teaching.window, Qt.Key.Key_PageUp)
    assert teaching.run.slide == 0
    assert page.console is not None
    advice = page.console.show_what_to_say()
    key(teaching.window, Qt.Key.Key_PageDown)
    assert advice.isVisible()  # she reads it, whatever the class does
    assert teaching.run.slide == 1
    teaching.end()
    settle()


def test_a_question_on_the_laptop_goes_when_the_board_comes_to_lie_over_it(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    screens = page.desk.screens
    assert isinstance(screens, FakeScreens)
    teaching = begin(page, "1-2", "S")
    key(teaching.window, Qt.Key.Key_Escape)
    assert sheet_of(program)
    screens.mirror()
    QTest.qWait(500)
    assert not sheets(program)
    key(teaching.window, Qt.Key.Key_Escape)
    assert teaching.window.question.isVisible()
    click(teaching.window.question.no)
    teaching.end()
    settle()


@pytest.mark.parametrize("before", [Cover.NONE, Cover.BLACK])
def test_asked_twice_or_hidden_meanwhile_the_board_shows_what_it_showed(
    stage: Stage, before: Cover
) -> None:
    _program, page = room(stage, LAPTOP)
    teaching = begin(page, "1-2", "S")
    bar, question, over = teaching.window.bar, teaching.window.question, teaching.canvas.over
    teaching.tools.put_cover(before)
    click(bar.to_laptop)
    click(bar.to_laptop)
    assert over.cover is Cover.CALM
    click(question.no)
    assert over.cover is before
    click(bar.to_laptop)
    teaching.ask_end.emit()
    click(question.no)
    assert over.cover is before
    click(bar.to_laptop)
    teaching.window.stand_aside()
    teaching.come_back()
    settle()
    assert not question.isVisible()
    assert over.cover is before
    teaching.end()
    settle()


def test_arrows_turn_the_slide_wherever_tab_has_been(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    key(teaching.window, Qt.Key.Key_Tab)
    tool = teaching.window.focusWidget()
    assert tool is not None
    assert tool is not teaching.canvas
    for arrow, slide in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Up, 0),
    ):
        key(tool, arrow)
        assert teaching.run.slide == slide
        assert teaching.window.focusWidget() is tool


def test_ink_goes_off_the_slide_that_is_on_the_board_and_off_no_other(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    key(teaching.window, Qt.Key.Key_PageDown)
    teaching.tools.take(Hand.PEN)
    drag(teaching.canvas, QPoint(900, 300), QPoint(960, 320))
    teaching.back()
    drag(teaching.canvas, QPoint(900, 300), QPoint(960, 320))
    teaching.tools.freeze()
    teaching.onward()  # she looks ahead
    key(teaching.window, Qt.Key.Key_Delete)
    assert [len(teaching.run.strokes(at)) for at in (0, 1)] == [0, 1]
