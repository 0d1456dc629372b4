"""A lesson's file opened from outside: it is offered, and imported when she says so (rule 143).

It waits while nobody is signed in, behind the curtain, and as long as a lesson runs. Nothing of it is
read before she has agreed; then it goes the way of every lesson from outside, which checks it.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from shiboken6 import isValid

from trent_desktop.opened_with import is_lesson

if TYPE_CHECKING:
    from ui.components.sheets import Sheet
    from ui.program import Program

#: So much of a name is shown, in letters.
_SHOWN: Final = 80
_WORDS: Final = "It is checked before anything of it is used, and is then kept for the whole school, under Lessons."


class OpenedWith(QObject):
    """Keeps the last lesson that was handed to the program until it can be offered."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.setObjectName("openedWith")
        self._program = program
        self._waits = ""
        self._watches = False
        self._sheet: Sheet | None = None
        program.signed_in.connect(self._soon)

    def take(self, path: str) -> None:
        """A lesson's file was opened: come forward, unless a lesson runs, and offer it when that can be."""
        if not self._in_lesson:
            self._program.window.bring_forward()
        if is_lesson(path):
            self._waits = path
            self._soon()

    @property
    def _in_lesson(self) -> bool:
        program = self._program
        return program.school is not None and program.window.inside.hushed

    def _soon(self) -> None:
        # After what is being shown now: a page that is just coming takes the focus.
        QTimer.singleShot(0, self, self._offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._soon()
        return False

    def _watch(self, on: bool) -> None:
        """Notice when the curtain lifts, and when a lesson has ended."""
        if on is self._watches:
            return
        self._watches = on
        inside = self._program.window.inside
        if on:
            inside.installEventFilter(self)
            inside.moved.connect(self._soon)
        else:
            inside.removeEventFilter(self)
            inside.moved.disconnect(self._soon)

    def _offer(self) -> None:
        from trent_desktop.school.people.permissions import Right
        from ui.components.sheets import ask

        program, path = self._program, self._waits
        school, window = program.school, program.window
        if not path or school is None:
            return
        inside = window.inside
        if window.shown_page is not inside or self._in_lesson:
            self._watch(True)
            return
        self._watch(False)
        self._waits = ""
        if not school.may(Right.REPORT):
            inside.say("You cannot import lessons here: somebody who works with children can.")
            return
        if self._sheet is not None and isValid(self._sheet):
            self._sheet.dismiss()
        name = PurePath(path).stem
        name = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        self._sheet = ask(
            inside, "Import this lesson?", f"{name}\n\n{_WORDS}",
            yes="Import the lesson", no="Not now", then=lambda: self._bring_in(path),
        )  # fmt: skip

    def _bring_in(self, path: str) -> None:
        from ui.shell.rooms import BringIn

        self._program.window.inside.go("lessons", BringIn(path))
