"""Taking away a lesson that a member wrote, once it was asked about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trent_desktop.lessons.values import SchoolPack
from ui.components.sheets import ask
from ui.shell.rooms import Desk


def ask_remove(
    desk: Desk, page: QWidget, own: SchoolPack | None, then: Callable[[], object]
) -> None:
    """Ask, and take it away; `then` when it is gone. Nothing for a lesson that is ours."""
    if own is None:
        return

    def remove() -> None:
        operation = desk.background.write(lambda: desk.school.lessons.remove(own), parent=page)
        operation.then(lambda _nothing: then(), desk.shell.say_problem)

    ask(
        page,
        "Remove this lesson?",
        "It will be gone for the whole school. What was taught stays in the log.",
        yes="Remove it",
        danger=True,
        then=remove,
    )
