"""The program's own window while a lesson runs: whole on the laptop, and never on the board."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from ui.lessons.screen_roles import Arrangement


class LaptopWindow:
    """Keeps `window` on the laptop's screen, at the size that its user gave it where that fits."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._wished = self._given = window.frameGeometry().size()

    def keep(self, now: Arrangement) -> None:
        """Move it so that all of it is on the laptop's screen, where there is another."""
        laptop, window = now.laptop, self._window
        if laptop is None or now.unsure or (now.shared and not now.gone):
            return
        if not window.isVisible() or window.isMinimized():
            return
        frame, area = window.frameGeometry(), laptop.area
        if window.isMaximized() or window.isFullScreen():
            # Its frame may stand out by some px.
            if not area.contains(frame.center()):
                window.showNormal()
                window.move(area.topLeft())
                window.showMaximized()
                window.raise_()
            return
        if frame.size() != self._given:
            self._wished = frame.size()  # somebody has drawn it so
        wanted = _within(area, frame.topLeft(), self._wished)
        if wanted != frame:
            window.resize((wanted.size() - (frame.size() - window.size())).expandedTo(QSize(1, 1)))
            window.move(wanted.topLeft())
            window.raise_()
        # Screens that are just changing may leave it little room, for a moment.
        self._given = window.frameGeometry().size()


def _within(area: QRect, corner: QPoint, size: QSize) -> QRect:
    """A window of this size, or as much as fits, all of it in `area` and as near as can be."""
    size = size.boundedTo(area.size())
    left = max(area.left(), min(corner.x(), area.right() + 1 - size.width()))
    top = max(area.top(), min(corner.y(), area.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)
