"""A screen that nobody sees, and a reader of the program on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cups_server import cups_server

#: Somebody's own settings change nothing of what is read, and nothing of hers is touched.
_PLACES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")


@contextmanager
def screen() -> Iterator[str]:
    """A screen, by its name."""
    reading, writing = os.pipe()
    shown = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        shown.terminate()
        shown.wait(10)


def read_out(folder: Path) -> str:
    """Open the program in an empty folder, and give what was heard. Raises CalledProcessError."""
    out = folder / "heard.md"
    with screen() as display, cups_server() as printing:
        printing.add("copier")
        # It never prints: when something comes out is no matter of the program's.
        printing.run("lpadmin", "-p", "copier", "-o", "job-hold-until-default=indefinite")
        environment = {**os.environ, "DISPLAY": display, "TZ": "Europe/London", "LC_ALL": "C.UTF-8"}
        environment |= dict.fromkeys(_PLACES, str(folder)) | printing.environment
        environment.pop("WAYLAND_DISPLAY", None)
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.spoken.reader", str(out)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )
    if done.returncode:
        raise AssertionError(done.stderr[-6_000:])
    if os.environ.get("TRENT_HOW_LONG"):
        print(done.stderr[-600:])
    return out.read_text(encoding="utf-8")
