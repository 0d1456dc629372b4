"""`school.turn`: what tells a laptop, for next to nothing, that something changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from tests.schools import SmallSchool
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.tables import SchoolRow
from trent_desktop.storage.turn import TURN_FILE, FileTurn, ServerTurn, Watch

pytestmark = pytest.mark.both_databases


@pytest.fixture
def database(school: SmallSchool) -> Iterator[Database]:
    found = Database(school.location, school.made.data_key)
    yield found
    found.close()


class Seconds:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def another_than(seen: set[bytes], database: Database) -> bytes:
    """The next token that is none of these: a server's word takes a moment."""
    until = time.monotonic() + 10
    while (token := database.turn.token()) in seen:
        assert time.monotonic() < until
        time.sleep(0.01)
    return token


def change(database: Database) -> int:
    with database.write() as session:
        return next_change(session)


def test_whoever_writes_turns_it_and_whoever_reads_does_not(database: Database) -> None:
    other = Database(database.location, database.data_key)
    seen = {b"", other.turn.token()}
    for _ in range(3):
        change(database)
        token = another_than(seen, other)
        with database.read() as session:
            session.execute(select(SchoolRow.change)).one()
        assert other.turn.token() == token
        seen.add(token)
    other.close()


def test_what_was_not_kept_turns_nothing(folder_school: SmallSchool) -> None:
    database = Database(folder_school.location, folder_school.made.data_key)
    change(database)
    token = database.turn.token()
    assert len(token) == 32

    def fail() -> None:
        with database.write() as session:
            next_change(session)
            raise RuntimeError("the laptop's lid was closed")

    with pytest.raises(RuntimeError):
        fail()
    with database.write():
        pass
    assert database.turn.token() == token


def test_it_is_turned_when_the_change_can_be_read(folder_school: SmallSchool) -> None:
    """A token that is new means data that is new: never the other way about."""
    database = Database(folder_school.location, folder_school.made.data_key)
    found: list[int] = []

    class Reading(FileTurn):
        def move(self) -> None:
            with database.read() as session:
                found.append(session.execute(select(SchoolRow.change)).scalar_one())

    assert folder_school.location.folder is not None
    database.turn = Reading(folder_school.location.folder)
    assert [change(database)] == found


def test_all_works_where_it_cannot_be_had(folder_school: SmallSchool) -> None:
    database = Database(folder_school.location, folder_school.made.data_key)
    assert folder_school.location.folder is not None
    path = folder_school.location.folder / TURN_FILE
    path.unlink(missing_ok=True)
    path.mkdir()
    before = change(database)
    assert change(database) == before + 1
    assert database.turn.token() == b""
    path.rmdir()
    if hasattr(os, "mkfifo"):  # whoever reads it would wait for ever
        os.mkfifo(path)
        change(database)
        assert database.turn.token() == b""
        path.unlink()
        victim = folder_school.folder / "of somebody"
        victim.write_bytes(b"hers")
        path.symlink_to(victim)
        change(database)
        assert (database.turn.token(), victim.read_bytes()) == (b"", b"hers")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in the folder's own lists")
def test_everybody_who_may_write_the_school_may_turn_it(folder_school: SmallSchool) -> None:
    assert folder_school.location.folder is not None
    folder_school.location.folder.chmod(0o770)
    path = folder_school.location.folder / TURN_FILE
    path.unlink(missing_ok=True)
    change(Database(folder_school.location, folder_school.made.data_key))
    assert path.stat().st_mode & 0o777 == 0o660


class Told:
    """A turn that says what a test wants."""

    patience_s = 60.0

    def __init__(self) -> None:
        self.says = b"a"

    def token(self) -> bytes:
        return self.says

    def close(self) -> None:
        pass


def test_quiet_is_what_was_the_same_for_two_seconds_and_not_for_a_minute() -> None:
    told, seconds = Told(), Seconds()
    watch = Watch(told, seconds)
    assert not watch.is_quiet()  # nothing was read yet
    watch.looked(1)
    seconds.now += 1
    assert not watch.is_quiet()  # too soon after
    watch.looked(1)
    seconds.now += 1
    assert watch.is_quiet()
    told.says = b"b"
    assert not watch.is_quiet()
    seconds.now += 4
    assert not watch.is_quiet()  # the look failed: nothing was read since
    watch.looked(2)
    assert watch.is_quiet()
    told.says = b""
    assert not watch.is_quiet()
    told.says = b"b"
    assert not watch.is_quiet()
    seconds.now += 4
    assert watch.is_quiet()
    seconds.now += 60
    assert not watch.is_quiet()  # somebody may have ended between saving and telling
    watch.looked(2)
    seconds.now += 4
    assert watch.is_quiet()


def test_one_who_does_not_tell_is_noticed_and_then_it_is_looked_as_ever() -> None:
    """A program of the version before writes without turning it."""
    told, seconds = Told(), Seconds()
    watch = Watch(told, seconds)
    for _ in range(2):
        watch.is_quiet()
        watch.looked(1)
        seconds.now += 4
    seconds.now += 60
    assert not watch.is_quiet()
    watch.looked(2)
    for _ in range(100):
        seconds.now += 4
        assert not watch.is_quiet()
        watch.looked(2)
    seconds.now += 600
    watch.is_quiet()
    watch.looked(2)
    seconds.now += 4
    assert watch.is_quiet()


@pytest.mark.parametrize(
    "school", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_server_that_cannot_be_heard_is_asked(school: SmallSchool, database: Database) -> None:
    other = Database(school.location, school.made.data_key)
    assert isinstance(other.turn, ServerTurn)
    before = other.turn.token()
    assert other.turn.token() == before != b""
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert another_than({before}, other) == b""
    after = another_than({b""}, other)  # it listens again
    assert after != before
    change(database)
    assert another_than({before, after}, other)
    other.close()
