"""A quiet line on Home: there is a note about her class.

A class may see Home on the whiteboard, so it does not say what the note is, nor whose.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.buttons import LinkButton
from ui.components.marks import Icon
from ui.components.words import Words
from ui.theme import SPACE


class ClassNote(QWidget):
    """`go` leads to where it can be read. Hidden while there is none."""

    def __init__(self, go: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE.near)
        row.setSpacing(SPACE.tight)
        row.addWidget(Icon("note", 20, "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Words("There is a note about your class.", "body", "soft", wrap=False)
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        self.read = LinkButton("Read it", name="Read the note about your class")
        self.read.clicked.connect(go)
        row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.hide()
