"""What is said of a password comes and goes, and moves nothing that is pressed again and again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from trent_desktop.problems import DamagedDatabase, Problem, SignInRefused
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


NOT_TOGETHER = SignInRefused(
    "The name and the password do not belong together.",
    what_to_do="Check both, and whether Caps Lock is on.",
)
AWAY = SignInRefused(
    "The name and the password do not belong together.",
    what_to_do="Check both, and whether Caps Lock is on. While the school’s folder cannot be "
    "used, only the password counts that you last used on this laptop.",
)
DAMAGED = DamagedDatabase(
    "The school’s file is damaged.",
    what_to_do="Nothing that was sent from this laptop is lost. Tell whoever looks after the "
    "network, and do not put anything back by hand: the newest copy is put back from here.",
)


@pytest.mark.parametrize("size", [(1024, 768), (2560, 1440)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("problem", [NOT_TOGETHER, AWAY, DAMAGED])
def test_a_refusal_of_many_lines_moves_nothing_that_is_pressed(
    stage: Stage, scale: float, problem: Problem, size: tuple[int, int]
) -> None:
    stage.theme = Theme("light", scale, False)
    look().dress(stage.theme)
    program = stage.program()
    window = program.window
    window.resize(*size)
    window.show()
    program.entrance.show_sign_in("S:\\Safeguarding\\Trent", "teacher1")
    page = program.entrance.sign_in_page
    settle()
    page.button.setFocus()  # as a click on it does
    at = place(page.button, window)
    page.refuse(problem)
    assert page.error.text() == str(problem)
    assert page.put_back_link.isVisible() is (problem is DAMAGED)
    assert place(page.button, window) == at
    page.error.say("")
    assert place(page.button, window) == at


def test_the_lock_stays_where_it_is(stage: Stage) -> None:
    window = stage.signed_in("teacher1").window
    window.draw_curtain(locked=True, name="Hannah")
    curtain = window.curtain
    at = place(curtain.button, window)
    curtain.refuse("That is not your password.")
    assert curtain.error.isVisible()
    assert place(curtain.button, window) == at
