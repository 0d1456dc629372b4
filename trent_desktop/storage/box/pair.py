"""The two files of the box: read, written at their ends, and replaced as a whole."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from io import FileIO
from pathlib import Path

from trent_desktop import files
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.box.frames import HEAD_BYTES

_NAMES = ("box.1", "box.2")


class Pair:
    """Two files with the same bytes in one folder. Not open between two calls.

    Every method may raise `OSError`; those that write are called in turn (`ProcessTurn`).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths = tuple(folder / name for name in _NAMES)

    def read(self) -> tuple[bytes, bytes]:
        """All of both; empty where there is none."""
        one, other = map(_read, self._paths)
        return one, other

    def grown(self, head: bytes, end: int, *, both: bool) -> bytes | None:
        """What was written behind `end`; None when these are not the files that they were.

        With `both` also the second one is looked at.
        """
        try:
            with files.stream(self._paths[0], "rb") as file:
                if os.fstat(file.fileno()).st_size < end or file.read(HEAD_BYTES) != head:
                    return None
                file.seek(end)
                behind = file.read()
            if both:
                with files.stream(self._paths[1], "rb") as file:
                    same = os.fstat(file.fileno()).st_size == end + len(behind)
                    if not same or file.read(HEAD_BYTES) != head:
                        return None
        except FileNotFoundError:
            return None
        return behind

    def append(self, end: int, data: bytes) -> None:
        """Write behind `end` in both, durably. Both are as before when this raises, if they can.

        The second is begun when the first is written, so that a program that is killed tears one
        at most; the disk is waited for afterwards, as it mostly takes both at once.
        """
        try:
            with ExitStack() as opened:
                both = [opened.enter_context(files.stream(path, "r+b")) for path in self._paths]
                for file in both:
                    _write_at(file, end, data)
                for file in both:
                    files.durable(file.fileno())
        except OSError:
            for path in self._paths:
                with suppress(OSError):
                    _cut(path, end)
            raise

    def replace(self, data: bytes) -> None:
        """Put other bytes in the place of both, one after the other, each whole.

        Raises also `DiskFull` and `SchoolAway`, as `write_whole` does.
        """
        for path in self._paths:
            write_whole(path, data)
            if files.read(path) != data:
                raise OSError("what was written is not what is read")

    def put_aside(self, mark: str) -> None:
        """Keep a copy of both as they are, under names that nothing reads."""
        for path in self._paths:
            if path.exists():
                write_whole(path.with_name(f"{path.name}.damaged-{mark}"), files.read(path))

    def tidy(self) -> None:
        """Take away what replacing left behind when the power went."""
        for name in _NAMES:
            for left in self._folder.glob(f".{name}.*"):
                with suppress(OSError):
                    files.remove(left)


def _read(path: Path) -> bytes:
    try:
        return files.read(path)
    except FileNotFoundError:
        return b""


def _write_at(file: FileIO, end: int, data: bytes) -> None:
    file.seek(end)
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _cut(path: Path, end: int) -> None:
    with files.stream(path, "r+b") as file:
        if os.fstat(file.fileno()).st_size > end:
            file.truncate(end)
            files.durable(file.fileno())
