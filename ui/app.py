"""The composition root: builds what the windows need, once, and hands it to them.

The first window is shown before the core is imported, and nothing that stands on the database is
imported here at all (rule 106). What is slow runs in `ui.background`.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import trent_desktop
from ui.collecting import Collector
from ui.components.focus import FocusRing
from ui.door import ShareDoor
from ui.preferences import Preferences
from ui.problems import end_log, keep_log
from ui.program import Options, Program
from ui.theme import look

__all__ = ["Options", "Program", "data_folder", "make_application", "run"]


def data_folder() -> Path:
    """Where this user's data is on this laptop."""
    import platformdirs

    return Path(platformdirs.user_data_dir("trent-desktop", appauthor=False))


def make_application(arguments: list[str]) -> QApplication:
    """The application object, dressed; the one there is, if there is one already."""
    known = QCoreApplication.instance()
    if isinstance(known, QApplication):
        return known
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(arguments)
    app.setApplicationName("trent-desktop")
    app.setApplicationDisplayName("Trent Desktop")
    app.setApplicationVersion(trent_desktop.__version__)
    app.setDesktopFileName("trent-desktop")
    return app


def settle_memory() -> None:
    """Spare the collector what stays as long as somebody is signed in.

    A full collection walks through every object there is: some 80 ms in which no window paints,
    again and again while thousands of cases come in. What is there now is left out of it; what
    an earlier sign-in left behind is collected first.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def run(options: Options | None = None) -> int:
    """Open the program, and return its exit code when it was closed."""
    from ui.settings.settings import system_is_dark

    app = make_application(sys.argv[:1])
    folder = data_folder()
    preferences = Preferences()
    from ui.guard import SystemGuard
    from ui.single_instance import SingleInstance

    instance = SingleInstance(folder)
    if not instance.is_first():
        return 0
    look().dress(preferences.theme(system_is_dark=system_is_dark()))
    FocusRing(app)
    program = Program(preferences=preferences, folder=folder, door=ShareDoor())
    program.unforeseen.install()
    collector = Collector(program)
    instance.asked.connect(program.window.bring_forward)
    guard = SystemGuard(program)
    program.signed_in.connect(settle_memory)
    app.lastWindowClosed.connect(app.quit)
    program.start(options or Options())
    log = keep_log(folder / "log")
    try:
        return app.exec()
    finally:
        instance.close()
        guard.stop()
        program.finish()
        collector.stop()
        end_log(log)
