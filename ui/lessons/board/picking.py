"""Cards that are chosen by a tap and placed by the next one; numbers for whoever uses the keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from trent_desktop.lessons.play import Act, OrderState, SortState, State
from ui.lessons.board.metrics import INK, Metrics
from ui.lessons.board.pieces import Face, Target
from ui.lessons.board.texts import Style, flow, plain
from ui.theme.fonts import FAMILY

_CHOSEN = "#FFB000"
#: What a digit does not do, and what it does without a number on the board: one on a place that
#: is to be found would tell it, and steps have theirs beside them.
_NOT_BY_DIGIT = frozenset({"check", "next", "back", "timer"})
_UNSEEN = frozenset({"find", "move"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a digit means now. `act` is done at once; without one `card` is chosen."""

    number: int
    place: QRectF
    act: Act | None
    card: int = -1


@dataclass
class Picking:
    """Which card is chosen (-1: none), and whether numbers are shown."""

    card: int = -1
    numbers: bool = False

    def tap(self, face: Face, state: State | None, card: int) -> Act | None:
        """A tap on a card: chooses it; when another was chosen, that one goes to where this is."""
        chosen, self.card = self.card, card
        if chosen == card:
            self.card = -1
        elif chosen >= 0:
            to = _where(state, card)
            if to >= 0 and to != _where(state, chosen):
                self.card = -1
                return Act(face.drag_act, chosen, to)
        return None

    def place_at(self, face: Face, place: QPointF) -> Act | None:
        """A tap beside the cards: what was chosen goes there, if it can lie there."""
        drop = next((one for one in face.drops if one.place.contains(place)), None)
        if self.card < 0 or drop is None:
            return None
        chosen, self.card = self.card, -1
        return Act(face.drag_act, chosen, drop.to)

    def press(self, face: Face, state: State | None, number: int) -> tuple[bool, Act | None]:
        """A digit: whether it means something, and what is to be done."""
        if self.card >= 0 and number == 0:
            chosen, self.card = self.card, -1
            return True, Act(face.drag_act, chosen, -1)
        for one in _meant(face, state, self.card):
            if one.number == (number or 10):
                if one.act is None:
                    return True, self.tap(face, state, one.card)
                self.card = -1
                return True, one.act
        return False, None


def numbered(face: Face, state: State | None, card: int) -> list[Numbered]:
    """The numbers that are to be seen: on cards and ways; once a card is chosen, on the boxes."""
    hidden = face.drag_act in _UNSEEN
    return [
        one
        for one in _meant(face, state, card)
        if not hidden and (one.act is None or one.act.name not in _UNSEEN)
    ]


def _meant(face: Face, state: State | None, card: int) -> list[Numbered]:
    if card >= 0:
        return [
            Numbered(one.to + 1, one.place, Act(face.drag_act, card, one.to))
            for one in face.drops
            if one.to >= 0
        ]
    found: dict[int, Numbered] = {}
    for one in face.targets:
        if one.drag >= 0:
            at = _where(state, one.drag) if isinstance(state, OrderState) else one.drag
            found.setdefault(at + 1, Numbered(at + 1, one.place, None, one.drag))
        elif one.act.to >= 0 and one.act.name not in _NOT_BY_DIGIT:
            number = one.act.which + 1
            found.setdefault(number, Numbered(number, one.place, one.act))
    return list(found.values())


def fewer(face: Face, number: int) -> Target | None:
    """What takes one hand from the option of that number."""
    found = (one for one in face.targets if one.act == Act("hands", number - 1, -1))
    return next(found, None)


def _where(state: State | None, card: int) -> int:
    """The box or place of a card; -1 below the boxes."""
    if isinstance(state, SortState):
        return state.boxes[card]
    return state.places.index(card) if isinstance(state, OrderState) else -1


def paint_picking(
    painter: QPainter, picking: Picking, face: Face, state: State | None, m: Metrics
) -> None:
    """A ring round the card that is chosen, and the numbers."""
    for one in face.targets:
        if picking.card >= 0 and one.drag == picking.card:
            grown = one.place.adjusted(-m.px(6), -m.px(6), m.px(6), m.px(6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, thick in ((INK, 16.0), (_CHOSEN, 9.0)):
                painter.setPen(QPen(QColor(colour), max(3.0, m.px(thick))))
                painter.drawRoundedRect(grown, m.radius, m.radius)
    if not picking.numbers:
        return
    side, style = m.px(68), Style(FAMILY, m.px(48), True)
    for one in numbered(face, state, picking.card):
        spot = QRectF(one.place.left() - side * 0.3, one.place.top() - side * 0.3, side, side)
        painter.setPen(QPen(QColor("#FFFFFF"), max(2.0, m.px(4))))
        painter.setBrush(QColor(INK))
        painter.drawEllipse(spot)
        words = flow(plain(str(one.number)), style, side, Qt.AlignmentFlag.AlignHCenter)
        painter.setPen(QColor("#FFFFFF"))
        top = spot.center().y() - words.height / 2
        words.layout.draw(painter, QPointF(spot.left(), top))
