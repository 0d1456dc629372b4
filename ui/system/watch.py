"""Whether the laptop sleeps, its screen is locked, or somebody else has come to it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.system import mac, windows
from ui.system.native_events import NativeEvents
from ui.system.slept import SleepWatch

#: The systems whose own messages Qt passes on.
_WITH_MESSAGES: Final = ("win32", "darwin")


class SystemWatch(QObject):
    """Emits `away`, more than once perhaps, when whoever is at the laptop may be another."""

    away = Signal()
    #: F9 in a dialog of the system, whose keys are not ours.
    shade_key = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("systemWatch")
        self.clocks = SleepWatch(self)
        self.clocks.slept.connect(self.away)
        self._events: NativeEvents | None = None
        self._bus: QObject | None = None

    def start(self, window: QWidget, behind: Callable[[Callable[[], None]], object]) -> None:
        """Begin, once `window` is on the screen. `behind` does what takes time, off the GUI thread."""
        self.clocks.start()
        if sys.platform in _WITH_MESSAGES:
            self._events = NativeEvents(self.away.emit, self.shade_key.emit)
            app = QCoreApplication.instance()
            if app is not None:
                app.installNativeEventFilter(self._events)
            windows.hear_of_session(int(window.winId()))
            windows.hear_of_sleep(int(window.winId()))
            mac.hear_of_session(self.away.emit)
        else:
            behind(self._listen)

    def stop(self) -> None:
        """Listen no more."""
        self.clocks.stop()
        app = QCoreApplication.instance()
        if self._events is not None and app is not None:
            app.removeNativeEventFilter(self._events)
        self._events = None

    def _listen(self) -> None:
        try:
            from ui.system.buses import BusWatch
        except ImportError:  # a Qt without its buses
            return
        bus = self._bus = BusWatch()
        bus.moveToThread(self.thread())
        bus.away.connect(self.away)
        bus.listen()
