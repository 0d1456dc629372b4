"""The place that a school is moved to, while it is put together there and is no school yet."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

import sqlcipher3
from sqlalchemy import Connection, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.moving.rows import (
    Digests,
    Key,
    change,
    digests_of,
    plain_tables,
    put,
    remove,
)
from trent_desktop.problems import DamagedDatabase, FolderNotEmpty, NotASchool, Problem
from trent_desktop.school.keys.slot_keeping import Standing as MemberStanding
from trent_desktop.school.keys.slot_keeping import standings
from trent_desktop.storage.atomic_file import share_like_folder, write_whole
from trent_desktop.storage.audit import check_chain
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.database import Database, opens
from trent_desktop.storage.failing import folder_words
from trent_desktop.storage.gone import Gone, GoneRow, Standing, arrive, gone_of, say_coming
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import BACKUPS, Location
from trent_desktop.storage.schema import CURRENT, found_version, make_schema
from trent_desktop.storage.tables import KeyDocumentRow, SchoolRow

#: Beside the file of a school that is on its way: whose it is. It names nobody.
MARK = "school.moving"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Whom a place lets in, and where its audit chain is broken."""

    document: KeyDocument
    members: dict[str, MemberStanding]
    broken_at: int | None


class NewPlace(Protocol):
    """Where a school is put together, in plain values. Everything here raises a `Problem` in words."""

    location: Location
    #: The data key that the school's keys must hold for it: set before it is begun.
    key: bytes

    def begin(self, coming: Gone) -> None:
        """Have the tables there, and say that the school is on its way.

        What an earlier try left of this very school is gone on with. Raises `FolderNotEmpty` where
        there is something else.
        """
        ...

    def digests(self) -> dict[str, Digests]:
        """A digest of every row that is there, by its table's name and its key."""
        ...

    def put(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows."""
        ...

    def change(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Put rows into the place of those with their keys."""
        ...

    def remove(self, table: str, keys: Sequence[Key]) -> None:
        """Take rows out."""
        ...

    def put_keys(self, document: KeyDocument) -> None:
        """Put the school's keys there."""
        ...

    def prove(self) -> None:
        """Read what is there afresh, from its first page to its last."""
        ...

    def arrived(self) -> Arrived:
        """Whom it would let in."""
        ...

    def arrive(self, gone: Gone) -> None:
        """Make it the school, if the move that it waits for is this one."""
        ...

    def copy(self, clock: Clock, keys: tuple[bytes, ...]) -> None:
        """It is the school now: make its first copy, which one of these data keys opens."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class PlaceAtHand:
    """A new place to which this very process has a connection."""

    def __init__(self, location: Location, data_key: bytes = b"", *, create: bool = False) -> None:
        self.location = location
        self.key = data_key
        self.database = Database(location, data_key, create=create)
        # A plain text: a name of SQLAlchemy's own kind does not go through a pipe.
        self._tables = {str(one.name): one for one in plain_tables()}

    def digests(self) -> dict[str, Digests]:
        """See `NewPlace.digests`."""
        try:
            with self.database.engine.connect() as connection:
                if not self.location.is_server:
                    connection.exec_driver_sql("BEGIN")
                return {name: digests_of(connection, one) for name, one in self._tables.items()}
        except DBAPIError as error:
            raise self.database.told(error) from error

    def put(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """See `NewPlace.put`."""
        with writing_there(self.database) as connection:
            put(connection, self._table(table), rows)

    def change(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """See `NewPlace.change`."""
        with writing_there(self.database) as connection:
            change(connection, self._table(table), rows)

    def remove(self, table: str, keys: Sequence[Key]) -> None:
        """See `NewPlace.remove`."""
        with writing_there(self.database) as connection:
            remove(connection, self._table(table), keys)

    def _table(self, name: str) -> Table:
        return self._tables[name]

    def put_keys(self, document: KeyDocument) -> None:
        """See `NewPlace.put_keys`."""
        with writing_there(self.database) as connection, Session(connection) as session:
            key_store(self.location).write(document, session)
            session.flush()

    def arrived(self) -> Arrived:
        """See `NewPlace.arrived`."""
        document = key_store(self.location).read().document
        with self.database.read() as session:
            members = standings(session)
        return Arrived(document, members, check_chain(self.database.read).broken_at)

    def arrive(self, gone: Gone) -> None:
        """See `NewPlace.arrive`."""
        arrive(self.database, gone.move_id)

    def copy(self, clock: Clock, keys: tuple[bytes, ...]) -> None:
        """See `NewPlace.copy`."""
        back_up(self.database, key_store(self.location), clock, opens_with=lambda _document: keys)

    def close(self) -> None:
        """See `NewPlace.close`."""
        self.database.close()


@contextmanager
def writing_there(database: Database) -> Generator[Connection]:
    """A transaction at the new place; all of it or nothing. Raises what is wrong there in words."""
    try:
        with database.engine.connect() as connection:
            # Before any session uses it, which would take back at its end what it began itself.
            connection.begin()
            if not database.location.is_server:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            if database.location.is_server:
                connection.commit()
            else:
                connection.exec_driver_sql("COMMIT")
    except (DBAPIError, sqlcipher3.Error) as error:
        raise database.told(error, writing=True) from error
    except OSError as error:
        raise folder_words(error, database.location, writing=True) from error


class NewServer(PlaceAtHand):
    """An empty database, or one whose tables were prepared, or a move that was cut off."""

    def __init__(self, location: Location) -> None:
        super().__init__(location)

    def begin(self, coming: Gone) -> None:
        """See `NewPlace.begin`."""
        with writing_there(self.database) as connection:
            if not inspect(connection).get_table_names():
                make_schema(connection)
            version = found_version(connection)
            if version != CURRENT:
                raise _not_empty(self.database.location) if not version else _other_version(version)
            with Session(connection) as session:
                _require_ours(session, coming, self.database.location)
                say_coming(session, coming, on_server=True)
                session.flush()

    def prove(self) -> None:
        """See `NewPlace.prove`. Its pages are the server's own concern."""


class NewFolder(PlaceAtHand):
    """An empty folder or a new one, or one in which a move was cut off."""

    def __init__(self, location: Location, data_key: bytes) -> None:
        super().__init__(location, data_key, create=True)
        self._file = location.school_file
        self._mark = self._file.with_name(MARK)

    def bytes_there(self) -> int:
        """How much there is to be read of it."""
        with suppress(OSError):
            return self._file.stat().st_size
        return 0

    def begin(self, coming: Gone) -> None:
        """See `NewPlace.begin`."""
        try:
            self._have_folder(coming)
        except OSError as error:
            raise folder_words(error, self.database.location, writing=True) from error
        with writing_there(self.database) as connection:
            if not found_version(connection):
                make_schema(connection)
            with Session(connection) as session:
                _require_ours(session, coming, self.database.location)
                say_coming(session, coming, on_server=False)
                session.flush()

    def _have_folder(self, coming: Gone) -> None:
        folder = self._file.parent
        files.make_folder(folder, parents=True)
        if self._file.exists():
            ours = self._is_marked(coming)
            if not opens(self._file, self.key):
                if not ours:
                    raise _not_empty(self.database.location)
                # Begun under a key that the school has changed since: nothing of it is of use.
                files.remove(self._file, missing_ok=False)
        elif any(
            one.name not in (MARK, BACKUPS) and not files.is_litter(one.name)
            for one in folder.iterdir()
        ):
            raise _not_empty(self.database.location)
        mark = json.dumps({"school": str(coming.school_id)}).encode("ascii")
        write_whole(self._mark, mark, shared=True)
        files.make_folder(folder / BACKUPS)
        if not self._file.exists():
            with self.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
            share_like_folder(self._file)

    def _is_marked(self, coming: Gone) -> bool:
        with suppress(OSError, ValueError, KeyError, TypeError):
            return json.loads(files.read(self._mark))["school"] == str(coming.school_id)
        return False

    def prove(self) -> None:
        """See `NewPlace.prove`."""
        with writing_there(self.database) as connection:
            looks = ("PRAGMA cipher_integrity_check", "PRAGMA foreign_key_check")
            if any(connection.exec_driver_sql(one).first() is not None for one in looks):
                raise DamagedDatabase(
                    "What was written at the new place does not read, so nothing was moved.",
                    what_to_do="Tell whoever looks after the network: its disk may be failing.",
                    where=self.database.location.shown,
                )

    def arrive(self, gone: Gone) -> None:
        """See `NewPlace.arrive`."""
        super().arrive(gone)
        with suppress(OSError):
            files.remove(self._mark)


def _require_ours(session: Session, coming: Gone, location: Location) -> None:
    """Raises `FolderNotEmpty` where there is a school, or another one on its way."""
    row = session.get(GoneRow, 1)
    if row is not None:
        left = gone_of(row)
        if left.school_id == coming.school_id:
            if left.standing is Standing.GONE:
                _take_fence_away(session)
            return
        raise _not_empty(location)
    school = session.execute(select(SchoolRow.id)).first()
    if school is not None or session.execute(select(KeyDocumentRow.id)).first() is not None:
        raise _not_empty(location)


def _take_fence_away(session: Session) -> None:
    """The school was here once, and comes back."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    fence = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'gone_%'")
    for name in connection.execute(fence).scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _not_empty(location: Location) -> Problem:
    return FolderNotEmpty(
        "There is something in that place already, so the school was not moved there.",
        what_to_do="Choose an empty database."
        if location.is_server
        else "Choose an empty folder or a new one.",
        where=location.shown,
    )


def _other_version(version: str) -> Problem:
    return NotASchool(
        f"The database was prepared by another version of Trent Desktop ({version}).",
        what_to_do="Whoever looks after the database server prepares it again with this one: "
        "“trent-desktop server prepare”.",
    )
