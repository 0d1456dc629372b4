"""The teacher's tools on the board: hands, covers, light, curtain, timer, counter, groups."""

from __future__ import annotations

import random

from PySide6.QtCore import QObject, QPointF, Signal

from trent_desktop.lessons.lesson import Discuss
from trent_desktop.lessons.run import LessonRun
from ui.lessons.board.canvas import BoardCanvas
from ui.lessons.board.hands import Hand
from ui.lessons.board.overlays import Cover
from ui.lessons.board.pieces import PicturePiece

_CURTAIN_AT_FIRST = 0.55
_TIMER_AT_FIRST_S = 120


class Tools(QObject):
    """Each method does what its key or button says. `changed` after every one."""

    changed = Signal()

    def __init__(self, canvas: BoardCanvas, run: LessonRun, parent: QObject) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self._run = run

    def take(self, hand: Hand) -> None:
        """Choose what a touch does; the same once more puts it away."""
        self.canvas.hand = Hand.POINT if self.canvas.hand is hand else hand
        self.changed.emit()

    def choose_colour(self, colour: int) -> None:
        """The colour of pen or highlighter."""
        self.canvas.colour = colour
        self.changed.emit()

    def choose_width(self, width: int) -> None:
        """The width of the pen."""
        self.canvas.width_step = width
        self.changed.emit()

    def cover(self, cover: Cover) -> None:
        """Black or calm instead of the slide; the same once more takes it away."""
        over = self.canvas.over
        over.cover = Cover.NONE if over.cover is cover else cover
        self._repaint()

    def freeze(self) -> None:
        """Leave the board as it is while the teacher looks ahead; once more lets it follow."""
        self.canvas.locked = not self.canvas.locked
        if not self.canvas.locked:
            self.canvas.show_slide()
        self._repaint()

    def spotlight(self) -> None:
        """Light in one place."""
        over = self.canvas.over
        over.spotlight = None if over.spotlight is not None else QPointF(0.5, 0.5)
        self._repaint()

    def zoom(self) -> None:
        """The largest picture of the slide over the whole board, or away again."""
        canvas = self.canvas
        pictures = [one for one in canvas.face.every_piece() if isinstance(one, PicturePiece)]
        if canvas.over.zoomed is not None or not pictures:
            canvas.over.zoomed = None
        else:
            largest = max(pictures, key=lambda one: one.place.width() * one.place.height())
            canvas.over.zoomed = largest.picture
        self._repaint()

    def curtain(self) -> None:
        """A curtain over the upper half, to be drawn by its handle."""
        over = self.canvas.over
        over.curtain = -1.0 if over.curtain >= 0 else _CURTAIN_AT_FIRST
        self._repaint()

    def timer(self, seconds: int = 0) -> None:
        """Start the timer; without a number the slide's own, or take it away."""
        over = self.canvas.over
        if over.seconds_left >= 0 and not seconds:
            over.seconds_left = -1
        else:
            activity = self._run.lesson.slides[self._run.slide].activity
            own = activity.seconds if isinstance(activity, Discuss) else _TIMER_AT_FIRST_S
            over.seconds_left = seconds or own
        self._repaint()

    def counter(self, step: int = 0) -> None:
        """A big number to count with; without a step shows it or takes it away."""
        over = self.canvas.over
        if step:
            over.counter = max(0, (over.counter or 0) + step)
        else:
            over.counter = None if over.counter is not None else 0
        self._repaint()

    def group(self, groups: int = 6) -> None:
        """A random group, and another each time; `groups` of 0 takes it away."""
        over = self.canvas.over
        if groups <= 0:
            over.group = None
        else:
            others = [one for one in range(1, groups + 1) if one != over.group]
            over.group = random.choice(others or [1])  # noqa: S311 - whose turn it is
        self._repaint()

    def pen(self) -> None:
        """Take the pen."""
        self.take(Hand.PEN)

    def highlighter(self) -> None:
        """Take the highlighter."""
        self.take(Hand.HIGHLIGHTER)

    def rubber(self) -> None:
        """Take the rubber."""
        self.take(Hand.ERASER)

    def laser(self) -> None:
        """Take the laser."""
        self.take(Hand.LASER)

    def black(self) -> None:
        """Black the board."""
        self.cover(Cover.BLACK)

    def calm(self) -> None:
        """A quiet picture on the board."""
        self.cover(Cover.CALM)

    def count_up(self) -> None:
        """One more."""
        self.counter(1)

    def count_down(self) -> None:
        """One less."""
        self.counter(-1)

    def uncover(self) -> None:
        """Everything off the slide: what a clicker's F5 does while the lesson runs."""
        self.canvas.over.clear()
        self._repaint()

    def calm_now(self) -> None:
        """The quiet picture, whatever was there before."""
        self.put_cover(Cover.CALM)

    def put_cover(self, cover: Cover) -> None:
        """This instead of the slide, or the slide itself."""
        self.canvas.over.cover = cover
        self._repaint()

    def tick(self) -> None:
        """A second has passed."""
        over = self.canvas.over
        if over.seconds_left > 0:
            over.seconds_left -= 1
            self._repaint()

    def _repaint(self) -> None:
        self.canvas.update()
        self.changed.emit()
