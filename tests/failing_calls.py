"""Kinds of calls of the system that fail on command: the switch for `failing_calls.c`."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.failing.compiling import compiled

_SOURCE = Path(__file__).with_suffix(".c")
READ, WRITE, OPEN, STAT, LOCK = 1, 2, 4, 8, 16
ALL = READ | WRITE | OPEN | STAT | LOCK


def environment() -> dict[str, str]:
    """The environment of a child in which calls can fail."""
    return {**os.environ, "LD_PRELOAD": str(compiled(str(_SOURCE), "-shared", "-fPIC", "-ldl"))}


class FailingCalls:
    """The switch, inside a child that was started in `environment`, for one place."""

    def __init__(self, place: Path) -> None:
        self._place = os.fsencode(place)
        self._calls = ctypes.CDLL(None)
        self._calls.calls_heal.restype = ctypes.c_long

    def count(self, kinds: int) -> None:
        """Count calls of these kinds from now on, and let none fail."""
        self._calls.calls_arm(self._place, kinds, ctypes.c_long(0), 0, 0)

    def fail(self, kinds: int, error: int, *, at: int = 1, and_after: bool = True) -> None:
        """Let the call with this number from now fail with `error`, and every later one if so."""
        self._calls.calls_arm(self._place, kinds, ctypes.c_long(at), error, int(and_after))

    @contextmanager
    def looking(self) -> Generator[None]:
        """A look at the place itself: meanwhile nothing fails, nor is counted."""
        self._calls.calls_pause(1)
        try:
            yield
        finally:
            self._calls.calls_pause(0)

    def heal(self) -> int:
        """Fail no more; how many calls there were."""
        return int(self._calls.calls_heal())
