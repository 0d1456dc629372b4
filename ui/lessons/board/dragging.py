"""Activities with cards that are dragged: sort and order. Each card can also be tapped."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF

from trent_desktop.lessons.lesson import Card, Order, Sort
from trent_desktop.lessons.play import Act, OrderState, SortState
from ui.lessons.board.cards import (
    button,
    button_width,
    card_in,
    columns,
    picture_fits,
    rows,
    same_px,
    text_in,
    words_fit,
    words_in,
)
from ui.lessons.board.metrics import BOX_COLOURS, CARD, RIGHT, TARGET, WRONG, Metrics
from ui.lessons.board.pieces import Drop, Face, IconPiece, Piece, ShapePiece, Target


def lay_sort(face: Face, sort: Sort, state: SortState, room: QRectF, m: Metrics) -> None:
    """Boxes above, the cards that are left below them; a card keeps its size everywhere."""
    face.drag_act = "place"
    count = len(sort.cards)
    pictured = any(card.picture for card in sort.cards)
    across, high = _tray_of(sort.cards, room, m, pictured=pictured)
    left_over = [number for number in range(count) if state.boxes[number] < 0]
    # The boxes grow into a line of the tray that has become free.
    lines = math.ceil(len(left_over) / across)
    whole = lines == math.ceil(count / across)  # until then every card keeps its place
    tray = lines * (high + m.px(12)) - m.px(12)
    width = (room.width() - m.px(14) * (across - 1)) / across
    upper = room.adjusted(0, 0, 0, -tray - m.gap)
    every_placed = not left_over
    if every_placed:
        upper = room.adjusted(0, 0, 0, -m.target - m.gap)
    homes = _boxes(face, sort, state, upper, m, high)
    for at, number in enumerate(range(count) if whole else left_over):
        if number in homes:
            continue
        line, column = divmod(at, across)
        in_line = min(across, (count if whole else len(left_over)) - line * across)
        left = room.left() + (room.width() - in_line * width - (in_line - 1) * m.px(14)) / 2
        homes[number] = QRectF(
            left + column * (width + m.px(14)),
            room.bottom() - tray + line * (high + m.px(12)),
            width,
            high,
        )
    places = [homes[number] for number in range(count)]
    # All of them or none: a picture on one card alone looks like a hint.
    pictured = all(
        one.picture is not None and picture_fits(one, place, m)
        for one, place in zip(sort.cards, places, strict=True)
    )
    px = same_px(sort.cards, places, m, pictured=pictured)
    for number, card in enumerate(sort.cards):
        box, place = state.boxes[number], homes[number]
        good = state.checked and box >= 0 and sort.answers[number] == box
        wrong = state.checked and box >= 0 and not good
        edge = RIGHT if good else WRONG if wrong else m.colour
        face.cards[number] = _card(
            card, place, m, px, edge=edge, good=good, wrong=wrong, pictured=pictured
        )
        face.targets.append(Target(place, Act("pick", number), card.text.plain, drag=number))
    face.drops.append(Drop(room, -1, "below"))
    if every_placed:
        _check_button(face, room, m, checked=state.checked)


def _tray_of(
    cards: Sequence[Card], room: QRectF, m: Metrics, *, pictured: bool
) -> tuple[int, float]:
    """How many cards lie side by side below the boxes, and how high they are.

    In one line when their words are large enough beside their pictures there, else in two.
    """
    count = len(cards)
    most = max(2, int(room.width() // m.px(250 if pictured else 330)))
    fewest = math.ceil(count / most)
    found: list[tuple[int, float]] = []
    for lines in (fewest, max(fewest, 2)):
        across = math.ceil(count / lines)
        high = max(m.target, m.px(150 if pictured else 84))
        high = max(m.target, min(high, room.height() * 0.42 / lines - m.px(12)))
        width = (room.width() - m.px(14) * (across - 1)) / across
        places = [QRectF(0, 0, width, high)] * count
        if pictured and not all(picture_fits(card, places[0], m) for card in cards):
            found.insert(0, (across, high))
            continue
        found.append((across, high))
        if same_px(cards, places, m) >= m.label_px:
            break
    return found[-1]


def _boxes(
    face: Face, sort: Sort, state: SortState, room: QRectF, m: Metrics, high: float
) -> dict[int, QRectF]:
    """Draw the boxes; returns where the cards in them lie."""
    homes: dict[int, QRectF] = {}
    head = max(m.smallest_px * 1.5, m.px(66))
    for box, place in enumerate(columns(room, len(sort.boxes), m.gap)):
        colour, tint = BOX_COLOURS[box]
        face.pieces.append(
            ShapePiece(place, tint, colour, max(3.0, m.px(4)), m.radius, dashed=True)
        )
        title = QRectF(place.left() + m.px(12), place.top() + m.px(6), place.width() - m.px(24),
                       head)  # fmt: skip
        text_in(face.pieces, sort.boxes[box], title, m, bold=True, colour=colour, ground=tint)
        face.drops.append(Drop(place, box, sort.boxes[box].plain))
        inside = [number for number, there in enumerate(state.boxes) if there == box]
        room_in = place.adjusted(m.px(14), head + m.px(6), -m.px(14), -m.px(10))
        homes.update(zip(inside, _laid([sort.cards[one] for one in inside], room_in, m, high),
                         strict=True))  # fmt: skip
    return homes


def _laid(cards: Sequence[Card], room: QRectF, m: Metrics, high: float) -> list[QRectF]:
    """Where cards lie in a box: in as few columns as their words and a child's finger allow."""
    tries = [_in_columns(len(cards), across, room, m, high) for across in (1, 2, 3)]
    readable = [
        places
        for places in tries
        if all(words_fit(card, place, m) for card, place in zip(cards, places, strict=True))
    ]
    for places in readable:
        if not places or places[0].height() >= TARGET:
            return places
    return readable[0] if readable else tries[0]


def _in_columns(count: int, across: int, room: QRectF, m: Metrics, high: float) -> list[QRectF]:
    lines = max(1, math.ceil(count / across))
    fitting = (room.height() - (lines - 1) * m.px(6)) / lines
    each = min(fitting, max(high, m.target) * (1.0 if across == 1 else 1.8))
    width = (room.width() - (across - 1) * m.px(10)) / across
    return [
        QRectF(
            room.left() + at % across * (width + m.px(10)),
            room.top() + at // across * (each + m.px(6)),
            width,
            each,
        )
        for at in range(count)
    ]


def _card(
    card: Card,
    place: QRectF,
    m: Metrics,
    px: float,
    *,
    edge: str,
    good: bool,
    wrong: bool,
    pictured: bool,
) -> list[Piece]:
    pieces: list[Piece] = []
    thick = 4 if good or wrong else 3
    card_in(pieces, card, place, m, edge=edge, thick=thick, px=px, pictured=pictured)
    if good or wrong:
        _mark(pieces, place, m, good=good)
    return pieces


def _mark(pieces: list[Piece], place: QRectF, m: Metrics, *, good: bool) -> None:
    side = max(m.px(44), 28.0)
    colour = RIGHT if good else WRONG
    # On the corner, half outside, so that it lies on no word.
    mark = QRectF(place.right() - side * 0.5, place.top() - side * 0.4, side, side)
    pieces.append(ShapePiece(mark, colour, "#FFFFFF", max(2, m.px(3)), side / 2))
    inner = mark.adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24)
    pieces.append(
        IconPiece(inner, "check-bold" if good else "arrow-counter-clockwise-bold", "#FFFFFF")
    )


def _check_button(face: Face, room: QRectF, m: Metrics, *, checked: bool) -> None:
    words = "Think again" if checked else "Check"
    width = button_width(["Think again"], m)
    place = QRectF(room.center().x() - width / 2, room.bottom() - m.target, width, m.target)
    icon = "arrow-counter-clockwise-bold" if checked else "check-bold"
    button(face, words, icon, place, Act("check"), m)


def lay_order(face: Face, order: Order, state: OrderState, room: QRectF, m: Metrics) -> None:
    """Steps below each other with their numbers; a step is dragged to another place."""
    face.drag_act = "move"
    stage = room.adjusted(0, 0, 0, -m.target - m.gap)
    count = len(order.steps)
    pictured = all(step.picture for step in order.steps)
    pictured = pictured and room.width() / count > m.px(310)
    places = columns(stage, count, m.gap) if pictured else rows(stage, count, m.px(14))
    side = min(max(m.px(72), m.smallest_px * 1.5), places[0].height())
    homes = [
        place.adjusted(0, side + m.px(10), 0, 0)
        if pictured
        else place.adjusted(side + m.px(18), 0, 0, 0)
        for place in places
    ]
    px = same_px([order.steps[step] for step in state.places], homes, m)
    for at, step in enumerate(state.places):
        place, home = places[at], homes[at]
        right = state.checked and order.is_right(step, at)
        badge = QRectF(place.left(), place.center().y() - side / 2, side, side)
        if pictured:
            badge = QRectF(place.center().x() - side / 2, place.top(), side, side)
        face.pieces.append(ShapePiece(badge, m.colour, radius=side / 2))
        words_in(face.pieces, str(at + 1), badge, m, bold=True, colour="#FFFFFF", ground=m.colour)
        edge = RIGHT if right else WRONG if state.checked else m.colour
        pieces: list[Piece] = []
        card_in(pieces, order.steps[step], home, m, fill=CARD, edge=edge, px=px)
        if state.checked:
            _mark(pieces, home, m, good=right)
        face.cards[step] = pieces
        says = order.steps[step].text.plain
        face.targets.append(Target(home, Act("pick", step), says, drag=step))
        face.drops.append(Drop(place, at, f"place {at + 1}"))
    _check_button(face, room, m, checked=state.checked)
