"""Locks on single bytes of a small file of its own, of the kind that SQLite takes on the school's.

One handle, kept until the end: closing any handle of a file drops all locks that a process holds on
it. So this is never the school's file, nor any file that something else opens.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from trent_desktop import files
from trent_desktop.storage.atomic_file import share_like_folder

_NAME = "locks"


class LockFile:
    """The file of locks beside a school. Calls raise `OSError` as the share does."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._handle = -1
        self._held: set[int] = set()

    def take(self, byte: int) -> bool:
        """Ask for the lock on one byte, and wait for nobody; whether this program has it now."""
        if self._handle < 0:
            self._handle = files.opened(self._path, os.O_RDWR | os.O_CREAT)
            share_like_folder(self._path)
        try:
            _lock(self._handle, byte)
        except (BlockingIOError, PermissionError):
            return False
        self._held.add(byte)
        return True

    def let_go(self, byte: int) -> None:
        """Let the byte go, if it is held."""
        if byte in self._held:
            self._held.discard(byte)
            _unlock(self._handle, byte)

    def close(self) -> None:
        """Let go of everything. Never raises."""
        handle, self._handle = self._handle, -1
        self._held.clear()
        if handle >= 0:
            with suppress(OSError):
                os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, byte: int) -> None:
        os.lseek(handle, byte, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int, byte: int) -> None:
        os.lseek(handle, byte, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int, byte: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)

    def _unlock(handle: int, byte: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_UN, 1, byte)
