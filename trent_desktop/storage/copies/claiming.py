"""One program at a time does what takes long: a small file says that somebody is at it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from trent_desktop import files
from trent_desktop.storage.server_clock import stamp

#: A program that says nothing for so long was ended while it was at it.
SILENT_S = 300.0


@contextmanager
def claimed(folder: Path, name: str) -> Generator[Path | None]:
    """The sign that this program is at it; None when another is. Raises `OSError`.

    One that was ended at it keeps nobody from it for long. Whoever is at it writes into the file
    now and then.
    """
    claim = folder / name
    with suppress(FileNotFoundError):
        if stamp(folder) - claim.stat().st_mtime > SILENT_S:
            files.remove(claim)
    try:
        os.close(files.opened(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        yield None
        return
    try:
        yield claim
    finally:
        with suppress(OSError):
            files.remove(claim)
