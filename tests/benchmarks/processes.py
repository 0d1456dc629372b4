"""Starts `watched.py` in a process of its own, on a laptop of its own, and reads what it says."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.watched import BEAT_MS
from tests.schools import PASSWORD

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 900
_FOLDERS = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


@dataclass(frozen=True, slots=True)
class OtherLaptop:
    """A home folder, and with it everything that the program keeps on a laptop."""

    home: Path

    def run(self, *what: str) -> dict[str, Any]:
        """One process, from its start to its end. Moments are in milliseconds since its start."""
        self.home.mkdir(exist_ok=True)
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.watched", *what],
            env=self._surroundings(),
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        if done.returncode != 0 or not lines:
            raise RuntimeError(f"{what[0]} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        said: dict[str, Any] = json.loads(lines[-1])
        said["moments"] = {name: (at - begun) * 1000 for name, at in said["moments"].items()}
        return said

    def python(self, *what: str) -> None:
        """One process of Python's, from its start to its end. What it prints is thrown away."""
        self.home.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, *what],
            env=self._surroundings(),
            cwd=_ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{what} ended with {done.returncode}:\n{done.stderr[-3000:]}")

    def _surroundings(self) -> dict[str, str]:
        places = {
            name: str(self.home / name.lower()) for name in (*_FOLDERS, "LOCALAPPDATA", "APPDATA")
        }
        surroundings = {**os.environ, **places}
        # As on anybody's laptop, where compiled modules are kept; but not beside the sources.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        return {
            **surroundings,
            "PYTHONPYCACHEPREFIX": str(self.home.parent / "compiled"),
            "TRENT_PASSWORD": PASSWORD,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(_ROOT),
        }


def pauses(beats: list[float]) -> list[float]:
    """How late each beat of a window came, in milliseconds."""
    return [max(0.0, (b - a) * 1000 - BEAT_MS) for a, b in itertools.pairwise(beats)]
