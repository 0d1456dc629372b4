"""A copy of the school each day, encrypted as it is, with the keys that open it.

The server's own backups hold a school on PostgreSQL. In a folder, whichever program is first on a
day makes the copy, into ``backups/`` beside the file. Fourteen days and twelve months are kept.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import uuid
from contextlib import suppress
from pathlib import Path

import sqlcipher3

from trent_desktop.clock import Clock
from trent_desktop.storage.atomic_file import share_like_folder, write_whole
from trent_desktop.storage.database import Database, connect_file
from trent_desktop.storage.key_format import to_bytes
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.location import BACKUPS, Location

_NAME = re.compile(r"school-(\d{4}-\d{2}-\d{2})\.db")
_BEGUN = ".making-"
_DAYS, _MONTHS = 14, 12
_STALE_S = 3600


def backups_of(location: Location) -> dict[dt.date, Path]:
    """The daily copies by their day. Empty for a server."""
    if location.is_server:
        return {}
    found: dict[dt.date, Path] = {}
    with suppress(OSError):
        for path in (location.school_file.parent / BACKUPS).iterdir():
            named = _NAME.fullmatch(path.name)
            with suppress(ValueError):
                if named:
                    found[dt.date.fromisoformat(named[1])] = path
    return found


def newest_backup(location: Location) -> dt.date | None:
    """The day of the newest copy, or None."""
    return max(backups_of(location), default=None)


def back_up(database: Database, keys: KeyStore, clock: Clock) -> Path | None:
    """Make today's copy, if nobody has yet; None when there is nothing to do.

    The file is copied under a reader's lock, so that it is of one moment; whoever saves meanwhile
    waits. The copy is read through with its key before it gets its name. Raises `SchoolAway` or
    `DiskFull`; there is never half a copy under a name that counts.
    """
    location, now = database.location, clock()
    if location.is_server or now.date() in backups_of(location):
        return None
    folder = location.school_file.parent / BACKUPS
    begun = folder / f"{_BEGUN}{now:%Y-%m-%d}-{uuid.uuid4().hex[:8]}.db"
    try:
        folder.mkdir(exist_ok=True)
        if not _claimed(folder, now):
            return None
        with database.read():
            document = keys.read().document
            if document.key_change:
                return None  # which key it has is just being settled
            shutil.copyfile(location.school_file, begun)
            key = database.data_key
        if not _is_whole(begun, key):
            return None
        share_like_folder(begun)
        target = folder / f"school-{now:%Y-%m-%d}.db"
        write_whole(target.with_suffix(".keys"), to_bytes(document), shared=True)
        begun.replace(target)
        _let_go(location)
        return target
    except OSError:
        return None  # tried again at the next start; the age of the newest copy is in `check`
    finally:
        with suppress(OSError):
            begun.unlink(missing_ok=True)


def _claimed(folder: Path, now: dt.datetime) -> bool:
    """Whether this program is to make today's copy: no other is at it."""
    for path in folder.glob(f"{_BEGUN}*"):
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > _STALE_S:
                path.unlink()
    claim = folder / f"{_BEGUN}{now:%Y-%m-%d}"
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    return True


def _is_whole(path: Path, key: bytes) -> bool:
    try:
        connection = connect_file(path, key)
    except sqlcipher3.Error:
        return False
    try:
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        return not bad and connection.execute("SELECT count(*) FROM school").fetchone()[0] == 1
    except sqlcipher3.Error:
        return False
    finally:
        connection.close()


def _let_go(location: Location) -> None:
    """Keep fourteen days, and the first of each of twelve months."""
    found = backups_of(location)
    days = sorted(found, reverse=True)
    keep = set(days[:_DAYS])
    months: dict[tuple[int, int], dt.date] = {}
    for day in days:
        months[(day.year, day.month)] = day
    keep |= set(sorted(months.values(), reverse=True)[:_MONTHS])
    for day, path in found.items():
        if day not in keep:
            with suppress(OSError):
                path.unlink()
                path.with_suffix(".keys").unlink(missing_ok=True)
    newest = f"{max(days):%Y-%m-%d}"
    for claim in (location.school_file.parent / BACKUPS).glob(f"{_BEGUN}????-??-??"):
        if claim.name != f"{_BEGUN}{newest}":
            with suppress(OSError):
                claim.unlink()
