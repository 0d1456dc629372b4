"""A pen with a tip, a rubber at its other end, and a button on its side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gallery.stage import settle
from tests.ui.lessons.conftest import MakeTeaching
from tests.ui.lessons.hands import drop, target
from trent_desktop.lessons.play import SortState
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover

_END = QPointingDevice.PointerType
_TIP, _SIDE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_PRESS, _MOVE, _RELEASE = (
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
    QEvent.Type.TabletRelease,
)


def pen(end: QPointingDevice.PointerType) -> QPointingDevice:
    return QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, end, QInputDevice.Capability.Pressure, 1, 2
    )


def tell(
    canvas: BoardCanvas,
    held: QPointingDevice,
    kind: QEvent.Type,
    place: QPointF,
    button: Qt.MouseButton = _TIP,
) -> None:
    none = Qt.KeyboardModifier.NoModifier
    said = Qt.MouseButton.NoButton if kind is _MOVE else button
    event = QTabletEvent(kind, held, place, place, 0.6, 0, 0, 0.0, 0.0, 0.0, none, said, button)
    QApplication.sendEvent(canvas, event)


def draw(canvas: BoardCanvas, held: QPointingDevice, start: QPointF, end: QPointF) -> None:
    tell(canvas, held, _PRESS, start)
    for step in range(1, 9):
        tell(canvas, held, _MOVE, start + (end - start) * step / 8)
    tell(canvas, held, _RELEASE, end)
    settle(2)


@pytest.mark.parametrize("hand", list(Hand))
def test_the_other_end_of_a_pen_rubs_out_whatever_tool_is_taken(
    teach: MakeTeaching, hand: Hand
) -> None:
    teaching = teach(slide="Sort")
    canvas, run = teaching.canvas, teaching.run
    teaching.tools.take(Hand.PEN)
    draw(canvas, pen(_END.Pen), QPointF(100, 300), QPointF(500, 300))
    draw(canvas, pen(_END.Pen), QPointF(100, 500), QPointF(500, 500))
    (first, second) = run.strokes(run.slide)
    canvas.hand = hand
    draw(canvas, pen(_END.Eraser), QPointF(300, 200), QPointF(300, 400))
    assert run.strokes(run.slide) == [second]
    assert canvas.hand is hand
    teaching.undo()
    assert run.strokes(run.slide) == [first, second]


def test_the_other_end_of_a_pen_takes_no_card_and_leaves_the_light_where_it_is(
    teach: MakeTeaching,
) -> None:
    teaching = teach(slide="Sort")
    canvas, run = teaching.canvas, teaching.run
    card = target(canvas, "pick", 0).place.center()
    draw(canvas, pen(_END.Eraser), card, QPointF(drop(canvas, 1)))
    assert run.state(run.slide) == SortState((-1, -1, -1))
    teaching.tools.spotlight()
    before = canvas.over.spotlight
    draw(canvas, pen(_END.Eraser), QPointF(100, 300), QPointF(500, 300))
    assert canvas.over.spotlight == before
    teaching.tools.cover(Cover.CALM)
    draw(canvas, pen(_END.Eraser), QPointF(100, 300), QPointF(500, 300))
    assert canvas.over.cover is Cover.CALM


def test_a_pen_that_is_turned_in_the_middle_of_a_line_keeps_the_line(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas, run = teaching.canvas, teaching.run
    teaching.tools.take(Hand.PEN)
    tell(canvas, pen(_END.Pen), _PRESS, QPointF(100, 300))
    tell(canvas, pen(_END.Pen), _MOVE, QPointF(400, 300))
    draw(canvas, pen(_END.Eraser), QPointF(100, 600), QPointF(500, 600))
    tell(canvas, pen(_END.Pen), _RELEASE, QPointF(420, 300))
    assert len(run.strokes(run.slide)) == 1


def test_the_button_on_a_pens_side_draws_nothing_and_breaks_no_line(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas, run = teaching.canvas, teaching.run
    teaching.tools.take(Hand.PEN)
    held = pen(_END.Pen)
    tell(canvas, held, _PRESS, QPointF(100, 300), _SIDE)  # over the board, not on it
    tell(canvas, held, _MOVE, QPointF(200, 300), _SIDE)
    tell(canvas, held, _RELEASE, QPointF(300, 300), _SIDE)
    assert not run.strokes(run.slide)
    tell(canvas, held, _PRESS, QPointF(100, 300))
    tell(canvas, held, _MOVE, QPointF(200, 300))
    tell(canvas, held, _PRESS, QPointF(220, 300), _SIDE)
    tell(canvas, held, _RELEASE, QPointF(240, 300), _SIDE)
    tell(canvas, held, _MOVE, QPointF(400, 300))
    tell(canvas, held, _RELEASE, QPointF(400, 300))
    (line,) = run.strokes(run.slide)
    assert line.points[-1].x > 350 / canvas.width()


def test_two_who_rub_at_once_both_rub(teach: MakeTeaching) -> None:
    teaching = teach(slide="Plain")
    canvas, run = teaching.canvas, teaching.run
    teaching.tools.take(Hand.PEN)
    draw(canvas, pen(_END.Pen), QPointF(100, 300), QPointF(500, 300))
    draw(canvas, pen(_END.Pen), QPointF(100, 500), QPointF(500, 500))
    tell(canvas, pen(_END.Eraser), _PRESS, QPointF(300, 200))
    teaching.tools.take(Hand.ERASER)
    QTest.mousePress(canvas, _TIP, pos=QPoint(200, 420))
    QTest.mouseMove(canvas, QPoint(200, 560))
    assert len(run.strokes(run.slide)) == 1
    for down in range(210, 400, 10):
        tell(canvas, pen(_END.Eraser), _MOVE, QPointF(300, down))
    assert not run.strokes(run.slide)
    QTest.mouseRelease(canvas, _TIP, pos=QPoint(200, 560))
    tell(canvas, pen(_END.Eraser), _RELEASE, QPointF(300, 400))
