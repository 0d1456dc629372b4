"""More tools, on the board itself: for a touch board with no other screen, and no keyboard near."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.lessons.board.bar import BoardButton
from ui.lessons.keys import Doing

_ACROSS = 7
#: Name, icon, and what it asks for.
_TOOLS = (
    ("Spotlight", "flashlight-bold", Doing.SPOTLIGHT),
    ("Curtain", "rows-bold", Doing.CURTAIN),
    ("Zoom into the picture", "magnifying-glass-plus-bold", Doing.ZOOM),
    ("Timer", "timer-bold", Doing.TIMER),
    ("Big counter", "hash-bold", Doing.COUNTER),
    ("A random group", "users-three-bold", Doing.GROUP),
    ("Freeze the board", "snowflake-bold", Doing.FREEZE),
    ("Black board", "moon-bold", Doing.BLACK),
    ("A calm picture", "eye-slash-bold", Doing.CALM),
    ("Everything off", "x-bold", Doing.UNCOVER),
    ("Redo", "arrow-u-up-right-bold", Doing.REDO),
    ("Clear the ink on this slide", "trash-bold", Doing.CLEAR),
    ("Keys", "question-bold", Doing.HELP),
)


class BoardTray(QWidget):
    """Opens above the bar. `chosen` gives what the tool asks for; after a tool it closes."""

    chosen = Signal(Doing)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setSpacing(8)
        self.tools: dict[Doing, BoardButton] = {}
        for number, (name, icon, act) in enumerate(_TOOLS):
            button = BoardButton(name, icon)
            button.clicked.connect(lambda _=False, act=act: self._take(act))
            grid.addWidget(button, number // _ACROSS, number % _ACROSS)
            self.tools[act] = button
        self.hide()

    def _take(self, act: Doing) -> None:
        self.hide()
        self.chosen.emit(act)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("#DCE2E9"))
        painter.setBrush(QColor("#F1EFE8"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 20, 20)
