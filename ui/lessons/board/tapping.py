"""Activities that are tapped: story, reveal, choose, vote, spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt

from trent_desktop.lessons.lesson import Choose, Covered, Option, Reveal, Spot, Story, Vote
from trent_desktop.lessons.play import (
    Act,
    ChooseState,
    RevealState,
    SpotState,
    StoryState,
    VoteState,
)
from ui.lessons.board.cards import (
    CENTRE,
    LEFT,
    button,
    card_in,
    columns,
    grid,
    rows,
    same_px,
    text_in,
    words_in,
)
from ui.lessons.board.metrics import (
    BOX_COLOURS,
    CARD,
    INK,
    LINE,
    RIGHT,
    RIGHT_TINT,
    SOFT,
    START,
    START_TINT,
    WRONG,
    WRONG_TINT,
    Metrics,
)
from ui.lessons.board.pieces import (
    Face,
    IconPiece,
    PicturePiece,
    RingPiece,
    ShapePiece,
    Target,
)
from ui.lessons.board.texts import Style, fitted

_SCENE = 16 / 9


def lay_story(face: Face, story: Story, state: StoryState, room: QRectF, m: Metrics) -> None:
    """The newest panel large, those before it as small pictures on the way there."""
    at = state.shown - 1
    panel = story.panels[at]
    dots = max(m.target * 0.62, m.smallest_px * 1.5)
    foot = QRectF(room.left(), room.bottom() - m.target, room.width(), m.target)
    stage = room.adjusted(0, 0, 0, -m.target - m.px(16))
    count = len(story.panels)
    step = dots + m.px(12)
    x = foot.center().x() - (count * step - m.px(12)) / 2
    for number in range(count):
        spot = QRectF(x + number * step, foot.center().y() - dots / 2, dots, dots)
        shown = number <= at
        face.pieces.append(
            ShapePiece(
                spot,
                m.colour if number == at else m.tint if shown else "",
                m.colour,
                max(2.0, m.px(3)),
                dots / 2,
            )
        )
        if shown:
            words_in(
                face.pieces, str(number + 1), spot, m, px=m.smallest_px, bold=True,
                colour="#FFFFFF" if number == at else m.colour,
                ground=m.colour if number == at else m.tint,
            )  # fmt: skip
    if at > 0:
        place = QRectF(foot.left(), foot.top(), m.target * 1.5, m.target)
        button(face, "", "arrow-left-bold", place, Act("back"), m, fill=m.tint, colour=m.colour)
    if at + 1 < count:
        place = QRectF(foot.right() - m.target * 1.5, foot.top(), m.target * 1.5, m.target)
        button(face, "", "arrow-right-bold", place, Act("next"), m)
    if panel.picture is None:
        text_in(face.pieces, panel.text, stage, m, px=m.large_px, ground="#FFFEFA")
        return
    wide = stage.width() > stage.height() * 1.9
    if wide:
        picture = QRectF(stage.left(), stage.top(), min(stage.width() * 0.6,
                         stage.height() * _SCENE), stage.height())  # fmt: skip
        words = stage.adjusted(picture.width() + m.gap * 1.6, 0, 0, 0)
        align = LEFT
    else:
        share = stage.height() * 0.26
        picture = stage.adjusted(0, 0, 0, -share - m.px(14))
        picture.setWidth(min(picture.width(), picture.height() * _SCENE))
        picture.moveLeft(stage.center().x() - picture.width() / 2)
        words = QRectF(stage.left(), stage.bottom() - share, stage.width(), share)
        align = CENTRE
    face.pieces.append(PicturePiece(picture, panel.picture, m.radius))
    text_in(face.pieces, panel.text, words, m, px=m.large_px, ground="#FFFEFA", align=align)


def lay_reveal(face: Face, reveal: Reveal, state: RevealState, room: QRectF, m: Metrics) -> None:
    """Cards to be turned: the clue above, what lies under it below."""
    count = len(reveal.items)
    across = count if count <= 3 else (count + 1) // 2
    if room.width() < room.height() * 1.2 and count == 3:
        across = 1
    places = grid(room, count, m.px(18), across)
    (share, pictured), clue_px, under_px = _reveal_sizes(reveal, places, m)
    for number, place in enumerate(places):
        item = reveal.items[number]
        lifted = number in state.lifted
        face.pieces.append(
            ShapePiece(
                place,
                CARD,
                m.colour if lifted else LINE,
                max(2.0, m.px(4)),
                m.radius,
                shadow=True,
            )
        )
        picture, words, below = _cover_rooms(item, place, m, share, pictured=pictured)
        pieces = face.pieces
        if item.card.picture is not None and picture is not None:
            pieces.append(PicturePiece(picture, item.card.picture, 0))
        if words is not None:
            align = LEFT if picture is not None else CENTRE
            text_in(pieces, item.card.text, words, m, px=clue_px, bold=True, align=align)
        if lifted:
            pieces.append(ShapePiece(below, m.tint, radius=m.radius * 0.7))
            room_in = _under(below, m)
            text_in(pieces, item.under, room_in, m, px=under_px, ground=m.tint)
        else:
            pieces.append(ShapePiece(below, m.colour, radius=m.radius * 0.7))
            hand = QRectF(0, 0, m.target, m.target)
            hand.moveCenter(below.center())
            pieces.append(IconPiece(hand, "hand-pointing", "#FFFFFF"))
        face.targets.append(Target(place, Act("lift", number), item.card.text.plain or "Cover"))


def _cover_rooms(
    item: Covered, place: QRectF, m: Metrics, share: float, *, pictured: bool
) -> tuple[QRectF | None, QRectF | None, QRectF]:
    """Where the picture and words of a clue stand, and the cover below them."""
    inner = place.adjusted(m.px(14), m.px(8), -m.px(14), -m.px(10))
    above = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * share)
    below = inner.adjusted(0, above.height() + m.px(6), 0, 0)
    if item.card.picture is None or not (pictured or not item.card.text.runs):
        return None, above, below
    if not item.card.text.runs:
        return above, None, below
    side = min(above.height(), above.width() * 0.4)
    picture = QRectF(above.left(), above.top(), side, above.height())
    return picture, above.adjusted(side + m.px(12), 0, 0, 0), below


def _under(below: QRectF, m: Metrics) -> QRectF:
    return below.adjusted(m.px(16), m.px(4), -m.px(16), -m.px(4))


def _reveal_sizes(
    reveal: Reveal, places: Sequence[QRectF], m: Metrics
) -> tuple[tuple[float, bool], float, float]:
    """How much of a card its clue takes, with its picture or without; the sizes of their words.

    One size for all clues and one for all answers. Clues give way where an answer needs the room,
    and then their pictures do.
    """
    first = 0.42 if any(item.card.picture for item in reveal.items) else 0.34
    for pictured in (True, False):
        for share in (first - step / 100 for step in range(0, 24, 2)):
            whole, clue, answer = _sizes_at(reveal, places, m, share, pictured=pictured)
            if whole:
                return (share, pictured), clue, answer
    _, clue, answer = _sizes_at(reveal, places, m, first, pictured=True)
    return (first, True), clue, answer


def _sizes_at(
    reveal: Reveal, places: Sequence[QRectF], m: Metrics, share: float, *, pictured: bool
) -> tuple[bool, float, float]:
    """Whether everything fits, the size of clues and that of answers: what the fullest can take."""
    clues, answers, whole = [m.text_px], [m.text_px], True
    for item, place in zip(reveal.items, places, strict=True):
        picture, words, below = _cover_rooms(item, place, m, share, pictured=pictured)
        align = LEFT if picture is not None else CENTRE
        for text, room, sizes, bold in (
            (item.card.text, words, clues, True),
            (item.under, _under(below, m), answers, False),
        ):
            if room is not None:
                style = Style(m.family, m.text_px, bold)
                fit, set_ = fitted(text, style, room.width(), room.height(), m.smallest_px, align)
                sizes.append(fit.px)
                whole = whole and set_.fits(room.width(), room.height())
    return whole, min(clues), min(answers)


@dataclass(frozen=True, slots=True)
class _Mark:
    """How the board shows what a way is: its colours, the badge on it, the face beside its end."""

    colour: str
    tint: str
    badge: str
    face: str


_GOOD = _Mark(RIGHT, RIGHT_TINT, "check-bold", "smiley-bold")
_GOOD_START = _Mark(START, START_TINT, "star-half-bold", "smiley-bold")
_OTHER = _Mark(WRONG, WRONG_TINT, "arrow-counter-clockwise-bold", "lightbulb-bold")


def _mark_of(option: Option) -> _Mark:
    return _GOOD if option.good else _GOOD_START if option.start else _OTHER


def lay_choose(face: Face, choose: Choose, state: ChooseState, room: QRectF, m: Metrics) -> None:
    """The ways; what the one that was tried leads to stands below, and another can be tried."""
    count = len(choose.options)
    lower = 0.36 if state.open >= 0 else 0.0
    upper = room.adjusted(0, 0, 0, -room.height() * lower - (m.gap if lower else 0))
    stacked = room.width() < room.height() * 1.3 or (
        not any(one.card.picture for one in choose.options) and count > 2
    )
    if stacked and count > 2:
        places = grid(upper, count, m.gap, 2) if count == 4 else rows(upper, count, m.gap)
    else:
        places = columns(upper, count, m.gap)
    px = same_px([option.card for option in choose.options], places, m)
    for number, place in enumerate(places):
        option = choose.options[number]
        here = state.open == number
        tried = number in state.tried
        mark = _mark_of(option)
        edge = mark.colour if tried else m.colour
        fill = mark.tint if here else CARD
        card_in(
            face.pieces, option.card, place, m, fill=fill, edge=edge, thick=5 if here else 4, px=px
        )
        if tried:
            side = max(m.px(72), 44.0)
            badge = QRectF(place.right() - side * 0.8, place.top() - side * 0.2, side, side)
            face.pieces.append(ShapePiece(badge, edge, "#FFFFFF", max(2, m.px(4)), side / 2))
            inner = badge.adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24)
            face.pieces.append(IconPiece(inner, mark.badge, "#FFFFFF"))
        face.targets.append(Target(place, Act("try", number), option.card.text.plain))
    if state.open >= 0:
        option = choose.options[state.open]
        place = QRectF(room.left(), upper.bottom() + m.gap, room.width(), room.height() * lower)
        mark = _mark_of(option)
        face.pieces.append(ShapePiece(place, mark.tint, mark.colour, max(2, m.px(3)), m.radius))
        side = min(m.px(90), place.height() * 0.5)
        icon = QRectF(place.left() + m.px(34), place.center().y() - side / 2, side, side)
        face.pieces.append(IconPiece(icon, mark.face, mark.colour))
        words = place.adjusted(side + m.px(64), m.px(10), -m.px(30), -m.px(10))
        text_in(face.pieces, option.leads_to, words, m, px=m.large_px, ground=mark.tint, align=LEFT)


def lay_vote(face: Face, vote: Vote, state: VoteState, room: QRectF, m: Metrics) -> None:
    """Options with hands to count: a bar for each, and buttons low enough for a child."""
    most = max(5, *state.hands)
    share = 0.46 if all(option.picture for option in vote.options) else 0.36
    lanes = columns(room, len(vote.options), m.gap)
    cards = [QRectF(one.left(), one.top(), one.width(), one.height() * share) for one in lanes]
    px = same_px(vote.options, cards, m)
    for number, place in enumerate(lanes):
        option, hands = vote.options[number], state.hands[number]
        colour, tint = BOX_COLOURS[number]
        foot = m.target
        low = QRectF(place.left(), place.bottom() - foot, place.width(), foot)
        card = cards[number]
        card_in(face.pieces, option, card, m, edge=colour, thick=4, px=px)
        face.targets.append(Target(card, Act("hands", number, 1), option.text.plain or "A hand"))
        well = QRectF(
            place.left(), card.bottom() + m.px(16), place.width(),
            low.top() - card.bottom() - m.px(32),
        )  # fmt: skip
        face.pieces.append(ShapePiece(well, tint, radius=m.radius * 0.7))
        if hands:
            high = max(m.px(10), (well.height()) * hands / most)
            bar = QRectF(well.left(), well.bottom() - high, well.width(), high)
            face.pieces.append(ShapePiece(bar, colour, radius=min(m.radius * 0.7, high / 2)))
        chip = QRectF(0, 0, max(m.px(120), 64), max(m.px(84), 46))
        chip.moveCenter(well.center())
        face.pieces.append(ShapePiece(chip, CARD, radius=chip.height() / 2))
        words_in(face.pieces, str(hands), chip, m, px=m.px(60), bold=True, colour=INK)
        less = QRectF(low.left(), low.top(), max(m.target, low.width() * 0.3), foot)
        more = QRectF(less.right() + m.px(12), low.top(), low.width() - less.width() - m.px(12),
                      foot)  # fmt: skip
        button(face, "", "minus-bold", less, Act("hands", number, -1), m, fill=tint, colour=colour)
        button(face, "", "hand-palm-fill", more, Act("hands", number, 1), m, fill=colour)


def lay_spot(face: Face, spot: Spot, state: SpotState, room: QRectF, m: Metrics) -> None:
    """A picture with places to find, and what the one that was tapped says."""
    beside = room.width() > room.height() * 1.9
    if beside:
        stage = QRectF(room.left(), room.top(), room.width() * 0.66, room.height())
        say = room.adjusted(stage.width() + m.gap, 0, 0, 0)
    else:
        stage = QRectF(room.left(), room.top(), room.width(), room.height() * 0.74)
        say = room.adjusted(0, stage.height() + m.gap * 0.7, 0, 0)
    size = QSizeF(_SCENE * 100, 100).scaled(stage.size(), Qt.AspectRatioMode.KeepAspectRatio)
    picture = QRectF(stage.topLeft(), size)
    picture.moveCenter(stage.center())
    face.pieces.append(PicturePiece(picture, spot.picture, m.radius))
    for number, hot in enumerate(spot.places):
        place = QRectF(
            0, 0,
            max(m.target, picture.width() * hot.width / 100),
            max(m.target, picture.height() * hot.height / 100),
        )  # fmt: skip
        place.moveCenter(
            picture.topLeft()
            + QRectF(
                0, 0, picture.width() * hot.x / 100, picture.height() * hot.y / 100
            ).bottomRight()
        )
        place.moveLeft(min(max(place.left(), picture.left()), picture.right() - place.width()))
        place.moveTop(min(max(place.top(), picture.top()), picture.bottom() - place.height()))
        if number in state.found:
            thick = m.px(10 if number == state.open else 6)
            face.pieces.append(RingPiece(place, m.colour, max(3.0, thick)))
        face.targets.append(Target(place, Act("find", number), hot.says.plain))
    count = len(spot.places)
    words = f"{len(state.found)} of {count} found"
    if state.open >= 0:
        face.pieces.append(ShapePiece(say, m.tint, radius=m.radius))
        inner = say.adjusted(m.px(24), m.px(12), -m.px(24), -m.px(12))
        foot = m.smallest_px * 1.4 if beside else 0.0
        text_in(
            face.pieces, spot.places[state.open].says, inner.adjusted(0, 0, 0, -foot), m,
            px=m.large_px, ground=m.tint, align=LEFT,
        )  # fmt: skip
        if beside:
            low = QRectF(inner.left(), inner.bottom() - foot, inner.width(), foot)
            words_in(face.pieces, words, low, m, px=m.smallest_px, colour=SOFT, ground=m.tint,
                     align=LEFT)  # fmt: skip
    else:
        words_in(face.pieces, words, say, m, colour=SOFT, ground="#FFFEFA")
