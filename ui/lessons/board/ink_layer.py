"""Ink on the board: while a line is drawn only its newest piece is painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from trent_desktop.lessons.ink import InkTool, Point, Smoother, Stroke, bounds

#: Pen and highlighter: dark enough for a white board, and told apart without colour by name.
PEN_COLOURS = ("#1A2433", "#1F5FBF", "#B0214A", "#0B6B48")
MARKER_COLOURS = ("#FFD84D", "#8FD3FF", "#FFB3C7", "#A8E6B0")
COLOUR_NAMES = ("black", "blue", "red", "green")
MARKER_NAMES = ("yellow", "blue", "pink", "green")
_MARKER_SEEN = 0.85
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


@dataclass
class LiveStroke:
    """A line under a finger or the mouse."""

    tool: InkTool
    colour: int
    width: int
    points: list[Point] = field(default_factory=list[Point])
    smoother: Smoother = field(default_factory=Smoother)

    def stroke(self) -> Stroke:
        """The finished line."""
        return Stroke(self.tool, self.colour, self.width, tuple(self.points))


class InkLayer:
    """The ink of one slide as pictures: markers below, pens above. Sizes are in px of the board."""

    def __init__(self, size: QSize, ratio: float = 1.0) -> None:
        self._size = size
        self._ratio = ratio
        self._pens = self._blank()
        self._markers: QImage | None = None

    def _blank(self) -> QImage:
        image = QImage(self._size * self._ratio, _FORMAT)
        image.setDevicePixelRatio(self._ratio)
        image.fill(Qt.GlobalColor.transparent)
        return image

    def _image(self, tool: InkTool) -> QImage:
        if tool is InkTool.PEN:
            return self._pens
        if self._markers is None:
            self._markers = self._blank()
        return self._markers

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies in `area`."""
        source = QRectF(
            area.x() * self._ratio, area.y() * self._ratio,
            area.width() * self._ratio, area.height() * self._ratio,
        )  # fmt: skip
        if self._markers is not None:
            # As on paper: what lies below is tinted, and dark letters stay as dark as they are.
            before = painter.compositionMode()
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.setOpacity(_MARKER_SEEN)
            painter.drawImage(QRectF(area), self._markers, source)
            painter.setOpacity(1.0)
            painter.setCompositionMode(before)
        painter.drawImage(QRectF(area), self._pens, source)

    # ------------------------------------------------------------------ drawing

    def begin(self, live: LiveStroke, point: Point) -> QRect:
        """Put the pen down. Returns what is to be painted anew."""
        live.points.append(live.smoother.take(point))
        return self._segment(live.tool, live.colour, live.width, live.points)

    def go_on(self, live: LiveStroke, point: Point) -> QRect:
        """Draw on to `point`. Returns what is to be painted anew: a small rectangle."""
        taken = live.smoother.take(point)
        last = live.points[-1]
        if (taken.x, taken.y) == (last.x, last.y):
            return QRect()
        live.points.append(taken)
        return self._segment(live.tool, live.colour, live.width, live.points)

    def _segment(self, tool: InkTool, colour: int, width: int, points: Sequence[Point]) -> QRect:
        """Paint the newest piece: a curve between the middles of the last points."""
        painter = QPainter(self._image(tool))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._newest(painter, tool, colour, width, points)
        painter.end()
        return area

    def _newest(
        self,
        painter: QPainter,
        tool: InkTool,
        colour: int,
        width: int,
        points: Sequence[Point],
    ) -> QRect:
        stroke = Stroke(tool, colour, width, ())
        thick = stroke.thickness * self._size.height()
        if tool is InkTool.PEN:
            thick *= 0.5 + 0.5 * points[-1].pressure
        colours = PEN_COLOURS if tool is InkTool.PEN else MARKER_COLOURS
        pen = QPen(QColor(colours[colour]), max(1.0, thick))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        here = self._on_board(points[-1])
        if len(points) == 1:
            painter.drawPoint(here)
            return _around([here], thick)
        before = self._on_board(points[-2])
        middle = (before + here) / 2
        if len(points) == 2:
            painter.drawLine(before, middle)
            return _around([before, middle], thick)
        start = (self._on_board(points[-3]) + before) / 2
        path = QPainterPath(start)
        path.quadTo(before, middle)
        painter.drawPath(path)
        return _around([start, before, middle], thick)

    def finish(self, live: LiveStroke) -> QRect:
        """Draw the last half of the line."""
        if len(live.points) < 2:
            return QRect()
        painter = QPainter(self._image(live.tool))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._tail(painter, live.stroke())
        painter.end()
        return area

    def _tail(self, painter: QPainter, stroke: Stroke) -> QRect:
        first, last = (self._on_board(point) for point in stroke.points[-2:])
        thick = painter.pen().widthF()
        if not thick or painter.pen().style() == Qt.PenStyle.NoPen:
            thick = 1.0
        thick = max(1.0, stroke.thickness * self._size.height())
        if stroke.tool is InkTool.PEN:
            thick *= 0.5 + 0.5 * stroke.points[-1].pressure
        colours = PEN_COLOURS if stroke.tool is InkTool.PEN else MARKER_COLOURS
        pen = QPen(QColor(colours[stroke.colour]), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine((first + last) / 2, last)
        return _around([first, last], thick)

    # ------------------------------------------------------------------ all of it

    def show(self, strokes: Iterable[Stroke]) -> None:
        """Draw all strokes of a slide anew."""
        self._pens.fill(Qt.GlobalColor.transparent)
        self._markers = None
        self._draw(strokes, None)

    def erase(self, gone: Sequence[Stroke], left: Iterable[Stroke]) -> QRect:
        """Take strokes away: only where they lay is drawn anew. Returns that place."""
        area = QRectF()
        for stroke in gone:
            area = area.united(self._rect(stroke))
        place = area.toAlignedRect().adjusted(-2, -2, 2, 2)
        for image in (self._pens, self._markers):
            if image is not None:
                painter = QPainter(image)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
                painter.fillRect(place, Qt.GlobalColor.transparent)
                painter.end()
        self._draw((one for one in left if self._rect(one).intersects(QRectF(place))), place)
        return place

    def _draw(self, strokes: Iterable[Stroke], clip: QRect | None) -> None:
        painters: dict[InkTool, QPainter] = {}
        for stroke in strokes:
            painter = painters.get(stroke.tool)
            if painter is None:
                painter = painters[stroke.tool] = QPainter(self._image(stroke.tool))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                if clip is not None:
                    painter.setClipRect(clip)
            points = stroke.points
            for end in range(1, len(points) + 1):
                window = points[max(0, end - 3) : end]
                self._newest(painter, stroke.tool, stroke.colour, stroke.width, window)
            if len(points) > 1:
                self._tail(painter, stroke)
        for painter in painters.values():
            painter.end()

    def _on_board(self, point: Point) -> QPointF:
        return QPointF(point.x * self._size.width(), point.y * self._size.height())

    def _rect(self, stroke: Stroke) -> QRectF:
        box = bounds(stroke)
        room = stroke.thickness * self._size.height()
        return QRectF(
            QPointF(box.left * self._size.width(), box.top * self._size.height()),
            QPointF(box.right * self._size.width(), box.bottom * self._size.height()),
        ).adjusted(-room, -room, room, room)


def _around(points: Sequence[QPointF], thick: float) -> QRect:
    left = min(point.x() for point in points)
    right = max(point.x() for point in points)
    top = min(point.y() for point in points)
    bottom = max(point.y() for point in points)
    room = thick / 2 + 2
    return QRectF(
        left - room, top - room, right - left + 2 * room, bottom - top + 2 * room
    ).toAlignedRect()
