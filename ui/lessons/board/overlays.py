"""What lies over a slide: spotlight, curtain, timer, counter, group number, laser, zoom, covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from ui.lessons.board.metrics import TARGET, Metrics
from ui.lessons.board.texts import Flow, Style, flow, plain
from ui.lessons.keys import Doing
from ui.theme.fonts import FAMILY
from ui.theme.icons import draw_icon


class Cover(StrEnum):
    """What is shown instead of the slide."""

    NONE = ""
    BLACK = "black"
    CALM = "calm"


@dataclass
class Overlays:
    """Which overlays are on. Places are in shares of the board."""

    cover: Cover = Cover.NONE
    spotlight: QPointF | None = None
    spotlight_size: float = 0.18
    curtain: float = -1.0  # how far down it hangs, 0 to 1; below 0: away
    seconds_left: int = -1
    counter: int | None = None
    group: int | None = None
    meaning: str = ""
    zoomed: object | None = None
    laser: list[tuple[QPointF, float]] = field(default_factory=list[tuple[QPointF, float]])

    @property
    def anything_on(self) -> bool:
        """Whether there is anything on the slide, or instead of it."""
        hidden = self.spotlight is not None or self.curtain >= 0 or self.zoomed is not None
        return hidden or self.cover is not Cover.NONE or bool(self.meaning) or bool(self.chips)

    @property
    def chips(self) -> tuple[tuple[Doing, str, str, str], ...]:
        """What stands in the corner: what a tap on it does, icon, words and colour."""
        found: list[tuple[Doing, str, str, str]] = []
        if self.seconds_left >= 0:
            minutes, seconds = divmod(self.seconds_left, 60)
            found.append((Doing.TIMER, "timer-bold", f"{minutes}:{seconds:02}", "#1F5FBF"))
        if self.counter is not None:
            found.append((Doing.COUNT_UP, "hand-pointing-bold", str(self.counter), "#0B6B48"))
        if self.group is not None:
            found.append((Doing.GROUP, "users-three-bold", f"Group {self.group}", "#6B3FA0"))
        return tuple(found)

    def clear(self) -> None:
        """Take everything off, timer and numbers as well."""
        self.cover, self.spotlight, self.curtain = Cover.NONE, None, -1.0
        self.zoomed, self.meaning = None, ""
        self.seconds_left, self.counter, self.group = -1, None, None


def paint_overlays(painter: QPainter, over: Overlays, m: Metrics) -> None:
    """Paint what is on, over the slide and its ink."""
    whole = QRectF(0, 0, m.width, m.height)
    if over.spotlight is not None:
        _spotlight(painter, over, whole)
    if over.curtain >= 0:
        _curtain(painter, over.curtain, whole, m)
    if over.meaning:
        _meaning(painter, over.meaning, m)
    places = chip_places(over, m)
    for act, icon, words, colour in over.chips:
        _chip(painter, icon, words, colour, places[act], m)
    for point, strength in over.laser:
        glow = QColor("#E0002A")
        glow.setAlphaF(0.75 * strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        side = m.px(20) * (0.4 + 0.6 * strength)
        painter.drawEllipse(QPointF(point.x() * m.width, point.y() * m.height), side, side)


def paint_black(painter: QPainter, whole: QRectF) -> None:
    """Nothing to be seen."""
    painter.fillRect(whole, QColor("#000000"))


def _spotlight(painter: QPainter, over: Overlays, whole: QRectF) -> None:
    assert over.spotlight is not None  # noqa: S101 - its caller has looked
    centre = QPointF(over.spotlight.x() * whole.width(), over.spotlight.y() * whole.height())
    radius = over.spotlight_size * whole.height()
    path = QPainterPath()
    path.addRect(whole)
    hole = QPainterPath()
    hole.addEllipse(centre, radius * 1.25, radius)
    dark = QColor("#0B1016")
    dark.setAlphaF(0.88)
    painter.fillPath(path.subtracted(hole), dark)


def curtain_handle(m: Metrics, down: float) -> QRectF:
    """Where the curtain is grasped."""
    wide = max(m.target * 2, m.px(220))
    bottom = down * m.height
    return QRectF(m.width / 2 - wide / 2, max(0.0, bottom - m.target), wide, m.target)


def _curtain(painter: QPainter, down: float, whole: QRectF, m: Metrics) -> None:
    place = QRectF(0, 0, whole.width(), whole.height() * down)
    folds = QLinearGradient(0, 0, m.px(120), 0)
    folds.setSpread(QLinearGradient.Spread.RepeatSpread)
    for at, colour in ((0.0, "#0B5E6B"), (0.5, "#0E6F7E"), (1.0, "#0B5E6B")):
        folds.setColorAt(at, QColor(colour))
    painter.fillRect(place, folds)
    handle = curtain_handle(m, down).adjusted(0, m.px(10), 0, -m.px(10))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(handle, handle.height() / 2, handle.height() / 2)
    icon = QRectF(0, 0, handle.height() * 0.6, handle.height() * 0.6)
    icon.moveCenter(handle.center())
    draw_icon(painter, "arrows-down-up-bold", icon, "#0B5E6B")


def _meaning(painter: QPainter, words: str, m: Metrics) -> None:
    style = Style(FAMILY, m.px(42), True)
    wide = m.width * 0.7
    found = flow(plain(words), style, wide, Qt.AlignmentFlag.AlignLeft)
    room = QRectF(0, 0, min(wide, found.widest) + m.px(80), found.height + m.px(48))
    room.moveCenter(QPointF(m.width / 2, m.height - room.height() / 2 - m.px(40)))
    painter.setPen(QPen(QColor("#FFB000"), max(3.0, m.px(5))))
    painter.setBrush(QColor("#FFF8E6"))
    painter.drawRoundedRect(room, m.radius, m.radius)
    painter.setPen(QColor("#1A2433"))
    found.layout.draw(painter, room.topLeft() + QPointF(m.px(40), m.px(24)))


def _in_chip(words: str, m: Metrics) -> Flow:
    return flow(plain(words), Style(FAMILY, m.px(64), True), 1e6, Qt.AlignmentFlag.AlignLeft)


def chip_places(over: Overlays, m: Metrics) -> dict[Doing, QRectF]:
    """Where timer, counter and group stand, by what a tap on them does."""
    high, right = max(m.px(110), float(TARGET)), m.width - m.margin
    places: dict[Doing, QRectF] = {}
    for act, _icon, words, _colour in reversed(over.chips):
        place = QRectF(0, m.px(16), _in_chip(words, m).widest + high * 1.2, high)
        place.moveRight(right)
        places[act] = place
        right = place.left() - m.px(18)
    return places


def _chip(painter: QPainter, icon: str, words: str, colour: str, place: QRectF, m: Metrics) -> None:
    found, high = _in_chip(words, m), place.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(place, high / 2, high / 2)
    side = high * 0.5
    spot = QRectF(place.left() + high * 0.28, place.center().y() - side / 2, side, side)
    draw_icon(painter, icon, spot, "#FFFFFF")
    painter.setPen(QColor("#FFFFFF"))
    top = place.center().y() - found.height / 2
    found.layout.draw(painter, QPointF(spot.right() + high * 0.16, top))
