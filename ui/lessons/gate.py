"""Nothing about a child in front of the class: what is asked before another room is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.components.sheets import ask
from ui.lessons.teaching import Teaching
from ui.shell.rooms import Shell


class LessonGate:
    """While a lesson runs. On a screen that the class sees too, a calm picture comes up first,

    and the teacher says that the board is off before anything else of the program is shown.
    """

    def __init__(self, shell: Shell, teaching: Teaching, over: QWidget) -> None:
        self._shell = shell
        self._teaching = teaching
        self._over = over
        self._going = False

    def may_show(self, room: str, place: object | None) -> bool:
        """Whether a room may be shown now; if not, asks, and shows it when she agrees."""
        if room == "lessons" or self._going or not self._teaching.on_one_screen:
            return True
        self._teaching.tools.calm_now()
        self._teaching.step_aside()

        def go() -> None:
            self._going = True
            try:
                self._shell.go(room, place)
            finally:
                self._going = False

        ask(
            self._over,
            "The class can see this screen",
            "This laptop has one screen, or the whiteboard shows the same. Switch the projector "
            "off, or press its blank or freeze button, before you go on.",
            yes="The board is off: go on",
            no="Stay with the lesson",
            then=go,
        )
        return False
