"""Laying a slide out: the strip of letters, the title, text and picture, and the activity below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt

from trent_desktop.lessons.lesson import LETTERS, Letter, Picture, Run, Slide, Spot, Story, Text
from trent_desktop.lessons.play import State
from ui.lessons.board.activities import lay_activity
from ui.lessons.board.cards import text_in
from ui.lessons.board.layers import is_backdrop
from ui.lessons.board.metrics import BOARD_COLOURS, GROUND, INK, SOFT, Metrics
from ui.lessons.board.pieces import Face, IconPiece, PicturePiece, ShapePiece, TextPiece
from ui.lessons.board.texts import Style, fitted, plain
from ui.theme.fonts import FAMILY
from ui.theme.tokens import SMART

_LEFT = Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_CHIP_GROUND = "#EDF0F5"


def face_of(slide: Slide, state: State | None, measures: Metrics, number: int, count: int) -> Face:
    """The slide as it is to be seen. `number` counts from 0."""
    face = Face()
    _head(face, measures, number, count)
    body = _title(face, slide, measures)
    if slide.aims:
        _aims(face, slide, body, measures)
        return face
    if slide.activity is None or state is None:
        _text_and_picture(face, slide.body, slide.picture, body, measures)
        return face
    body = _introduction(face, slide, body, measures)
    lay_activity(face, slide.activity, state, body, measures)
    return face


def _head(face: Face, m: Metrics, number: int, count: int) -> None:
    """The five letters with their shapes, the one of the lesson large; and how far we are."""
    strip = m.head
    x, side = strip.left(), strip.height()
    for letter in LETTERS:
        here = m.letter in (letter, Letter.ALL)
        wide = m.letter is letter
        style = Style(FAMILY, max(side * 0.6, m.smallest_px), True)
        word = plain(letter.word if wide else letter.value)
        _, flowed = fitted(word, style, m.width, side, 1, _LEFT)
        width = flowed.widest + side * (1.15 if here else 0.0) if here else side
        place = QRectF(x, strip.top(), max(side, width), side)
        colour = BOARD_COLOURS[letter]
        face.pieces.append(
            ShapePiece(place, fill=colour if here else _CHIP_GROUND, radius=side * 0.34)
        )
        icon = QRectF(0, 0, side * 0.46, side * 0.46)
        if here:
            icon.moveCenter(place.center())
            icon.moveLeft(place.left() + side * 0.22)
            room = place.adjusted(side * 0.8, 0, 0, 0)
            face.pieces.append(TextPiece(room, word, style, flowed, "#FFFFFF", colour))
        else:
            icon.moveCenter(place.center())
        face.pieces.append(IconPiece(icon, SMART[letter.value][1], "#FFFFFF" if here else colour))
        x += place.width() + m.px(14)
    words = plain(f"{number + 1} of {count}")
    style = Style(FAMILY, m.smallest_px, False)
    room = QRectF(strip.right() - m.px(320), strip.top(), m.px(320), side)
    style, flowed = fitted(
        words, style, room.width(), side, m.smallest_px, Qt.AlignmentFlag.AlignRight
    )
    face.pieces.append(TextPiece(room, words, style, flowed, SOFT, GROUND))


def _title(face: Face, slide: Slide, m: Metrics) -> QRectF:
    """The title, on one or two lines. Returns what is left below it."""
    body = m.body
    if not slide.title.runs:
        return body
    most = m.title_px * 2.5
    style, flowed = fitted(
        slide.title,
        Style(m.family, m.title_px, True),
        body.width(),
        most,
        m.text_px,
        _LEFT,
    )
    place = QRectF(body.left(), body.top(), body.width(), flowed.height)
    colour = INK if style.has_bold else m.colour  # a title is no sentence among others
    face.pieces.append(TextPiece(place, slide.title, style, flowed, colour, GROUND))
    return body.adjusted(0, flowed.height + m.px(20), 0, 0)


def _introduction(face: Face, slide: Slide, body: QRectF, m: Metrics) -> QRectF:
    """Text and picture above or beside an activity, as small as they can be."""
    if slide.body:
        joined = _joined(slide.body)
        style, flowed = fitted(
            joined, Style(m.family, m.text_px), body.width(), body.height() / 3,
            m.smallest_px, _LEFT,
        )  # fmt: skip
        place = QRectF(body.left(), body.top(), body.width(), flowed.height)
        face.pieces.append(TextPiece(place, joined, style, flowed, INK, GROUND))
        body = body.adjusted(0, flowed.height + m.px(18), 0, 0)
    if slide.picture is not None and not isinstance(slide.activity, Story | Spot):
        wide = body.width() * (0.34 if body.width() > body.height() * 1.6 else 0.3)
        place = QRectF(body.left(), body.top(), wide, body.height())
        _picture(face, slide.picture, place, m)
        body = body.adjusted(wide + m.gap * 1.5, 0, 0, 0)
    return body


def _aims(face: Face, slide: Slide, body: QRectF, m: Metrics) -> None:
    """What the class is to learn, each with its mark: a target before, a thumb after."""
    count = len(slide.body)
    high = min((body.height() - m.gap * (count - 1)) / count, m.px(250))
    y = body.top() + (body.height() - count * high - m.gap * (count - 1)) / 2
    places = [QRectF(body.left(), y + at * (high + m.gap), body.width(), high)
              for at in range(count)]  # fmt: skip
    side = min(high * 0.62, m.px(130))
    rooms = [one.adjusted(side + m.px(72), m.px(10), -m.px(32), -m.px(10)) for one in places]
    px = min(
        fitted(text, Style(m.family, m.large_px), room.width(), room.height(), m.smallest_px, _LEFT)[0].px
        for text, room in zip(slide.body, rooms, strict=True)
    )  # fmt: skip
    icon = "target-bold" if slide.aims == "before" else "thumbs-up-bold"
    for text, place, room in zip(slide.body, places, rooms, strict=True):
        face.pieces.append(ShapePiece(place, m.tint, radius=m.radius))
        disc = QRectF(place.left() + m.px(32), place.center().y() - side / 2, side, side)
        face.pieces.append(ShapePiece(disc, m.colour, radius=side / 2))
        inner = disc.adjusted(side * 0.2, side * 0.2, -side * 0.2, -side * 0.2)
        face.pieces.append(IconPiece(inner, icon, "#FFFFFF"))
        text_in(face.pieces, text, room, m, px=px, ground=m.tint, align=_LEFT)


def _joined(texts: Sequence[Text]) -> Text:
    if len(texts) == 1:
        return texts[0]
    runs: list[Run] = []
    for number, text in enumerate(texts):
        runs += [*([Run("\u2028")] if number else []), *text.runs]
    return Text(tuple(runs))


def _text_and_picture(
    face: Face, texts: Sequence[Text], picture: Picture | None, body: QRectF, m: Metrics
) -> None:
    """A slide without activity: words beside a picture, or either alone."""
    if picture is None:
        _words(face, texts, body, m, centred=False)
        return
    if not texts:
        _picture(face, picture, body, m)
        return
    wide = body.width() > body.height() * 1.5
    if wide:
        share = 0.6 if is_backdrop(picture.layers[0]) else 0.36 + 0.08 * len(picture.layers)
        room = QRectF(body.right() - body.width() * share, body.top(), body.width() * share,
                      body.height())  # fmt: skip
        words = body.adjusted(0, 0, -room.width() - m.gap * 2, 0)
        _picture(face, picture, room, m)
        _words(face, texts, words, m, centred=False)
        return
    words = QRectF(body.left(), body.top(), body.width(), body.height() * 0.32)
    used = _words(face, texts, words, m, centred=False, top=True)
    room = body.adjusted(0, used + m.gap, 0, 0)
    _picture(face, picture, room, m)


def _words(
    face: Face,
    texts: Sequence[Text],
    room: QRectF,
    m: Metrics,
    *,
    centred: bool,
    top: bool = False,
) -> float:
    """Paragraphs, in the middle of the height; returns how high they are."""
    align = _CENTRE if centred else _LEFT
    px = m.large_px
    between = m.px(28)
    while True:
        set_ = [fitted(text, Style(m.family, px), room.width(), 1e6, px, align) for text in texts]
        height = sum(one.height for _, one in set_) + between * (len(set_) - 1)
        broken = any(one.widest > room.width() + 0.5 for _, one in set_)
        if (height <= room.height() and not broken) or px <= m.smallest_px:
            break
        px = max(m.smallest_px, px * 0.94)
    y = room.top() if top else room.top() + max(0.0, (room.height() - height) / 2)
    for text, (style, flowed) in zip(texts, set_, strict=True):
        place = QRectF(room.left(), y, room.width(), flowed.height)
        face.pieces.append(TextPiece(place, text, style, flowed, INK, GROUND))
        y += flowed.height + between
    return height


def _picture(face: Face, picture: Picture, room: QRectF, m: Metrics) -> None:
    """A picture in the middle of its room: a scene keeps its shape within bounds."""
    place = QRectF(room)
    if is_backdrop(picture.layers[0]):
        ratio = min(max(room.width() / max(room.height(), 1), 1.15), 16 / 9)
        place.setSize(_within(room, ratio))
    else:
        count = len(picture.layers)
        place.setSize(_within(room, min(room.width() / max(room.height(), 1), count * 0.95)))
    place.moveCenter(room.center())
    face.pieces.append(PicturePiece(place, picture, m.radius))


def _within(room: QRectF, ratio: float) -> QSizeF:
    width = min(room.width(), room.height() * ratio)
    return QSizeF(width, width / ratio)
