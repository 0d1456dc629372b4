"""The line at the foot: that everything typed is kept on this laptop, and when it last was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.marks import Icon
from ui.components.words import Words
from ui.journeys.draft_keeper import DraftKeeper
from ui.journeys.moments import ago
from ui.theme import SPACE

KEPT = "Everything you type is kept on this laptop."
WAITING = "Keeping what you typed…"


class KeptLine(QWidget):
    """Follows a `DraftKeeper`. Its clock ticks only while it is seen."""

    def __init__(self, keeper: DraftKeeper, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._keeper = keeper
        self._clock = clock
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tight)
        self._icon = Icon("check-circle-fill", 18, "leaf")
        self.words = Words("", "small", "soft")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self._tick = QTimer(self)
        self._tick.setObjectName("keptTick")
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.refresh)
        keeper.kept.connect(self.refresh)
        keeper.failed.connect(lambda _words: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands now."""
        keeper = self._keeper
        if keeper.problem:
            self._icon.show_icon("warning-circle-fill", "coral")
            self.words.set_colour("coral")
            self.words.setText(keeper.problem)
            return
        self._icon.show_icon("check-circle-fill", "leaf")
        self.words.set_colour("soft")
        if keeper.kept_at is None:
            self.words.setText(WAITING if keeper.waiting else KEPT)
            return
        said = ago(keeper.kept_at, self._clock())
        self.words.setText(f"Everything you typed is kept on this laptop. Last kept {said}.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
