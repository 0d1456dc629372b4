"""What this laptop wrote itself into the school's file, by number and digest (rule 94).

A share may say that it has written what it has not. What was said to be saved is looked for with the
next look, also when nothing of the file was read back since.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any, Final

from trent_desktop.problems import Problem
from trent_desktop.storage.local_store import LocalStore, keep_note

log = logging.getLogger(__name__)

#: The name of the note; `LocalIndex.clear` drops it when the file went back.
WRITTEN: Final = "written here"
#: With more of them than this some in the middle are let go of: the file may not be looked at.
_MOST: Final = 64

Entry = tuple[int, str]


class Written:
    """The entries of the audit trail that this laptop wrote and has not found again yet.

    From any thread.
    """

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    def note(self, entry: Entry) -> None:
        """It was just written. Waits for no disk, and raises nothing for a full one."""
        try:
            with self._store.writing(lasting=False) as connection:
                entries = _read(connection)
                kept = entries[:1] + entries[1:][-_MOST:]
                keep_note(connection, WRITTEN, json.dumps([*kept, entry]))
        except Problem as problem:
            log.warning("What was written is not noted: %s", type(problem).__name__)

    def all(self) -> tuple[Entry, ...]:
        """Those that are to be looked for. Ask before the file is read, never after."""
        with self._store.reading() as connection:
            return tuple(_read(connection))

    def found(self, entries: Iterable[Entry]) -> None:
        """These are in the file. The newest of them stands for all."""
        there = sorted(entries)[:-1]
        if there:
            with self._store.writing(lasting=False) as connection:
                left = [one for one in _read(connection) if one not in there]
                keep_note(connection, WRITTEN, json.dumps(left))


def _read(connection: Any) -> list[Entry]:
    row = connection.execute("SELECT value FROM note WHERE name = ?", (WRITTEN,)).fetchone()
    return [(number, link) for number, link in json.loads(row[0])] if row else []
