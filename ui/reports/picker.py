"""A drop-down list, dressed like the other fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView

from ui.components.choice_box import name_choice
from ui.theme import look
from ui.theme.icons import draw_icon


class Picker(QComboBox):
    """One of several, from a list that drops down. `nothing` is its first entry, without value.

    The mouse wheel scrolls the page, never the choice.
    """

    def __init__(self, name: str, nothing: str) -> None:
        super().__init__()
        name_choice(self, name)
        view = QListView()
        view.setProperty("popup", True)
        self.setView(view)
        self.addItem(nothing, "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fit()

    def value(self) -> str:
        """The value chosen; empty for the first entry."""
        return str(self.currentData() or "")

    def _fit(self) -> None:
        room = look().theme.px(30)
        self.setStyleSheet(
            f"QComboBox {{ padding-right: {room}px; }}"
            f"QComboBox::drop-down {{ border: 0; width: {room}px; background: transparent; }}"
            "QComboBox::down-arrow { image: none; }"
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != look().font("body"):
            self.setFont(look().font("body"))
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = look().theme.px(16)
        box = QRectF(self.width() - side - 12, (self.height() - side) / 2, side, side)
        draw_icon(QPainter(self), "caret-down-bold", box, look().colour("soft"))
