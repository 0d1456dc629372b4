"""A file from outside, read by a process of its own: whatever is in it, the program lives.

`read_apart` starts one of the program's own commands for it and takes what that writes to standard
output; the command calls `bound_this_process` before it looks at anything.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from trent_desktop import windows_job

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadApart:
    """What came of it: the exit status of the process, and what it wrote.

    `gave_up`: it took too long or wrote too much, and was ended.
    """

    status: int
    content: bytes = field(repr=False)
    gave_up: bool = False

    @property
    def ended_by_itself(self) -> bool:
        """Not by a signal, and not by Windows, which gives numbers of eight digits or more."""
        return not self.gave_up and 0 <= self.status < 256


def read_apart(
    command: str,
    *arguments: str,
    content: bytes = b"",
    patience: float,
    most: int,
) -> ReadApart:
    """Do a command in a process of its own, with `content` as its standard input.

    It has `patience` seconds, and may write `most` bytes. Raises `OSError` when no process can be
    started.
    """
    with started_apart(command, *arguments, is_given=bool(content)) as process:
        ended = threading.Event()
        clock = threading.Timer(patience, lambda: (ended.set(), process.kill()))
        giver = threading.Thread(target=_give, args=(process.stdin, content), daemon=True)
        clock.start()
        try:
            giver.start()
            got = _taken(process.stdout, most)
            if got is None:
                ended.set()
                process.kill()
            status = process.wait()
        finally:
            clock.cancel()
            process.kill()
            giver.join()
    return ReadApart(status, got or b"", gave_up=ended.is_set())


def started_apart(command: str, *arguments: str, is_given: bool = True) -> subprocess.Popen[bytes]:
    """Start one of the program's own commands as a process, with a pipe for what it answers.

    `is_given`: it has a pipe for its standard input too. Whoever starts it ends it. Raises
    `OSError` when no process can be started.
    """
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "trent_desktop"]
    hidden = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    return subprocess.Popen(
        [*program, command, *arguments],
        cwd=None if frozen else Path(__file__).parents[1],
        env=_environment(),
        stdin=subprocess.PIPE if is_given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=hidden,
    )


def end_apart(process: subprocess.Popen[bytes]) -> None:
    """End such a process, whatever it does just then.

    On a share that stands still it is gone when its call returns: nobody waits for that.
    """
    process.kill()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    threading.Thread(target=process.wait, daemon=True).start()


def _environment() -> dict[str, str]:
    """What the process is told of its surroundings: no password that a command was given."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TRENT_")}


def _give(pipe: IO[bytes] | None, content: bytes) -> None:
    if pipe is not None:
        with suppress(OSError), pipe:  # one that has ended takes no more
            pipe.write(content)


def _taken(pipe: IO[bytes] | None, most: int) -> bytes | None:
    """All that is written, None when it is more than `most` bytes."""
    got = bytearray()
    while pipe is not None and (more := pipe.read(_CHUNK)):
        got += more
        if len(got) > most:
            return None
    return bytes(got)


def bound_this_process(memory: int, seconds: int) -> None:
    """Take memory (bytes) and time of the processor away from this process, where the system can."""
    if sys.platform == "win32":
        windows_job.bound_this_process(memory, seconds)
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),  # it has nothing to write but its answer
        (resource.RLIMIT_CORE, 0),  # a core would hold the names of children
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def given() -> bytes:
    """All of standard input, by its number: a window's program has no `sys.stdin`."""
    with os.fdopen(0, "rb", closefd=False) as pipe:
        return pipe.read()


def answer(content: bytes) -> None:
    """Write to standard output, by its number for the same reason."""
    with os.fdopen(1, "wb", closefd=False) as pipe:
        pipe.write(content)
