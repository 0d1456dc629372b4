"""The river: a calm drawn ground for what has no content of its own (welcome, sign-in, shade)."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPixmap

from ui.components.painting import mix
from ui.theme import look

#: Height of each band's middle (share of the height), its swing, its length, where it begins.
_BANDS = (
    (0.56, 0.050, 1.15, 0.10, 0.10),
    (0.66, 0.042, 0.95, 0.45, 0.20),
    (0.76, 0.036, 1.30, 0.80, 0.32),
    (0.87, 0.030, 1.05, 0.25, 0.46),
)

#: Where the river ends when something lies below it.
_SHORE = (0.955, 0.032, 0.85, 0.55)


@lru_cache(maxsize=4)
def _picture(width: int, height: int, ratio: float, top: str, ink: str, shore: bool) -> QPixmap:
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shore:
        whole = QPainterPath()
        whole.addRect(QRectF(0, 0, width, height))
        painter.setClipPath(whole.subtracted(_band(width, height, *_SHORE)))
    ground = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    ground.setColorAt(0, QColor(top))
    ground.setColorAt(1, mix(QColor(top), QColor(ink), 0.16))
    painter.fillRect(QRectF(0, 0, width, height), ground)
    if top != "#000000":
        for middle, swing, length, start, strength in _BANDS:
            colour = mix(QColor(top), QColor(ink), strength)
            painter.fillPath(_band(width, height, middle, swing, length, start), colour)
    painter.end()
    return picture


def _band(w: int, h: int, middle: float, swing: float, length: float, start: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, h))
    steps = 48
    for step in range(steps + 1):
        share = step / steps
        angle = 2 * math.pi * (share * length + start)
        y = h * (middle + swing * math.sin(angle) + swing * 0.35 * math.sin(angle * 2.3 + 1))
        path.lineTo(w * share, y)
    path.lineTo(w, h)
    path.closeSubpath()
    return path


def draw_river(painter: QPainter, area: QRectF, *, shore: bool = False) -> None:
    """Fill an area with it; with a `shore`, its lower edge is a wave over what is below.

    In high contrast it is plain black.
    """
    palette = look().theme.palette
    ratio = painter.device().devicePixelRatioF()
    water = "#000000" if look().theme.name == "contrast" else "#3AA6B3"
    size = (int(area.width()), int(area.height()))
    picture = _picture(*size, ratio, palette.shade, water, shore)
    painter.drawPixmap(area.topLeft(), picture)
