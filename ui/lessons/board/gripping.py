"""What lies over a slide under a finger: the curtain's handle, the spotlight and laser."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QSizeF

from ui.lessons.board.metrics import Metrics
from ui.lessons.board.overlays import Overlays, curtain_handle


class Grip(Enum):
    """What is held."""

    NOTHING = auto()
    CURTAIN = auto()
    SPOTLIGHT = auto()
    LASER = auto()


class Gripping:
    """One thing at a time, by one finger: what others do meanwhile moves it not."""

    def __init__(self) -> None:
        self._grip = Grip.NOTHING
        self._finger = 0

    def take(self, grip: Grip, finger: int) -> None:
        """`finger` holds this from now on."""
        self._grip, self._finger = grip, finger

    def by(self, finger: int) -> Grip:
        """What `finger` holds."""
        return self._grip if finger == self._finger else Grip.NOTHING

    def drop(self, finger: int) -> bool:
        """`finger` holds nothing any more; whether it did."""
        held = self.by(finger) is not Grip.NOTHING
        if held:
            self._grip = Grip.NOTHING
        return held


def move_overlay(
    grip: Grip, over: Overlays, place: QPointF, size: QSizeF, measures: Metrics
) -> None:
    """Draw the curtain, or shine the light, to a place on a board of `size`."""
    across = min(max(place.x() / size.width(), 0.0), 1.0)
    down = min(max(place.y() / size.height(), 0.0), 1.0)
    if grip is Grip.CURTAIN:
        over.curtain = max(down, curtain_handle(measures, 0).height() / size.height())
    else:
        over.spotlight = QPointF(across, down)
