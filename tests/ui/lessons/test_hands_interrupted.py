"""A hand on the board that is never lifted: the slide turns, the board goes, the system takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtTest import QTest

from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import device, drag, drop, key
from trent_desktop.lessons.play import SortState
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.hands import Hand
from ui.lessons.board.metrics import CARD, GROUND
from ui.lessons.board.overlays import curtain_handle
from ui.lessons.teaching import Teaching

Finger = tuple[int, QEventPoint.State, QPointF, float]
_DOWN, _MOVED, _UP = (
    QEventPoint.State.Pressed,
    QEventPoint.State.Updated,
    QEventPoint.State.Released,
)


class Told(QEventPoint):
    """A point of a touch, as wide as is said: Qt lets nobody else say so."""

    def __init__(self, finger: Finger) -> None:
        number, self.doing, self.place, self.wide = finger
        super().__init__(number, self.doing, self.place, self.place)

    def position(self) -> QPointF:
        return self.place

    def ellipseDiameters(self) -> QSizeF:
        return QSizeF(self.wide, self.wide)

    def pressure(self) -> float:
        return 0.5


class Touched(QTouchEvent):
    """What a panel tells: of each finger its number, what it does, where, and how wide it is."""

    def __init__(self, kind: QEvent.Type, fingers: Sequence[Finger]) -> None:
        super().__init__(kind, device(), Qt.KeyboardModifier.NoModifier, [])
        self._told = [Told(finger) for finger in fingers]

    def points(self) -> list[QEventPoint]:
        return list(self._told)


def touch(canvas: BoardCanvas, kind: QEvent.Type, fingers: Sequence[Finger] = ()) -> None:
    canvas.event(Touched(kind, fingers))


def press(canvas: BoardCanvas, place: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place)
    for step in range(1, 5):
        QTest.mouseMove(canvas, place + QPoint(20, 8) * step)


def turn(teaching: Teaching) -> None:
    key(teaching.window, Qt.Key.Key_PageDown)


def resize(teaching: Teaching) -> None:
    teaching.window.resize(teaching.window.size() - teaching.window.size() / 4)


def take_back(teaching: Teaching) -> None:
    teaching.undo()


def hide(teaching: Teaching) -> None:
    teaching.window.hide()
    settle()
    teaching.window.show()


@pytest.mark.parametrize("happens", [turn, resize, take_back, hide], ids=lambda one: one.__name__)
def test_a_line_that_is_being_drawn_stays_on_its_slide(
    teach: MakeTeaching, happens: Callable[[Teaching], None]
) -> None:
    teaching = teach(slide="Plain")
    here, canvas = teaching.run.slide, teaching.canvas
    teaching.tools.take(Hand.PEN)
    if happens is take_back:
        press(canvas, QPoint(100, 300))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(180, 332))
    press(canvas, QPoint(100, 100))
    happens(teaching)
    settle()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(180, 132))
    (line,) = teaching.run.strokes(here)
    assert len(line.points) > 2
    assert line.points[0].y < 0.3
    assert all(not teaching.run.strokes(at) for at in range(here + 1, here + 3))
    press(canvas, QPoint(300, 100))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(380, 132))
    assert len(teaching.run.strokes(teaching.run.slide)) == (1 if happens is turn else 2)


def test_a_finger_that_gets_as_wide_as_a_hand_ends_its_line(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas = teaching.canvas
    teaching.tools.take(Hand.PEN)
    touch(canvas, QEvent.Type.TouchBegin, [(0, _DOWN, QPointF(100, 100), 8)])
    touch(canvas, QEvent.Type.TouchUpdate, [(0, _MOVED, QPointF(160, 140), 8)])
    touch(canvas, QEvent.Type.TouchEnd, [(0, _UP, QPointF(170, 150), 300)])
    assert len(teaching.run.strokes(teaching.run.slide)) == 1


def test_a_hand_that_rests_rubs_nothing_out_when_it_gets_narrower(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas = teaching.canvas
    teaching.tools.take(Hand.PEN)
    for top in (100, 400):
        press(canvas, QPoint(100, top))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(180, top + 32))
    teaching.tools.take(Hand.ERASER)
    far, near = QPointF(140, 416), QPointF(900, 90)
    touch(canvas, QEvent.Type.TouchBegin, [(0, _DOWN, near, 8), (1, _DOWN, far, 300)])
    touch(canvas, QEvent.Type.TouchUpdate, [(0, _MOVED, near, 8), (1, _MOVED, far, 8)])
    touch(canvas, QEvent.Type.TouchEnd, [(0, _UP, near, 8), (1, _UP, far, 8)])
    assert len(teaching.run.strokes(teaching.run.slide)) == 2


def test_what_the_system_takes_away_keeps_a_line_and_lets_a_card_lie(teach: MakeTeaching) -> None:
    teaching = teach(slide="Sort")
    canvas = teaching.canvas
    before = canvas.grab().toImage()
    card, box = _card(canvas), drop(canvas, 1)
    touch(canvas, QEvent.Type.TouchBegin, [(0, _DOWN, card, 8)])
    touch(canvas, QEvent.Type.TouchUpdate, [(0, _MOVED, QPointF(box), 8)])
    assert canvas.grab().toImage() != before
    touch(canvas, QEvent.Type.TouchCancel)
    settle()
    assert teaching.run.state(teaching.run.slide) == SortState((-1, -1, -1))
    assert canvas.grab().toImage() == before
    teaching.tools.take(Hand.PEN)
    touch(canvas, QEvent.Type.TouchBegin, [(0, _DOWN, QPointF(100, 100), 8)])
    touch(canvas, QEvent.Type.TouchUpdate, [(0, _MOVED, QPointF(160, 140), 8)])
    touch(canvas, QEvent.Type.TouchCancel)
    assert len(teaching.run.strokes(teaching.run.slide)) == 1


def test_a_card_in_the_air_is_down_again_when_the_board_comes_back(teach: MakeTeaching) -> None:
    teaching = teach(slide="Sort")
    canvas = teaching.canvas
    before = canvas.grab().toImage()
    press(canvas, _card(canvas).toPoint())
    hide(teaching)
    settle()
    canvas.show_numbers(False)
    assert canvas.grab().toImage() == before


@pytest.mark.parametrize("happens", [resize, take_back], ids=lambda one: one.__name__)
def test_a_card_in_the_air_lies_nowhere_else_whatever_happens_meanwhile(
    teach: MakeTeaching, happens: Callable[[Teaching], None]
) -> None:
    teaching = teach(slide="Sort")
    canvas = teaching.canvas
    for card in (1, 2):
        place = next(one.place.center() for one in canvas.face.targets if one.drag == card)
        drag(canvas, place.toPoint(), drop(canvas, 1))
    press(canvas, _card(canvas).toPoint())
    QTest.mouseMove(canvas, QPoint(60, 60))
    happens(teaching)
    settle()
    home = next(one.place for one in canvas.face.targets if one.drag == 0)
    inside = home.topLeft().toPoint() + QPoint(30, 12)
    assert canvas.grab().toImage().pixelColor(inside).name().upper() == GROUND
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    settle()
    home = next(one.place for one in canvas.face.targets if one.drag == 0)
    inside = home.topLeft().toPoint() + QPoint(30, 12)
    assert canvas.grab().toImage().pixelColor(inside).name().upper() == CARD


def test_one_finger_that_is_lifted_lets_another_keep_the_curtain(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas = teaching.canvas
    teaching.tools.curtain()
    settle()
    before = canvas.over.curtain
    handle = curtain_handle(canvas.measures, before).center()
    aside = QPointF(canvas.width() * 0.9, canvas.height() * 0.95)
    touch(canvas, QEvent.Type.TouchBegin, [(0, _DOWN, handle, 8), (1, _DOWN, aside, 8)])
    touch(canvas, QEvent.Type.TouchUpdate, [(0, _MOVED, handle, 8), (1, _UP, aside, 8)])
    lower = QPointF(handle.x(), handle.y() - canvas.height() * 0.2)
    touch(canvas, QEvent.Type.TouchUpdate, [(0, _MOVED, lower, 8)])
    touch(canvas, QEvent.Type.TouchEnd, [(0, _UP, lower, 8)])
    assert canvas.over.curtain < before - 0.1


def _card(canvas: BoardCanvas) -> QPointF:
    return next(one.place.center() for one in canvas.face.targets if one.drag == 0)
