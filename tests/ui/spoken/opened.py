"""The program as it is opened to be read aloud: its day stands still, so that the words do too.

Everything else is the program itself, with the sample school that a press of its own button makes.
"""

from __future__ import annotations

import datetime
import sys
from typing import Any

#: What every clock of the program shows: a Monday in November, before school.
NOW = datetime.datetime(2026, 11, 23, 8, 42, tzinfo=datetime.UTC)
_real = datetime.datetime


class _AnyMoment(type):
    """Every moment is one of it, also those that were made by others."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _real)


class StillTime(_real, metaclass=_AnyMoment):
    """`datetime.datetime`, but that now is always `NOW`. Makes none but ordinary moments."""

    def __new__(cls, *given: Any, **named: Any) -> Any:
        return _real(*given, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        """`NOW`, as `datetime.now` would give it."""
        return NOW.astimezone(tz) if tz else NOW.astimezone().replace(tzinfo=None)


def run() -> int:
    """Open the program, and return its exit code."""
    datetime.datetime = StillTime  # type: ignore[misc]
    from PySide6.QtCore import QTimer

    from ui import app
    from ui.door import Door

    real = app.Program

    def program(**given: Any) -> app.Program:
        # Processes of its own would have a clock of their own.
        made = real(**{**given, "door": Door()})
        desktop = QTimer(made)
        desktop.timeout.connect(_give_keyboard)
        desktop.start(100)
        return made

    app.Program = program  # type: ignore[assignment,misc]
    return app.run()


def _give_keyboard() -> None:
    """Give the keyboard to the window that was opened last, as a desktop does; there is none here."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog)
    shown = [
        one for one in QGuiApplication.topLevelWindows() if one.isVisible() and one.type() in kinds
    ]
    if shown and QGuiApplication.focusWindow() not in shown:
        shown[-1].requestActivate()


if __name__ == "__main__":
    sys.exit(run())
