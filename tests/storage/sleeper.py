"""A laptop whose lid is closed in the middle of a save: it holds the school's file, and sleeps.

Usage: sleeper.py FILE KEY BEGIN, as in ``BEGIN EXCLUSIVE``. It prints ``holding`` when it does.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.schools import SmallSchool
from trent_desktop.storage.sqlcipher import connect_file


@contextmanager
def sleeping_laptop(school: SmallSchool, begin: str) -> Iterator[None]:
    """It sleeps, and holds the school's file as far as ``begin`` says."""
    command = [sys.executable, "-m", "tests.storage.sleeper", str(school.location.school_file)]
    with subprocess.Popen(
        [*command, school.made.data_key.hex(), begin], stdout=subprocess.PIPE, text=True
    ) as laptop:
        assert laptop.stdout
        assert laptop.stdout.readline() == "holding\n"
        laptop.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            laptop.kill()


if __name__ == "__main__":
    connection = connect_file(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    connection.execute(sys.argv[3])
    print("holding", flush=True)
    time.sleep(600)
