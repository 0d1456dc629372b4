"""A file whose name a person gave: only a plain file is ever replaced.

A file that takes the place of another by its name would take that of a device, a pipe or a link
as well: as root, ``--out /dev/null`` made a PDF of what the whole computer throws things into. So
what is there is looked at first. Behind a link, the file it leads to is replaced and the link
stays. A device or a pipe is written through where that is asked for. Anything else is refused.

The program's own files do not come here: a link that somebody put in their place is not followed.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from trent_desktop import files
from trent_desktop.problems import DiskFull, Problem
from trent_desktop.storage.atomic_file import FULL, InUse, becoming
from trent_desktop.storage.begun import noted

_ANOTHER = "Give the name of a file, new or old."


def write_chosen(path: Path, content: bytes, *, through: bool = False) -> None:
    """Write `content` to a file that a person chose. Raises what `chosen_file` does."""
    with chosen_file(path, through=through) as file:
        file.write(content)


@contextmanager
def chosen_file(path: Path, *, through: bool = False) -> Generator[BinaryIO]:
    """A file to write into; it takes the place of `path` when the block ends well.

    `through`: a device or a pipe gets the content then, once all of it is there. Raises `Problem`
    for what is no plain file, or cannot be written or replaced, and `DiskFull`; what was there then
    stands untouched.
    """
    if _is_written_through(path, through=through):
        content = io.BytesIO()
        yield content
        _write_through(path, content.getvalue())
        return
    try:
        with becoming(path.resolve() if path.is_symlink() else path, begun=noted) as file:
            yield file
    except OSError as error:
        raise not_saved(path, error) from error


def not_saved(path: Path, error: OSError) -> Problem:
    """What it means that a file, or a folder of files, could not be saved where a person chose."""
    if error.errno in FULL:
        return DiskFull(
            "The disk is full, so nothing was saved.",
            what_to_do="Free some room there and try again.",
            where=str(path.parent),
        )
    if isinstance(error, InUse) and _is_read_only(path):
        return Problem(
            f"“{path.name}” is marked as read-only, so nothing was saved over it.",
            what_to_do="Give the new one another name.",
            where=str(path),
        )
    if isinstance(error, InUse):
        return Problem(
            f"“{path.name}” is open in another program, so it was not saved.",
            what_to_do="Close it there and save again, or give the new one another name.",
            where=str(path),
        )
    if isinstance(error, FileNotFoundError):
        return Problem(
            "The file cannot be written there.",
            what_to_do="The folder is no longer there: choose another.",
            where=str(path.parent),
        )
    return Problem(
        "The file cannot be written there.",
        what_to_do="Choose another folder, into which you may write.",
        where=str(path.parent),
    )


def _is_read_only(path: Path) -> bool:
    """Whether Windows lets nothing take its place for that; elsewhere it is no reason."""
    with suppress(OSError):
        return not path.stat().st_mode & stat.S_IWUSR
    return False


def require_usable(path: Path, *, through: bool = False) -> None:
    """Raises `Problem` for what `chosen_file` would refuse, before any work was done for it."""
    _is_written_through(path, through=through)


def _is_written_through(path: Path, *, through: bool) -> bool:
    try:
        mode = path.stat().st_mode  # of what a link leads to
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise Problem(
            "This name leads to no file.", what_to_do=_ANOTHER, where=str(path)
        ) from error
    if stat.S_ISREG(mode):
        return False
    if stat.S_ISDIR(mode):
        raise Problem("This is a folder.", what_to_do="Name a file in it.", where=str(path))
    if through and (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
        return True
    raise Problem(
        "This is not an ordinary file, so it is not replaced.", what_to_do=_ANOTHER, where=str(path)
    )


def _write_through(path: Path, content: bytes) -> None:
    try:
        # Never made here: if it went away meanwhile, a plain file would stand in its place.
        with os.fdopen(files.opened(path, os.O_WRONLY), "wb") as file:
            file.write(content)
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull("There is no room for the file.", where=str(path)) from error
        gone = error.errno == errno.EPIPE
        words = "Nobody read it to its end." if gone else "It cannot be written to."
        raise Problem(words, what_to_do="Try again, or name a file.", where=str(path)) from error
