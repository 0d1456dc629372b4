"""Parts of the program that nobody needs before the first page is shown (rule 107).

Each is made when it is first asked for; the program asks for all of them while nobody waits.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.background import Background
    from ui.problems import Unforeseen
    from ui.screens import Screens
    from ui.shell.night_watch import NightWatcher
    from ui.shell.privacy import Privacy
    from ui.shell.projector import ProjectorGuard
    from ui.shell.window import TrentWindow
    from ui.telling import Telling


class Parts(QObject):
    """The program as its parts see it: they are its children, and work on its window."""

    window: TrentWindow
    background: Background
    unforeseen: Unforeseen
    _screens_given: Screens | None

    @cached_property
    def _screens(self) -> Screens:
        from ui.screens import QtScreens

        return self._screens_given or QtScreens()

    @cached_property
    def privacy(self) -> Privacy:
        """Who sees the screen."""
        from ui.shell.privacy import Privacy

        made = Privacy(self.window, self.background, self)
        made.trouble.connect(self.unforeseen.tell)
        return made

    @cached_property
    def night_watch(self) -> NightWatcher:
        """Looks at the school while nobody touches the program."""
        from ui.shell.night_watch import NightWatcher

        return NightWatcher(self.window, self.background, self)

    @cached_property
    def projector(self) -> ProjectorGuard:
        """Stands between the class and rooms about children."""
        from ui.shell.projector import ProjectorGuard

        return ProjectorGuard(self.window, self._screens, self)

    @cached_property
    def telling(self) -> Telling:
        """Notices of what came."""
        from ui.telling import Telling

        return Telling(self.window, self)

    def stop_parts(self) -> None:
        """The program ends: what was never made need not be stopped."""
        made = vars(self)
        if "projector" in made:
            self.projector.stop()
        if "telling" in made:
            self.telling.stop()
