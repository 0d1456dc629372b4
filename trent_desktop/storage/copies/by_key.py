"""A copy made by a key that can only copy: of one moment, byte for byte, and without reading it.

SQLite takes its reader's lock before it looks at what it locked. So it is asked, without the
school's key and for reading alone, to keep the locks that it gets; what it then reads is no database
to it, and the lock stays until the connection is closed. Whoever saves waits as for any reader. A
process apart copies meanwhile, as it does for a program with the key.

Whether every page is as it was written only the school's key tells: the next program in which
somebody signs in opens the copy (`unopened.py`). What can be known without it is looked at: that
nobody saved in the middle, for which the first page stands, since each save encrypts it anew; that
it is no plain or foreign file; and, where nobody saves for a moment, that it has the same bytes.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.problems import MoveNotPossible, NotAllowed, SchoolBusy, SchoolFails
from trent_desktop.storage import troubles
from trent_desktop.storage.atomic_file import FULL, write_whole
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.claiming import claimed
from trent_desktop.storage.copies.copy_keys import is_known
from trent_desktop.storage.copies.keeping import let_go, to_let_go
from trent_desktop.storage.copies.key_files import CopyKey
from trent_desktop.storage.copies.making import (
    SomebodyWaits,
    copy_now,
    named_copy,
    no_room,
    require_room,
)
from trent_desktop.storage.copies.names import BEGUN, CLAIM, copies_in, folder_of, unopened_name
from trent_desktop.storage.copies.values import CopySettings, MadeCopy
from trent_desktop.storage.failing import folder_words, in_words, wrong_outside
from trent_desktop.storage.key_format import to_bytes
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import Location
from trent_desktop.storage.server_clock import server_now
from trent_desktop.storage.sqlcipher import file_uri

#: How the file of a school begins that is not encrypted.
_PLAIN = b"SQLite format 3\0".hex()
_PAGE = 4096
_LOCK_WAIT_MS = 10_000
_HOLD_S = 5.0
_LARGEST_ON_WINDOWS = 1024**3  # whoever reads past a lock of SQLite's is refused there
_SETTLE_WITHIN_S = 900.0
_PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0)


def copy_by_key(
    location: Location, key: CopyKey, clock: Clock, *, within: float = 120.0
) -> MadeCopy:
    """Make a copy with a key that can only copy. `within`: how long others may go on saving.

    Raises `NotAllowed` for a key that was ended or is not this school's, `SchoolBusy`, `DiskFull`,
    `DamagedDatabase` for what cannot be the school's file, or what reading the folder raises.
    """
    if location.is_server:
        raise MoveNotPossible(troubles.SERVER_COPIES)
    folder = folder_of(location)
    document = key_store(location).read().document
    if document.school_id != key.school_id or not is_known(folder, key):
        raise NotAllowed(
            "This key for copies was ended, or belongs to another school.",
            what_to_do="Ask the ICT Lead or the Headteacher for a new one.",
        )
    until = time.monotonic() + within
    pauses = iter(_PAUSES_S)
    try:
        while True:
            with claimed(folder, CLAIM) as claim:
                made = _made(location, folder, clock) if claim is not None else None
            if made is not None:
                return made
            pause = next(pauses, _PAUSES_S[-1])
            if time.monotonic() + pause > until:
                raise SchoolBusy(
                    "Others keep saving or copying, so the school's file could not be copied.",
                    what_to_do="Try again when it is quieter.",
                    where=location.shown,
                )
            time.sleep(pause)
    except OSError as error:
        if error.errno in FULL:
            raise no_room(folder) from error
        raise folder_words(error, location, writing=True) from error


def _made(location: Location, folder: Path, clock: Clock) -> MadeCopy | None:
    """None when somebody wanted to save. Raises `OSError` and what `copy_by_key` raises."""
    source = location.school_file
    outside = wrong_outside(location)
    if outside is not None:
        raise outside.problem(location.shown)
    if sys.platform == "win32" and source.stat().st_size > _LARGEST_ON_WINDOWS:
        raise MoveNotPossible(
            "The school's file is too large to be copied with this key on Windows.",
            what_to_do="Give --as NAME: a member's program copies it in another way.",
        )
    require_room(source, folder)
    begun = folder / f"{BEGUN}{uuid.uuid4().hex[:12]}.db"
    try:
        with CopyingChild() as child:
            try:
                with reader_lock(location):
                    document = key_store(location).read().document
                    before = _first_page(child, source)
                    copy_now(child, source, begun, SomebodyWaits(source))
                    after = _first_page(child, source)
            except (GaveUp, SchoolBusy):
                return None
            child.ask({"settle": str(begun)}, within=_SETTLE_WITHIN_S)
            if not before == after == _first_page(child, begun):
                # What SQLite was told to lock was not locked: somebody saved all the same.
                return None
            _require_likely(location, after, begun.stat().st_size)
            compared = _compared(child, location, begun, after)
        write_whole(begun.with_suffix(".keys"), to_bytes(document), shared=True)
        now = server_now(folder, clock)
        path = named_copy(begun, folder / unopened_name(now.date()))
        _let_go(folder, now.date())
        size = path.stat().st_size + path.with_suffix(".keys").stat().st_size
        return MadeCopy(path.name, str(folder), now, size, verified=False, compared=compared)
    finally:
        for left in (begun, begun.with_suffix(".keys")):
            with suppress(OSError):
                files.remove(left)


@contextmanager
def reader_lock(location: Location) -> Generator[None]:
    """A reader's lock on the school's file, without its key: whoever saves waits meanwhile.

    The file is opened by SQLite alone, and for reading alone: a save that was cut off is left for a
    program that has the key. Raises `SchoolBusy`, or what is wrong with the folder.
    """
    try:
        connection = sqlcipher3.connect(
            f"{file_uri(location.school_file)}?mode=ro", uri=True, isolation_level=None
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT_MS}")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlcipher3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF == sqlcipher3.SQLITE_READONLY:
                    raise _cut_off(location) from error
                if error.sqlite_errorcode & 0xFF != sqlcipher3.SQLITE_NOTADB:
                    raise
            else:
                raise troubles.NO_DATABASE.problem(location.shown)
            yield
        finally:
            connection.close()
    except sqlcipher3.Error as error:
        raise in_words(error, location) from error


def _cut_off(location: Location) -> SchoolFails:
    return SchoolFails(
        "Saving was cut off in the school's file, and this key cannot put that right.",
        what_to_do="It is put right as soon as somebody signs in. Copy again then.",
        where=location.shown,
    )


def _first_page(child: CopyingChild, path: Path) -> str:
    return str(child.ask({"head": str(path), "bytes": _PAGE}, within=_HOLD_S)["head"])


def _require_likely(location: Location, head: str, size: int) -> None:
    if size < _PAGE or size % _PAGE or head.startswith(_PLAIN):
        raise troubles.NO_DATABASE.problem(location.shown)


def _compared(child: CopyingChild, location: Location, begun: Path, head: str) -> bool:
    """Whether the copy was read back and has the bytes of the file. Raises `OSError` if it has not.

    False when somebody saved meanwhile, or wants to: then there is nothing to compare with.
    """
    source = location.school_file
    with suppress(GaveUp, SchoolBusy), reader_lock(location):
        if _first_page(child, source) != head:
            return False
        asked = {"same": [str(source), str(begun)]}
        if child.ask(asked, within=_HOLD_S, stop=SomebodyWaits(source))["same"]:
            return True
        raise OSError(0, "the copy does not read as the file does")
    return False


def _let_go(folder: Path, today: dt.date) -> None:
    # How much room copies may take stands in the school's file; none goes for want of it here.
    found = copies_in(folder, today)
    most = max(CopySettings().most_bytes, sum(one.size for one in found))
    let_go(one for one in to_let_go(found, today, most) if not one.opened)
