"""Making one copy: of one moment, with the keys of that moment, and read through before it counts.

The school's file is copied by a process apart while this one holds a reader's lock on it through
SQLite: for five seconds at most, and for less than one once somebody waits to save. A program
that opened the file by any other way than SQLite would drop, on closing it, every lock that it
holds on it. Where that process cannot do it in time, SQLite writes the copy, while nobody saves.
"""

from __future__ import annotations

import shutil
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.problems import DiskFull, SchoolBusy
from trent_desktop.storage.atomic_file import FULL, share_like_folder, write_whole
from trent_desktop.storage.copies.apart import COUNTS
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.names import BEGUN
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes, to_bytes
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.server_clock import stamp

#: The data keys that a key document gives to whoever makes the copy.
OpensWith = Callable[[KeyDocument], Sequence[bytes]]
#: How long the lock is held at most, and from when on somebody waits for it.
_HOLD_S, _GIVE_WAY_S = 5.0, 0.3
_LOOK_EVERY_S = 0.02
_READ_WITHIN_S = 900.0
#: Saving takes milliseconds: a file that cannot even be read for so long is not one that is saved to.
_LOCKED_S = 40.0
_QUIET_S = 120.0  # without anybody saving
_PAUSES_S = (0.3, 1.0, 2.0, 4.0)
_NOT_WHOLE_TRIES = 2
_LOCK_BYTES = 1024**3  # where Windows refuses to read past a lock of SQLite's
_ROOM = 1.2  # times the school's file: others go on saving while it is copied


class TookTooLong(SchoolBusy):
    """There was no moment in which a copy could be made without keeping others waiting."""


class _How(Enum):
    """What came of one try."""

    WHOLE = auto()
    NOT_WHOLE = auto()
    WAITED_FOR = auto()  # somebody wanted to save
    LOCKED = auto()  # nobody else may even read it
    SLOW = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made, and whether every page of it was read."""

    path: Path
    whole: bool


@dataclass(slots=True)
class Maker:
    """Makes copies of one school's file."""

    database: Database
    keys: KeyStore
    opens_with: OpensWith | None = None
    #: Told now and then that it goes on.
    going_on: Callable[[], object] = lambda: None

    def make(
        self, target: Path, not_whole: Path | None = None, *, within: float, patient: bool = False
    ) -> Made | None:
        """Make a copy called `target`, with its keys beside it.

        One of a file with a page that does not read is called `not_whole`, and is made only where
        that is given. None when no try was whole. `patient`: nothing goes on without it, so SQLite
        may write it though somebody saved a moment ago. Raises `TookTooLong` after `within`
        seconds in which others kept saving, or sooner where nobody may even read the file;
        `DiskFull`, `SchoolAway`, `DamagedDatabase` or `OSError`.
        """
        require_room(self.database.location.school_file, target.parent)
        until = time.monotonic() + within
        pauses = iter(_PAUSES_S)
        by_sqlite = _meets_lock_bytes(self.database.location.school_file)
        failed = spoilt = 0
        readable = time.monotonic()
        while True:
            self.going_on()
            begun = target.with_name(f"{BEGUN}{uuid.uuid4().hex[:12]}.db")
            try:
                how = (self._by_sqlite if by_sqlite else self._by_child)(begun)
                if how is _How.WHOLE:
                    return Made(named_copy(begun, target), whole=True)
                spoilt += how is _How.NOT_WHOLE
                if spoilt > _NOT_WHOLE_TRIES:
                    return Made(named_copy(begun, not_whole), whole=False) if not_whole else None
            finally:
                for left in (begun, begun.with_suffix(".keys")):
                    with suppress(OSError):
                        files.remove(left)
            if how is not _How.LOCKED:
                readable = time.monotonic()
            failed += how is _How.FAILED
            if how is _How.SLOW or failed > 1:
                if by_sqlite or not (patient or self._is_quiet(target.parent)):
                    return None
                by_sqlite, failed = True, 1
            elif how in (_How.WAITED_FOR, _How.LOCKED):
                pause = next(pauses, _PAUSES_S[-1])
                if time.monotonic() + pause > readable + _LOCKED_S:
                    raise TookTooLong(
                        "Nobody may read the school's file just now, so it could not be copied.",
                        what_to_do="Try again in a minute. If it stays so, tell whoever looks after "
                        "the school's network.",
                        where=self.database.location.shown,
                    )
                if time.monotonic() + pause > until:
                    raise TookTooLong(
                        "Others keep saving, so the school's file could not be copied just now.",
                        what_to_do="It is tried again later.",
                        where=self.database.location.shown,
                    )
                time.sleep(pause)

    def _by_child(self, begun: Path) -> _How:
        source = self.database.location.school_file
        waits = SomebodyWaits(source)
        try:
            with CopyingChild() as child:
                with self.database.read() as session:
                    # Nobody can change the file, or its key, under a reader.
                    key, document = self.database.data_key, self.keys.read().document
                    counts = _counts(session)
                    copy_now(child, source, begun, waits)
                child.ask({"settle": str(begun)}, within=_READ_WITHIN_S)
                return self._proved(child, begun, key, document, lambda found: found == counts)
        except GaveUp:
            return _How.WAITED_FOR if waits.seen else _How.SLOW
        except SchoolBusy:
            return _How.LOCKED
        except OSError as error:
            _raise_when_full(error, begun.parent)
            return _How.FAILED

    def _by_sqlite(self, begun: Path) -> _How:
        """Raises `DamagedDatabase` for a page that does not read: SQLite copies none of it then."""
        waits = SomebodyWaits(self.database.location.school_file)
        document = self.keys.read().document
        try:
            key = self.database.copy_into(begun, stop=waits)
            if key is None:
                return _How.WAITED_FOR
            with CopyingChild() as child:
                child.ask({"settle": str(begun)}, within=_READ_WITHIN_S)
                how = self._proved(child, begun, key, document, lambda found: found[0] == 1)
        except SchoolBusy:
            return _How.LOCKED
        except (GaveUp, OSError):
            return _How.FAILED
        with self.database.read():
            same = self.database.data_key == key and self.keys.read().document == document
        return how if same else _How.WAITED_FOR

    def _proved(
        self,
        child: CopyingChild,
        begun: Path,
        key: bytes,
        document: KeyDocument,
        fits: Callable[[list[int]], bool],
    ) -> _How:
        """Put the keys beside it, and open it with what those give."""
        self.going_on()
        write_whole(begun.with_suffix(".keys"), to_bytes(document), shared=True)
        keys = keys_beside(begun, self.opens_with) or [key]
        said = proof(child, begun, keys)
        if not said.opened:
            return _How.FAILED
        if said.bad or not said.sound:
            return _How.NOT_WHOLE
        return _How.WHOLE if fits(said.counts) else _How.FAILED

    def _is_quiet(self, folder: Path) -> bool:
        with suppress(OSError):
            saved = self.database.location.school_file.stat().st_mtime
            return stamp(folder) - saved > _QUIET_S
        return False


@dataclass(frozen=True, slots=True)
class Proof:
    """What reading a copy came to: how many pages are `bad`, whether the rest hangs together."""

    opened: bool
    bad: int
    sound: bool
    counts: list[int]

    @property
    def whole(self) -> bool:
        """Every page was read, and all is in its place."""
        return self.opened and not self.bad and self.sound


def proof(
    child: CopyingChild,
    path: Path,
    keys: Sequence[bytes],
    *,
    deep: bool = False,
    stop: Callable[[], bool] | None = None,
) -> Proof:
    """Read a copy from end to end; `deep` compares the indexes with the tables too.

    Raises `GaveUp`, also when `stop` says so, or `OSError`.
    """
    asked = {"prove": str(path), "keys": [key.hex() for key in keys], "deep": deep}
    said = child.ask(asked, within=_READ_WITHIN_S, stop=stop)
    return Proof(
        bool(said.get("opened")),
        int(said.get("bad", 0)),
        bool(said.get("sound")),
        [int(one) for one in said.get("counts", [])],
    )


def keys_beside(path: Path, opens_with: OpensWith | None) -> list[bytes]:
    """The data keys out of the key document that lies beside a copy, as it lies there.

    None where they are for somebody else. Raises `OSError` when it cannot be read.
    """
    try:
        document = from_bytes(files.read(path.with_suffix(".keys")))
    except UnreadableKeys as error:
        raise OSError(0, "the keys beside a copy do not read") from error
    return list(opens_with(document)) if opens_with else []


def copy_now(child: CopyingChild, source: Path, begun: Path, must_end: Callable[[], bool]) -> None:
    """Copy the file as it stands, inside a unit of work that reads.

    Raises `GaveUp` when that takes too long, or somebody waits, and `OSError`.
    """
    child.ask({"copy": str(source), "to": str(begun)}, within=_HOLD_S, stop=must_end)


def _counts(session: Session) -> list[int]:
    """What the copy must hold as well; nothing when the file itself does not read."""
    with suppress(DBAPIError):
        return [int(session.execute(text(f"SELECT {one}")).scalar_one()) for one in COUNTS]
    return []


def copy_with_keys(
    database: Database, keys: KeyStore, target: Path, *, within: float
) -> Path | None:
    """Copy the school's file, whole, to `target`, and beside it the keys that open the copy.

    For what is not begun without one. None when no try was whole. Raises what `Maker.make` raises.
    """
    made = Maker(database, keys).make(target, within=within, patient=True)
    return made.path if made else None


def require_room(source: Path, folder: Path) -> None:
    """Raises `DiskFull` when a copy of `source` has no room in `folder`, or `OSError`."""
    if shutil.disk_usage(folder).free < _ROOM * source.stat().st_size:
        raise no_room(folder)


def no_room(folder: Path) -> DiskFull:
    """What is said when a copy has no room in `folder`."""
    return DiskFull(
        "There is no room for a copy of the school.",
        what_to_do="Tell whoever looks after the network.",
        where=str(folder),
    )


def _raise_when_full(error: OSError, folder: Path) -> None:
    if error.errno in FULL:
        raise no_room(folder) from error


def named_copy(begun: Path, target: Path) -> Path:
    """Put it under the name that counts; its keys first, so that none counts without them."""
    share_like_folder(begun)
    files.replace(begun.with_suffix(".keys"), target.with_suffix(".keys"))
    files.replace(begun, target)
    return target


def _meets_lock_bytes(source: Path) -> bool:
    return sys.platform == "win32" and source.stat().st_size > _LOCK_BYTES


class SomebodyWaits:
    """Whether somebody has waited for long enough to save.

    Whoever saves writes a journal beside the file, and then waits for the readers to be gone.
    """

    def __init__(self, source: Path) -> None:
        self._journal = source.with_name(f"{source.name}-journal")
        self._since: float | None = None
        self._look_at = 0.0

    def __call__(self) -> bool:
        """Asked while the lock is held."""
        now = time.monotonic()
        if self._since is None and now > self._look_at:
            self._look_at = now + _LOOK_EVERY_S
            with suppress(OSError):
                if self._journal.exists():
                    self._since = now
        return self._since is not None and now - self._since > _GIVE_WAY_S

    @property
    def seen(self) -> bool:
        """Whether anybody wanted to save at all."""
        return self._since is not None
