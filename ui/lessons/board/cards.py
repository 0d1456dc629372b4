"""Cards and buttons on the board: what every activity is built of."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt

from trent_desktop.lessons.lesson import Card, Text
from trent_desktop.lessons.play import Act
from ui.lessons.board.metrics import CARD, INK, LINE, Metrics
from ui.lessons.board.pieces import (
    Face,
    IconPiece,
    PicturePiece,
    Piece,
    ShapePiece,
    Target,
    TextPiece,
)
from ui.lessons.board.texts import Style, fitted, flow, plain

CENTRE = Qt.AlignmentFlag.AlignHCenter
LEFT = Qt.AlignmentFlag.AlignLeft


def columns(room: QRectF, count: int, gap: float) -> list[QRectF]:
    """`count` places side by side."""
    width = (room.width() - gap * (count - 1)) / count
    return [
        QRectF(room.left() + number * (width + gap), room.top(), width, room.height())
        for number in range(count)
    ]


def rows(room: QRectF, count: int, gap: float) -> list[QRectF]:
    """`count` places below each other."""
    height = (room.height() - gap * (count - 1)) / count
    return [
        QRectF(room.left(), room.top() + number * (height + gap), room.width(), height)
        for number in range(count)
    ]


def grid(room: QRectF, count: int, gap: float, across: int) -> list[QRectF]:
    """Places in rows of `across`; a last row that is not full stands in the middle."""
    lines = rows(room, math.ceil(count / across), gap)
    places: list[QRectF] = []
    for number in range(count):
        line, at = divmod(number, across)
        place = columns(lines[line], across, gap)[at]
        missing = across - min(across, count - line * across)
        places.append(place.translated(missing * (place.width() + gap) / 2, 0))
    return places


def text_in(
    pieces: list[Piece],
    text: Text,
    place: QRectF,
    m: Metrics,
    *,
    px: float = 0.0,
    bold: bool = False,
    colour: str = INK,
    ground: str = CARD,
    align: Qt.AlignmentFlag = CENTRE,
) -> None:
    """A text as large as fits, up to the size of labels (or `px`)."""
    style = Style(m.family, px or m.label_px, bold)
    style, flowed = fitted(text, style, place.width(), place.height(), m.smallest_px, align)
    pieces.append(TextPiece(place, text, style, flowed, colour, ground))


def words_in(
    pieces: list[Piece],
    words: str,
    place: QRectF,
    m: Metrics,
    **more: object,
) -> None:
    """Words of our own."""
    text_in(pieces, plain(words), place, m, **more)  # type: ignore[arg-type]


def _rooms(
    card: Card, place: QRectF, m: Metrics, *, pictured: bool = True
) -> tuple[QRectF | None, QRectF | None, Qt.AlignmentFlag]:
    """Where a card's picture and words go: above each other when it is high, else beside."""
    above = min(m.px(12), place.height() * 0.045)
    room = place.adjusted(m.px(16), above, -m.px(16), -above)
    if card.picture is None or not pictured:
        return None, room, CENTRE
    if not card.text.runs:
        return room, None, CENTRE
    if place.height() > place.width() * 0.62:
        least = flow(card.text, Style(m.family, m.smallest_px), room.width(), CENTRE).height
        share = max(least, min(room.height() * 0.4, m.text_px * 3.5))
        if share > room.height() * 0.7:
            return None, room, CENTRE
        picture = room.adjusted(0, 0, 0, -share - m.px(8))
        words = QRectF(room.left(), room.bottom() - share, room.width(), share)
        return picture, words, CENTRE
    side = min(room.height(), room.width() * 0.34)
    picture = QRectF(room.left(), room.top(), side, room.height())
    words = room.adjusted(side + m.px(14), 0, 0, 0)
    smallest = Style(m.family, m.smallest_px)
    if not flow(card.text, smallest, words.width(), LEFT).fits(words.width(), words.height()):
        return None, room, CENTRE  # in a full box the words matter more
    return picture, words, LEFT


def words_fit(card: Card, place: QRectF, m: Metrics) -> bool:
    """Whether a card's words can be read there, at the smallest size at least."""
    _, words, align = _rooms(card, place, m)
    if words is None:
        return True
    smallest = Style(m.family, m.smallest_px)
    return flow(card.text, smallest, words.width(), align).fits(words.width(), words.height())


def picture_fits(card: Card, place: QRectF, m: Metrics) -> bool:
    """Whether a card there has room for its picture beside its words."""
    return _rooms(card, place, m)[0] is not None


def same_px(
    cards: Sequence[Card], places: Sequence[QRectF], m: Metrics, *, pictured: bool = True
) -> float:
    """One size of text for cards that lie beside each other: what the fullest can take."""
    sizes = [m.text_px]
    for card, place in zip(cards, places, strict=True):
        _, words, align = _rooms(card, place, m, pictured=pictured)
        if words is not None:
            style = Style(m.family, m.text_px)
            fit, _ = fitted(card.text, style, words.width(), words.height(), m.smallest_px, align)
            sizes.append(fit.px)
    return min(sizes)


def card_in(
    pieces: list[Piece],
    card: Card,
    place: QRectF,
    m: Metrics,
    *,
    fill: str = CARD,
    edge: str = LINE,
    thick: float = 3.0,
    px: float = 0.0,
    pictured: bool = True,
) -> None:
    """A card with its picture and words, in text of at most `px`."""
    pieces.append(
        ShapePiece(place, fill, edge, max(2.0, m.px(thick)), m.radius, shadow=fill == CARD)
    )
    picture, words, align = _rooms(card, place, m, pictured=pictured)
    if picture is not None and card.picture is not None:
        pieces.append(PicturePiece(picture, card.picture, m.radius * 0.6))
    if words is not None:
        text_in(pieces, card.text, words, m, px=px or m.text_px, ground=fill, align=align)


def button(
    face: Face,
    words: str,
    icon: str,
    place: QRectF,
    act: Act,
    m: Metrics,
    *,
    fill: str = "",
    colour: str = "#FFFFFF",
) -> None:
    """A button in the letter's colour, at least as high as a child can hit."""
    fill = fill or m.colour
    face.pieces.append(ShapePiece(place, fill, radius=place.height() * 0.36))
    side = place.height() * 0.46
    if words:
        style = Style(m.family, max(m.smallest_px, min(m.label_px, place.height() * 0.42)), True)
        text = plain(words)
        style, flowed = fitted(text, style, place.width(), place.height(), m.smallest_px, LEFT)
        total = flowed.widest + (side + m.px(14) if icon else 0)
        x = place.center().x() - total / 2
        if icon:
            face.pieces.append(
                IconPiece(QRectF(x, place.center().y() - side / 2, side, side), icon, colour)
            )
            x += side + m.px(14)
        room = QRectF(x, place.top(), flowed.widest + 1, place.height())
        face.pieces.append(TextPiece(room, text, style, flowed, colour, fill))
    elif icon:
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(place.center())
        face.pieces.append(IconPiece(spot, icon, colour))
    face.targets.append(Target(place, act, words or icon))


def button_width(words: Sequence[str], m: Metrics) -> float:
    """How wide a button must be for the longest of `words`."""
    style = Style(m.family, max(m.smallest_px, m.label_px), True)
    widest = max(fitted(plain(one), style, 1e6, 1e6, 1, LEFT)[1].widest for one in words)
    return widest + m.target * 1.3
