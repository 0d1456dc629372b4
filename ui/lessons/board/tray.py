"""More tools, on the board itself: for a touch board with no other screen, and no keyboard near."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.lessons.board.bar import BoardButton

_ACROSS = 7
#: Name, icon, and what `Teaching` calls it (as in `keys.py`).
_TOOLS = (
    ("Spotlight", "flashlight-bold", "spotlight"),
    ("Curtain", "rows-bold", "curtain"),
    ("Zoom into the picture", "magnifying-glass-plus-bold", "zoom"),
    ("Timer", "timer-bold", "timer"),
    ("Big counter", "hash-bold", "counter"),
    ("A group at random", "users-three-bold", "group"),
    ("Freeze the board", "snowflake-bold", "freeze"),
    ("Black board", "moon-bold", "black"),
    ("A calm picture", "eye-slash-bold", "calm"),
    ("Everything off", "x-bold", "uncover"),
    ("Redo", "arrow-u-up-right-bold", "redo"),
    ("Clear the ink of this slide", "trash-bold", "clear"),
    ("Keys", "question-bold", "help"),
)


class BoardTray(QWidget):
    """Opens above the bar. `chosen` gives the tool's name; after a tool it closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setSpacing(8)
        self.tools: dict[str, BoardButton] = {}
        for number, (name, icon, act) in enumerate(_TOOLS):
            button = BoardButton(name, icon)
            button.clicked.connect(lambda _=False, act=act: self._take(act))
            grid.addWidget(button, number // _ACROSS, number % _ACROSS)
            self.tools[act] = button
        self.hide()

    def _take(self, act: str) -> None:
        self.hide()
        self.chosen.emit(act)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("#DCE2E9"))
        painter.setBrush(QColor("#F1EFE8"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 20, 20)
