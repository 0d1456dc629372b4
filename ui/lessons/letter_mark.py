"""A letter of SMART with its shape and word, for tables."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trent_desktop.lessons.lesson import Letter
from ui.components.text import text_width
from ui.theme import look
from ui.theme.icons import draw_icon
from ui.theme.tokens import SMART


class LetterMark(QWidget):
    """A small coloured sign: shape and word."""

    def __init__(self, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setAccessibleName(letter.word)

    def sizeHint(self) -> QSize:
        shown = look()
        side = shown.theme.px(36)
        return QSize(
            round(side * 1.5 + text_width(self._letter.word, shown.font("strong"))) + 8, side
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        shown = look()
        token, icon = SMART[self._letter.value]
        colour = QColor(getattr(shown.theme.palette, token))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = shown.theme.px(36)
        place = QRectF(0, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(place, side * 0.3, side * 0.3)
        on = shown.colour("page") if shown.theme.dark else QColor("#FFFFFF")
        draw_icon(
            painter, icon, place.adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24), on
        )
        painter.setFont(shown.font("strong"))
        painter.setPen(shown.colour("ink"))
        room = QRectF(side * 1.3, 0, self.width() - side * 1.3, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._letter.word)
