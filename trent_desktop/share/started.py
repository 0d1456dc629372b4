"""A child of the program by its pipes: how it is started and ended, and those that would not go."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Protocol

#: One that was killed is given so long to be gone; a dead share may hold it much longer.
_OLD_ONE_S: Final = 1.0


class Started(Protocol):
    """A process that was started, by its pipes."""

    incoming: IO[bytes]
    outgoing: IO[bytes]
    pid: int

    def kill(self) -> None:
        """End it, whatever it does."""
        ...

    def wait(self, within: float) -> bool:
        """Whether it is gone; waits for `within` seconds at most."""
        ...


class ChildOfProgram:
    """A child of the program."""

    def __init__(self) -> None:
        """Start it. Raises `OSError` when that cannot be done."""
        frozen = getattr(sys, "frozen", False)
        program = [sys.executable] if frozen else [sys.executable, "-m", "trent_desktop"]
        self._process = subprocess.Popen(
            [*program, "share"],
            cwd=None if frozen else Path(__file__).parents[2],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("the share's process has no pipes")
        self.incoming: IO[bytes] = self._process.stdout
        self.outgoing: IO[bytes] = self._process.stdin
        self.pid = self._process.pid

    def kill(self) -> None:
        """See `Started`."""
        with suppress(OSError):
            self._process.kill()

    def wait(self, within: float) -> bool:
        """See `Started`."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(within)
        return self._process.returncode is not None


def _environment() -> dict[str, str]:
    """What the process is told of its surroundings: no password that a command was given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRENT_")}
    return kept | {"PYTHONUNBUFFERED": "1"}


_old_ones: list[tuple[Started, float]] = []


def leave(process: Started) -> None:
    """One that was killed, and is not gone yet: a call of the system holds it."""
    _old_ones.append((process, time.monotonic()))


def wait_for_old_ones() -> None:
    """Wait a moment for processes that were ended to be gone; nobody is kept waiting by them."""
    for one in list(_old_ones):
        process, since = one
        process.wait(max(0.0, since + _OLD_ONE_S - time.monotonic()))
        with suppress(ValueError):  # another thread was faster
            _old_ones.remove(one)
