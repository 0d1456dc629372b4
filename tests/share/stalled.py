"""A share on which calls of the system stand still on command: see `stalling.c`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.failing.compiling import compiled

_SOURCE = Path(__file__).with_name("stalling.c")
#: The calls that can be told to stand still.
CALLS = ("stat", "open", "read", "write", "fsync", "lock", "unlink", "close", "rename")


class StalledShare:
    """The switch. Processes started while `environment` holds can be made to stand still."""

    def __init__(self, place: Path, flag: Path) -> None:
        self._flag = flag
        self.environment = {
            "LD_PRELOAD": str(compiled(str(_SOURCE), "-shared", "-fPIC", "-ldl")),
            "STALLING_BELOW": str(place.resolve()),
            "STALLING_WHEN": str(flag),
        }

    def stall(self, *calls: str) -> None:
        """From now on these calls stand still."""
        begun = self._flag.with_suffix(".new")
        begun.write_text("\n".join(calls))
        begun.replace(self._flag)

    def release(self) -> None:
        """What stood still goes on."""
        self._flag.unlink(missing_ok=True)

    def preload(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """For the processes that this one starts; it is not concerned itself."""
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
