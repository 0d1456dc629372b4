"""What has the keyboard is seen whole, also in large letters: not the line of its cursor alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import settle
from ui.components.fields import TextArea, TextField
from ui.components.pages import ScrollPage
from ui.components.tab_order import tab_on
from ui.theme import Theme, look

Made = Callable[..., QWidget]


def is_whole(page: ScrollPage, field: QWidget) -> bool:
    top = field.mapTo(page.viewport(), QPoint()).y()
    return top >= 0 and top + field.height() <= page.viewport().height()


@pytest.mark.parametrize("made", [TextField, TextArea])
@pytest.mark.parametrize("by_tab", [True, False])
def test_a_field_that_gets_the_keyboard_is_seen_whole(
    qtbot: QtBot, made: Made, by_tab: bool
) -> None:
    look().dress(Theme("light", 2.0, motion=False))
    page = ScrollPage()
    qtbot.addWidget(page)
    fields = [made(name=f"Field {number}") for number in range(9)]
    for field in fields:
        page.column.addWidget(field)
    page.resize(700, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle()
    fields[0].setFocus()
    settle()
    for field in (*fields[1:], fields[0]):
        if by_tab:
            tab_on(page, True)
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        settle()
        assert field.hasFocus()
        assert is_whole(page, field)


def test_of_what_is_higher_than_the_page_the_line_of_the_cursor_is_seen(qtbot: QtBot) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    area = TextArea("line\n" * 40, name="Long", lines=40, most=40)
    page.column.addWidget(area)
    page.column.addWidget(QLineEdit())
    page.resize(500, 250)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle()
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    tab_on(page, True)
    tab_on(page, False)
    cursor = area.mapTo(page.viewport(), area.cursorRect().center())
    assert page.viewport().rect().contains(cursor)
