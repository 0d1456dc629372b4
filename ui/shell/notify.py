"""Notices outside the window, where the desktop has a place for them. They hold no content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from trent_desktop.clock import Clock, system_clock
from ui.shell.quiet import is_quiet
from ui.theme.pictures import window_icon

if TYPE_CHECKING:
    from trent_desktop.reports.again.values import SentAgain
    from trent_desktop.reports.needs import Need


class Tray(QObject):
    """An icon in the desktop's tray, if it has one. `pressed` when the member answers a notice.

    `heeds_quiet`: whether quiet hours are kept on this laptop.
    """

    pressed = Signal()

    def __init__(
        self, parent: QObject, heeds_quiet: Callable[[], bool], clock: Clock = system_clock
    ) -> None:
        super().__init__(parent)
        self._heeds_quiet = heeds_quiet
        self._clock = clock
        self.setObjectName("tray")
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(window_icon(), self)
            self._icon.setToolTip("Trent Desktop")
            self._icon.messageClicked.connect(self.pressed)
            self._icon.activated.connect(lambda _reason: self.pressed.emit())
            self._icon.show()

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Tell that something waits, and not a word more (rule 8).

        In quiet hours only what is `urgent`; the rest is seen when she opens the window.
        """
        if not urgent and self._heeds_quiet() and is_quiet(self._clock()):
            return
        if self._icon is not None:
            self._icon.showMessage("Trent Desktop", words, window_icon())

    def remove(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()


def needs_words(needs: Sequence[Need]) -> str:
    """`TR-2026-014 needs you`: the reference, and no name, no class, no kind (rule 8)."""
    urgent = [one for one in needs if one.urgent]
    said, now = (urgent, " now") if urgent else (needs, "")
    if len(said) == 1:
        return f"{said[0].reference} needs you{now}"
    return f"{len(said)} reports need you{now}"


def task_words(count: int) -> str:
    """`Something you were given to do needs you`: not what, nor in which report (rule 8)."""
    if count == 1:
        return "Something on your list needs you"
    return f"{count} things on your list need you"


def sent_again_words(again: Sequence[SentAgain]) -> str:
    """That what was sent from this laptop had gone missing, and is there again."""
    one = len(again) == 1
    said = "A report that was" if one else f"{len(again)} reports that were"
    words = f"{said} sent from this laptop had gone missing in the school’s file. "
    words += "It is there again." if one else "They are there again."
    renamed = [f"{each.before} is now {each.reference}" for each in again if each.before]
    if renamed:
        words += f" {', '.join(renamed[:3])}."
    return words


def sent_words(references: Sequence[str]) -> str:
    """That what had waited was sent."""
    if len(references) == 1:
        return f"Your report {references[0]} has now been sent."
    return f"{len(references)} reports that waited have now been sent."
