"""What Windows and macOS tell a program's windows, and Qt passes on to nobody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtWidgets import QApplication

from ui.system import mac, windows


class NativeEvents(QAbstractNativeEventFilter):
    """Calls `away` when the laptop sleeps or its session is left, `shade` for F9 in their dialogs.

    Every message of the system passes through it, so it does as little as it can; it keeps none.
    """

    def __init__(self, away: Callable[[], object], shade: Callable[[], object]) -> None:
        super().__init__()
        self._shade = shade
        self._away = away

    def nativeEventFilter(
        self,
        eventType: QByteArray | bytes | bytearray | memoryview,  # noqa: N803 - Qt's own name
        message: int,
    ) -> tuple[bool, int]:
        kind = QByteArray(eventType).data()
        if kind == b"windows_generic_MSG":
            self._windows(*windows.message(int(message)))
        elif (
            kind == b"mac_generic_NSEvent"
            and QApplication.activeModalWidget() is not None
            and mac.is_shade_key(int(message))
        ):
            self._shade()
        return False, 0

    def _windows(self, number: int, first: int) -> None:
        if number == windows.WM_POWERBROADCAST:
            if first in windows.POWER_AWAY:
                self._away()
        elif number == windows.WM_WTSSESSION_CHANGE:
            if first in windows.SESSION_AWAY:
                self._away()
        elif number == windows.WM_HOTKEY and first == windows.SHADE_HOTKEY:
            self._shade()
