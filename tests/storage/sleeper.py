"""A laptop whose lid is closed in the middle of a save: it holds the school's file, and sleeps.

Usage: sleeper.py FILE KEY BEGIN, as in ``BEGIN EXCLUSIVE``. It prints ``holding`` when it does.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from trent_desktop.storage.sqlcipher import connect_file

if __name__ == "__main__":
    connection = connect_file(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
    connection.execute(sys.argv[3])
    print("holding", flush=True)
    time.sleep(600)
