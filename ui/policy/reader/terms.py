"""Words that the policy explains, where they stand: what lies over them, to point at or to tab to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from trent_desktop.policy.definitions import Definition
from ui.components.read_aloud import announce


class TermButton(QAbstractButton):
    """Lies over an explained word. `wanted` asks for its card, `left` that it goes."""

    wanted = Signal(object)
    left = Signal()
    radius = 4

    def __init__(self, definition: Definition, parent: QWidget) -> None:
        super().__init__(parent)
        self.definition = definition
        self.setAccessibleName(f"{definition.term}: what it means here")
        self.setAccessibleDescription(said(definition))
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.clicked.connect(self.say)

    def place(self, area: QRectF) -> None:
        """Lie over the word."""
        self.setGeometry(area.toAlignedRect())

    def say(self) -> None:
        """Show the card, and have it read aloud."""
        self.wanted.emit(self)
        announce(self, said(self.definition))

    def paintEvent(self, event: object) -> None:
        """The word and its dotted line are drawn below."""

    def enterEvent(self, event: object) -> None:
        self.wanted.emit(self)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.wanted.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.say()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def said(definition: Definition) -> str:
    """What it means, in one line to be read aloud."""
    return " ".join((definition.words.replace("**", ""), "; ".join(definition.points))).strip()
