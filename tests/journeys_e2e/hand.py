"""A hand on mouse and keyboard: what it does is what a person does, and it is counted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot


class Hand:
    """Clicks, pastes and types. `actions` counts everything but typing."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.actions = 0

    def see(self, widget: QWidget) -> None:
        """Scroll until it is in view, as the eye would ask for."""
        self._qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled(), timeout=10_000)
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()
        QApplication.processEvents()

    def click(self, widget: QWidget) -> None:
        """A click in the middle of what is seen of it."""
        self.see(widget)
        self.actions += 1
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        middle = target.visibleRegion().boundingRect().center()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=middle)
        QApplication.processEvents()

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        """A click on a row of a list."""
        self.actions += 1
        area = view.visualRect(view.model().index(row, 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.center()))
        QApplication.processEvents()

    def paste(self, text: str) -> None:
        """Paste where the keyboard is."""
        self.actions += 1
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        here = self.here()
        QTest.keyClicks(here, text)
        QApplication.processEvents()

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key."""
        QTest.keyClick(self.here(), key, held)
        QApplication.processEvents()

    def here(self) -> QWidget:
        """Where the keyboard is."""
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        here = QApplication.focusWidget()
        assert here is not None
        return here
