"""What comes by itself moves nothing that somebody is about to press."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import NOW
from trent_desktop.journeys import Addresses, Question, ShortText
from trent_desktop.journeys.pickers import ReadLine
from ui.components.buttons import PrimaryButton
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.pages import ScrollPage
from ui.components.words import Words
from ui.journeys.controls import AddressesControl
from ui.journeys.question_block import QuestionBlock
from ui.journeys.sources import Sources
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


def field() -> Typed:
    block = FieldBlock("When is it?", TextField(name="When is it?"), hint="For example tomorrow")
    return block, lambda: block.show_error("Write a day like 13/12/2026.")


def password() -> Typed:
    block = FieldBlock("Your password again", PasswordField())
    return block, lambda: block.show_error("This is not your password.")


def make_block(question: Question) -> QuestionBlock:
    # Nobody is picked in it, so that it asks no school.
    return QuestionBlock(question, cast(Sources, None), lambda: NOW)


def question() -> Typed:
    block = make_block(ShortText("where", "Where?"))
    return block, lambda: block.show_error("Say where it was.")


def line_that_keeps() -> Typed:
    error = ErrorText()
    error.keep_room()
    return error, lambda: error.say("You can try again in 3 seconds.")


@pytest.mark.parametrize(
    "typed",
    [
        strength,
        caps_lock,
        address,
        field,
        password,
        question,
        line_that_keeps,
    ],
)
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


def test_where_words_find_no_room_beside_the_label_the_page_scrolls(qtbot: QtBot) -> None:
    """Pressed is a button far down; the first field of the page has a long sentence to say."""
    page = ScrollPage()
    qtbot.addWidget(page)
    block = FieldBlock("When is it?", TextField(name="When is it?"))
    page.column.addWidget(block)
    for number in range(6):
        page.column.addWidget(FieldBlock(f"Field {number}", TextField(name=f"{number}")))
    button = PrimaryButton("Save")
    page.column.addWidget(button)
    page.resize(420, 400)
    page.show()
    page.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    page.verticalScrollBar().setValue(120)
    qtbot.wait(1)

    def at() -> int:
        return button.mapTo(page.viewport(), QPoint()).y()

    before, high = at(), block.height()
    block.show_error("Write a day like 13/12/2026, or what you would say: tomorrow, next Monday.")
    assert block.height() > high
    assert at() == before
    block.show_error("")
    assert block.height() == high
    assert at() == before


def test_what_stands_beside_a_clock_stays_while_it_ticks(qtbot: QtBot) -> None:
    """Also where there is little room, so that each word of it counts."""
    for wide in (300, 420, 700):
        page = QWidget()
        qtbot.addWidget(page)
        row = QHBoxLayout(page)
        clock, button = Words("", "strong"), PrimaryButton("End")
        clock.keep_room_for("99:00 · 99 minutes left")
        row.addWidget(Words("Be kind, and think before you post it", "heading"))
        row.addWidget(clock)
        row.addWidget(button)
        page.resize(wide, 200)
        page.show()
        qtbot.waitExposed(page)
        stood = set()
        for said in (
            "0:00 · 45 minutes",
            "1:11 · 44 minutes",
            "44:48 · 1 minute",
            "48:08 · 0 minutes",
        ):
            clock.setText(f"{said} left")
            QTest.qWait(1)
            stood.add((button.geometry().topLeft().toTuple(), clock.geometry().getRect()))
        assert len(stood) == 1, wide
