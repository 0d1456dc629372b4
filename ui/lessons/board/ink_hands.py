"""Drawing on a run: the lines that are under way, one for each finger, and the rubber."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter

from trent_desktop.lessons.ink import InkTool, Point, touches
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.ink_layer import InkLayer, LiveStroke

_RUBBER = 0.015  # of the board


class InkHands:
    """Ink of the slide that is shown. Every method returns what is to be painted anew.

    On a frozen board that slide is not the one that the teacher looks at.
    """

    def __init__(self, run: LessonRun) -> None:
        self._run = run
        self._slide = run.slide
        self._size = QSize(1, 1)
        self._ratio = 1.0
        self._layer: InkLayer | None = None
        self._live: dict[int, LiveStroke] = {}
        self._rubbing: dict[int, QPointF] = {}  # where each rubber was last

    def resize(self, size: QSize, ratio: float) -> None:
        """The board has another size; draw everything anew with `show`."""
        self._keep_lines()
        self._size, self._ratio = size, ratio
        self._layer = None

    def show(self, slide: int) -> None:
        """Draw the ink of a slide."""
        self._keep_lines()
        self._slide = slide
        strokes = self._run.strokes(slide)
        if self._layer is None and not strokes:
            return
        self._made().show(strokes)

    def _keep_lines(self) -> None:
        """What is being drawn stays on its slide, as far as it came."""
        for live in self._live.values():
            self._run.draw(live.stroke(), slide=self._slide)
        self._live.clear()
        self._rubbing.clear()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies in `area`."""
        if self._layer is not None:
            self._layer.paint(painter, area)

    def is_drawing(self, finger: int) -> bool:
        """Whether a finger has a line under way."""
        return finger in self._live

    def begin(
        self, finger: int, tool: InkTool, colour: int, width: int, place: QPointF, pressure: float
    ) -> QRect:
        """Put the pen down."""
        live = self._live[finger] = LiveStroke(tool, colour, width)
        return self._made().begin(live, self._point(place, pressure))

    def go_on(self, finger: int, place: QPointF, pressure: float) -> QRect:
        """Draw on."""
        return self._made().go_on(self._live[finger], self._point(place, pressure))

    def finish(self, finger: int) -> QRect:
        """Lift the pen; the line belongs to the run from now on."""
        live = self._live.pop(finger)
        self._run.draw(live.stroke(), slide=self._slide)
        return self._made().finish(live)

    def is_rubbing(self, finger: int) -> bool:
        """Whether a finger holds a rubber on the board."""
        return finger in self._rubbing

    def rub(self, finger: int, place: QPointF) -> QRect:
        """Take away the lines on the way to a place; an empty rectangle when there are none."""
        before = self._rubbing.get(finger, place)
        self._rubbing[finger] = QPointF(place)
        way = self._way(before, place)
        strokes = self._run.strokes(self._slide)
        gone = [one for one in strokes if any(touches(one, at.x, at.y, _RUBBER) for at in way)]
        if not gone:
            return QRect()
        self._run.erase(gone, slide=self._slide)
        return self._made().erase(gone, self._run.strokes(self._slide))

    def stop_rubbing(self, finger: int) -> bool:
        """Lift the rubber; whether there was one."""
        return self._rubbing.pop(finger, None) is not None

    def _way(self, before: QPointF, here: QPointF) -> list[Point]:
        """Places as near to each other as the rubber is wide: a fast hand is not told of often."""
        start, end = self._point(before, 1.0), self._point(here, 1.0)
        far = math.hypot(end.x - start.x, end.y - start.y)
        steps = max(1, math.ceil(far / _RUBBER))
        return [
            Point(
                start.x + (end.x - start.x) * at / steps, start.y + (end.y - start.y) * at / steps
            )
            for at in range(1, steps + 1)
        ]

    def _made(self) -> InkLayer:
        if self._layer is None:
            self._layer = InkLayer(self._size, self._ratio)
        return self._layer

    def _point(self, place: QPointF, pressure: float) -> Point:
        return Point(
            place.x() / self._size.width(), place.y() / self._size.height(), min(pressure, 1.0)
        )
