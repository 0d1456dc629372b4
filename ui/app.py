"""The composition root: builds what the windows need, once, and hands it to them.

The first window is shown before the core is imported, and nothing that stands on the database is
imported here at all (rule 106). What is slow runs in `ui.background`.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

import trent_desktop
from ui.collecting import Collector
from ui.components.read_aloud import speak_as_drawn
from ui.door import ShareDoor
from ui.getting_ready import GettingReady
from ui.opened_with import OpenedWith
from ui.preferences import Preferences
from ui.problems import end_log, keep_log
from ui.program import Options, Program
from ui.single_instance import SingleInstance
from ui.theme.looks import STYLE, STYLED, FollowsSystem, look, system_theme

if TYPE_CHECKING:
    from ui.guard import SystemGuard

__all__ = ["Options", "Program", "data_folder", "make_application", "run"]


def data_folder() -> Path:
    """Where this user's data is on this laptop."""
    import platformdirs

    return Path(platformdirs.user_data_dir("trent-desktop", appauthor=False))


class Application(QApplication):
    """The application. `handed` gives the path of a file that macOS hands to it, at any time."""

    handed = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if path := event.file():
                self.handed.emit(path)
            return True
        return super().event(event)


def make_application(arguments: list[str]) -> QApplication:
    """The application object, dressed; the one there is, if there is one already."""
    known = QCoreApplication.instance()
    if isinstance(known, QApplication):
        return known
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # Here and not when it is dressed: the style object itself need not become one of Python's.
    app = Application([*arguments[:1], "-style", STYLE, *arguments[1:]])
    app.setProperty(STYLED, True)
    app.setApplicationName("trent-desktop")
    app.setApplicationDisplayName("Trent Desktop")
    app.setApplicationVersion(trent_desktop.__version__)
    app.setDesktopFileName("trent-desktop")
    return app


def _listen() -> None:
    """Begin what is done for a screen reader; whoever has none does not wait for it."""
    from ui.components.listened import listen

    listen()


def run(options: Options | None = None) -> int:
    """Open the program, and return its exit code when it was closed."""
    app = make_application(sys.argv[:1])
    folder = data_folder()
    preferences = Preferences()
    instance = SingleInstance(folder)
    options = options or Options()
    if not instance.is_first(options.lesson):
        return 0
    look().dress(preferences.theme(system=system_theme()))
    speak_as_drawn(_listen)
    program = Program(preferences=preferences, folder=folder, door=ShareDoor())
    program.unforeseen.install()
    collector = Collector(program)
    opened_with = OpenedWith(program)
    instance.asked.connect(program.window.bring_forward)
    instance.handed.connect(opened_with.take)
    if isinstance(app, Application):
        app.handed.connect(opened_with.take)
    guards: list[SystemGuard] = []
    program.imported.connect(collector.keep)
    program.signed_in.connect(collector.settle)
    app.lastWindowClosed.connect(app.quit)
    logs: list[logging.Handler] = []

    def after_first_picture() -> None:
        GettingReady(
            (
                lambda: logs.append(keep_log(folder / "log")),
                instance.serve,
            ),
            program.unforeseen.tell,
            program,
        )

    program.window.first_picture.connect(after_first_picture)
    program.soon = (
        lambda: _show_focus(app),
        lambda: guards.append(_guard(program)),
        _tell_the_installer,
        lambda: _follow_system(program),
    )
    program.start(options)
    if options.lesson:
        opened_with.take(options.lesson)
    try:
        return app.exec()
    finally:
        instance.close()
        for guard in guards:
            guard.stop()
        program.finish()
        collector.stop()
        for log in logs:
            end_log(log)


def _tell_the_installer() -> None:
    from ui.system.windows import tell_the_installer

    tell_the_installer()


def _guard(program: Program) -> SystemGuard:
    from ui.guard import SystemGuard

    return SystemGuard(program)


def _follow_system(program: Program) -> None:
    """Where she chose *As this laptop*, the look changes with the laptop's own."""
    preferences = program.preferences

    def changed() -> None:
        wanted = preferences.theme(system=system_theme())
        if wanted != look().theme:
            look().dress(wanted)

    FollowsSystem(program).changed.connect(changed)


def _show_focus(app: QApplication) -> None:
    from ui.components.focus import FocusRing
    from ui.components.input_watch import input_watch
    from ui.components.keyboard_back import KeyboardBack
    from ui.components.second_press import SecondPress

    FocusRing(app)
    KeyboardBack(app)
    SecondPress(input_watch())
