"""Changing the school's data key, so that whoever leaves opens nothing written since.

In a folder this takes three steps, each whole or not at all. First one unit of work ends the
member's access and writes a document in which everybody who stays has the next key too. Then the
file is encrypted anew in place, under an exclusive lock (never by a second file that takes its
place: a laptop waiting for its turn would write into the old one). Last the document forgets the
key before. A laptop that dies in between, or whose writing fails, leaves a document that says so,
and whichever program signs in next finishes: see `settle`. On a server it is one unit of work.

SQLCipher says nothing when the encrypting fails at its end: the file is rolled back and has the
old key still. So nothing is forgotten before the file was opened afresh with the next key and read
from its first page to its last.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import sqlcipher3
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from trent_desktop.clock import Clock
from trent_desktop.problems import DamagedDatabase, DiskFull, SchoolBusy
from trent_desktop.school.keys.own_keys import OwnKeys
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import new_key, seal
from trent_desktop.storage.copies.before import copy_before_new_keys
from trent_desktop.storage.database import Database, opens
from trent_desktop.storage.exclusive import exclusive
from trent_desktop.storage.failing import in_words
from trent_desktop.storage.key_slots import DataKeys, KeyDocument, seal_data_keys
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.landed import on_its_own
from trent_desktop.storage.location import BACKUPS
from trent_desktop.storage.sqlcipher import connect_file
from trent_desktop.storage.tables import SchoolRow

#: Hears how far it is, 0 to 1, and a few words.
Progress = Callable[[float, str], None]
#: What leaves a change to be finished another time, and hinders nobody's work.
CAN_WAIT = (SchoolBusy, DiskFull, DamagedDatabase)
#: How long others are waited for by who only came to finish what somebody else began, in seconds.
IN_PASSING_S = 10.0
_SHARE_OF_FILE = 0.75  # of the bar
_LEFT_AFTER_S = 120.0


def begin(session: Session, store: KeyStore, leaving: str, *, on_server: bool) -> None:
    """Start a change without `leaving` (a member's id), inside the unit of work that ends her

    access. Call `settle` after it. Raises `SchoolBusy` while another change is under way.
    """
    document = store.read().document
    if document.key_change:
        # Its next key may be the file's already, and must not be written over.
        raise SchoolBusy(
            "The school's keys are just being changed for somebody else who is leaving.",
            what_to_do="Try again in a minute.",
        )
    following = new_key()
    if on_server:
        kept = document.only(lambda slot: slot.holder != leaving)
        slots = (seal_data_keys(slot, DataKeys(following)) for slot in kept.slots)
        store.write(kept.with_slots(slots), session)
        return
    change = str(uuid.uuid4())
    store.write(
        replace(
            document,
            slots=tuple(
                replace(slot, next_data_key=None)
                if slot.holder == leaving
                else replace(slot, next_data_key=seal(slot.public_key, following))
                for slot in document.slots
            ),
            revision=document.revision + 1,
            key_change=change,
        ),
        session,
    )
    session.execute(update(SchoolRow).where(SchoolRow.id == 1).values(key_change=change))


@on_its_own()
def settle(
    database: Database,
    own: OwnKeys,
    clock: Clock,
    progress: Progress | None = None,
    *,
    patience_s: float | None = None,
) -> bool:
    """Finish a change that is under way, or take back one that never really began.

    For `patience_s` it waits for others who have the school open, see `Together.alone`.
    True when the keys were changed by this call. Raises `NoLongerMember` for whoever is leaving,
    `SchoolBusy` when others do not let go of the file or writing it failed, `SchoolAway`,
    `DiskFull` or `DamagedDatabase`. Whatever it raises, both keys are still known, and it can be
    called again at any time, by anybody's program; the next sign-in does.
    """
    if database.location.is_server:
        return False
    document = own.store.read().document
    if not document.key_change:
        _put_right(database, own, clock)
        return False
    keys = own.read(document)
    if keys.next is None:  # cannot be, see OwnKeys.read
        return False
    tell = progress or _nothing
    try:
        if not _fits(database, keys.next):
            # Nobody is cut off: who is in finishes first, and waits until it is done.
            with database.alone(lambda words: tell(0.02, words), patience_s=patience_s):
                if not _fits(database, keys.next):
                    tell(0.02, "Copying the school's file")
                    copy_before_new_keys(database, own.store, clock)
                tried = _fits(database, keys.next) or _encrypt_anew(
                    database, keys.now, keys.next, document.key_change, tell
                )
            if not tried:
                _take_back(database, own.store, document.key_change)
                return False
        tell(0.9, "Reading the school's file with its new key")
        _prove(database, keys.next)
        tell(0.95, "Putting the old key away")
        # Under the next key and no other: were the file back at the old one, this must fail.
        with database.under(keys.next).write() as session:
            now = own.store.read().document
            if now.key_change == document.key_change:
                own.store.write(_final(now), session)
                _ended(session, own, clock, now.key_change)
    except DamagedDatabase:
        if own.store.read().document.key_change != document.key_change:
            return False  # another laptop finished this change, and the keys at hand are old
        raise
    database.use_key(keys.next)
    tell(1.0, "Done")
    return True


class LeftBehind:
    """Notices a change of keys whose program is gone, and finishes it.

    `seen` is told what the database says at every look; what stays for longer than any program
    takes was left by one that died.
    """

    def __init__(self) -> None:
        self._change = ""
        self._since = 0.0

    def seen(self, change: str) -> None:
        """The change that the database names now, empty for none."""
        if change != self._change:
            self._change, self._since = change, time.monotonic()

    def when_left(self, me: SignedIn) -> None:
        """Finish what was left behind. Call it outside any unit of work."""
        if self._change and time.monotonic() - self._since > _LEFT_AFTER_S:
            self._since = time.monotonic()
            with suppress(*CAN_WAIT):
                settle(me.database, me.own_keys, me.clock, patience_s=IN_PASSING_S)


def _fits(database: Database, key: bytes) -> bool:
    """Whether `key` opens the file. Raises `SchoolAway` or `SchoolBusy`."""
    try:
        return opens(database.location.school_file, key)
    except sqlcipher3.OperationalError as error:
        raise in_words(error, database.location) from error


def _prove(database: Database, key: bytes) -> None:
    """Open the file afresh with `key` alone and read every page of it.

    Raises `SchoolBusy` when it has the old key still (its writing failed), `DamagedDatabase` when
    a page does not read, or what reading raises. Takes as long as reading the file.
    """
    location = database.location
    try:
        # What did not read once may read the next moment: damaged is what does not read twice.
        bad = _bad_pages(location.school_file, key) and _bad_pages(location.school_file, key)
    except sqlcipher3.Error as error:
        if "not a database" not in str(error):
            raise in_words(error, location) from error
        raise SchoolBusy(
            "The school's file could not be written, so its keys could not be changed yet.",
            what_to_do="Nothing is lost: it is finished when somebody signs in next. If that "
            "happens again, tell whoever looks after the network: the disk may be full or failing.",
            where=location.shown,
        ) from error
    if bad:
        raise DamagedDatabase(
            "The school's file was not encrypted again as a whole. Its old key is kept.",
            what_to_do=f"Ask for the file to be put back from the folder “{BACKUPS}” beside it.",
            where=location.shown,
        )


def _bad_pages(path: Path, key: bytes) -> bool:
    """Whether a page does not read with `key`. Raises what connecting raises."""
    connection = connect_file(path, key)
    try:
        connection.execute("BEGIN")
        # Takes the lock: the check by itself reads past SQLite, and others may save.
        connection.execute("SELECT key_change FROM school").fetchone()
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def _encrypt_anew(
    database: Database, now: bytes, following: bytes, change: str, tell: Progress
) -> bool:
    """Encrypt the file under `following`. False when the change was never committed.

    True says that it was tried, no more: see `_prove`.
    """
    path = database.location.school_file
    tell(0.05, "Waiting until nobody is saving")
    try:
        with exclusive(path, now) as connection:
            found = connection.execute("SELECT key_change FROM school").fetchone()
            if found is None or found[0] != change:
                return False
            tell(0.1, "Encrypting the school's file again")
            # Some failures it tells, some it does not: whether it went well, `_prove` finds out.
            with _watched(path, tell), suppress(sqlcipher3.OperationalError):
                connection.execute(f"PRAGMA rekey = \"x'{following.hex()}'\"")
    except sqlcipher3.OperationalError as error:
        if "locked" in str(error):
            raise SchoolBusy(
                "Others are using the school's file, so its keys could not be changed yet.",
                what_to_do="Nothing is lost: it is finished when somebody signs in next.",
                where=database.location.shown,
            ) from error
        raise in_words(error, database.location) from error
    except sqlcipher3.DatabaseError as error:
        # Another laptop was faster, if the file opens with the next key now.
        if _fits(database, following):
            return True
        raise in_words(error, database.location) from error
    return True


@contextmanager
def _watched(path: Path, tell: Progress) -> Generator[None]:
    """Tell how far it is by how much of the file is in the journal already."""
    done = threading.Event()
    size = max(1, path.stat().st_size)
    journal = path.with_name(f"{path.name}-journal")

    def watch() -> None:
        while not done.wait(0.1):
            with suppress(OSError):
                share = min(1.0, journal.stat().st_size / size)
                tell(0.1 + _SHARE_OF_FILE * share, "Encrypting the school's file again")

    watcher = threading.Thread(target=watch, name="key change", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _take_back(database: Database, store: KeyStore, change: str) -> None:
    """The first step was never committed: the document is as before again."""
    with database.write() as session:
        document = store.read().document
        committed = session.execute(select(SchoolRow.key_change)).scalar_one()
        if document.key_change != change or committed == change:
            return
        slots = tuple(replace(slot, next_data_key=None) for slot in document.slots)
        store.write(
            replace(document, slots=slots, revision=document.revision + 1, key_change=""), session
        )


def _put_right(database: Database, own: OwnKeys, clock: Clock) -> None:
    """Nothing is under way by the document: a laptop died before it said so in the database."""
    with database.read() as session:
        if not session.execute(select(SchoolRow.key_change)).scalar_one():
            return
    with database.write() as session:
        change = session.execute(select(SchoolRow.key_change)).scalar_one()
        # Unless somebody put it right meanwhile, or began another this very moment.
        if change and not own.store.read().document.key_change:
            _ended(session, own, clock, change)


def _ended(session: Session, own: OwnKeys, clock: Clock, change: str) -> None:
    """Say in the database that the keys are changed."""
    write_entry(session, clock(), own.member_id, Act.KEYS_CHANGED, change)
    session.execute(update(SchoolRow).where(SchoolRow.id == 1).values(key_change=""))


def _final(document: KeyDocument) -> KeyDocument:
    """The document with the next key in force; whoever has none is out."""
    slots = tuple(
        replace(slot, data_key=slot.next_data_key, next_data_key=None)
        for slot in document.slots
        if slot.next_data_key is not None
    )
    return replace(document, slots=slots, revision=document.revision + 1, key_change="")


def _nothing(_done: float, _words: str) -> None:
    pass
