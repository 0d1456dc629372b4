"""Real calls of one process that fail on command: for what is not on a folder of its own."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

from tests.failing.compiling import NO_COMPILER, compiled

#: Why it cannot be had on this machine; empty where it can.
MISSING = (
    "the calls of the system are intercepted in Linux's way"
    if sys.platform != "linux"
    else ""
    if shutil.which("gcc")
    else NO_COMPILER
)


def environment() -> dict[str, str]:
    """The environment of a child in which shares can fail."""
    return {**os.environ, "LD_PRELOAD": str(compiled("shim.c", "-shared", "-fPIC", "-ldl"))}


class FailingShare:
    """The switch, inside a child that was started in `environment`.

    `place` is a folder, or one file: its journal then fails with it.
    """

    def __init__(self, place: Path) -> None:
        self._place = os.fsencode(place.resolve())
        self._calls = ctypes.CDLL(None)
        self._calls.share_places.restype = ctypes.c_char_p

    def count(self) -> None:
        """Count from now on what changes files there, and let nothing fail."""
        self._calls.share_arm(self._place, ctypes.c_long(0), 0, 0)

    def fail(self, at: int, error: int, *, and_after: bool) -> None:
        """Let the call with this number from now fail with `error`, and every later one if so."""
        self._calls.share_arm(self._place, ctypes.c_long(at), error, int(and_after))

    def heal(self) -> list[str]:
        """Fail no more; the calls that were counted, as ``write school.db``."""
        self._calls.share_heal()
        return self._calls.share_places().decode().splitlines()
