"""A sealed report opens with the password, unless it was typed a short while ago."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.reports.out.password_sheet import ask_password
from ui.shell.rooms import Desk

WHY = (
    "This report is sealed. It opens with your password, so that nobody else opens it while you "
    "are away from the laptop."
)


def when_sure(over: QWidget, desk: Desk, case_id: uuid.UUID, then: Callable[[], object]) -> None:
    """Do `then`, at once or after the right password. Closing the question leaves all as it is."""
    school = desk.school
    if school.password_is_fresh:
        then()
        return

    def asked(wanted: bool) -> None:
        if not wanted:
            then()
            return
        ask_password(
            over,
            desk.background,
            WHY,
            school.giving_out.check_password,
            lambda _password: then(),
            desk.shell.say_problem,
            yes="Open it",
        )

    operation = desk.background.run(lambda: school.asks_for_password(case_id), parent=over)
    operation.then(asked, desk.shell.say_problem)
