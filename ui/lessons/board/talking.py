"""Activities that are talked about: discuss, rewrite, promise."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from trent_desktop.lessons.lesson import Discuss, Promise, Rewrite
from trent_desktop.lessons.play import Act, DiscussState, PromiseState, RewriteState
from ui.lessons.board.cards import LEFT, button, button_width, columns, rows, text_in
from ui.lessons.board.metrics import CARD, INK, LINE, RIGHT, RIGHT_TINT, WRONG_TINT, Metrics
from ui.lessons.board.pieces import Face, IconPiece, ShapePiece, Target


def lay_discuss(
    face: Face, discuss: Discuss, state: DiscussState, room: QRectF, m: Metrics
) -> None:
    """Prompts as speech cards; the one in front is tinted. Below them what starts the timer."""
    minutes, seconds = divmod(discuss.seconds, 60)
    words = f"Timer {minutes}:{seconds:02}"
    wide = button_width([words], m)
    low = QRectF(room.center().x() - wide / 2, room.bottom() - m.target, wide, m.target)
    button(face, words, "timer-bold", low, Act("timer"), m)
    room = room.adjusted(0, 0, 0, -m.target - m.gap)
    count = len(discuss.prompts)
    side_by_side = room.width() > room.height() * 1.5 and count == 2
    places = columns(room, count, m.gap * 1.4) if side_by_side else rows(room, count, m.px(18))
    for number, place in enumerate(places):
        high = min(place.height(), m.text_px * (9 if side_by_side else 5.2))
        box = QRectF(place.left(), place.center().y() - high / 2, place.width(), high)
        here = number == state.prompt
        fill = m.tint if here else CARD
        face.pieces.append(
            ShapePiece(
                box, fill, m.colour if here else LINE, max(2, m.px(4)), m.radius, shadow=not here
            )
        )
        side = min(m.px(84), high * 0.5)
        icon = QRectF(box.left() + m.px(28), box.center().y() - side / 2, side, side)
        face.pieces.append(IconPiece(icon, "chats-circle-fill", m.colour))
        words = box.adjusted(side + m.px(56), m.px(10), -m.px(28), -m.px(10))
        text_in(
            face.pieces, discuss.prompts[number], words, m, px=m.large_px, ground=fill, align=LEFT
        )
        face.targets.append(Target(box, Act("prompt", number), discuss.prompts[number].plain))


def lay_rewrite(
    face: Face, rewrite: Rewrite, state: RewriteState, room: QRectF, m: Metrics
) -> None:
    """The message as a bubble of parts; a tap on a part changes it."""
    bubble = room.adjusted(m.px(10), 0, -m.px(10), -m.px(46))
    changed = all(
        chosen or not part.instead for chosen, part in zip(state.chosen, rewrite.parts, strict=True)
    )
    ground = RIGHT_TINT if changed else "#EDF1F5"
    face.pieces.append(ShapePiece(bubble, ground, radius=m.radius * 1.6))
    tail = QRectF(bubble.left() + m.px(70), bubble.bottom() - m.px(28), m.px(64), m.px(64))
    face.pieces.append(ShapePiece(tail, ground, radius=m.px(18)))
    inner = bubble.adjusted(m.px(36), m.px(30), -m.px(36), -m.px(30))
    for number, place in enumerate(rows(inner, len(rewrite.parts), m.px(18))):
        part, chosen = rewrite.parts[number], state.chosen[number]
        text = part.instead[chosen - 1] if chosen else part.text
        high = min(place.height(), max(m.target * 1.2, m.text_px * 3.2))
        box = QRectF(place.left(), place.center().y() - high / 2, place.width(), high)
        if not part.instead:
            text_in(face.pieces, text, box, m, px=m.text_px, ground=ground, align=LEFT)
            continue
        fill = CARD if chosen else WRONG_TINT
        edge = RIGHT if chosen else "#8A5A00"
        face.pieces.append(ShapePiece(box, fill, edge, max(2, m.px(4)), m.radius))
        side = min(m.px(58), high * 0.5)
        icon = QRectF(box.right() - side - m.px(26), box.center().y() - side / 2, side, side)
        face.pieces.append(IconPiece(icon, "arrows-clockwise-bold", edge))
        words = box.adjusted(m.px(28), m.px(6), -side - m.px(50), -m.px(6))
        text_in(face.pieces, text, words, m, px=m.large_px, colour=INK, ground=fill, align=LEFT)
        face.targets.append(Target(box, Act("change", number), text.plain))


def lay_promise(
    face: Face, promise: Promise, state: PromiseState, room: QRectF, m: Metrics
) -> None:
    """Sentences with a tick to give; those given are the class's promise."""
    for number, place in enumerate(rows(room, len(promise.lines), m.px(18))):
        high = min(place.height(), max(m.target * 1.3, m.text_px * 3.4))
        box = QRectF(place.left(), place.center().y() - high / 2, place.width(), high)
        given = number in state.chosen
        fill = RIGHT_TINT if given else CARD
        edge = RIGHT if given else m.colour
        face.pieces.append(ShapePiece(box, fill, edge, max(2, m.px(4)), m.radius, shadow=not given))
        side = min(m.px(76), high * 0.56)
        tick = QRectF(box.left() + m.px(26), box.center().y() - side / 2, side, side)
        face.pieces.append(
            ShapePiece(tick, RIGHT if given else CARD, edge, max(2, m.px(4)), side * 0.3)
        )
        if given:
            inner = tick.adjusted(side * 0.18, side * 0.18, -side * 0.18, -side * 0.18)
            face.pieces.append(IconPiece(inner, "check-bold", "#FFFFFF"))
        words = box.adjusted(side + m.px(56), m.px(8), -m.px(24), -m.px(8))
        text_in(
            face.pieces, promise.lines[number], words, m, px=m.large_px, ground=fill, align=LEFT
        )
        face.targets.append(Target(box, Act("promise", number), promise.lines[number].plain))
