"""One window for each user and each folder of user data: a second start brings it forward.

Who is first is told by a file that the first one holds; that costs nothing. The other one is
reached through a socket, which brings Qt's network with it: the first one opens it when its window
is shown (rule 107), and a second one waits for that a moment.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 400
#: The first one may still be starting: it is asked again for so many seconds.
_STARTS_S = 3.0
_WORD = b"come forward\n"


class SingleInstance(QObject):
    """Finds the first start, or is it.

    Call `is_first` once: False means that another one runs and has been asked to come forward.
    The first one then calls `serve`, and `asked` is emitted whenever another has started.
    """

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("singleInstance")
        self._folder = folder
        self._held: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._name = ""
        self._closed = False

    @property
    def name(self) -> str:
        """The name of the socket."""
        if not self._name:
            import getpass
            import hashlib

            tag = f"{getpass.getuser()}\n{self._folder.resolve()}".encode()
            self._name = f"trent-desktop-{hashlib.sha256(tag).hexdigest()[:20]}"
        return self._name

    def is_first(self) -> bool:
        """Whether no other one runs; from then on this one is the first."""
        return self._hold() or not self._ask_other()

    def _hold(self) -> bool:
        """Whether this one holds the file. One that crashed holds it no longer."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        held = QLockFile(str(self._folder / "running.lock"))
        held.setStaleLockTime(0)  # a program that runs for a month is still the first
        if not held.tryLock(0):
            return False
        self._held = held
        return True

    def serve(self) -> None:
        """Answer whoever starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or self._closed:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self.name):
            # Whoever held it before has crashed, or it is not to be had.
            QLocalServer.removeServer(self.name)
            if not server.listen(self.name):
                server.deleteLater()
                return
        server.newConnection.connect(self._answer)
        self._server = server

    def close(self) -> None:
        """Stop answering."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._held is not None:
            self._held.unlock()
            self._held = None
        self._closed = True

    def _ask_other(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        until = time.monotonic() + _STARTS_S
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self.name)
            if socket.waitForConnected(_WAIT_MS):
                break
            if time.monotonic() > until:
                return False  # whatever holds the file is not one of us
            time.sleep(0.05)
        socket.write(_WORD)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _answer(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.asked.emit()
