"""Guards what is on the screen against what happens around the program (rules 115 and 116)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ui.components.input_watch import input_watch
from ui.components.secret_clipboard import MarkedClipboard
from ui.program import Program
from ui.shell.curtain import StandsAside
from ui.system import windows
from ui.system.watch import SystemWatch

#: Set to anything, windows are left in pictures: for a projector or a magnifier that takes those.
SHOWN: Final = "TRENT_SHOWN_IN_PICTURES"


class SystemGuard(QObject):
    """Locks when the laptop sleeps or is left, and keeps windows and words out of histories."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self.watch = SystemWatch(self)
        self.watch.away.connect(program.privacy.lock)
        self.watch.shade_key.connect(lambda: input_watch().pressed.emit(Qt.Key.Key_F9))
        self._pictures = OutOfPictures(self)
        self._clipboard = MarkedClipboard(self)
        program.window.first_picture.connect(self._start)

    def stop(self) -> None:
        """The program ends."""
        self.watch.stop()

    def _start(self) -> None:
        program = self._program
        self._pictures.keep_out(program.window)
        self.watch.start(
            program.window, lambda work: program.background.run(work, parent=self.watch)
        )


class OutOfPictures(QObject):
    """Keeps every window out of pictures and shared screens, but never the board of a lesson.

    Windows alone can do so. Whoever teaches from afar shares the board.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        keep_out: Callable[[int], object] = windows.keep_out_of_pictures,
    ) -> None:
        """`keep_out` is given the system's number of a window."""
        super().__init__(parent)
        self._keep_out = keep_out
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # A dialog or a menu has the keyboard as soon as it is there.
            app.focusWindowChanged.connect(self._came)

    def keep_out(self, window: QWidget) -> None:
        """This one, unless it is a board."""
        if not isinstance(window, StandsAside) and not os.environ.get(SHOWN):
            self._keep_out(int(window.winId()))

    def _came(self, focus: QWindow | None) -> None:
        for widget in QApplication.topLevelWidgets():
            if focus is not None and widget.windowHandle() is focus:
                self.keep_out(widget)
