"""The shared database: connections, units of work, and what its errors mean in words.

One `Session` per unit of work, opened and closed inside a service method. A write takes its lock
at the start (``BEGIN IMMEDIATE``, or the school's row on a server), so that two laptops writing at
once queue instead of failing half-way.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trent_desktop.news import News, Subject
from trent_desktop.problems import DamagedDatabase, NotASchool, SchoolAway
from trent_desktop.storage.failing import in_words
from trent_desktop.storage.landed import Repeat, land
from trent_desktop.storage.location import BACKUPS, Location
from trent_desktop.storage.moved import moved_in, note_moved
from trent_desktop.storage.statements import file_engine
from trent_desktop.storage.tables import SchoolRow, table_of

#: How long a write waits for its turn, in seconds.
PATIENCE = 20.0
_READ_WAIT_MS = 10_000
_TRIES = 5
_TURN_WAIT_MS = 60


class Database:
    """The school's database at one location, opened with the school's data key.

    No connection is held between units of work when the school is a file.
    """

    def __init__(self, location: Location, data_key: bytes, *, create: bool = False) -> None:
        self.location = location
        #: Asked for the school's keys when the file no longer opens: they may have changed. May
        #: raise `NoLongerMember`.
        self.newer_keys: Callable[[], Sequence[bytes]] | None = None
        #: Hears what each unit of work changed, once it is kept.
        self.news = News()
        self._data_key = data_key
        self._engine = _server(location) if location.is_server else self._file(create)
        self._pause: Callable[[float], None] = time.sleep

    @property
    def data_key(self) -> bytes:
        """The key that the file was last opened with."""
        return self._data_key

    def use_key(self, data_key: bytes) -> None:
        """Open the file with this key from now on."""
        self._data_key = data_key

    def under(self, data_key: bytes) -> Database:
        """The same place under this key alone: where it does not fit, no other is tried.

        For a file (a server has no key).
        """
        return Database(self.location, data_key)

    @property
    def engine(self) -> Engine:
        """The engine, for migrations and checks."""
        return self._engine

    def close(self) -> None:
        """Let go of any connection to a server."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Generator[Session]:
        """A unit of work that only reads, seeing one state of the school."""
        with (
            self._words(),
            self._connected(self._look) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def write(self, repeat: Repeat = Repeat.DONE) -> Generator[Session]:
        """A unit of work that writes: all of it or nothing, and once for each id it is asked under.

        `repeat` says what happens when it landed before; see `storage.landed`. Raises `SchoolBusy`
        when it does not get its turn, `SchoolAway`, `DiskFull` or `DamagedDatabase` when the place
        fails; the database then stands as before.
        """
        with self._words(), self._connected(self._take_turn) as connection:
            with Session(connection, expire_on_commit=False) as session:
                landing = land(session, repeat)
                yield session
                session.flush()
                moved = moved_in(session)
            self._end(connection, keep=not landing.before)
        landing.ended()
        if not landing.before:
            self.news.tell(moved)

    def copy_into(self, path: Path, *, within: float) -> bytes | None:
        """Copy the school's file, as it is at one moment, to `path`; the key that both have.

        The copy is encrypted as the file is, and SQLite makes it: opening the file past SQLite
        would drop, on closing it, every lock that this program holds on it. Who saves meanwhile
        waits: half a second for 30 MB on a disk. None when it took longer than `within` seconds and
        was given up. Raises what reading and writing raise; what stands at `path` is then no copy.
        """
        key = b""

        def copy(connection: Connection) -> None:
            nonlocal key
            key = self._data_key
            until = time.monotonic() + within
            raw: Any = connection.connection.driver_connection
            raw.set_progress_handler(lambda: time.monotonic() > until, 20_000)
            path.unlink(missing_ok=True)  # of a try with an older key
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))

        try:
            with self._words(), self._connected(copy):
                return key
        except SchoolAway as error:
            if "interrupted" not in str(error.__cause__):
                raise
            return None

    @contextmanager
    def _connected(self, begin: Callable[[Connection], None]) -> Generator[Connection]:
        """A connection on which `begin` went well, with newer keys when those at hand are old."""
        tries = 0
        while True:
            try:
                connection = self._begun(begin)
                break
            except DBAPIError as error:
                tries += 1
                # Two changes of keys may follow each other while one waits for one's turn.
                if tries > _TRIES or not _is_no_database(error) or not self._found_newer_key():
                    raise
        with connection:
            yield connection

    def _end(self, connection: Connection, *, keep: bool) -> None:
        if not self.location.is_server:
            connection.exec_driver_sql("COMMIT" if keep else "ROLLBACK")
        elif keep:
            connection.commit()
        else:
            connection.rollback()

    def _begun(self, begin: Callable[[Connection], None]) -> Connection:
        connection = self._engine.connect()
        try:
            begin(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _found_newer_key(self) -> bool:
        """Take over the first of the school's keys as they are now that opens the file."""
        for key in self.newer_keys() if self.newer_keys else ():
            try:
                fits = key != self._data_key and opens(self.location.school_file, key)
            except sqlcipher3.OperationalError as error:
                raise in_words(error, self.location) from error
            if fits:
                self._data_key = key
                return True
        return False

    def _look(self, connection: Connection) -> None:
        if not self.location.is_server:
            connection.exec_driver_sql("BEGIN")
            # Takes the lock now: from here on nobody can change the file's key under a reader.
            connection.exec_driver_sql("PRAGMA schema_version")

    def _file(self, create: bool) -> Engine:
        path = self.location.school_file

        def connect() -> Any:
            return connect_file(path, self._data_key, create=create)

        engine = file_engine(connect)
        event.listen(engine, "connect", _no_hidden_begin)
        return engine

    def _take_turn(self, connection: Connection) -> None:
        if self.location.is_server:
            connection.execute(select(SchoolRow.change).where(SchoolRow.id == 1).with_for_update())
            return
        until = time.monotonic() + PATIENCE
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_TURN_WAIT_MS}")
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                break
            except DBAPIError as error:
                if not _is_locked(error) or time.monotonic() > until:
                    raise
                # Jitter, so that laptops that met once do not meet again at the next try.
                self._pause(random.uniform(0.002, 0.03))  # noqa: S311 - no secret
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_READ_WAIT_MS}")

    @contextmanager
    def _words(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            raise in_words(error, self.location) from error


def _is_locked(error: DBAPIError) -> bool:
    return "locked" in str(error.orig).lower()


def _is_no_database(error: DBAPIError) -> bool:
    return "not a database" in str(error.orig).lower()


def opens(path: Path, key: bytes) -> bool:
    """Whether `key` opens the file at `path`. Raises what connecting raises when it is away."""
    try:
        connection = connect_file(path, key)
    except sqlcipher3.OperationalError:
        raise
    except sqlcipher3.DatabaseError:
        return False
    connection.close()
    return True


def _server(location: Location) -> Engine:
    return create_engine(
        location.url,
        pool_size=2,
        max_overflow=4,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5},
    )


def _no_hidden_begin(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: we say BEGIN ourselves.
    connection.isolation_level = None


def connect_file(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A raw SQLCipher connection to `path` under the 32-byte `key`.

    The key goes in by PRAGMA and so stands in no URL. Without `create` a missing file is an
    error, never a new empty school. Waits `_READ_WAIT_MS` for a lock.
    """
    mode = "rwc" if create else "rw"
    connection = sqlcipher3.connect(
        f"{file_uri(path)}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # SQLCipher otherwise prints its own complaints; ours come in words.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA busy_timeout = {_READ_WAIT_MS}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA foreign_keys = ON")
        # The first that reads the file, and so the first to fail on a wrong key or a damaged one.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def file_uri(path: Path) -> str:
    """`path` as SQLite reads it, with drive letters and shares (``//server/share``) intact."""
    plain = path.as_posix()
    return "file://" + quote(plain if plain.startswith("/") else f"/{plain}")


# Built once, on the tables themselves: what every report runs through must not cost more to put
# together than to carry out.
_SCHOOL = table_of(SchoolRow)
_NEXT = (
    update(_SCHOOL)
    .where(_SCHOOL.c.id == 1)
    .values(change=_SCHOOL.c.change + 1)
    .returning(_SCHOOL.c.change, _SCHOOL.c.directory_change)
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The number of a unit of work, and of the newest change to people, keys or settings."""

    change: int
    directory_change: int


def take_number(session: Session) -> Turn:
    """Number this unit of work; laptops notice by it that something is new."""
    row = session.connection().execute(_NEXT).one()
    return Turn(row.change, row.directory_change)


def next_change(session: Session, *, directory: bool = False) -> int:
    """The number of this unit of work.

    `directory` says that classes, pupils, members, roles or settings changed.
    """
    number = take_number(session).change
    if directory:
        note_moved(session, Subject.DIRECTORY)
        session.execute(update(SchoolRow).where(SchoolRow.id == 1).values(directory_change=number))
    return number


def check_place(database: Database, school_id: uuid.UUID) -> None:
    """Make sure that this is the school the keys belong to, kept as it must be on a share.

    Raises `NotASchool`, or what reading raises.
    """
    with database.read() as session:
        found = session.execute(select(SchoolRow.school_id)).scalar_one_or_none()
        if not database.location.is_server:
            mode = session.execute(text("PRAGMA journal_mode")).scalar_one()
            if mode != "delete":  # a write-ahead log does not work over a network
                raise DamagedDatabase(
                    "The school's file was changed by another program and is not safe to use.",
                    what_to_do=f"Ask for it to be put back from the folder “{BACKUPS}” beside it.",
                    where=database.location.shown,
                )
    if found != school_id:
        raise NotASchool(
            "The keys in this folder belong to another school than the file beside them.",
            what_to_do="Choose the school's folder again, or ask the ICT Lead.",
            where=database.location.shown,
        )
