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
from trent_desktop.problems import DiskFull, SchoolBusy
from trent_desktop.storage.atomic_file import share_like_folder, write_whole
from trent_desktop.storage.database import Database, connect_file
from trent_desktop.storage.key_format import to_bytes
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.location import BACKUPS, Location

_NAME = re.compile(r"school-(\d{4}-\d{2}-\d{2})\.db")
_BEGUN = ".making-"
_DAYS, _MONTHS = 14, 12
_STALE_S = 3600
_TRIES = 3
_PATIENCE_S = 20.0  # that a whole school waits for a copy, at most
_ROOM = 1.5  # times the school's file: others go on saving while it is copied


class TookTooLong(SchoolBusy):
    """A copy was given up because everybody waited for it."""


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
    """Make today's copy, if nobody has yet; None when there is nothing to do, or it went wrong.

    Raises `SchoolAway`, `DiskFull` or `DamagedDatabase`. Another program, or this one at its next
    start, tries again the same day; the age of the newest copy is in ``check``.
    """
    location, now = database.location, clock()
    if location.is_server or now.date() in backups_of(location):
        return None
    folder = location.school_file.parent / BACKUPS
    claim: Path | None = None
    try:
        folder.mkdir(exist_ok=True)
        claim = _claimed(folder, now)
        if claim is None:
            return None
        if keys.read().document.key_change:
            return None  # which key it has is just being settled
        target = folder / f"school-{now:%Y-%m-%d}.db"
        if copy_with_keys(database, keys, target, within=_PATIENCE_S) is None:
            return None
        claim = None  # it stays, and the others need not look any more
        _let_go(location)
        return target
    except TookTooLong:
        claim = None  # nor need they all wait for as long: it goes when it is stale
        raise
    except OSError:
        return None
    finally:
        if claim is not None:
            with suppress(OSError):
                claim.unlink(missing_ok=True)


def copy_with_keys(
    database: Database, keys: KeyStore, target: Path, *, within: float
) -> Path | None:
    """Copy the school's file to `target`, and beside it the key document that opens the copy.

    The copy is of one moment; whoever saves meanwhile waits. It is read through with its key
    before it gets its name: there is never half a copy under a name that counts. None when no
    try was whole, or the keys changed during each. Raises `TookTooLong` after `within` seconds,
    `SchoolAway`, `DiskFull`, `DamagedDatabase` or `OSError`.
    """
    size = database.location.school_file.stat().st_size
    if shutil.disk_usage(target.parent).free < _ROOM * size:
        raise DiskFull(
            "There is no room for a copy of the school.",
            what_to_do="Tell whoever looks after the network.",
            where=str(target.parent),
        )
    for _ in range(_TRIES):
        begun = target.with_name(f"{_BEGUN}{target.stem}-{uuid.uuid4().hex[:8]}.db")
        try:
            if _made(database, keys, begun, target, within):
                return target
        finally:
            with suppress(OSError):
                begun.unlink(missing_ok=True)
    return None


def _made(database: Database, keys: KeyStore, begun: Path, target: Path, within: float) -> bool:
    document = keys.read().document
    key = database.copy_into(begun, within=within)
    if key is None:
        raise TookTooLong(
            "Copying the school's file takes too long just now.",
            what_to_do="It is tried again later.",
            where=database.location.shown,
        )
    if not _is_whole(begun, key):
        return False
    with database.read():  # nobody can change the file's key from here on
        if database.data_key != key or keys.read().document != document:
            return False
        _make_durable(begun)
        share_like_folder(begun)
        write_whole(target.with_suffix(".keys"), to_bytes(document), shared=True)
        begun.replace(target)
    return True


def _make_durable(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _claimed(folder: Path, now: dt.datetime) -> Path | None:
    """The sign that this program makes today's copy; None when another is at it, or was."""
    for path in folder.glob(f"{_BEGUN}*"):
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > _STALE_S:
                path.unlink()
    claim = folder / f"{_BEGUN}{now:%Y-%m-%d}"
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return None
    return claim


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
