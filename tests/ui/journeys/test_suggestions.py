"""The keys of a picker's field, whichever field it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.components.fields import SearchField
from ui.components.pages import ScrollPage
from ui.journeys.plain_text import PlainField
from ui.journeys.suggestions import PickerKeys, Suggestion, SuggestionList


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


def test_the_row_that_enter_takes_is_in_sight(qtbot: QtBot) -> None:
    page, rows, above = ScrollPage(), SuggestionList("Pupils"), QWidget()
    qtbot.addWidget(page)
    above.setFixedHeight(400)
    page.column.addWidget(above)
    page.column.addWidget(rows)
    page.column.addStretch(1)
    page.resize(600, 220)
    page.show()
    qtbot.waitExposed(page)
    rows.offer([Suggestion(f"Child {number}") for number in range(9)])
    rows.come_into_view()

    def in_sight() -> bool:
        row = rows.visualRect(rows.currentIndex())
        top = rows.viewport().mapTo(page.viewport(), row.topLeft()).y()
        return top >= 0 and top + row.height() <= page.viewport().height()

    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0 and in_sight())
    assert rows.height() > page.viewport().height()
    for by in (1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1):
        rows.step(by)
        assert in_sight(), rows.currentIndex().row()
