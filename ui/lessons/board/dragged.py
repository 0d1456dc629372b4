"""Cards under fingers: several children at once, each with a card of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from ui.lessons.board.pieces import Face, Target

_STILL_PX = 12.0


@dataclass
class Dragged:
    """A card (or a tap on something else, when `target` is set) under one finger."""

    card: int
    start: QPointF
    here: QPointF
    target: Target | None = None
    moved: bool = False

    @property
    def shift(self) -> QPointF:
        """How far it was dragged."""
        return self.here - self.start


class Drags:
    """What every finger holds."""

    def __init__(self) -> None:
        self._held: dict[int, Dragged] = {}

    def clear(self) -> None:
        """Let everything go."""
        self._held.clear()

    @property
    def under_way(self) -> Iterable[Dragged]:
        """The cards in the air."""
        return [one for one in self._held.values() if one.target is None]

    @property
    def cards(self) -> frozenset[int]:
        """Their numbers."""
        return frozenset(one.card for one in self.under_way)

    def pick_up(self, finger: int, card: int, place: QPointF) -> None:
        """A finger takes a card, unless another has it."""
        if card not in self.cards:
            self._held[finger] = Dragged(card, QPointF(place), QPointF(place))

    def press(self, finger: int, target: Target, place: QPointF) -> None:
        """A finger presses something that is not dragged."""
        self._held[finger] = Dragged(-1, QPointF(place), QPointF(place), target)

    def move(self, finger: int, place: QPointF) -> bool:
        """The finger moved; whether a card moved with it."""
        held = self._held.get(finger)
        if held is None:
            return False
        held.here = QPointF(place)
        if held.shift.manhattanLength() > _STILL_PX:
            held.moved = True
        return held.target is None

    def follow(self, before: Face, after: Face) -> None:
        """Cards in the air stay under their fingers when their places change meanwhile."""
        old = {one.drag: one.place.topLeft() for one in before.targets}
        new = {one.drag: one.place.topLeft() for one in after.targets}
        for held in self.under_way:
            if held.card in old and held.card in new:
                held.start += new[held.card] - old[held.card]

    def drop(self, finger: int) -> Dragged | None:
        """The finger was lifted; what it held."""
        return self._held.pop(finger, None)
