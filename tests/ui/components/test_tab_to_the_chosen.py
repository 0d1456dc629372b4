"""Tab comes to the option that is chosen, also when a screen and not a person has chosen it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trent_desktop.journeys import Choice
from trent_desktop.journeys import Option as Answer
from ui.components.choices import Option, RadioGroup
from ui.journeys.choice_controls import ChoiceControl

WORDS = ("one", "two", "three")


def choice_control(chosen: str) -> QWidget:
    made = ChoiceControl(Choice("x", "Which?", options=tuple(Answer(one, one) for one in WORDS)))
    made.show_value("one")
    made.show_value(chosen)
    return made


def radio_group(chosen: str) -> QWidget:
    made = RadioGroup([Option(one, one) for one in WORDS], name="Which?")
    made.choose("one")
    made.choose(chosen)
    return made


@pytest.mark.parametrize("make", [choice_control, radio_group])
@pytest.mark.parametrize("chosen", [*WORDS, ""])
def test_tab_comes_to_the_chosen_one(qtbot: QtBot, make: object, chosen: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    column.addWidget(before)
    column.addWidget(make(chosen))  # type: ignore[operator]
    column.addWidget(after)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None
    assert here.property("text") == (chosen or "one")
    QTest.keyClick(here, Qt.Key.Key_Tab)
    assert after.hasFocus()
