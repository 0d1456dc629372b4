"""What is wrong is said beside all the fields at once, and the first of them has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.components.fields import FieldBlock, PasswordField, TextArea, TextField
from ui.components.wrong_fields import say_beside
from ui.school.classes.pupil_form import PupilForm
from ui.welcome.put_back import ProofPage
from ui.welcome.sign_in import SignInPage


def test_each_wrong_field_is_marked_and_the_first_has_the_keyboard(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    blocks = {
        "day": FieldBlock("Day", TextField(name="Day")),
        "words": FieldBlock("Words", TextArea(name="Words"), hint="A line is enough."),
        "password": FieldBlock("Password", PasswordField()),
    }
    for block in blocks.values():
        column.addWidget(block)
    page.show()
    page.activateWindow()
    assert say_beside(blocks, {"password": "Type it.", "words": "Say it."})
    qtbot.waitUntil(blocks["words"].control.hasFocus)
    assert [block.error.text() for block in blocks.values()] == ["", "Say it.", "Type it."]
    # Who listens hears the hint, and then what is wrong.
    assert blocks["words"].control.accessibleDescription() == "A line is enough. Error: Say it."
    assert not say_beside(blocks, {})
    assert not any(block.error.text() for block in blocks.values())


@pytest.mark.parametrize("make", [SignInPage, ProofPage])
def test_who_typed_neither_name_nor_password_is_told_both(
    qtbot: QtBot, make: type[SignInPage | ProofPage]
) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    page.name.setFocus()
    place = page.button.geometry()
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    if isinstance(page, ProofPage):
        assert page.proof() is None
    assert page.name_block.error.text() == "Type your sign-in name."
    assert page.password_block.error.text() == "Type your password."
    qtbot.waitUntil(page.name.hasFocus)
    assert page.button.geometry() == place
    QTest.keyClicks(page.name, "teacher1")
    if isinstance(page, ProofPage):
        assert page.proof() is None
    else:
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.name_block.error.text() == ""
    qtbot.waitUntil(page.password.field.hasFocus)


def test_a_pupil_without_name_and_with_a_day_that_is_none_is_told_both(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 800)
    over.show()
    over.activateWindow()
    form = PupilForm(over, None, ())
    form.open()
    form.born.setText("31/2/2018")
    form.save.click()
    assert form.blocks["forename"].error.text() == "Give the child’s name."
    assert form.blocks["born"].error.text()
    qtbot.waitUntil(form.forename.hasFocus)
    form.dismiss()
