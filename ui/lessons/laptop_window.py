"""The program's own window while a lesson runs: whole on the laptop, and never on the board."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from ui.lessons.screen_roles import Arrangement


def keep_on_laptop(window: QWidget, now: Arrangement) -> None:
    """Move `window` so that all of it is on the laptop's screen, where there is another."""
    laptop = now.laptop
    if laptop is None or now.unsure or (now.shared and not now.gone):
        return
    if not window.isVisible() or window.isMinimized():
        return
    frame, area = window.frameGeometry(), laptop.area
    filled = window.isMaximized() or window.isFullScreen()
    # The frame of a window that fills its screen may stand out by some px.
    whole = area.contains(frame.center()) if filled else area.contains(frame)
    on_board = now.board is not None and _mostly_on(frame, now.board.shows)
    if whole and not on_board:
        return
    if filled:
        window.showNormal()
    around = window.frameGeometry().size() - window.size()
    wanted = QRect(frame)
    wanted.setSize(window.frameGeometry().size().boundedTo(area.size()))
    if not area.contains(wanted):
        wanted.moveLeft(max(area.left(), min(wanted.left(), area.right() - wanted.width() + 1)))
        wanted.moveTop(max(area.top(), min(wanted.top(), area.bottom() - wanted.height() + 1)))
    window.resize((wanted.size() - around).expandedTo(QSize(1, 1)))
    window.move(wanted.topLeft())
    if filled:
        window.showMaximized()
    window.raise_()


def _mostly_on(frame: QRect, screen: QRect) -> bool:
    return screen.contains(frame.center())
