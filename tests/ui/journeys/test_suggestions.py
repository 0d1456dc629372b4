"""The keys of a picker's field, whichever field it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.components.fields import SearchField
from ui.journeys.plain_text import PlainField
from ui.journeys.suggestions import PickerKeys


@pytest.mark.parametrize("made", [PlainField, SearchField])
def test_arrows_enter_escape_and_rubbing_out(qtbot: QtBot, made: Callable[..., QLineEdit]) -> None:
    field = made(name="Pupils")
    qtbot.addWidget(field)
    field.show()
    said: list[object] = []
    keys = PickerKeys(field)
    keys.stepped.connect(said.append)
    keys.taken.connect(lambda: said.append("taken"))
    keys.put_away.connect(lambda: said.append("put away"))
    keys.rubbed_out.connect(lambda: said.append("rubbed out"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Backspace):
        QTest.keyClick(field, key)
    assert said == [1, -1, "taken", "rubbed out"]
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "a"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert said == [1, -1, "taken", "rubbed out", "put away"]
