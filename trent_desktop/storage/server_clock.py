"""The clock of the computer that keeps the school's folder.

A laptop's own clock may be years off, and what goes by days must not: the newest copy, what is let
go of, when a code is too old. A file that was just written carries the server's time.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from contextlib import suppress
from pathlib import Path

from trent_desktop import files
from trent_desktop.clock import Clock, moment_at

#: As near as two clocks are taken for the same, in seconds: some shares keep every other second,
#: and some are slow to answer.
NEAR_S = 30.0


def stamp(folder: Path) -> float:
    """The server's time in seconds since 1970, from a file written into `folder` and removed.

    Raises `OSError` where nothing can be written.
    """
    handle, written = files.begin(folder / "clock")
    try:
        try:
            os.write(handle, b".")
        finally:
            os.close(handle)
        return written.stat().st_mtime
    finally:
        with suppress(OSError):
            files.remove(written)


def laptop_ahead(folder: Path) -> float:
    """By how many seconds this laptop's clock is ahead of the server's; 0 for as good as none.

    Raises `OSError` where nothing can be written.
    """
    return ahead_of(stamp(folder))


def ahead_of(there: float) -> float:
    """The same for the time that a server has just said, in seconds since 1970."""
    ahead = laptop_time() - there
    return 0.0 if abs(ahead) < NEAR_S else ahead


def server_now(folder: Path, clock: Clock) -> dt.datetime:
    """The present moment: what `clock` says, put right by the server's. Raises `OSError`."""
    ahead = laptop_ahead(folder)
    now = clock()
    try:
        return now - dt.timedelta(seconds=ahead)
    except OverflowError:
        return moment_at(laptop_time() - ahead)


def day_at(folder: Path, clock: Clock, *others: Path) -> dt.date:
    """The day there; where nothing can be written, that of another folder, and else what `clock` says.

    A place that is full, or may only be read, is looked at all the same.
    """
    for one in (folder, *others):
        with suppress(OSError, ValueError):
            return server_now(one, clock).date()
    return clock().date()


def laptop_time() -> float:
    """What this laptop's own clock says, in seconds since 1970."""
    return time.time()
