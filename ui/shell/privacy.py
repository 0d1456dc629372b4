"""Who sees the screen: the shade, the lock, and the lock that comes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trent_desktop.problems import Problem
from ui.background import Background
from ui.shell.idle import IdleWatch
from ui.shell.window import TrentWindow

if TYPE_CHECKING:
    from trent_desktop.opening import OpenSchool


class Privacy(QObject):
    """Draws the curtain over the window, and lifts it for the member's password.

    Without a member there is nothing to hide, and nothing happens.
    """

    trouble = Signal(Exception)

    def __init__(self, window: TrentWindow, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("privacy")
        self._window = window
        self._background = background
        self._school: OpenSchool | None = None
        self._locked = False
        self.idle = IdleWatch(self)
        self.idle.idle.connect(self.lock)
        window.shade_asked.connect(self.shade)
        window.lock_asked.connect(self.lock)
        window.password_tried.connect(self._try)

    def guard(self, school: OpenSchool | None) -> None:
        """Watch over this member's screen from now on; None for nobody's."""
        self._school = school
        self._locked = False
        if school is None:
            self.idle.stop()
            self._window.lift_curtain()
        else:
            self.heed_settings()

    def heed_settings(self) -> None:
        """Lock after as many minutes as the school's settings say."""
        if self._school is not None:
            self.idle.start(self._school.settings.current().idle_minutes)

    def shade(self) -> None:
        """F9: hide everything at once."""
        self._draw(locked=False)

    def lock(self) -> None:
        """By hand, because nobody was there for a while, or because the laptop slept.

        Also what was only hidden: then the keys go too.
        """
        self._draw(locked=True)

    def _draw(self, *, locked: bool) -> None:
        if self._school is None or self._locked or (self._window.is_covered and not locked):
            return
        self._locked = locked
        if self._window.is_covered:
            self._window.curtain.draw(locked=True, name=self._school.member.name)
        else:
            self._window.draw_curtain(locked=locked, name=self._school.member.name)
            # After it is drawn: hiding must not wait for anything.
            self._window.inside.keep()
        if locked:
            # In the same lane: what she typed and pressed last is kept before the keys go.
            self._background.after_writing(self._school.to_rest(), parent=self)

    def _try(self, password: str) -> None:
        school = self._school
        if school is None:
            return
        operation = self._background.run(lambda: school.check_password(password), parent=self)
        operation.then(
            lambda right: self._answer(school, right), lambda error: self._failed(school, error)
        )

    def _answer(self, school: OpenSchool, right: bool) -> None:
        if school is not self._school:
            return
        if right:
            self._locked = False
            self._window.lift_curtain()
            self.heed_settings()
        else:
            self._window.curtain.refuse("That is not your password.")

    def _failed(self, school: OpenSchool, error: Exception) -> None:
        if school is not self._school:
            return  # she has signed out meanwhile
        if isinstance(error, Problem):
            self._window.curtain.refuse(str(error), getattr(error, "wait_seconds", 0))
            return
        self._window.curtain.refuse("Your password could not be checked.")
        self.trouble.emit(error)
