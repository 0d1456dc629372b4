"""Nothing about a child is seen by the class, whatever screens there are."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.fake_screens import BOARD, LAPTOP, MIRROR, FakeScreens
from tests.gallery.stage import Stage, settle
from tests.ui.lessons.classroom import begin, click, press_in_sheet, room, sheet_of, words_on
from trent_desktop.reports.needs import Need
from ui.lessons.board.overlays import Cover
from ui.lessons.board.window import BoardWindow


def test_a_child_tells_something_with_two_screens(stage: Stage) -> None:
    """The report opens on the laptop; the board shows a calm picture and nothing else."""
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "3-4", "T")
    assert page.console is not None
    click(page.console.tells)
    words = " ".join(words_on(sheet_of(program)))
    assert words.count(". ") >= 8
    press_in_sheet(program, "Write down what the child said")
    assert program.window.inside.here == "reports"
    assert teaching.canvas.over.cover is Cover.CALM
    assert teaching.window.isVisible()
    program.window.inside.go("lessons")
    assert page.stack.currentWidget() is page.console
    teaching.end()
    settle()


@pytest.mark.parametrize("screens", [(LAPTOP,), (LAPTOP, MIRROR)])
def test_nothing_about_a_child_on_a_shared_screen_without_asking(
    stage: Stage, screens: tuple[object, ...]
) -> None:
    program, page = room(stage, *screens)
    teaching = begin(page, "3-4", "T")
    inside = program.window.inside
    for place in ("reports", "school", "home"):
        inside.go(place)
        settle()
        assert inside.here == "lessons"
        assert teaching.canvas.over.cover is Cover.CALM
        assert teaching.window.isVisible()
        question = teaching.window.question
        assert "projector" in question.words.text()
        click(question.no)
        assert teaching.canvas.over.cover is Cover.NONE
    click(teaching.window.bar.to_laptop)
    click(teaching.window.question.yes)
    assert not teaching.window.isVisible()
    assert page.console is not None
    click(page.console.show_board)
    assert teaching.window.isVisible()
    page.report()
    settle()
    assert inside.here == "lessons"
    click(teaching.window.question.yes)
    assert inside.here == "reports"
    assert not teaching.window.isVisible()
    inside.go("home")
    assert inside.here == "home"
    teaching.end()
    settle()
    inside.go("home")
    assert inside.here == "home"


def test_a_report_gives_way_when_the_screens_become_one(stage: Stage) -> None:
    """Windows shows a mirrored pair as one screen: the second one only seems to vanish."""
    program, page = room(stage, LAPTOP, BOARD)
    screens = page.desk.screens
    assert isinstance(screens, FakeScreens)
    teaching = begin(page, "3-4", "T")
    inside = program.window.inside
    page.report()
    assert inside.here == "reports"
    screens.become(LAPTOP)
    QTest.qWait(500)
    assert inside.here == "lessons"
    assert not teaching.window.isVisible()
    inside.go("reports")
    settle()
    assert inside.here == "lessons"
    press_in_sheet(program, "Stay with the lesson")
    inside.go("reports")
    settle()
    press_in_sheet(program, "The projector is off: go on")
    assert inside.here == "reports"
    screens.become(LAPTOP, MIRROR)
    QTest.qWait(500)
    inside.go("lessons")
    assert page.console is not None
    click(page.console.end)
    assert teaching.window.isVisible() or sheet_of(program)
    teaching.end()
    settle()
    assert screens.listeners == 0


def test_the_programs_window_gives_way_when_the_screens_are_swapped(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    program.window.move(LAPTOP.area.topLeft())
    teaching = begin(page, "3-4", "R")
    assert page.console is not None
    for board, laptop in ((LAPTOP, BOARD), (BOARD, LAPTOP)):
        click(page.console.tools["Swap screens"])
        assert teaching.arrangement.board == board
        assert laptop.area.contains(program.window.frameGeometry().center())
    click(page.console.tools["Which is the board?"])
    assert teaching.window._name.isVisible()
    teaching.end()
    settle()


def test_no_notice_reaches_the_board(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    teaching = begin(page, "1-2", "S")
    program.telling.tell_new((Need("TR-2026-121", urgent=True),))
    program.telling.tell_sent(("TR-2026-001",))
    settle()
    assert not program.window.inside.said
    kinds = {type(one).__name__ for one in teaching.window.findChildren(QWidget)}
    assert kinds == {
        "BoardCanvas", "BoardBar", "BoardTray", "BoardButton", "QLabel", "BoardQuestion",
        "PrimaryButton", "SecondaryButton", "PeekPanel",
    }  # fmt: skip
    assert teaching.window._notes.isHidden()
    assert teaching.window._notes.words == ""
    assert teaching.window.parent() is None
    teaching.end()
    settle()
    program.telling.tell_new((Need("TR-2026-121", urgent=True),))
    assert program.window.inside.said


def test_signing_out_takes_the_board_away(stage: Stage) -> None:
    program, page = room(stage, LAPTOP, BOARD)
    screens = page.desk.screens
    assert isinstance(screens, FakeScreens)
    begin(page, "1-2", "S")
    program.sign_out()
    settle(40)
    boards = [one for one in QApplication.topLevelWidgets() if isinstance(one, BoardWindow)]
    assert boards == []
    assert screens.listeners == 0
    screens.become(LAPTOP)  # nobody is left to be told
    QTest.qWait(450)
