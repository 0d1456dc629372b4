"""Strokes that several components share: round rectangles, the soft shadow, colours between."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from ui.theme import look

#: How far the soft shadow reaches beyond a card, and how far down it sits, in px.
SHADOW_REACH = 12
SHADOW_DROP = 3


def round_box(
    painter: QPainter,
    area: QRectF | QRect,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A round rectangle, its edge drawn inside the area so that hairlines stay sharp."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(area)
    if edge is not None:
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
        painter.setPen(QPen(edge, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def dashed_box(painter: QPainter, area: QRectF, radius: float, edge: QColor) -> None:
    """A round rectangle that is only a dashed edge: there is something, and how much is not told."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(edge, 1.5)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius - 1, radius - 1)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """A colour `share` of the way from the first to the second."""
    keep = 1 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
        first.alphaF() * keep + second.alphaF() * share,
    )


@lru_cache(maxsize=8)
def _shadow_picture(colour: str, opacity: float, radius: int, ratio: float) -> QPixmap:
    """The shadow of a small card, drawn once; its edges are stretched for larger ones."""
    reach = SHADOW_REACH
    side = 2 * (reach + radius) + 2
    image = QImage(
        round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # Rings of falling strength, one inside the other: near enough to a blur, at no cost.
    for ring in range(reach, -1, -1):
        share = 1 - ring / (reach + 1)
        tint = QColor(colour)
        tint.setAlphaF(opacity * share * share * 0.30)
        painter.setBrush(tint)
        box = QRectF(
            reach - ring, reach - ring, side - 2 * (reach - ring), side - 2 * (reach - ring)
        )
        painter.drawRoundedRect(box, radius + ring, radius + ring)
    painter.end()
    return QPixmap.fromImage(image)


def draw_shadow(painter: QPainter, area: QRect, radius: int) -> None:
    """The one soft shadow, under a card that covers `area`."""
    palette = look().theme.palette
    if palette.shadow_opacity == 0:
        return
    ratio = painter.device().devicePixelRatioF()
    picture = _shadow_picture(palette.shadow, palette.shadow_opacity, radius, ratio)
    reach, corner = SHADOW_REACH, SHADOW_REACH + radius
    outer = QRectF(area).adjusted(-reach, -reach, reach, reach).translated(0, SHADOW_DROP)
    if outer.width() < 2 * corner or outer.height() < 2 * corner:
        return
    side = picture.width() / ratio
    xs = (outer.left(), outer.left() + corner, outer.right() - corner, outer.right())
    ys = (outer.top(), outer.top() + corner, outer.bottom() - corner, outer.bottom())
    us = (0.0, float(corner), side - corner, side)
    for column in range(3):
        for row in range(3):
            if column == 1 and row == 1:
                continue  # under the card itself
            target = QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1]))
            source = QRectF(
                us[column] * ratio,
                us[row] * ratio,
                (us[column + 1] - us[column]) * ratio,
                (us[row + 1] - us[row]) * ratio,
            )
            painter.drawPixmap(target, picture, source)
