"""A real second program for the tests: its making, a watch over it, and its end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import Program, data_folder, make_application
from ui.door import ShareDoor
from ui.preferences import Preferences


def make_program(name: str) -> tuple[QApplication, Program]:
    """A program as `ui.app` makes it, in this process's own folders."""
    app = make_application([name])
    program = Program(
        preferences=Preferences(Path(data_folder()) / "preferences"),
        folder=data_folder(),
        door=ShareDoor(),
    )
    return app, program


def run_until_parent_ends(app: QApplication, program: Program, look: Callable[[], None]) -> int:
    """Run, looking every 50 ms, until standard input ends; the exit status."""
    program.window.show()
    watch = QTimer(program, interval=50)
    watch.timeout.connect(look)
    watch.start()
    # Ends with its parent, whatever happens to that.
    threading.Thread(target=lambda: (sys.stdin.read(), app.exit()), daemon=True).start()
    status = app.exec()
    program.window.close()
    program.finish()
    return status
