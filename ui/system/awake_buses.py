"""How a desktop on Linux is kept awake: asked on its buses, and let go by leaving them.

What was asked for on a connection ends with it, so that nobody stays awake for a program that is
no more. The login service gives a file to hold instead, which is closed with the program.
"""

from __future__ import annotations

import itertools
import os
from contextlib import suppress
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusUnixFileDescriptor

#: Who saves and locks the screen, and who sends the computer to sleep, as desktops call them.
DESKTOPS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    (
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)
_LOGIN: Final = "org.freedesktop.login1"
_PATIENCE_MS: Final = 5_000
_numbers = itertools.count(1)


class BusesAwake(QObject):
    """Asks on the buses of this laptop, or on those at the given addresses, and says why."""

    def __init__(self, program: str, why: str, session: str = "", system: str = "") -> None:
        super().__init__()
        self._program, self._why = program, why
        self._addresses = (session, system)
        self._names: list[str] = []
        self._file: int | None = None

    def __call__(self, on: bool) -> bool:
        """Stay awake, or not any more; whether anybody was there to be asked. Waits for nobody."""
        self._leave()
        if not on:
            return False
        buses = QDBusConnection.BusType.SessionBus, QDBusConnection.BusType.SystemBus
        session, system = map(self._join, self._addresses, buses)
        if session.isConnected():
            for service, path, interface in DESKTOPS:
                ask = QDBusMessage.createMethodCall(service, path, interface, "Inhibit")
                ask.setArguments([self._program, self._why])
                self._send(session, ask, "asked()")
        if system.isConnected():
            manager = f"{_LOGIN}.Manager"
            ask = QDBusMessage.createMethodCall(
                _LOGIN, "/org/freedesktop/login1", manager, "Inhibit"
            )
            ask.setArguments(["idle:sleep", self._program, self._why, "block"])
            self._send(system, ask, "given(QDBusUnixFileDescriptor)")
        return session.isConnected() or system.isConnected()

    def _join(self, address: str, bus: QDBusConnection.BusType) -> QDBusConnection:
        name = f"awake{next(_numbers)}"
        self._names.append(name)
        if address:
            return QDBusConnection.connectToBus(address, name)
        return QDBusConnection.connectToBus(bus, name)

    def _send(self, bus: QDBusConnection, ask: QDBusMessage, then: str) -> None:
        ask.setAutoStartService(False)
        # Qt for Python takes the text, and says that it takes bytes.
        slot, refused = cast("bytes", SLOT(then)), cast("bytes", SLOT("refused(QDBusError)"))
        bus.callWithCallback(ask, self, slot, refused, _PATIENCE_MS)

    def _leave(self) -> None:
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self._names.clear()
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
        self._file = None

    @Slot()
    def asked(self) -> None:
        """A desktop stays awake as long as this connection is there."""

    @Slot(QDBusError)
    def refused(self, _error: QDBusError) -> None:
        """There is no such service here, or it will not: the others may."""

    @Slot(QDBusUnixFileDescriptor)
    def given(self, file: QDBusUnixFileDescriptor) -> None:
        """The login service keeps it awake until this file is closed."""
        if self._names and self._file is None:
            self._file = os.dup(file.fileDescriptor())
