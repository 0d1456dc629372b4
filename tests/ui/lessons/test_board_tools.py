"""What a touch board can do without another screen and without a keyboard: bar, tray, corner."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drag, key, middle, tap, target
from ui.lessons.board.bar import SIDE
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover, chip_places
from ui.lessons.board.pointer import RestingPointer
from ui.lessons.keys import Doing
from ui.lessons.teaching import Teaching
from ui.screens import Screen

SMALL = Screen("Old", "Projector", "9", QRect(0, 0, 1024, 768), True)


def press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]
    settle(2)


def shown_on_bar(teaching: Teaching) -> list[QRect]:
    """Where every button of the bar that is seen lies, in the window."""
    bar = teaching.window.bar
    buttons = [*bar.hands.values(), *bar.colours, *bar.widths, bar.to_back, bar.to_next,
               bar.notes, bar.to_laptop, bar.to_undo, bar.to_more]  # fmt: skip
    return [
        QRect(one.mapTo(teaching.window, QPoint()), one.size())
        for one in buttons
        if one.isVisible()
    ]


@pytest.mark.parametrize("screen", [SMALL, LAPTOP], ids=["1024", "1366"])
def test_the_bar_fits_the_smallest_board_whatever_is_chosen(
    teach: MakeTeaching, screen: Screen
) -> None:
    teaching = teach(FakeScreens(screen))
    for hand in Hand:
        if teaching.canvas.hand is not hand:
            teaching.tools.take(hand)
        settle(2)
        assert teaching.window.size() == screen.area.size()
        places = shown_on_bar(teaching)
        whole = QRect(QPoint(), screen.area.size())
        assert all(whole.contains(one) for one in places)
        assert all(min(one.width(), one.height()) >= SIDE for one in places)
        assert not any(one.intersects(two) for one in places for two in places if one is not two)


def test_a_question_on_the_board_has_buttons_for_fingers(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(SMALL))
    teaching.ask_aside()
    settle()
    question = teaching.window.question
    for button in (question.yes, question.no):
        assert min(button.width(), button.height()) >= SIDE
        assert question.rect().contains(button.geometry())


def test_on_a_narrow_board_one_button_goes_through_the_colours(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(SMALL))
    bar, canvas = teaching.window.bar, teaching.canvas
    press(bar.hands[Hand.PEN])
    seen: list[tuple[int, int]] = []
    for _ in range(4):
        (colour,) = [one for one in bar.colours if one.isVisible()]
        (width,) = [one for one in bar.widths if one.isVisible()]
        seen.append((canvas.colour, canvas.width_step))
        press(colour)
        press(width)
    assert {colour for colour, _ in seen} == {0, 1, 2, 3}
    assert {width for _, width in seen} == {0, 1, 2}
    wide = teach(FakeScreens(LAPTOP))
    press(wide.window.bar.hands[Hand.PEN])
    press(wide.window.bar.colours[2])
    press(wide.window.bar.colours[2])
    assert wide.canvas.colour == 2


def test_every_tool_is_there_for_a_finger(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(LAPTOP))
    window, over = teaching.window, teaching.canvas.over
    for name, seen in (
        (Doing.SPOTLIGHT, lambda: over.spotlight is not None),
        (Doing.CURTAIN, lambda: over.curtain > 0),
        (Doing.TIMER, lambda: over.seconds_left > 0),
        (Doing.COUNTER, lambda: over.counter == 0),
        (Doing.GROUP, lambda: over.group is not None),
        (Doing.FREEZE, lambda: teaching.canvas.locked),
        (Doing.BLACK, lambda: over.cover is Cover.BLACK),
        (Doing.UNCOVER, lambda: not over.anything_on),
        (Doing.CALM, lambda: over.cover is Cover.CALM),
        (Doing.HELP, lambda: "Spotlight" in window._notes.words),
    ):
        press(window.bar.to_more)
        assert window.tray.isVisible()
        assert window.rect().contains(window.tray.geometry())
        press(window.tray.tools[name])
        assert window.tray.isHidden()
        assert seen(), name
    press(window.bar.to_more)
    press(window.bar.to_more)
    assert window.tray.isHidden()


def test_ink_is_cleared_and_brought_back_by_touch_alone(teach: MakeTeaching) -> None:
    teaching = teach(FakeScreens(LAPTOP))
    window, run = teaching.window, teaching.run
    press(window.bar.hands[Hand.PEN])
    drag(teaching.canvas, QPoint(200, 400), QPoint(500, 420))
    press(window.bar.to_undo)
    assert not run.strokes(0)
    window.open_tray()
    press(window.tray.tools[Doing.REDO])
    assert len(run.strokes(0)) == 1
    window.open_tray()
    press(window.tray.tools[Doing.CLEAR])
    assert not run.strokes(0)


def test_numbers_in_the_corner_are_tapped(teach: MakeTeaching) -> None:
    teaching = teach(slide="Talk")
    canvas, over = teaching.canvas, teaching.canvas.over
    tap(canvas, "timer")
    assert over.seconds_left == 90
    teaching.tools.counter()
    teaching.tools.group()
    before = over.group

    def corner(act: Doing) -> None:
        place = chip_places(over, canvas.measures)[act].center().toPoint()
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
        settle(2)

    corner(Doing.COUNT_UP)
    corner(Doing.COUNT_UP)
    corner(Doing.GROUP)
    assert over.counter == 2
    assert over.group != before
    corner(Doing.TIMER)
    assert over.seconds_left == -1
    key(teaching.window, Qt.Key.Key_Escape)  # the rest goes too
    assert not over.anything_on


def test_ink_on_a_frozen_board_stays_on_its_slide(teach: MakeTeaching) -> None:
    teaching = teach()
    key(teaching.window, Qt.Key.Key_F)
    teaching.onward()
    key(teaching.window, Qt.Key.Key_P)
    drag(teaching.canvas, QPoint(300, 700), QPoint(800, 720))
    assert len(teaching.run.strokes(0)) == 1
    assert not teaching.run.strokes(1)
    key(teaching.window, Qt.Key.Key_E)
    drag(teaching.canvas, QPoint(500, 690), QPoint(500, 730))
    assert not teaching.run.strokes(0)


def test_a_board_plugged_in_later_never_jumps_onto_the_laptop(teach: MakeTeaching) -> None:
    screens = FakeScreens(LAPTOP)
    teaching = teach(screens, slide="Sort")
    screens.become(LAPTOP, BOARD)
    QTest.qWait(500)
    assert teaching.window.geometry() == BOARD.area
    drag(teaching.canvas, middle(target(teaching.canvas, "pick", 0)), QPoint(5, 5))
    screens.become(LAPTOP)
    QTest.qWait(500)
    assert not teaching.window.isVisible()
    teaching.come_back()
    assert teaching.window.geometry() == LAPTOP.area


def test_a_pointer_that_rests_does_not_lie_over_the_words(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas = teaching.canvas
    QTest.mouseMove(canvas, QPoint(200, 200))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    (pointer,) = canvas.findChildren(RestingPointer)
    assert pointer.resting.isActive()
    pointer.resting.timeout.emit()
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    assert teaching.window.bar.to_next.cursor().shape() != Qt.CursorShape.BlankCursor
    QTest.mouseMove(canvas, QPoint(220, 210))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert not teaching.run.strokes(teaching.run.slide)
