"""Parts of the program that nobody needs before the first page is shown (rule 107).

Each is made when it is first asked for; the program asks for all of them while nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.theme.fonts import fallback_files, load_font

if TYPE_CHECKING:
    from ui.background import Background
    from ui.preferences import Preferences
    from ui.problems import Unforeseen
    from ui.screens import Screens
    from ui.shell.night_watch import NightWatcher
    from ui.shell.privacy import Privacy
    from ui.shell.projector import ProjectorGuard
    from ui.shell.window import TrentWindow
    from ui.telling import Telling


#: What they are made of, and what lies behind the first page.
_MADE_OF = (
    *("ui.shell.inside", "ui.components.input_watch", "ui.shell.curtain", "ui.shell.trouble_panel"),
    *("ui.theme.further_fonts", "ui.shell.privacy", "ui.shell.projector", "ui.screens"),
    *("ui.shell.night_watch", "ui.telling", "ui.components.focus", "ui.guard", "ui.qt_classes"),
    *("ui.components.keyboard_back", "ui.components.second_press"),
)


def import_parts() -> None:
    """Import what they are made of: on another thread, while whoever types is heard on this one.

    None of it may be imported by the window's own thread meanwhile, which would wait for it here.
    """
    for name in _MADE_OF:
        import_module(name)


def import_rooms() -> None:
    """Import the rooms, and take away what somebody began on this laptop and never ended."""
    from trent_desktop.storage.begun import take_away_left
    from ui.rooms import rooms

    rooms()
    take_away_left()


class Parts(QObject):
    """The program as its parts see it: they are its children, and work on its window."""

    window: TrentWindow
    preferences: Preferences
    background: Background
    unforeseen: Unforeseen
    #: What else is made with them, by whoever began the program.
    soon: Sequence[Callable[[], object]] = ()
    _screens_given: Screens | None
    _over: bool

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

    def to_get_ready(self) -> list[Callable[[], object]]:
        """What makes them all, in slices, once `import_parts` is done."""
        from ui import qt_classes
        from ui.theme import further_fonts

        return [
            *qt_classes.slices(),  # before any filter of events, which `soon` brings
            *self.soon,
            *self.window.to_get_ready(),
            *(partial(load_font, file) for file in fallback_files()),
            *further_fonts.slices(self.background, self),
            lambda: self.privacy,
            lambda: self.projector,
            lambda: self.night_watch,
            self._show_tray,
        ]

    def _show_tray(self) -> None:
        from ui.shell.notify import Tray

        if self._over or not self.preferences.choices.tray:
            return
        tray = self.telling.tray = Tray(self, lambda: self.preferences.choices.quiet)
        tray.pressed.connect(self.window.bring_forward)

    def stop_parts(self) -> None:
        """The program ends: what was never made need not be stopped."""
        made = vars(self)
        if "projector" in made:
            self.projector.stop()
        if "telling" in made:
            self.telling.stop()
