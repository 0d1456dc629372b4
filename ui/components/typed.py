"""Whether something was typed into a page since it was shown."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget


def what_is_typed(page: QWidget) -> tuple[object, ...]:
    """All that a page holds in its fields and choices; another one when somebody changed it."""
    found: list[object] = []
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QAbstractButton) and widget.isCheckable():
            found.append(widget.isChecked())
    return tuple(found)
