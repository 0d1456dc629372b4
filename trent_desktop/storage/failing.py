"""What an error of the school's folder or server means for the person at the screen.

SQLite says little: a used-up quota, a lost connection and a folder that is not hers to open are
all "disk I/O error" or "unable to open". So the folder itself is asked, beside the school's file
and never in it: opening that past SQLite would drop the locks that this program holds on it.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import sqlcipher3

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.storage import troubles
from trent_desktop.storage.location import KEYS_COPY, KEYS_FILE, Location
from trent_desktop.storage.troubles import Trouble
from trent_desktop.storage.typed_place import is_there

#: How much is written to find out why saving failed: SQLite, too, needs some room.
_TRIED_BYTES = 65_536
_PAGE = 4096  # SQLCipher's
_LOST = (errno.ESTALE, errno.ENOTCONN)
_FORBIDDEN = (errno.EACCES, errno.EPERM)
#: What says that the bytes that were read are not those of the file: see `damage.py`.
_UNLIKE = (sqlcipher3.SQLITE_CORRUPT, sqlcipher3.SQLITE_NOTADB)


def in_words(error: Exception, location: Location, *, writing: bool = False) -> Problem:
    """What an error of the database means. `writing`: something was to be changed, and was not.

    A page that did not read is "could not be read just now" here; whether the file is damaged is
    found out by looking again (`damage.look_again`).
    """
    said = getattr(error, "orig", error)
    if location.is_server:
        from trent_desktop.storage.server_failing import server_trouble

        return server_trouble(said).problem(location.shown, writing=writing)
    found = _of_file(said, location, writing=writing)
    return found.problem(location.shown, writing=writing)


def reads_unlike(error: Exception) -> bool:
    """Whether what was read is not what a sound file would give: wrong key, damage, or chance."""
    return _code(getattr(error, "orig", error)) in _UNLIKE


def failed_to_read(error: Exception) -> bool:
    """Whether the folder itself failed, which may be over the next moment."""
    return _code(getattr(error, "orig", error)) in (
        sqlcipher3.SQLITE_IOERR,
        sqlcipher3.SQLITE_CANTOPEN,
    )


def folder_words(error: OSError, location: Location, *, writing: bool = False) -> Problem:
    """What an error of the system means, met at another file of the school's folder."""
    found = _at_folder(location) or _by_number(error, writing=writing)
    if found is None:
        found = troubles.UNSAVED if writing else troubles.KEYS_UNREAD
    return found.problem(location.shown, writing=writing)


def _code(error: object) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _of_file(error: object, location: Location, *, writing: bool) -> Trouble:
    code = _code(error)
    if code in (sqlcipher3.SQLITE_BUSY, sqlcipher3.SQLITE_LOCKED):
        return troubles.BUSY
    if code == sqlcipher3.SQLITE_FULL:
        return troubles.FULL
    if code in _UNLIKE:
        return wrong_outside(location) or troubles.UNREAD
    if code == sqlcipher3.SQLITE_READONLY:
        if not writing:
            return troubles.UNFINISHED
        return _why_not(location, writing=True) or troubles.READ_ONLY
    if code in (sqlcipher3.SQLITE_CANTOPEN, sqlcipher3.SQLITE_IOERR, sqlcipher3.SQLITE_PERM):
        found = _why_not(location, writing=writing)
        return found or (troubles.UNSAVED if writing else troubles.UNREAD)
    if "the school has moved" in str(error):
        return troubles.MOVED  # the file says so itself, see `gone.close_place`
    # "no such table" of a file that was wiped, and what nobody foresaw.
    return wrong_outside(location) or troubles.UNFORESEEN


def _why_not(location: Location, *, writing: bool) -> Trouble | None:
    found = wrong_outside(location)
    if found is not None:
        return found
    folder = location.school_file.parent
    reading = True
    try:
        _read(folder / KEYS_FILE)
        if writing:
            reading = False
            _write(folder)
    except OSError as error:
        return _by_number(error, writing=not reading)
    return None


def wrong_outside(location: Location) -> Trouble | None:
    """What is wrong with the folder, or with the school's file by its looks, without opening it."""
    missing = _at_folder(location)
    if missing is not None:
        return missing
    try:
        size = location.school_file.stat().st_size
    except FileNotFoundError:
        keys = (location.school_file.with_name(name) for name in (KEYS_FILE, KEYS_COPY))
        return troubles.FILE_GONE if any(map(is_there, keys)) else troubles.EMPTIED
    except OSError as error:
        return _by_number(error, writing=False)
    # One page holds no school: it is what is left where writing it anew was cut off.
    return troubles.FILE_EMPTY if size in (0, _PAGE) else None


def _at_folder(location: Location) -> Trouble | None:
    folder = location.school_file.parent
    try:
        folder.stat()
    except FileNotFoundError:
        return troubles.FOLDER_GONE if is_there(folder.parent) else troubles.AWAY
    except OSError as error:
        return _by_number(error, writing=False) or troubles.AWAY
    return None


def _by_number(error: OSError, *, writing: bool) -> Trouble | None:
    number = error.errno
    if number in _LOST:
        return troubles.STALE
    if number in _FORBIDDEN:
        return troubles.MAY_NOT_SAVE if writing else troubles.NOT_ALLOWED
    if number == errno.EROFS:
        return troubles.READ_ONLY
    if number == errno.ENOSPC:
        return troubles.FULL
    if number == errno.EDQUOT:
        return troubles.QUOTA
    return None


def _read(path: Path) -> None:
    with suppress(FileNotFoundError):
        files.read(path)


def _write(folder: Path) -> None:
    handle, tried = files.begin(folder / "trial")
    try:
        try:
            os.write(handle, bytes(_TRIED_BYTES))
            files.durable(handle)
        finally:
            os.close(handle)
    finally:
        with suppress(OSError):
            files.remove(tried)
