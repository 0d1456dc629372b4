"""One window for each user and each folder of user data: a second start brings it forward.

Who is first is told by a file that the first one holds; that costs nothing. The other one is
reached through a socket, which brings Qt's network with it: the first one opens it when its window
is shown (rule 107), and a second one waits for that a moment.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from trent_desktop import files
from trent_desktop.opened_with import LONGEST_PATH, is_lesson
from trent_desktop.storage.box.turn import ProcessTurn

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 400
_WORD = b"come forward\n"
_LESSON = "lesson "  # and its whole path
#: The longest line that is heard, in bytes, and how long it may take.
_LONGEST, _HEARD_MS = LONGEST_PATH + 100, 2_000
_LOCK = "window.lock"
#: So long a first one that is just starting, or closing, is waited for, in seconds.
_CLOSING_S, _PAUSE_S = 3.0, 0.1
_ANY_PROGRAM = -1


class SingleInstance(QObject):
    """Finds the first start, or is it.

    Call `is_first` once: False means that another one runs and has been asked to come forward.
    The first one then calls `serve`, and `asked` or `handed` is emitted whenever another has started.
    """

    asked = Signal()
    #: Another was started with a lesson's file: its whole path.
    handed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("singleInstance")
        self._name = ""
        self._closed = False
        self._folder = folder
        self._turn = ProcessTurn(folder / _LOCK)
        self._server: QLocalServer | None = None

    @property
    def name(self) -> str:
        """The name of the socket."""
        if not self._name:
            import hashlib

            tag = f"{_user()}\n{os.path.normcase(self._folder.resolve())}".encode(
                "utf-8", files.AS_BYTES
            )
            self._name = f"trent-desktop-{hashlib.sha256(tag).hexdigest()[:20]}"
        return self._name

    def is_first(self, lesson: str = "") -> bool:
        """Whether no other one runs; from then on this one is the first.

        The other one is given `lesson`, the whole path of a lesson's file, if there is one.
        """
        # Windows lets two programs listen at one name, and anybody at any: a lock on a file of
        # this user says who is first, and the name only how to reach her.
        until = time.monotonic() + _CLOSING_S
        while not self._locked(lesson):
            if self._ask_other(lesson):
                self._turn.close()
                return False
            if time.monotonic() > until:
                break  # it is closing, or stands still, and answers nobody
            time.sleep(_PAUSE_S)
        return True

    def serve(self) -> None:
        """Answer whoever starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or self._closed:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self.name):
            # Nobody answered, so what is there was left by one that crashed.
            QLocalServer.removeServer(self.name)
            if not server.listen(self.name):
                server.deleteLater()  # nobody can ask this one to come forward
                return
        server.newConnection.connect(self._answer)
        self._server = server

    def close(self) -> None:
        """Stop answering."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._turn.close()
        self._closed = True

    def _locked(self, lesson: str) -> bool:
        """Whether no other one of this user runs; also where that cannot be known."""
        try:
            files.make_folder(self._folder, parents=True)
            return self._turn.take(0)
        except OSError:
            return not self._ask_other(lesson)

    def _ask_other(self, lesson: str) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        _let_it_come_forward()
        socket.write(f"{_LESSON}{lesson}\n".encode() if is_lesson(lesson) else _WORD)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _answer(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            # It must hold nothing that this one is a part of: both are let go of together.
            _Caller(socket).heard.connect(self._heard)

    def _heard(self, line: str) -> None:
        lesson = line.removeprefix(_LESSON).removesuffix("\n")
        if line.startswith(_LESSON) and is_lesson(lesson) and Path(lesson).is_absolute():
            self.handed.emit(lesson)
        else:
            self.asked.emit()


class _Caller(QObject):
    """Another that has started: its line is heard to the end, and no longer."""

    heard = Signal(str)

    def __init__(self, socket: QLocalSocket) -> None:
        super().__init__(socket)
        self._socket = socket
        self._over = False
        socket.setReadBufferSize(_LONGEST)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._end)
        QTimer.singleShot(_HEARD_MS, self, self._end)
        # It may be there already, and may have gone.
        QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        socket = self._socket
        gone = socket.state() == socket.LocalSocketState.UnconnectedState
        if gone or socket.canReadLine() or socket.bytesAvailable() >= _LONGEST:
            self._end()

    def _end(self) -> None:
        if self._over:
            return
        self._over = True
        line = bytes(self._socket.readLine(_LONGEST).data())
        self._socket.abort()
        self._socket.deleteLater()
        self.heard.emit(line.decode("utf-8", "replace"))


def _user() -> str:
    """Who this is to the system: the same at each start, whatever a console has set meanwhile."""
    if sys.platform != "win32":
        return str(os.getuid())
    # Without a name there is one user of this folder all the same.
    with suppress(OSError, KeyError, ImportError):
        import getpass

        return os.environ.get("USERNAME", "").casefold() or getpass.getuser().casefold()
    return ""


def _let_it_come_forward() -> None:
    """Windows lets no program come forward by itself: its button flashes in the bar instead.

    Whoever was started by a person may, and may pass that on.
    """
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError):
            ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)
