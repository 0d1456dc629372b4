"""One quiet line: whether two laptops can use the school's folder at once, as far as is known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trent_desktop.storage.beside.memory import Standing
from ui.components.marks import Icon
from ui.components.words import soft
from ui.school.settings.days import day_typed
from ui.theme import SPACE


class LocksLine(QWidget):
    """Hidden until it is known what to say, and where a server keeps the school."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.base, 0, SPACE.base, 0)
        row.setSpacing(SPACE.near)
        row.addWidget(Icon("laptop", 20, "soft"), 0, Qt.AlignmentFlag.AlignTop)
        self.words = soft("")
        row.addWidget(self.words, 1)
        self.hide()

    def show_standing(self, standing: Standing | None) -> None:
        """Say how it stands."""
        self.setVisible(standing is not None)
        if standing is not None:
            self.words.setText(locks_words(standing))


def locks_words(standing: Standing) -> str:
    """How it stands, in a sentence or two."""
    if standing.lies:
        return (
            "Two laptops cannot use this folder at once: its locks do not hold between them, so "
            "nothing is saved from this one. Whoever looks after the network must put that right; "
            "it is tried again automatically."
        )
    if standing.proved is None:
        return (
            "Not yet proved that two laptops can use this folder at once: it is tried "
            "when two are in."
        )
    return f"Two laptops can use this folder at once: last proved on {day_typed(standing.proved)}."
