"""Files that are either the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

from trent_desktop import files
from trent_desktop.files import share_like_folder
from trent_desktop.problems import DiskFull, SchoolAway

__all__ = ["FULL", "InUse", "becoming", "share_like_folder", "whole_file", "write_whole"]

#: What a disk without room says.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def _no(_begun: Path) -> AbstractContextManager[None]:
    return nullcontext()


class InUse(OSError):
    """What is there is open in another program, so that nothing takes its place."""


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
        with becoming(path, shared=shared) as file:
            yield file
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


@contextmanager
def becoming(
    path: Path, *, shared: bool = False, begun: Callable[[Path], AbstractContextManager[None]] = _no
) -> Generator[BinaryIO]:
    """`whole_file` that raises `OSError`: `InUse` where the old file is open elsewhere.

    `begun` is told what was begun beside it, for as long as it is there.
    """
    handle, new = files.begin(path)
    with begun(new):
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                files.durable(file.fileno())
            if shared:
                share_like_folder(new)
            _put_in_place(new, path)
        except BaseException:
            with suppress(OSError):
                files.remove(new)
            raise
    files.settle_folder(path.parent)


def _put_in_place(new: Path, path: Path) -> None:
    try:
        files.replace(new, path)
    except OSError as error:
        if files.is_held(error) and path.exists():
            raise InUse(error.errno, "another program has it open") from error
        raise
