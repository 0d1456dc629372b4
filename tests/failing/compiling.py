"""The small C programs of the failing shares, compiled once in a run of tests."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

NO_COMPILER = "making calls of the system fail takes a C compiler (gcc), and there is none"


@functools.cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="trent-failing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def compiled(source: str, *options: str) -> Path:
    """The program or library made of a source file: its path, or its name beside this one."""
    made = _made() / Path(source).stem
    command = ["gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-o", str(made)]
    subprocess.run(
        [*command, str(Path(__file__).parent / source), *options], check=True, timeout=60
    )
    return made
