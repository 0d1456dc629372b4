"""A list to choose one of, that opens below itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSignalBlocker, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.components.choices import Option
from ui.theme import look
from ui.theme.icons import draw_icon


def name_choice(box: QComboBox, name: str) -> None:
    """Say what is chosen here, also where Qt gives what was chosen for the name, as on Linux.

    The label of a `FieldBlock` does that too: it takes this description away.
    """
    box.setAccessibleName(name)
    if sys.platform.startswith("linux"):
        box.setAccessibleDescription(name)


class ChoiceBox(QComboBox):
    """`changed` gives the value that a person chose; `choose` and `offer` tell nobody."""

    changed = Signal(str)

    def __init__(
        self, options: Iterable[Option] = (), *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        name_choice(self, name)
        self.setMinimumWidth(160)
        # Also where what is offered comes after it was first shown.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(options)
        self.currentIndexChanged.connect(lambda _at: self.changed.emit(self.value))

    @property
    def value(self) -> str:
        """The value chosen, or empty."""
        return str(self.currentData() or "")

    def offer(self, options: Iterable[Option]) -> None:
        """Offer these; what was chosen stays chosen if it is still there, else the first is."""
        offered = [(one.words, one.value) for one in options]
        if offered == [(self.itemText(at), self.itemData(at)) for at in range(self.count())]:
            return  # the list that is open stays under the mouse
        before = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            for words, value in offered:
                self.addItem(words, value)
            self.setCurrentIndex(max(0, self.findData(before)) if self.count() else -1)

    def choose(self, value: str) -> None:
        """Choose by value; an unknown one changes nothing."""
        at = self.findData(value)
        if at >= 0:
            with QSignalBlocker(self):
                self.setCurrentIndex(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = look().theme.px(16)
        place = QRectF(self.width() - side - 12, (self.height() - side) / 2, side, side)
        draw_icon(QPainter(self), "caret-down-bold", place, look().colour("soft"))
