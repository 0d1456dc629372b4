"""How a shortcut is written for people: as this system writes it, ⌘R on a Mac."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def shown_keys(keys: str) -> str:
    """``Ctrl+R`` as it stands on a button: ``Ctrl + R``, or ``⌘R`` where Ctrl means Command."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("+", " + ") if native.startswith(("Ctrl+", "Alt+", "Shift+")) else native
