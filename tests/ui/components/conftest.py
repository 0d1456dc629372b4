"""Controls below each other in a window of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def column_of(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Shows controls below each other in a window."""
    shown: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        shown.append(holder)
        holder.resize(600, 400)
        holder.show()
        qtbot.waitExposed(holder)
        holder.activateWindow()
        qtbot.waitUntil(holder.isActiveWindow)
        return holder

    yield show
    for holder in shown:
        holder.close()
        holder.deleteLater()
