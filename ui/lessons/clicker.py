"""A clicker at a question on the laptop: it lies on no button, and yet must not be stuck there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.components.sheets import Sheet
from ui.lessons.keys import CLOSING
from ui.lessons.teaching import Teaching


def close_by_clicker(sheet: Sheet, teaching: Teaching) -> None:
    """Whatever a clicker sends closes the sheet, with nothing done, whichever window hears it."""
    teaching.lies_over(sheet)
    for key in CLOSING:
        shortcut = QShortcut(QKeySequence(key), sheet)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)  # the key that asked may still be held
        shortcut.activated.connect(sheet.dismiss)
