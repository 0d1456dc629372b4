"""What was tried of a place for the school, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.marks import Icon
from ui.components.words import Words, strong
from ui.theme import SPACE

if TYPE_CHECKING:
    from trent_desktop.school.setting_up.place_check import PlaceLine


def place_row(line: PlaceLine) -> QWidget:
    """A row for one thing that was tried."""
    row = QWidget()
    beside = QHBoxLayout(row)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(SPACE.near)
    if line.good:
        icon = Icon("check-circle", 22, "leaf")
    elif line.essential:
        icon = Icon("x-circle", 22, "coral")
    else:
        icon = Icon("warning", 22, "sun")
    beside.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(strong(line.what))
    words.addWidget(Words(line.words, "small", "soft"))
    beside.addLayout(words, 1)
    return row
