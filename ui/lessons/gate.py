"""Nothing about a child in front of the class: what is asked before another room is shown."""

from __future__ import annotations

from ui.lessons.teaching import Teaching
from ui.shell.rooms import Shell


class LessonGate:
    """While a lesson runs. On a screen that the class sees too, a quiet picture comes up first,

    and the teacher says that the projector is off before anything else of the program is shown.
    """

    def __init__(self, shell: Shell, teaching: Teaching) -> None:
        self._shell = shell
        self._teaching = teaching

    def may_show(self, room: str, place: object | None) -> bool:
        """Whether a room may be shown now; if not, asks, and shows it when she agrees."""
        teaching = self._teaching
        # Once the board is put away she has said that nobody sees this screen.
        if room == "lessons" or teaching.board_hidden or not teaching.on_one_screen:
            return True

        def go() -> None:
            teaching.step_aside()
            self._shell.go(room, place)

        teaching.ask_off(go)
        return False
