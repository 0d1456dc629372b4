"""What came while she was doing something else, told so that it disturbs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.changes import Changes
from ui.shell.notify import Tray, needs_words, sent_again_words, sent_words, task_words
from ui.shell.rooms import CaseList, ToDoList
from ui.shell.window import TrentWindow
from ui.theme import Tone

if TYPE_CHECKING:
    from trent_desktop.reports.again.values import SentAgain
    from trent_desktop.reports.needs import Need


class Telling(QObject):
    """Notices in the window, and beside the clock when the window is behind others.

    Nothing is told in the middle of a lesson, or of a report behind the curtain.
    """

    def __init__(self, window: TrentWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        #: None while there is no such place on the screen.
        self.tray: Tray | None = None

    def listen(self, changes: Changes) -> None:
        """Tell what these hear of."""
        changes.needs_me.connect(self.tell_new)
        changes.tasks_for_me.connect(self._tell_tasks)
        changes.added_later.connect(self._tell_added)
        changes.sent.connect(self.tell_sent)
        changes.sent_again.connect(self._tell_sent_again)

    def tell_new(self, needs: tuple[Need, ...]) -> None:
        """Reports whose turn is hers."""
        urgent = any(one.urgent for one in needs)
        self._announce(needs_words(needs), "reports", CaseList("to-act"), urgent=urgent)

    def tell_sent(self, references: tuple[str, ...]) -> None:
        """What had waited on this laptop has arrived."""
        if not self._window.inside.hushed:
            self._window.inside.say(sent_words(references))

    def stop(self) -> None:
        """Take the sign beside the clock away."""
        if self.tray is not None:
            self.tray.remove()

    def _tell_tasks(self, count: int) -> None:
        self._announce(task_words(count), "home", ToDoList())

    def _announce(self, words: str, room: str, place: object, *, urgent: bool = False) -> None:
        inside = self._window.inside
        if inside.hushed:
            return  # the count beside Reports says it, when the lesson is over
        if self.tray is not None and not self._window.isActiveWindow():
            self.tray.say(words, urgent=urgent)
        if not self._window.is_covered:
            from trent_desktop.sentences import ended  # not before the first window

            inside.say(ended(words), Tone.ACT, link="Show", then=lambda: inside.go(room, place))

    def _tell_added(self, references: tuple[str, ...]) -> None:
        if not self._window.inside.hushed and not self._window.is_covered:
            self._window.inside.say(f"{', '.join(references[:3])}: something was added later.")

    def _tell_sent_again(self, again: tuple[SentAgain, ...]) -> None:
        if not self._window.inside.hushed and not self._window.is_covered:
            self._window.inside.say(sent_again_words(again))
