"""A folder that behaves as one of a Windows server, where nothing can be mounted."""

from __future__ import annotations

import os
from pathlib import Path

from tests.failing.compiling import compiled
from tests.failing.shim import MISSING

__all__ = ["MISSING", "as_usual", "as_windows"]


def as_windows(place: Path) -> dict[str, str]:
    """The environment of a child to which what is below `place` is on a Windows server."""
    made = compiled("as_windows.c", "-shared", "-fPIC", "-ldl")
    return {**os.environ, "LD_PRELOAD": str(made), "TRENT_AS_WINDOWS": str(place.resolve())}


def as_usual() -> dict[str, str]:
    """The environment of a child of such a child, to which it is a folder like any other."""
    return {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
