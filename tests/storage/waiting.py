"""A program that saves again and again, and says how long the slowest took.

Run by tests. Usage: waiting.py FOLDER PAUSE. The key comes as hexadecimal digits in the first line
of its standard input. Prints ``ready``; saves until its standard input ends; then prints how often,
and the longest time in seconds.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.location import Location


def main() -> None:
    folder, pause = Path(sys.argv[1]), float(sys.argv[2])
    database = Database(Location(folder=folder), bytes.fromhex(sys.stdin.readline().strip()))
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    print("ready", flush=True)
    times = 0
    longest = 0.0
    while not over.wait(pause):
        begun = time.monotonic()
        with database.write() as session:
            next_change(session)
        longest = max(longest, time.monotonic() - begun)
        times += 1
    print(times, f"{longest:.3f}", flush=True)


if __name__ == "__main__":
    main()
