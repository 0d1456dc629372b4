"""Nothing about a child in front of the class: what is asked before another room is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.components.sheets import ask
from ui.lessons.teaching import Teaching
from ui.shell.projector import CLASS_SEES, PROJECTOR_OFF, QUESTION
from ui.shell.rooms import Shell


class LessonGate:
    """While a lesson runs. On a screen that the class sees too, a quiet picture comes up first,

    and the teacher says that the projector is off before anything else of the program is shown.
    """

    def __init__(self, shell: Shell, teaching: Teaching, over: QWidget) -> None:
        self._shell = shell
        self._teaching = teaching
        self._over = over
        self._agreed = False  # she said that nobody sees this screen
        teaching.rearranged.connect(self._screens_changed)

    def may_show(self, room: str, place: object | None) -> bool:
        """Whether a room may be shown now; if not, asks, and shows it when she agrees."""
        if room == "lessons" or self._agreed or not self._teaching.on_one_screen:
            return True

        def go() -> None:
            self._agreed = True
            self._teaching.step_aside()
            self._shell.go(room, place)

        self._ask(go)
        return False

    def _ask(self, then: Callable[[], object]) -> None:
        if self._teaching.window.isVisible():
            self._teaching.ask_off(then)
            return
        ask(
            self._over,
            QUESTION,
            CLASS_SEES,
            yes=PROJECTOR_OFF,
            no="Stay with the lesson",
            then=then,
        )

    def _screens_changed(self) -> None:
        """The board came back, or the class may see this screen from now on.

        Where a laptop begins to mirror, its second screen only vanishes: so whatever is shown
        gives way to the console, which says nothing about a child.
        """
        if not self._teaching.board_hidden:
            self._agreed = False
            if self._teaching.on_one_screen:
                self._shell.go("lessons")
