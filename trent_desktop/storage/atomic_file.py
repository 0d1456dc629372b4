"""Files that are either the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from trent_desktop.problems import DiskFull, SchoolAway

_TRIES = 20
_PAUSE_S = 0.05
#: What a disk without room says.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_whole(path: Path, content: bytes, *, shared: bool = False) -> None:
    """Write `content` to `path` by way of a neighbour that takes its place when complete.

    `shared` and what is raised: see `whole_file`.
    """
    with whole_file(path, shared=shared) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, *, shared: bool = False) -> Generator[BinaryIO]:
    """A file to write into; it takes the place of `path` when the block ends well.

    `shared`: others of the folder may read and write it as they may its folder; else it is for
    this user alone. Raises `DiskFull` or `SchoolAway`; the old file then stands untouched, as it
    does when the block itself raises.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if shared:
                share_like_folder(Path(name))
            _replace(Path(name), path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(
                "The disk is full, so nothing was saved.",
                what_to_do="Free some room there and try again; what you typed is kept.",
                where=str(path.parent),
            ) from error
        raise SchoolAway(
            "The folder cannot be written to just now.",
            what_to_do="Check that you are connected to the school's network and may write there.",
            where=str(path.parent),
        ) from error


def share_like_folder(path: Path) -> None:
    """Let everybody read and write a file who may do so in its folder."""
    path.chmod(path.parent.stat().st_mode & 0o666 | stat.S_IRUSR | stat.S_IWUSR)


def _replace(new: Path, path: Path) -> None:
    """Put the new file in place. Windows refuses while another laptop has the old one open."""
    for _ in range(_TRIES):
        try:
            new.replace(path)
            return
        except PermissionError:
            time.sleep(_PAUSE_S)
    new.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system lets one open a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
