"""A large number with its word, to be pressed: it shows what it counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.components.painting import round_box
from ui.theme import RADIUS, Tone, look


class CountButton(QPushButton):
    """For example *412 unchanged*."""

    def __init__(self, count: int, words: str, tone: Tone) -> None:
        super().__init__()
        self._count = count
        self._words = words
        self._tone = tone
        self.setProperty("ownFocus", True)
        self.setAccessibleName(f"{count} {words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """The number."""
        return self._count

    def sizeHint(self) -> QSize:
        theme = look().theme
        return QSize(theme.px(130), theme.px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(90), look().theme.px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = look()
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ground = "hover" if self.underMouse() else "card"
        edge = "focus" if self.hasFocus() else "line"
        round_box(
            painter,
            area,
            RADIUS.card,
            shown.colour(ground),
            shown.colour(edge),
            3.0 if self.hasFocus() else 1.0,
        )
        ink = "ink" if self._tone is Tone.PLAIN else self._tone.value
        upper = QRectF(area.left(), area.top() + 6, area.width(), area.height() * 0.55)
        lower = QRectF(area.left(), upper.bottom(), area.width(), area.height() * 0.32)
        painter.setPen(shown.colour(ink))
        painter.setFont(shown.font("title"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, f"{self._count:,}")
        painter.setPen(shown.colour("soft"))
        painter.setFont(shown.font("small"))
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter, self._words)
