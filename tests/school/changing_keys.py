"""Removes a member and is killed in the middle, at a moment that the caller names.

Run by `test_key_change.py` as a program of its own.
Usage: changing_keys.py FOLDER ROOT MEMBER MOMENT
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from tests.schools import PASSWORD
from trent_desktop.opening import open_school
from trent_desktop.school.keys import key_change
from trent_desktop.school.people import departures
from trent_desktop.storage.key_store import FolderKeys


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def die_when_growing(journal: Path, at_least: int) -> None:
    """Kill this process once the journal shows that pages are being encrypted anew."""
    while True:
        try:
            if journal.stat().st_size >= at_least:
                die()
        except OSError:
            pass
        time.sleep(0)


def arm(moment: str, folder: Path) -> None:
    """Make this process die at `moment`."""
    if moment == "document written":
        write = FolderKeys.write

        def write_and_die(self: FolderKeys, document: Any, session: Any) -> None:
            write(self, document, session)
            if document.key_change:
                die()

        FolderKeys.write = write_and_die  # type: ignore[method-assign]
    elif moment == "access ended":
        calls = iter((False, True))
        settle = departures.settle

        def second_dies(*args: Any) -> Any:
            return die() if next(calls) else settle(*args)

        departures.settle = second_dies  # type: ignore[assignment]
    elif moment.startswith("encrypting"):
        size = (folder / "school.db").stat().st_size
        share = float(moment.split()[1])
        thread = threading.Thread(
            target=die_when_growing,
            args=(folder / "school.db-journal", int(size * share)),
            daemon=True,
        )
        begin = key_change.exclusive

        def armed(*args: Any) -> Any:
            if not thread.is_alive():
                thread.start()
            return begin(*args)

        key_change.exclusive = armed  # type: ignore[assignment]
    elif moment == "encrypted":
        key_change._final = die  # type: ignore[assignment]
    else:
        raise ValueError(moment)


def main() -> None:
    folder, root, member, moment = sys.argv[1:]
    school = open_school(folder, "ict", PASSWORD, root=Path(root))
    arm(moment, Path(folder))
    school.members.remove(uuid.UUID(member))
    print("survived")


if __name__ == "__main__":
    main()
