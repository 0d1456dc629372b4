"""A database server that is frozen in the middle of a move: words, and the old place free again."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text

from tests.moving.places import gets_in, moved, says
from tests.reports.doing import send
from tests.schools import PASSWORD, NewDatabase, Server, SmallSchool, database_of
from trent_desktop.moving import service
from trent_desktop.problems import SchoolAway
from trent_desktop.storage.location import parse_location
from trent_desktop.storage.server_failing import SILENT

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.postgres,
    pytest.mark.skipif(os.name != "posix", reason="a process is frozen as POSIX does"),
]


class Frozen:
    """A server, frozen when asked: its first process, and those at work on one database."""

    def __init__(self, server: Server, address: str) -> None:
        self._server = server
        self._name = database_of(address)
        self._pids: list[int] = []
        place = parse_location(address)
        self._engine = create_engine(place.url, isolation_level="AUTOCOMMIT")

    def freeze(self) -> None:
        """From now on they say nothing, and keep their connections."""
        mine = text(
            "SELECT pid FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
        )
        with self._engine.connect() as connection:
            self._pids = list(connection.execute(mine, {"name": self._name}).scalars())
        assert self._pids
        self._pids.append(self._server.pid)
        for pid in self._pids:
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """They go on."""
        for pid in self._pids:
            os.kill(pid, signal.SIGCONT)
        self._pids = []
        self._engine.dispose()


@pytest.fixture
def url(new_database: NewDatabase) -> str:
    return new_database()


@pytest.fixture
def frozen(server: Server, url: str) -> Iterator[Frozen]:
    made = Frozen(server, url)
    yield made
    made.thaw()


@pytest.mark.parametrize("begins", ["INSERT INTO case_entry", "SELECT case_entry"])
def test_a_move_is_ended_with_words_and_goes_on_another_time(
    filled: SmallSchool, url: str, frozen: Frozen, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, new = filled, parse_location(url).shown
    old = school.location.shown
    ict = school.open("ict")
    monkeypatch.setattr(service, "_SILENT_S", 1.0)
    asked: list[str] = []

    def ask(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if connection.dialect.name == "postgresql" and statement.startswith(begins) and not asked:
            asked.append(statement)
            frozen.freeze()

    event.listen(Engine, "before_cursor_execute", ask)
    try:
        with pytest.raises(SchoolAway) as said:
            ict.moving.move(new, PASSWORD)
    finally:
        event.remove(Engine, "before_cursor_execute", ask)
    assert asked
    assert said.value.words == SILENT.words
    assert "nobody waits for it" in said.value.what_to_do
    # At once, while the server is frozen still.
    assert says(school, old) == ""
    send(school, school.open("teacher1"))
    assert gets_in(school, old) == old
    frozen.thaw()
    assert moved(school, ict, new) == new
    assert gets_in(school, old) == new


def test_frozen_when_all_had_arrived_it_is_said_where_the_school_is(
    filled: SmallSchool, url: str, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, old = filled, filled.location.shown
    monkeypatch.setattr(service, "_SILENT_S", 1.0)

    def tell(_far: float, words: str) -> None:
        if words == "Closing the old place":
            frozen.freeze()

    with pytest.raises(SchoolAway, match="The school has moved to"):
        school.open("ict").moving.move(url, PASSWORD, tell=tell)
    frozen.thaw()
    assert gets_in(school, old) == parse_location(url).shown


def test_back_into_a_folder_the_same(
    filled: SmallSchool, url: str, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, back = filled, str(filled.folder / "back")
    ict = school.open("ict")
    new = moved(school, ict, url)
    ict.close()
    ict = school.open("ict")
    monkeypatch.setattr(service, "_SILENT_S", 1.0)

    def tell(_far: float, words: str) -> None:
        if words == "Comparing both, row by row":
            frozen.freeze()

    with pytest.raises(SchoolAway):
        ict.moving.move(back, PASSWORD, tell=tell)
    frozen.thaw()
    ict.close()
    assert gets_in(school, new) == new
    ict = school.open("ict")
    assert moved(school, ict, back) == back
