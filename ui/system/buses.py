"""What the desktop of Linux tells on its buses: the laptop goes to sleep, is locked, or is another's."""

from __future__ import annotations

import os
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusObjectPath

_LOGIN: Final = "org.freedesktop.login1"
_ROOT: Final = "/org/freedesktop/login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
_SESSION: Final = "org.freedesktop.login1.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
#: Path and interface of what locks the screen, as each desktop calls it.
SAVERS: Final = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    ("/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)
_PATIENCE_MS: Final = 2_000


def _slot(name: str) -> bytes:
    # Qt for Python takes the text, and says that it takes bytes.
    return cast("bytes", SLOT(name))


class BusWatch(QObject):
    """Emits `away` on its own thread. Where there is no bus, nobody tells anything."""

    away = Signal()
    #: Also to what belongs to this session alone.
    listening = Signal()

    def listen(self) -> int:
        """Begin to listen, on the buses of this laptop; to how many signals. Asks them: slow."""
        return self.listen_to(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def listen_to(self, system: QDBusConnection, session: QDBusConnection) -> int:
        """The same on the given buses. Which session this is, is asked and not waited for."""
        heard = 0
        self._system = system
        if system.isConnected():
            heard += system.connect(
                _LOGIN, _ROOT, _MANAGER, "PrepareForSleep", self, _slot("sleeps(bool)")
            )
            ask = QDBusMessage.createMethodCall(_LOGIN, _ROOT, _MANAGER, "GetSession")
            ask.setArguments([os.environ.get("XDG_SESSION_ID") or "auto"])
            system.callWithCallback(
                ask,
                self,
                _slot("mine(QDBusObjectPath)"),
                _slot("nobodys(QDBusError)"),
                _PATIENCE_MS,
            )
        if session.isConnected():
            for path, name in SAVERS:
                heard += session.connect(
                    "", path, name, "ActiveChanged", self, _slot("saves(bool)")
                )
        return heard

    @Slot(QDBusObjectPath)
    def mine(self, path: QDBusObjectPath) -> None:
        """The login service says which session this program is in."""
        self._listen_to_session(path.path())

    @Slot(QDBusError)
    def nobodys(self, _error: QDBusError) -> None:
        """It does not know, or there is none: then any session's lock is one."""
        self._listen_to_session("")

    def _listen_to_session(self, path: str) -> None:
        bus = self._system
        bus.connect(_LOGIN, path, _SESSION, "Lock", self, _slot("locked()"))
        change = _slot("changed(QString,QVariantMap,QStringList)")
        bus.connect(_LOGIN, path, _PROPERTIES, "PropertiesChanged", self, change)
        self.listening.emit()

    @Slot(bool)
    def sleeps(self, _begins: bool) -> None:
        """It is about to sleep, or has woken up: whoever opens it may be another."""
        self.away.emit()

    @Slot()
    def locked(self) -> None:
        """The session is locked."""
        self.away.emit()

    @Slot(bool)
    def saves(self, active: bool) -> None:
        """The screen is locked or saved, or is so no more."""
        if active:
            self.away.emit()

    @Slot("QString", "QVariantMap", "QStringList")
    def changed(self, interface: str, values: dict[str, object], _unknown: list[str]) -> None:
        """Something of this session: is it still the one on the screen?"""
        gone = values.get("Active") is False or values.get("LockedHint") is True
        if interface == _SESSION and gone:
            self.away.emit()
