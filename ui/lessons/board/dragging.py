"""Activities with cards that are dragged: sort and order. Each card can also be tapped."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF

from trent_desktop.lessons.lesson import Card, Order, Sort
from trent_desktop.lessons.play import Act, OrderState, SortState
from ui.lessons.board.cards import (
    CENTRE,
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
from ui.lessons.board.metrics import (
    BOX_COLOURS,
    CARD,
    RIGHT,
    RIGHT_TINT,
    TARGET,
    WRONG,
    WRONG_TINT,
    Metrics,
)
from ui.lessons.board.pieces import Drop, Face, IconPiece, Piece, ShapePiece, Target
from ui.lessons.board.texts import Style, flow


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
        right = state.checked and state.boxes == sort.answers
        _check_button(face, room, m, checked=state.checked, right=right)


def _tray_of(
    cards: Sequence[Card], room: QRectF, m: Metrics, *, pictured: bool
) -> tuple[int, float]:
    """How many cards lie side by side below the boxes, and how high they are.

    In one line when their words are large enough beside their pictures there, else in two.
    """
    count = len(cards)
    most = max(2, int(room.width() // m.px(250 if pictured else 330)))
    fewest = math.ceil(count / most)
    found: dict[int, tuple[int, float]] = {}  # the first of each worth; the lower, the better
    for taller, share in ((1.0, 0.42), (1.5, 0.5), (2.0, 0.55)):
        for lines in sorted({fewest, max(fewest, 2), max(fewest, math.ceil(count / 3))}):
            across = math.ceil(count / lines)
            high = max(m.target, m.px(150 if pictured else 84) * taller)
            high = max(m.target, min(high, room.height() * share / lines - m.px(12)))
            width = (room.width() - m.px(14) * (across - 1)) / across
            places = [QRectF(0, 0, width, high)] * count
            readable = all(words_fit(card, places[0], m) for card in cards)
            shown = not pictured or all(picture_fits(card, places[0], m) for card in cards)
            large = same_px(cards, places, m) >= m.label_px
            if readable and shown and large:
                return across, high
            worth = (not readable) * 4 + (not shown) * 2 + (taller > 1.0)
            found.setdefault(worth, (across, high))
    return found[min(found)]


def _boxes(
    face: Face, sort: Sort, state: SortState, room: QRectF, m: Metrics, high: float
) -> dict[int, QRectF]:
    """Draw the boxes; returns where the cards in them lie."""
    homes: dict[int, QRectF] = {}
    least = Style(m.family, m.smallest_px, True)
    names = [flow(one, least, 1e6, CENTRE).height for one in sort.boxes]  # Arabic stands higher
    head = max(m.smallest_px * 1.5, m.px(66), *names)
    for box, place in enumerate(_columns(sort, state, room, m, high, head)):
        colour, tint = BOX_COLOURS[box]
        face.pieces.append(
            ShapePiece(place, tint, colour, max(3.0, m.px(4)), m.radius, dashed=True)
        )
        title = QRectF(place.left() + m.px(12), place.top() + m.px(6), place.width() - m.px(24),
                       head)  # fmt: skip
        text_in(face.pieces, sort.boxes[box], title, m, bold=True, colour=colour, ground=tint)
        face.drops.append(Drop(place, box, sort.boxes[box].plain))
        inside = [number for number, there in enumerate(state.boxes) if there == box]
        cards = [sort.cards[one] for one in inside]
        homes.update(zip(inside, _laid(cards, _inside(place, m, head), m, high)[0], strict=True))
    return homes


def _inside(place: QRectF, m: Metrics, head: float) -> QRectF:
    return place.adjusted(m.px(14), head + m.px(6), -m.px(24), -m.px(10))


def _columns(
    sort: Sort, state: SortState, room: QRectF, m: Metrics, high: float, head: float
) -> list[QRectF]:
    """The boxes side by side: equally wide, until the cards in one need more."""
    places = columns(room, len(sort.boxes), m.gap)
    shares = [1.0] * len(places)
    for _ in range(14):
        full = [
            box
            for box, place in enumerate(places)
            if not _laid(
                [card for card, at in zip(sort.cards, state.boxes, strict=True) if at == box],
                _inside(place, m, head), m, high,
            )[1]
        ]  # fmt: skip
        if not full:
            break
        for box in full:
            shares[box] += 0.25
        left, width = room.left(), room.width() - m.gap * (len(places) - 1)
        for box, share in enumerate(shares):
            wide = width * share / sum(shares)
            places[box] = QRectF(left, room.top(), wide, room.height())
            left += wide + m.gap
    return places


def _laid(
    cards: Sequence[Card], room: QRectF, m: Metrics, high: float
) -> tuple[list[QRectF], bool]:
    """Where cards lie in a box: in as few columns as their words and a child's finger allow.

    And whether all of their words can be read there, and each can be hit.
    """
    tries = [_in_columns(len(cards), across, room, m, high) for across in (1, 2, 3)]
    readable = [
        places
        for places in tries
        if all(words_fit(card, place, m) for card, place in zip(cards, places, strict=True))
    ]
    for places in readable:
        if not places or places[0].height() >= TARGET:
            return places, True
    return (readable or tries)[0], False


def _in_columns(count: int, across: int, room: QRectF, m: Metrics, high: float) -> list[QRectF]:
    lines = max(1, math.ceil(count / across))
    fitting = (room.height() - (lines - 1) * m.px(6)) / lines
    each = min(fitting, max(high, m.target) * (1.0 if across == 1 else 1.8))
    width = (room.width() - (across - 1) * m.px(24)) / across
    return [
        QRectF(
            room.left() + at % across * (width + m.px(24)),
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
    fill = RIGHT_TINT if good else WRONG_TINT if wrong else CARD
    thick = 6 if good or wrong else 3
    card_in(pieces, card, place, m, fill=fill, edge=edge, thick=thick, px=px, pictured=pictured)
    if good or wrong:
        _mark(pieces, place, m, good=good)
    return pieces


def _mark_side(m: Metrics) -> float:
    return max(m.px(64), 36.0)


def _mark(pieces: list[Piece], place: QRectF, m: Metrics, *, good: bool) -> None:
    side = _mark_side(m)
    colour = RIGHT if good else WRONG
    # On the edge, most of it outside, so that it lies on no word of the card or of the box.
    mark = QRectF(place.right() - side * 0.36, place.top() - side * 0.15, side, side)
    pieces.append(ShapePiece(mark, colour, "#FFFFFF", max(2, m.px(3)), side / 2))
    inner = mark.adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24)
    pieces.append(
        IconPiece(inner, "check-bold" if good else "arrow-counter-clockwise-bold", "#FFFFFF")
    )


def _check_button(face: Face, room: QRectF, m: Metrics, *, checked: bool, right: bool) -> None:
    """Look which are right; when all are, the whole class is told, to the back."""
    words = "Think again" if checked else "Check"
    width = button_width(["Think again"], m)
    place = QRectF(room.center().x() - width / 2, room.bottom() - m.target, width, m.target)
    if right:
        place.moveRight(room.right())
        told = QRectF(room.left(), place.top(), room.width() - width - m.gap, place.height())
        face.pieces.append(ShapePiece(told, RIGHT, radius=told.height() * 0.36))
        side = told.height() * 0.7
        tick = QRectF(told.left() + m.px(28), told.center().y() - side / 2, side, side)
        face.pieces.append(IconPiece(tick, "check-bold", "#FFFFFF"))
        beside = told.adjusted(side + m.px(40), 0, -m.px(24), 0)
        words_in(face.pieces, "All correct", beside, m, px=m.text_px, bold=True, colour="#FFFFFF",
                 ground=RIGHT)  # fmt: skip
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
        fill = RIGHT_TINT if right else WRONG_TINT if state.checked else CARD
        thick = 6 if state.checked else 3
        card_in(pieces, order.steps[step], home, m, fill=fill, edge=edge, thick=thick, px=px)
        if state.checked:
            _mark(pieces, home, m, good=right)
        face.cards[step] = pieces
        says = order.steps[step].text.plain
        face.targets.append(Target(home, Act("pick", step), says, drag=step))
        face.drops.append(Drop(place, at, f"place {at + 1}"))
    right = all(order.is_right(step, at) for at, step in enumerate(state.places))
    _check_button(face, room, m, checked=state.checked, right=state.checked and right)
