"""Passwords that come in by a file or a descriptor, and codes and slips that go out into files.

Neither ever stands in an argument or in what is printed for a log: other users of the computer, and
whoever reads the log later, would have them too (rule 147).
"""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage.chosen_file import not_saved
from trent_desktop.storage.typed_place import is_there

STANDARD_INPUT: Final = "-"
_MOST: Final = 4096
_RIGHTS: Final = os.name == "posix"
_OTHERS: Final = 0o077


def password_from_file(given: Namespace) -> str | None:
    """The first line of ``--password-file``, or None where none was given. Read once.

    Raises `Problem` for a file that others can read, that has nothing in it, or is none.
    """
    name = getattr(given, "password_file", None)
    if not name:
        return None
    read = getattr(given, "password_read", None)
    if read is None:  # a pipe gives what it has once, and some commands ask twice
        read = given.password_read = _first_line(name)
    return read


def _first_line(name: str) -> str:
    where = "" if name == STANDARD_INPUT else name
    try:
        content = _standard_input() if name == STANDARD_INPUT else _content(Path(name))
        line = content[: _MOST + 1].decode("utf-8-sig").splitlines()[:1]
    except (OSError, ValueError) as error:
        raise Problem("The password could not be read from there.", where=where) from error
    if not line or not line[0] or len(content) > _MOST:
        raise Problem(
            "There is no password in its first line.",
            what_to_do="Write the password, and nothing else, into the file.",
            where=where,
        )
    return line[0]


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError("there is no standard input")
    return sys.stdin.buffer.read(_MOST + 1)


def _content(path: Path) -> bytes:
    found = path.stat()
    if _RIGHTS and stat.S_ISREG(found.st_mode) and found.st_mode & _OTHERS:
        raise Problem(
            "Others can read the file with the password, so it is not used.",
            what_to_do="Make it yours alone (chmod 600).",
            where=str(path),
        )
    with files.reading(path) as file:
        return file.read(_MOST + 1)


class NewFile:
    """A file for this user alone, made before the work whose outcome it is to hold.

    `leave` takes it away again where nothing came of that work.
    """

    def __init__(self, path: Path) -> None:
        """Raises `Problem` where there is something already, or nothing can be written."""
        self.path = path
        try:
            how = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            self._file: BinaryIO = os.fdopen(files.opened(path, how, 0o600), "wb")
        except FileExistsError as error:
            raise Problem(
                "There is a file with this name already, and it is not written over.",
                what_to_do="Name a new one.",
                where=str(path),
            ) from error
        except OSError as error:
            raise not_saved(path, error) from error

    def write(self, content: bytes) -> None:
        """Write all of it, and close it. Raises `Problem`."""
        try:
            with self._file as file:
                file.write(content)
                file.flush()
                files.durable(file.fileno())
        except OSError as error:
            raise not_saved(self.path, error) from error

    def leave(self) -> None:
        """Nothing came of it."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            files.remove(self.path)


class OwnFolder:
    """A folder for this user alone, made where it is not there."""

    def __init__(self, path: Path) -> None:
        """Raises `Problem` for one that others can open, or that cannot be made."""
        self.path = path
        self._made = not is_there(path)
        try:
            if self._made:
                files.make_folder(path, parents=True, own=True)
            mode = path.stat().st_mode
        except OSError as error:
            raise not_saved(path / "slips", error) from error
        if not stat.S_ISDIR(mode):
            raise Problem("This is not a folder.", what_to_do="Name a folder.", where=str(path))
        if _RIGHTS and mode & _OTHERS:
            raise Problem(
                "Others can open this folder, and slips have codes on them.",
                what_to_do="Name a new folder, or make this one yours alone (chmod 700).",
                where=str(path),
            )

    def new_file(self, stem: str, ending: str) -> NewFile:
        """A file of a name that is free: ``slips.pdf``, ``slips-2.pdf``. Raises `Problem`."""
        number = 1
        while (path := self.path / f"{stem}{f'-{number}' if number > 1 else ''}{ending}").exists():
            number += 1
        return NewFile(path)

    def leave(self) -> None:
        """Nothing came of it: take it away where it was made for it, and is empty."""
        if self._made:
            with suppress(OSError):
                files.remove_empty(self.path)
