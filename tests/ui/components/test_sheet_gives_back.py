"""When a sheet closes the keyboard is somewhere, whatever became meanwhile of what opened it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.gallery.stage import settle
from ui.components.buttons import SecondaryButton
from ui.components.fields import TextField
from ui.components.sheets import Sheet, ask

Show = Callable[..., QWidget]


def opened(show: Show) -> tuple[QWidget, TextField, SecondaryButton, Sheet]:
    field, opener = TextField(name="Name"), SecondaryButton("Discard")
    page = show(field, opener)
    opener.setFocus()
    sheet = ask(page, "Discard it?", "", yes="Discard it", no="Keep it", then=lambda: None)
    return page, field, opener, sheet


def escape() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    settle()


@pytest.mark.parametrize("gone", ["away", "hidden", "disabled"])
def test_it_is_where_the_page_begins_if_news_took_what_opened_it(
    column_of: Show, qapp: QApplication, gone: str
) -> None:
    _page, field, opener, sheet = opened(column_of)
    if gone == "away":
        opener.deleteLater()
    elif gone == "hidden":
        opener.hide()
    else:
        opener.setEnabled(False)
    settle()
    escape()
    assert not isValid(sheet)
    assert qapp.focusWidget() is field


def test_it_is_where_whoever_heard_of_it_led_it(column_of: Show, qapp: QApplication) -> None:
    page, _field, opener, sheet = opened(column_of)
    led = TextField(name="Elsewhere", parent=page)
    led.show()
    sheet.closed.connect(led.setFocus)
    opener.hide()
    escape()
    assert qapp.focusWidget() is led


def test_it_is_in_the_sheet_below(column_of: Show, qapp: QApplication) -> None:
    _page, _field, _opener, below = opened(column_of)
    inner = SecondaryButton("More", parent=below)
    inner.show()
    inner.setFocus()
    above = ask(below, "Sure?", "", yes="Yes", then=lambda: None)
    assert above.isAncestorOf(qapp.focusWidget() or below)
    inner.deleteLater()
    settle()
    escape()
    assert below.isAncestorOf(qapp.focusWidget() or above)
