"""Notices outside the window, where the desktop has a place for them. They hold no content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from ui.theme.pictures import window_icon


class Tray(QObject):
    """An icon in the desktop's tray, if it has one. `pressed` when the member answers a notice."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("tray")
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(window_icon(), self)
            self._icon.setToolTip("Trent Desktop")
            self._icon.messageClicked.connect(self.pressed)
            self._icon.activated.connect(lambda _reason: self.pressed.emit())
            self._icon.show()

    def say(self, words: str) -> None:
        """Tell that something waits, and not a word more (rule 8)."""
        if self._icon is not None:
            self._icon.showMessage("Trent Desktop", words, window_icon())

    def remove(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()


def new_report_words(count: int) -> str:
    """`A new report is waiting for you`: no name, no class, no kind (rule 8)."""
    if count == 1:
        return "A new report is waiting for you"
    return f"{count} new reports are waiting for you"


def task_words(count: int) -> str:
    """`Something you were given to do needs you`: not what, nor in which report (rule 8)."""
    if count == 1:
        return "Something on your list needs you"
    return f"{count} things on your list need you"


def sent_words(references: Sequence[str]) -> str:
    """That what had waited was sent."""
    if len(references) == 1:
        return f"Your report {references[0]} has now been sent."
    return f"{len(references)} reports that waited have now been sent."
