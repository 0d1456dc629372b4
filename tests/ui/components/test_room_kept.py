"""What comes by itself moves nothing that somebody is about to press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trent_desktop.journeys import Addresses
from trent_desktop.journeys.pickers import ReadLine
from ui.components.buttons import PrimaryButton
from ui.components.fields import PasswordField
from ui.journeys.controls import AddressesControl
from ui.welcome.new_password import NewPassword

Typed = tuple[QWidget, Callable[[], object]]


def strength() -> Typed:
    block = NewPassword()
    return block, lambda: (QTest.keyClicks(block.first.field, "weak"), block._judge())


def caps_lock() -> Typed:
    field = PasswordField()
    return field, lambda: QTest.keyClicks(field.field, "A")


def address() -> Typed:
    control = AddressesControl(
        Addresses("where", "Where?", read=lambda text: (ReadLine(f"https://{text}[.]example"),)),
        False,
    )
    return control, lambda: (QTest.keyClicks(control.field, "nasty"), control.read_now())


@pytest.mark.parametrize("typed", [strength, caps_lock, address])
def test_the_button_below_stays_where_it_is(typed: Callable[[], Typed], qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    block, type_it = typed()
    button = PrimaryButton("Continue")
    column.addWidget(block)
    column.addWidget(button)
    column.addStretch(1)
    page.resize(700, 500)
    page.show()
    qtbot.waitExposed(page)
    before, empty = button.geometry(), block.grab().toImage()
    type_it()
    QTest.qWait(1)
    assert block.grab().toImage() != empty
    assert button.geometry() == before
