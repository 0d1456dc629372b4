"""One line on Home: whether the school's file and copies are well, for those who can mend them.

A class may see Home on the whiteboard: its words name nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trent_desktop.oversight.night_watch.values import Stands, Watch
from trent_desktop.oversight.night_watch.words import Door, line_of
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import LinkButton
from ui.components.focus_kept import focus_kept
from ui.components.marks import Icon
from ui.components.words import Words
from ui.home.times import when
from ui.shell.rooms import Desk
from ui.shell.watch_doors import way_to
from ui.theme import SPACE

_MARKS = {
    Stands.WELL: ("check-circle-fill", "leaf"),
    Stands.WRONG: ("warning-circle-fill", "coral"),
    Stands.OLD: ("warning-circle-fill", "coral"),
    Stands.NOT_YET: ("info-fill", "soft"),
}


class WatchLine(QWidget):
    """Green or red. Hidden for whoever may not see it, and until it is known what to say."""

    def __init__(self, desk: Desk, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self.setObjectName("watchLine")
        self._desk = desk
        self._now = now
        self._door = Door.NOWHERE
        self._may = desk.school.may(Right.SEE_WATCH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE.near)
        row.setSpacing(SPACE.tight)
        self.icon = Icon("info-fill", 20, "soft")
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Words("", "body", "ink")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.link = LinkButton("")
        self.link.clicked.connect(self._go)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def refresh(self) -> None:
        """Ask what was found; while the school does not say, what was last known stays."""
        if self._may:
            operation = self._desk.background.run(self._desk.school.watch.last, parent=self)
            operation.then(self.show_watch, lambda _error: None)

    def show_watch(self, watch: Watch) -> None:
        """Say how it stands."""
        line = line_of(watch)
        icon, colour = _MARKS[watch.stands]
        self.icon.show_icon(icon, colour)
        parts = [line.words, line.do]
        if watch.stands is Stands.WELL and watch.at is not None:
            parts.append(f"Looked at {when(watch.at, self._now())}.")
        with focus_kept(self):
            self.words.setText(" ".join(part for part in parts if part))
            self._door = line.door
            words = way_to(line.door)[0]
            self.link.set_words(words)
        self.show()

    def _go(self) -> None:
        _, room, place = way_to(self._door)
        self._desk.shell.go(room, place)
