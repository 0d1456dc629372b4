"""The board under mouse, touch and keys: activities, ink, tools."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fake_screens import LAPTOP, FakeScreens
from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drag, drop, key, middle, tap, target, touch_drags
from trent_desktop.lessons.ink import InkTool
from trent_desktop.lessons.on_laptop import our_packs
from trent_desktop.lessons.play import (
    ChooseState,
    OrderState,
    PromiseState,
    RevealState,
    RewriteState,
    SortState,
    SpotState,
    StoryState,
    VoteState,
)
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover, curtain_handle
from ui.lessons.board.peek import PeekPanel
from ui.lessons.keys import SHOWN
from ui.theme import Theme, look


def pixel(canvas: BoardCanvas, at: QPoint) -> str:
    return canvas.grab().toImage().pixelColor(at).name().upper()


def test_tapping_by_mouse(teach: MakeTeaching) -> None:
    for slide, name, which, state in (
        ("Reveal", "lift", 1, RevealState((1,))),
        ("Choose", "try", 1, ChooseState((1,), 1)),
        ("Spot", "find", 0, SpotState((0,), 0)),
        ("Rewrite", "change", 0, RewriteState((1, 0))),
        ("Promise", "promise", 1, PromiseState((1,))),
        ("Story", "next", 0, StoryState(2)),
    ):
        teaching = teach(slide=slide)
        tap(teaching.canvas, name, which)
        assert teaching.run.state(teaching.run.slide) == state
        teaching.undo()
        assert teaching.run.state(teaching.run.slide) != state


def test_hands_are_counted_up_and_down(teach: MakeTeaching) -> None:
    teaching = teach(slide="Vote")
    for _ in range(3):
        tap(teaching.canvas, "hands", 1, 1)
    tap(teaching.canvas, "hands", 1, -1)
    key(teaching.window, Qt.Key.Key_1)
    key(teaching.window, Qt.Key.Key_1)
    key(teaching.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert teaching.run.state(teaching.run.slide) == VoteState((1, 2))


def test_two_children_drag_at_once(teach: MakeTeaching) -> None:
    # A small board: the touch panel of the offscreen platform is 800 px wide.
    teaching = teach(FakeScreens(LAPTOP), slide="Sort")
    canvas = teaching.canvas
    ways = {
        1: (middle(target(canvas, "pick", 0)), drop(canvas, 0)),
        2: (middle(target(canvas, "pick", 1)), drop(canvas, 1)),
    }
    touch_drags(canvas, ways)
    assert teaching.run.state(teaching.run.slide) == SortState((0, 1, -1))


def test_a_card_stays_under_its_finger_when_the_others_move(teach: MakeTeaching) -> None:
    teaching = teach(slide="Order")
    canvas = teaching.canvas
    held = target(canvas, "pick", 2)
    at = held.place.center()
    canvas.put_down(1, at)
    canvas.move_to(1, at + QPointF(60, 40))
    canvas.put_down(2, target(canvas, "pick", 1).place.center())
    canvas.move_to(2, target(canvas, "pick", 0).place.center())
    canvas.lift(2, target(canvas, "pick", 0).place.center())  # another finger moves another step
    canvas.put_down(2, target(canvas, "pick", 2).place.center())  # and nobody takes it away
    (one,) = canvas._drags.under_way
    assert target(canvas, "pick", 2).place.center() + one.shift == at + QPointF(60, 40)
    canvas.lift(1, at)


def test_a_card_is_dragged_by_mouse_tapped_and_moved_by_key(teach: MakeTeaching) -> None:
    teaching = teach(slide="Sort")
    canvas = teaching.canvas
    drag(canvas, middle(target(canvas, "pick", 0)), drop(canvas, 1))
    assert teaching.run.state(teaching.run.slide) == SortState((1, -1, -1))
    tap(canvas, "pick", 1)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=drop(canvas, 0))
    key(teaching.window, Qt.Key.Key_3)
    key(teaching.window, Qt.Key.Key_2)
    assert teaching.run.state(teaching.run.slide) == SortState((1, 0, 1))
    key(teaching.window, Qt.Key.Key_Return)
    state = teaching.run.state(teaching.run.slide)
    assert isinstance(state, SortState)
    assert state.checked
    drag(canvas, middle(target(canvas, "pick", 0)), QPoint(5, 5))  # dropped nowhere: it stays
    assert teaching.run.state(teaching.run.slide) == state


def test_steps_are_put_in_order(teach: MakeTeaching) -> None:
    teaching = teach(slide="Order")
    canvas = teaching.canvas
    assert teaching.run.state(teaching.run.slide) == OrderState((1, 0, 2))
    drag(canvas, middle(target(canvas, "pick", 0)), drop(canvas, 0))
    assert teaching.run.state(teaching.run.slide) == OrderState((0, 1, 2))
    tap(canvas, "pick", 2)
    tap(canvas, "pick", 1)
    assert teaching.run.state(teaching.run.slide) == OrderState((0, 2, 1))


def test_an_activity_keeps_its_state_when_one_goes_away(teach: MakeTeaching) -> None:
    teaching = teach(slide="Choose")
    tap(teaching.canvas, "try", 0)
    at = teaching.run.slide
    key(teaching.window, Qt.Key.Key_PageDown)
    key(teaching.window, Qt.Key.Key_PageDown)
    assert teaching.run.slide == at + 2
    key(teaching.window, Qt.Key.Key_PageUp)
    key(teaching.window, Qt.Key.Key_PageUp)
    assert teaching.run.state(at) == ChooseState((0,), 0)


def draw(canvas: BoardCanvas, *places: tuple[int, int]) -> None:
    first, *rest = (QPoint(x, y) for x, y in places)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=first)
    for place in rest:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=rest[-1] if rest else first)
    settle(2)


def test_ink_is_drawn_rubbed_undone_and_cleared(teach: MakeTeaching) -> None:
    teaching = teach()
    canvas = teaching.canvas
    empty = pixel(canvas, QPoint(600, 800))
    key(teaching.window, Qt.Key.Key_P)
    teaching.tools.choose_colour(2)
    line = [(x, 800) for x in range(300, 900, 20)]
    draw(canvas, *line)
    assert pixel(canvas, QPoint(600, 800)) == "#B0214A"
    (stroke,) = teaching.run.strokes(0)
    assert (stroke.tool, stroke.colour) == (InkTool.PEN, 2)
    key(teaching.window, Qt.Key.Key_H)
    draw(canvas, *[(x, 860) for x in range(300, 900, 20)])
    assert pixel(canvas, QPoint(600, 860)) not in (empty, "#B0214A")
    key(teaching.window, Qt.Key.Key_E)
    draw(canvas, (600, 790), (600, 812))
    assert pixel(canvas, QPoint(400, 800)) == empty
    assert len(teaching.run.strokes(0)) == 1
    key(teaching.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pixel(canvas, QPoint(400, 800)) == "#B0214A"
    key(teaching.window, Qt.Key.Key_Delete)
    assert pixel(canvas, QPoint(400, 800)) == empty
    assert teaching.run.strokes(0) == []
    teaching.go(3)
    key(teaching.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert teaching.run.slide == 0
    assert pixel(canvas, QPoint(400, 800)) == "#B0214A"


def test_a_dot_is_ink_too_and_two_fingers_draw_two_lines(teach: MakeTeaching) -> None:
    teaching = teach()
    key(teaching.window, Qt.Key.Key_P)
    draw(teaching.canvas, (500, 700))
    assert len(teaching.run.strokes(0)[0].points) == 1
    touch_drags(
        teaching.canvas,
        {1: (QPoint(200, 600), QPoint(600, 600)), 2: (QPoint(200, 700), QPoint(600, 760))},
    )
    assert len(teaching.run.strokes(0)) == 3
    assert all(len(stroke.points) > 3 for stroke in teaching.run.strokes(0)[1:])


def test_a_pen_that_presses_harder_draws_thicker(teach: MakeTeaching) -> None:
    teaching = teach()
    canvas = teaching.canvas
    key(teaching.window, Qt.Key.Key_P)
    kinds = QEvent.Type
    for step, kind in enumerate([kinds.TabletPress, *[kinds.TabletMove] * 8, kinds.TabletRelease]):
        place = QPointF(300 + step * 60, 700)
        event = QTabletEvent(
            kind, QPointingDevice.primaryPointingDevice(), place, place, 0.1 + step * 0.09,
            0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)
    (stroke,) = teaching.run.strokes(0)
    pressures = [point.pressure for point in stroke.points]
    assert pressures == sorted(pressures)
    assert pressures[-1] > pressures[0] * 2


def test_the_laser_fades_and_leaves_nothing(teach: MakeTeaching) -> None:
    teaching = teach()
    key(teaching.window, Qt.Key.Key_L)
    draw(teaching.canvas, (500, 700), (540, 700))
    assert teaching.canvas.over.laser
    for _ in range(60):
        teaching.canvas.laser.fade()
    assert not teaching.canvas.over.laser
    assert teaching.run.strokes(0) == []


def test_curtain_and_spotlight_are_moved_by_hand(teach: MakeTeaching) -> None:
    teaching = teach(slide="Choose")
    canvas = teaching.canvas
    key(teaching.window, Qt.Key.Key_C)
    handle = curtain_handle(canvas.measures, canvas.over.curtain).center().toPoint()
    drag(canvas, handle, QPoint(handle.x(), 800))
    assert canvas.over.curtain == pytest.approx(800 / canvas.height(), abs=0.02)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle(target(canvas, "try", 0)))
    assert teaching.run.state(teaching.run.slide) == ChooseState()  # behind the curtain
    key(teaching.window, Qt.Key.Key_C)
    key(teaching.window, Qt.Key.Key_S)
    drag(canvas, QPoint(400, 400), QPoint(960, 300))
    assert canvas.over.spotlight is not None
    assert canvas.over.spotlight.x() == pytest.approx(0.5, abs=0.01)
    key(teaching.window, Qt.Key.Key_F5)
    assert canvas.over.spotlight is None


def test_clickers_black_calm_freeze_and_numbers(teach: MakeTeaching) -> None:
    teaching = teach()
    canvas, window = teaching.canvas, teaching.window
    key(window, Qt.Key.Key_B)
    assert pixel(canvas, QPoint(500, 500)) == "#000000"
    key(window, Qt.Key.Key_Period)
    assert canvas.over.cover is Cover.NONE
    key(window, Qt.Key.Key_W)
    assert pixel(canvas, QPoint(900, 900)) != "#FFFEFA"
    key(window, Qt.Key.Key_Escape)
    assert canvas.over.cover is Cover.NONE
    key(window, Qt.Key.Key_F)
    key(window, Qt.Key.Key_PageDown)
    assert (canvas.shown, teaching.run.slide) == (0, 1)
    key(window, Qt.Key.Key_F)
    assert canvas.shown == 1
    key(window, Qt.Key.Key_K)
    key(window, Qt.Key.Key_Plus)
    key(window, Qt.Key.Key_Plus)
    key(window, Qt.Key.Key_Minus)
    assert canvas.over.counter == 1
    seen = set()
    for _ in range(60):
        key(window, Qt.Key.Key_G)
        assert canvas.over.group not in (None, *list(seen)[-1:0])
        seen.add(canvas.over.group)
    assert seen == {1, 2, 3, 4, 5, 6}
    key(window, Qt.Key.Key_T)
    before = canvas.over.seconds_left
    teaching.tools.tick()
    assert canvas.over.seconds_left == before - 1
    key(window, Qt.Key.Key_T)
    assert canvas.over.seconds_left == -1


def test_esc_asks_before_it_ends(teach: MakeTeaching, qtbot: object) -> None:
    teaching = teach()
    asked: list[bool] = []
    teaching.ask_end.connect(lambda: asked.append(True))
    key(teaching.window, Qt.Key.Key_P)
    key(teaching.window, Qt.Key.Key_Escape)
    assert teaching.canvas.hand is Hand.POINT
    assert not asked
    key(teaching.window, Qt.Key.Key_Escape)
    assert asked
    teaching.window.close()
    assert teaching.window.isVisible()


def test_a_word_is_explained_and_a_picture_grows(teach: MakeTeaching) -> None:
    teaching = teach()
    canvas = teaching.canvas
    piece = next(
        one
        for one in canvas.face.pieces
        if getattr(one, "text", None) and "private" in one.text.plain
    )
    found = ""
    for x in range(int(piece.place.left()), int(piece.place.right()), 12):
        QTest.mouseClick(
            canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, int(piece.place.center().y()))
        )
        found = found or canvas.over.meaning
    assert found == "private: Only for you."
    teaching = teach(slide="Story")
    at = next(
        one.place for one in teaching.canvas.face.pieces if getattr(one, "picture", None)
    ).center()
    QTest.mouseClick(teaching.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert teaching.canvas.over.zoomed is not None
    QTest.mouseClick(teaching.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert teaching.canvas.over.zoomed is None
    for shown in (True, False):
        key(teaching.window, Qt.Key.Key_Z)
        assert (teaching.canvas.over.zoomed is not None) is shown


def test_notes_can_be_peeked_at_on_one_screen_only(teach: MakeTeaching) -> None:
    shared = teach(FakeScreens(LAPTOP))
    QTest.keyPress(shared.window, Qt.Key.Key_N)
    assert shared.window._notes.isVisible()
    assert "Hello." in shared.window._notes.words
    QTest.keyRelease(shared.window, Qt.Key.Key_N)
    assert not shared.window._notes.isVisible()
    apart = teach()
    QTest.keyPress(apart.window, Qt.Key.Key_N)
    assert not apart.window._notes.isVisible()


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1280, 800), (3840, 2160)])
def test_every_note_and_every_key_has_room_on_a_single_screen(
    size: tuple[int, int], qtbot: QtBot
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    panel = PeekPanel(holder)
    area = QRect(0, 0, size[0], size[1] - 72)
    cut: list[str] = []
    for pack in our_packs():
        for number, slide in enumerate(pack.lesson.slides, 1):
            panel.say(slide.notes.parts)
            panel.place(area)
            if not panel.is_whole or panel.height() > 0.75 * area.height():
                cut.append(f"{pack.name} {number}")
    assert not cut
    panel.say(SHOWN, columns=2)
    panel.place(area)
    assert panel.is_whole


def test_the_keys_are_shown_on_the_board_only_where_there_is_no_other_screen(
    teach: MakeTeaching,
) -> None:
    shared, apart = teach(FakeScreens(LAPTOP)), teach()
    asked: list[bool] = []
    apart.show_keys.connect(lambda: asked.append(True))
    for teaching in (shared, apart):
        QTest.keyClick(teaching.window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert "Spotlight" in shared.window._notes.words
    assert asked
    assert not apart.window._notes.isVisible()
    QTest.keyClick(shared.window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert not shared.window._notes.isVisible()


def test_turning_fades_unless_motion_is_off(teach: MakeTeaching) -> None:
    teaching = teach()
    teaching.onward()
    assert teaching.canvas._turning._before.isNull()
    look().dress(Theme("light", 1.0, motion=True))
    teaching.go(4)
    assert not teaching.canvas._turning._before.isNull()
    until = time.monotonic() + 5  # it takes 0.2 s, on a laptop with nothing else to do
    while not teaching.canvas._turning._before.isNull() and time.monotonic() < until:
        QTest.qWait(20)
    assert teaching.canvas._turning._before.isNull()


def test_the_next_slide_is_ready_before_it_is_wanted(teach: MakeTeaching) -> None:
    teaching = teach(slide="Choose")
    canvas = teaching.canvas
    canvas._prepare_neighbours()
    canvas._prepare_neighbours()
    at = teaching.run.slide
    assert {number for number, _ in canvas._ready} == {at - 1, at, at + 1}
    assert QPointF(canvas.width(), canvas.height()) == QPointF(
        1920, 1080 - teaching.window.bar.height()
    )
