"""Makes the journeys in one real window, and writes down what is heard.

Run inside `dbus-run-session`, with `DISPLAY` set: `tests.ui.spoken.screen` does both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from jeepney.io.blocking import DBusConnection

from tests.ui.spoken.bus import Reader, accessibility_bus
from tests.ui.spoken.journeys import JOURNEYS
from tests.ui.spoken.telling import Telling

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def read_out(out: Path) -> None:
    """Open the program, make every journey, and write down what is said."""
    launcher = next(one for one in LAUNCHERS if Path(one).exists())
    started = [subprocess.Popen([launcher, "--launch-immediately"])]
    try:
        bus = accessibility_bus()
        started.append(subprocess.Popen([sys.executable, "-m", "tests.ui.spoken.opened"]))
        told = Telling(_reader_of(bus))
        for number, (title, journey) in enumerate(JOURNEYS, start=1):
            began = time.monotonic()
            told.part(f"## {number}. {title}", journey.__doc__ or "")
            try:
                journey(told, out.parent)
            finally:
                out.write_text(told.text, encoding="utf-8")
            print(f"{time.monotonic() - began:4.0f} s  {title}", file=sys.stderr)
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait(10)


def _reader_of(bus: DBusConnection) -> Reader:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        with suppress(LookupError, IndexError):
            reader = Reader(bus)
            reader.wait(lambda one: one.role == "heading")
            return reader
        time.sleep(0.2)
    raise LookupError("the program is not on the accessibility bus")


if __name__ == "__main__":
    os.environ.update(QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    read_out(Path(sys.argv[1]))
