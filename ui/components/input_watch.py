"""Notes when the member last did something, and whether it was with the keyboard.

One event filter for the whole application: every event of every widget passes through it, so it
does as little as it can.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent

_WATCH = "_trent_input_watch"
_KEY = QEvent.Type.KeyPress
_POINT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_PRESSES = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick),
        QEvent.Type.MouseButtonRelease,
    }
)
_ALIVE = frozenset({QEvent.Type.Wheel, QEvent.Type.MouseMove, QEvent.Type.TouchUpdate})


class InputWatch(QObject):
    """`keyboard` says whether the last deed was a key press, `idle_seconds` how long ago it was."""

    keyboard_changed = Signal(bool)
    #: A key (`Qt.Key`) went down, in whatever window of the program; also in dialogs.
    pressed = Signal(int)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.setObjectName("inputWatch")
        self._last = time.monotonic()
        self.keyboard = False
        #: Asked about each key before whoever has the keyboard; whether it is done with.
        self.first: Callable[[QObject, QKeyEvent], bool] | None = None
        #: Asked about each press of a key or button; whether it must not arrive.
        self.second: Callable[[QObject, QInputEvent, QEvent.Type], bool] | None = None
        app.installEventFilter(self)
        app.setProperty(_WATCH, self)

    @property
    def idle_seconds(self) -> float:
        """Seconds since the last key, click, touch or movement of the mouse."""
        return time.monotonic() - self._last

    def led_there(self) -> None:
        """The program puts the focus somewhere: it is shown there, also after a click."""
        if not self.keyboard:
            self.keyboard = True
            self.keyboard_changed.emit(True)

    def touch(self) -> None:
        """Count this moment as one at which something was done."""
        self._last = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # By its class first: of all events few are somebody's deed, and to ask for the kind of
        # each takes longer than everything else here.
        if not isinstance(event, QInputEvent):
            return False
        kind = event.type()
        if kind in _PRESSES and self.second is not None and self.second(watched, event, kind):
            self._last = time.monotonic()
            return True
        if kind == _KEY:
            self._last = time.monotonic()
            if not self.keyboard:
                self.keyboard = True
                self.keyboard_changed.emit(True)
            self.pressed.emit(cast("QKeyEvent", event).key())
            if self.first is not None:
                return self.first(watched, cast("QKeyEvent", event))
        elif kind in _POINT:
            self._last = time.monotonic()
            if self.keyboard:
                self.keyboard = False
                self.keyboard_changed.emit(False)
        elif kind in _ALIVE:
            self._last = time.monotonic()
        return False


def input_watch() -> InputWatch:
    """The watch of the running application, made when first asked for."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("There is no application yet.")
    known = app.property(_WATCH)
    return known if isinstance(known, InputWatch) else InputWatch(app)
