"""Whether a file that did not read is damaged, or only did not read.

One read that fails looks to SQLCipher as damage does, and as a wrong key does. So "damaged" is said
of what two fresh connections found alike and no key at hand explains (rule 77).
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop.problems import Problem
from trent_desktop.storage import troubles
from trent_desktop.storage.location import Location

_PAUSE_S = 0.3
_PAGE = 4096  # SQLCipher's


@dataclass(frozen=True, slots=True)
class _Look:
    """What one connection found: how opening went, and which pages are not the key's."""

    opened: str
    bad: frozenset[str]
    pages: int
    sound: bool


def look_again(location: Location, keys: Iterable[bytes]) -> Problem:
    """What is wrong with a file that one of `keys` should open. Looks twice, changes nothing.

    Takes as long as reading the file, twice.
    """
    path = location.school_file
    looks = [_looks(path, key) for key in dict.fromkeys(keys)]
    own = [one for one in looks if one is not None]
    if not own or len(own) < len(looks) or any(one.sound for one in own):
        return troubles.UNREAD.problem(location.shown)
    if any(len(one.bad) < one.pages for one in own):
        return troubles.DAMAGED.problem(location.shown)
    if path.stat().st_size % _PAGE or _is_plain(path):
        return troubles.NO_DATABASE.problem(location.shown)
    return troubles.NOT_ITS_KEYS.problem(location.shown)


def _looks(path: Path, key: bytes) -> _Look | None:
    """What two connections found alike; None where they differ, or one could not read."""
    try:
        first = _look(path, key)
        if first is None or first.sound:
            return first
        time.sleep(_PAUSE_S)
        second = _look(path, key)
    except OSError:
        return None
    return second if second == first or (second is not None and second.sound) else None


def _look(path: Path, key: bytes) -> _Look | None:
    from trent_desktop.storage.sqlcipher import file_uri

    # Not to be told apart from a sound one before its pages were looked at, so opened barely.
    connection: Any = None
    try:
        connection = sqlcipher3.connect(f"{file_uri(path)}?mode=ro", uri=True, isolation_level=None)
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        bad = frozenset(row[0] for row in connection.execute("PRAGMA cipher_integrity_check"))
        if any(not _is_of_page(one) for one in bad):
            return None  # it says that a page could not be read at all
        opened = _opened(connection)
        pages = max(1, -(-path.stat().st_size // _PAGE))
        return _Look(opened, bad, pages, sound=not bad and opened == "")
    except sqlcipher3.Error:
        return None
    finally:
        if connection is not None:
            connection.close()


def _opened(connection: Any) -> str:
    """How reading its contents goes: empty when well. Raises what is no matter of contents."""
    try:
        connection.execute("BEGIN")
        said = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    except sqlcipher3.DatabaseError as error:
        if isinstance(error, sqlcipher3.OperationalError):
            raise
        return str(error)
    return "" if said == ["ok"] else "its contents contradict each other"


def _is_of_page(said: str) -> bool:
    return said.startswith("HMAC verification failed") or "invalid size" in said


def _is_plain(path: Path) -> bool:
    """Whether it is a database that needs no key: not ours."""
    from trent_desktop.storage.sqlcipher import file_uri

    try:
        connection = sqlcipher3.connect(f"{file_uri(path)}?mode=ro", uri=True)
    except sqlcipher3.Error:
        return False
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher3.Error:
        return False
    else:
        return True
    finally:
        connection.close()


def is_sound(location: Location, key: bytes) -> bool | None:
    """Whether `key` opens the school's file, and every page of it; None where that is not certain.

    Looks twice before it says no. Takes as long as reading the file, or twice as long.
    """
    found = _looks(location.school_file, key)
    return None if found is None else found.sound
