"""Hands on a board: real mouse, key and touch events."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import settle
from trent_desktop.lessons.play import Act
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.pieces import Target

_finger: QPointingDevice | None = None


def device() -> QPointingDevice:
    """A touch panel."""
    global _finger
    if _finger is None:
        _finger = QTest.createTouchDevice()
    return _finger


def target(canvas: BoardCanvas, name: str, which: int = 0, to: int | None = None) -> Target:
    """Something to tap, by what it does."""
    found = [
        one
        for one in canvas.face.targets
        if one.act.name == name and one.act.which == which and to in (None, one.act.to)
    ]
    assert found, [one.act for one in canvas.face.targets]
    return found[0]


def middle(place: Target | QPointF) -> QPoint:
    return (place.place.center() if isinstance(place, Target) else place).toPoint()


def tap(canvas: BoardCanvas, name: str, which: int = 0, to: int | None = None) -> None:
    """Click on what does that."""
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle(target(canvas, name, which, to)))
    settle(2)


def drag(canvas: BoardCanvas, start: QPoint, end: QPoint) -> None:
    """Drag with the mouse."""
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(canvas, start + (end - start) * step / 5)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    settle(2)


def drop(canvas: BoardCanvas, to: int) -> QPoint:
    """The middle of a box or place."""
    return next(one.place for one in canvas.face.drops if one.to == to).center().toPoint()


def touch_drags(canvas: QWidget, ways: Mapping[int, tuple[QPoint, QPoint]]) -> None:
    """Several fingers drag at once.

    Fingers reach a window only on a screen that Qt knows, and that of the offscreen platform is
    small: so the window is moved until they are put down on it.
    """
    window, known = canvas.window(), canvas.screen().geometry()
    starts = [canvas.mapTo(window, start) for start, _ in ways.values()]
    left, top = min(one.x() for one in starts), min(one.y() for one in starts)
    wide, high = max(one.x() for one in starts) - left, max(one.y() for one in starts) - top
    assert max(wide, high) < min(known.width(), known.height()), "these fingers are too far apart"
    window.move(known.center() - QPoint(left + wide // 2, top + high // 2))
    settle(2)
    down = QTest.touchEvent(canvas, device(), False)
    for finger, (start, _) in ways.items():
        down.press(finger, start, canvas)
    down.commit()
    for step in range(1, 6):
        moving = QTest.touchEvent(canvas, device(), False)
        for finger, (start, end) in ways.items():
            moving.move(finger, start + (end - start) * step / 5, canvas)
        moving.commit()
    up = QTest.touchEvent(canvas, device(), False)
    for finger, (_, end) in ways.items():
        up.release(finger, end, canvas)
    up.commit()
    settle(2)


def key(widget: QWidget, which: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key."""
    QTest.keyClick(widget, which, modifiers or Qt.KeyboardModifier.NoModifier)
    settle(2)


def acts(canvas: BoardCanvas) -> set[Act]:
    """What can be done on the slide."""
    return {one.act for one in canvas.face.targets}
