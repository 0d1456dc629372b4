"""Painting a slide that was laid out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from trent_desktop.lessons.lesson import Picture
from ui.lessons.board.metrics import GROUND, Metrics
from ui.lessons.board.pictures import PictureBook
from ui.lessons.board.pieces import (
    Face,
    IconPiece,
    PicturePiece,
    Piece,
    RingPiece,
    ShapePiece,
    TextPiece,
)
from ui.lessons.board.texts import draw
from ui.theme.icons import draw_icon

_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


def picture_of_slide(
    face: Face, measures: Metrics, book: PictureBook, ratio: float = 1.0, *, skip: int = -1
) -> QPixmap:
    """The whole slide as one picture, without the card `skip`."""
    pixmap = QPixmap(round(measures.width * ratio), round(measures.height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(GROUND))
    painter = QPainter(pixmap)
    painter.setRenderHints(_HINTS)
    paint(painter, face.pieces, book, ratio)
    for number, pieces in face.cards.items():
        if number != skip:
            paint(painter, pieces, book, ratio)
    painter.end()
    return pixmap


def paint(
    painter: QPainter, pieces: Iterable[Piece], book: PictureBook, ratio: float = 1.0
) -> None:
    """Paint pieces one after another."""
    for piece in pieces:
        match piece:
            case TextPiece():
                draw(painter, piece.flow, piece.place, piece.colour, piece.valign)
            case ShapePiece():
                _shape(painter, piece)
            case PicturePiece():
                pixmap = book.pixmap(piece.picture, piece.place.size(), piece.radius, ratio)
                painter.drawPixmap(piece.place.topLeft(), pixmap)
            case IconPiece():
                draw_icon(painter, piece.icon, piece.place, piece.colour)
            case RingPiece():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor("#FFFFFF"), piece.thick * 1.8))
                painter.drawEllipse(piece.place)
                painter.setPen(QPen(QColor(piece.colour), piece.thick))
                painter.drawEllipse(piece.place)
            case _:
                assert_never(piece)


def paint_zoomed(
    painter: QPainter, whole: QRectF, picture: Picture, book: PictureBook, ratio: float
) -> None:
    """One picture as large as the board."""
    painter.fillRect(whole, Qt.GlobalColor.black)
    room = whole.adjusted(20, 20, -20, -20)
    size = QSizeF(16, 9).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(room.topLeft(), size)
    place.moveCenter(room.center())
    painter.fillRect(place, Qt.GlobalColor.white)
    painter.drawPixmap(place.topLeft(), book.pixmap(picture, place.size(), 0, ratio))


def _shape(painter: QPainter, piece: ShapePiece) -> None:
    radius = min(piece.radius, piece.place.height() / 2, piece.place.width() / 2)
    if piece.shadow:
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(1, 5):
            shade = QColor("#1A2433")
            shade.setAlphaF(0.022)
            painter.setBrush(shade)
            grown = QRectF(piece.place).adjusted(-step, step, step, step * 2)
            painter.drawRoundedRect(grown, radius + step, radius + step)
    painter.setBrush(QColor(piece.fill) if piece.fill else Qt.BrushStyle.NoBrush)
    if piece.edge and piece.thick:
        pen = QPen(QColor(piece.edge), piece.thick)
        if piece.dashed:
            pen.setDashPattern([3.2, 2.4])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        inset = piece.thick / 2
        place = piece.place.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(place, radius, radius)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(piece.place, radius, radius)
