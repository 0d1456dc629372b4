"""One at a time: the turn to read and write the box, among all processes that have it open."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

from trent_desktop import files

_PAUSE_S = 0.002
#: So often in a row nobody takes a file away from under whoever opens it.
_LOST_TIMES = 50


class ProcessTurn:
    """A lock on a file of its own. The system lets go of it when its process ends, however.

    Not for threads: whoever uses it sees to it that one thread at a time does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def take(self, patience: float) -> bool:
        """Wait for the turn, for at most so many seconds. Raises `OSError` without a folder."""
        until, lost = time.monotonic() + patience, 0
        while True:
            file = self._opened()
            if _locked(file):
                # A folder that numbers a file anew each time it is asked cannot say which it is.
                if lost > _LOST_TIMES or self._still_there(file):
                    return True
                lost += 1
                self.close()  # somebody took the file away: the others will lock another one
                continue
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE_S)

    def give(self) -> None:
        """Let the next one."""
        if self._file is not None:
            _unlock(self._file)

    def close(self) -> None:
        """Close the file, and with it let go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._file = files.stream(self._path, "ab")
        return self._file

    def _still_there(self, file: BinaryIO) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except (FileNotFoundError, PermissionError):  # gone, or about to go
            return False


if sys.platform == "win32":
    import msvcrt

    def _locked(file: BinaryIO) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
