"""A sheet that shows how far something is, and cannot be closed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.sheets import Sheet
from ui.components.words import Words, body
from ui.theme import look


class Bar(QWidget):
    """A bar that fills from the left. `share` is 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setAccessibleName("How far it is")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How far it is."""
        return self._share

    def fill(self, share: float) -> None:
        """Show how far it is."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, look().theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        round_end = area.height() / 2
        painter.setPen(look().colour("line"))
        painter.setBrush(look().colour("well"))
        painter.drawRoundedRect(area, round_end, round_end)
        if self._share > 0:
            filled = QRectF(area)
            filled.setWidth(max(area.height(), area.width() * self._share))
            painter.setBrush(look().colour("act"))
            painter.drawRoundedRect(filled, round_end, round_end)


class ProgressSheet(Sheet):
    """Give `tell` to work on another thread: it comes back here as a signal."""

    moved = Signal(float, str)

    def __init__(self, over: QWidget, heading: str, words: str) -> None:
        super().__init__(over, heading, closable=False)
        self.column.addWidget(body(words))
        self.bar = Bar()
        self.said = Words("Beginning", "small", "soft")
        self.column.addWidget(self.bar)
        self.column.addWidget(self.said)
        self.moved.connect(self._show)

    def tell(self, share: float, words: str) -> None:
        """How far it is. From any thread."""
        self.moved.emit(share, words)

    def count(self, done: int, of: int) -> None:
        """How many are done. From any thread."""
        self.moved.emit(done / of if of else 1.0, f"{done:,} of {of:,}")

    def _show(self, share: float, words: str) -> None:
        self.bar.fill(share)
        self.said.setText(words)
