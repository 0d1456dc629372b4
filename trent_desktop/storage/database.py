"""The shared database: connections, units of work, and what its errors mean in words.

One `Session` per unit of work, opened and closed inside a service method. A write takes its lock
at the start (``BEGIN IMMEDIATE``, or the school's row on a server), so that two laptops writing at
once queue instead of failing half-way.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, event, inspect, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.news import Moved, News, Subject
from trent_desktop.problems import Problem, SchoolAway, SignedOut
from trent_desktop.storage import troubles
from trent_desktop.storage.beside.together import Together
from trent_desktop.storage.damage import look_again
from trent_desktop.storage.failing import failed_to_read, in_words, reads_unlike
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import land
from trent_desktop.storage.location import Location
from trent_desktop.storage.moved import moved_in, note_moved
from trent_desktop.storage.server import server_engine
from trent_desktop.storage.sqlcipher import connect_file
from trent_desktop.storage.statements import file_engine
from trent_desktop.storage.straight import Straight
from trent_desktop.storage.tables import SchoolRow, table_of
from trent_desktop.storage.turn import FileTurn, tell_server, turn_of
from trent_desktop.storage.turns import Turns, is_locked

_TRIES = 5
_MOMENT_S = 0.2  # until a read that failed is tried again


class Database:
    """The school's database at one location, opened with the school's data key.

    No connection is held between units of work when the school is a file: one that is kept goes
    on reading a file that was moved away, and on Windows nobody can put another in its place.
    Opening one costs a millisecond, before the turn; nobody waits for it.
    """

    def __init__(self, location: Location, data_key: bytes, *, create: bool = False) -> None:
        self.location = location
        #: Asked for the school's keys when the file no longer opens: they may have changed. May
        #: raise `NoLongerMember`.
        self.newer_keys: Callable[[], Sequence[bytes]] | None = None
        #: This program among others at the same folder; None: there are none, or it is a server.
        self.together: Together | None = None
        #: Hears what each unit of work changed, once it is kept.
        self.news = News()
        #: Asked at the end of a unit of work that writes; what it gives is done once that is kept.
        self.keeps: Callable[[Session, Moved], Callable[[], None] | None] | None = None
        self._data_key = data_key
        self._knows_gone = False
        self._is_open = True
        self._turns = Turns(location.shown)
        self._engine = server_engine(location) if location.is_server else self._file(create)
        #: Tells that somebody changed something.
        self.turn = turn_of(location, self._engine)

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
        """Let go of any connection to a server, and of one's place among others, for good."""
        self._is_open = False
        self.turn.close()
        self._engine.dispose()
        if self.together:
            self.together.leave()

    def alone(
        self, tell: Callable[[str], object] | None = None, *, patience_s: float | None = None
    ) -> AbstractContextManager[None]:
        """Have the school's file for oneself, for work that nobody else may meet half-way.

        See `Together.alone`. On a server the server sees to it.
        """
        if self.together is None:
            return nullcontext()
        return self.together.alone(tell, patience_s=patience_s)

    def _unit(self, *, writes: bool) -> AbstractContextManager[None]:
        self._require_open()
        return self.together.unit(writes=writes) if self.together else nullcontext()

    def _require_open(self) -> None:
        """What begins after closing would open it again, and nobody would close that."""
        if not self._is_open:
            raise SignedOut

    @contextmanager
    def read(self) -> Generator[Session]:
        """A unit of work that only reads, seeing one state of the school."""
        with (
            self._unit(writes=False),
            self._words(),
            self._connected(self._look) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session

    def write(self, repeat: Repeat = Repeat.DONE) -> AbstractContextManager[Session]:
        """A unit of work that writes: all of it or nothing, and once for each id it is asked under.

        `repeat` says what happens when it landed before; see `storage.landed`. Raises `SchoolBusy`
        when it does not get its turn, `SchoolMoved` where the school is no longer, `SchoolAway`,
        `DiskFull` or `DamagedDatabase` when the place fails; the database then stands as before.
        """
        return self._write(self._take_turn_here, repeat)

    def arriving(self) -> AbstractContextManager[Session]:
        """The same at a place that the school is on its way to."""
        return self._write(self._take_turn, Repeat.KNOWS)

    @contextmanager
    def _write(self, begin: Callable[[Connection], None], repeat: Repeat) -> Generator[Session]:
        with (
            self._unit(writes=True),
            self._words(writing=True),
            self._connected(begin) as connection,
        ):
            with Session(connection, expire_on_commit=False) as session:
                landing = land(session, repeat)
                yield session
                session.flush()
                moved = moved_in(session)
                keep = self.keeps(session, moved) if self.keeps and not landing.before else None
            self._end(connection, keep=not landing.before)
        landing.ended()
        if keep:
            keep()
        if not landing.before:
            self.news.tell(moved)

    def copy_into(self, path: Path, *, stop: Callable[[], bool]) -> bytes | None:
        """Copy the school's file, as it is at one moment, to `path`; the key that both have.

        The copy is encrypted as the file is, and SQLite makes it. Who saves meanwhile waits, unless
        `stop` says, which is asked for every few rows, to give it up: then None. The copy is not
        yet durable. Raises what reading and writing raise; what stands at `path` is then no copy.
        """
        key = b""

        def copy(connection: Connection) -> None:
            nonlocal key
            key = self._data_key
            _driver(connection).set_progress_handler(stop, 50)  # each may move a row of many pages
            # The copy is made durable later, when nobody waits for this reader any more.
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            files.remove(path)  # of a try with an older key
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))

        try:
            with self._unit(writes=False), self._words(), self._connected(copy):
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
                if tries <= _TRIES and _is_no_database(error) and self._found_newer_key():
                    continue
                # A read that failed once looks like a wrong key as well: it may be over already.
                if tries > 1 or not (reads_unlike(error) or failed_to_read(error)):
                    raise
                self._turns.pause(_MOMENT_S)
        try:
            self._require_open()
            yield connection
        finally:
            self._give_back(connection)

    def _give_back(self, connection: Connection) -> None:
        if not self._is_open and not connection.closed:
            connection.invalidate()  # it was in use while all others were closed
        connection.close()

    def _end(self, connection: Connection, *, keep: bool) -> None:
        if not keep:
            connection.rollback()
        elif isinstance(self.turn, FileTurn):
            self._commit(connection)
            if _driver(connection).total_changes:
                self.turn.move()
        else:
            tell_server(connection)
            connection.commit()

    def _begun(self, begin: Callable[[Connection], None]) -> Connection:
        try:
            connection = self._engine.connect()
            try:
                begin(connection)
            except BaseException:
                self._give_back(connection)
                raise
        except DBAPIError as error:
            self._turns.read(well=not is_locked(error))
            raise
        self._turns.read(well=True)
        return connection

    def _commit(self, connection: Connection) -> None:
        try:
            connection.exec_driver_sql("COMMIT")
        except DBAPIError as error:
            self._turns.ended(well=not is_locked(error))
            raise
        self._turns.ended(well=True)

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
            wait_ms = self._turns.read_ms
            return connect_file(path, self._data_key, create=create, wait_ms=wait_ms)

        engine = file_engine(connect)
        event.listen(engine, "connect", _no_hidden_begin)
        return engine

    def _take_turn(self, connection: Connection) -> None:
        if self.location.is_server:
            connection.execute(select(SchoolRow.change).where(SchoolRow.id == 1).with_for_update())
            return
        self._turns.take(connection)

    def _take_turn_here(self, connection: Connection) -> None:
        """Also make sure that the school is here, and did not go while one waited (rule 102)."""
        self._take_turn(connection)
        if self.location.is_server:
            # Once the table is there it stays; asking for it each time would only cost.
            self._knows_gone = self._knows_gone or inspect(connection).has_table("gone")
            elsewhere = self._knows_gone and connection.execute(_GONE).first() is not None
        else:
            # In the file's first page, which is at hand: looking into the table would read another.
            elsewhere = connection.exec_driver_sql("PRAGMA user_version").scalar_one() != 0
        if elsewhere:
            raise troubles.MOVED.problem(self.location.shown, writing=True)

    @contextmanager
    def _words(self, *, writing: bool = False) -> Generator[None]:
        try:
            yield
        except (DBAPIError, sqlcipher3.Error) as error:
            raise self.told(error, writing=writing) from error

    def told(self, error: Exception, *, writing: bool = False) -> Problem:
        """What an error of this database means. Its connection must be closed by now.

        Before it says "damaged" it reads the file again, twice, with every key at hand.
        """
        said = in_words(error, self.location, writing=writing)
        if said.words != troubles.UNREAD.words or not reads_unlike(error):
            return said
        keys = [self._data_key]
        with suppress(Problem):
            keys += self.newer_keys() if self.newer_keys else ()
        return look_again(self.location, keys)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _is_no_database(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlcipher3.SQLITE_NOTADB


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


def _no_hidden_begin(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: we say BEGIN ourselves.
    connection.isolation_level = None


_GONE = text("SELECT id FROM gone")
# Built once, on the tables themselves: what every report runs through must not cost more to put
# together than to carry out.
_SCHOOL = table_of(SchoolRow)
_NEXT = Straight(
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
    row = _NEXT.row(session)
    if row is None:
        raise LookupError("the school's row is missing")
    return Turn(*row)


def next_change(session: Session, *, directory: bool = False) -> int:
    """The number of this unit of work.

    `directory` says that classes, pupils, members, roles or settings changed.
    """
    number = take_number(session).change
    if directory:
        note_moved(session, Subject.DIRECTORY)
        session.execute(update(SchoolRow).where(SchoolRow.id == 1).values(directory_change=number))
    return number
