"""Asks for the password once more, before something leaves the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trent_desktop.problems import SignInRefused
from ui.background import Background
from ui.components.buttons import PrimaryButton
from ui.components.fields import FieldBlock, PasswordField
from ui.components.sheets import Sheet
from ui.components.words import body


def ask_password(
    over: QWidget,
    background: Background,
    why: str,
    check: Callable[[str], object],
    then: Callable[[str], object],
    failed: Callable[[Exception], object],
    *,
    title: str = "Your password again",
    yes: str = "Go on",
) -> Sheet:
    """Ask, and call `then` with the right one. `check` raises `SignInRefused` for a wrong one."""
    sheet = Sheet(over, title)
    sheet.column.addWidget(body(why))
    password = PasswordField()
    block = FieldBlock("Password", password)
    sheet.column.addWidget(block)
    act = PrimaryButton(yes)

    def refused(error: Exception) -> None:
        act.setEnabled(True)
        if not isinstance(error, SignInRefused):
            failed(error)
            return
        block.show_error(str(error))
        password.clear()
        password.setFocus()

    def go() -> None:
        if not act.isEnabled() or not password.text():
            return
        act.setEnabled(False)
        typed = password.text()

        def right(_result: object) -> None:
            sheet.dismiss()
            then(typed)

        background.run(lambda: check(typed), parent=sheet).then(right, refused)

    act.clicked.connect(go)
    password.entered.connect(go)
    sheet.add_buttons(act)
    sheet.open()
    return sheet
