"""What is said of a password comes and goes, and moves nothing that is pressed again and again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from trent_desktop.problems import SignInRefused
from ui.theme import look
from ui.theme.tokens import Theme


def place(button: QPushButton, window: QWidget) -> QPoint:
    settle()
    return button.mapTo(window, QPoint(0, 0))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_signing_in_stays_where_it_is(stage: Stage, qtbot: QtBot, scale: float) -> None:
    stage.theme = Theme("light", scale, False)
    look().dress(stage.theme)
    program = stage.program()
    window = program.window
    window.show()
    program.entrance.show_sign_in("S:\\Safeguarding\\Trent", "teacher1")
    page = program.entrance.sign_in_page
    at = place(page.button, window)
    page.refuse(SignInRefused("It is too soon.", wait_seconds=1))
    assert page.error.text() == "You can try again in 1 second."
    assert place(page.button, window) == at
    qtbot.waitUntil(page.error.isHidden, timeout=5_000)
    assert place(page.button, window) == at
    page.tried.disconnect()
    page.password.field.setText("something")
    page.button.click()
    page.say_waiting("Waiting for the school’s folder.")
    assert page.waiting.isVisible()
    assert place(page.button, window) == at


def test_the_lock_stays_where_it_is(stage: Stage) -> None:
    window = stage.signed_in("teacher1").window
    window.draw_curtain(locked=True, name="Hannah")
    curtain = window.curtain
    at = place(curtain.button, window)
    curtain.refuse("That is not your password.")
    assert curtain.error.isVisible()
    assert place(curtain.button, window) == at
