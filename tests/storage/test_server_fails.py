"""Each failure of a database server has its own sentence, told by what a real server says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.schools import (
    PASSWORD,
    NewDatabase,
    Server,
    SmallSchool,
    database_of,
    make_small_school,
)
from trent_desktop.opening import open_school
from trent_desktop.problems import Problem
from trent_desktop.storage import troubles as t
from trent_desktop.storage.database import Database
from trent_desktop.storage.location import parse_location
from trent_desktop.storage.server_failing import _BY_STATE
from trent_desktop.storage.troubles import Trouble

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]


@pytest.fixture
def school(school_on_server: SmallSchool) -> SmallSchool:
    return school_on_server


def as_root(school: SmallSchool, *orders: str) -> None:
    engine = create_engine(school.location.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for order in orders:
            connection.execute(text(order))
    engine.dispose()


def with_role(school: SmallSchool, role: str) -> str:
    return make_url(school.location.url).set(username=role).render_as_string(hide_password=False)


def said(work: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Problem) as caught:
        work()
    return type(caught.value).__name__, caught.value.words


def told(by: Trouble) -> tuple[str, str]:
    return by.kind.__name__, by.words


def ordered(database: Database, *orders: str) -> None:
    with database.write() as session:
        for order in orders:
            session.execute(text(order))


def test_every_state_of_a_server_is_said(school: SmallSchool) -> None:
    database = Database(school.location, b"")
    states = {
        **_BY_STATE,
        "28P01": t.SERVER_WRONG_PASSWORD,
        "28000": t.SERVER_REFUSES,
        "99999": None,
    }
    for state, by in states.items():
        if len(state) == 5:
            raising = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$"
            got = said(lambda raising=raising: ordered(database, raising))
            assert got == told(by or t.SERVER_UNFORESEEN), state
    database.close()


def test_what_is_done_to_a_real_server_is_said(school: SmallSchool) -> None:
    database, name = Database(school.location, b""), database_of(school.location.url)
    teacher = school.open("teacher1")

    def open_new(where: str = school.location.shown) -> None:
        open_school(where, "head", PASSWORD, root=school.folder / "new", clock=school.clock)

    def missing(trouble: Trouble) -> tuple[str, str]:
        return trouble.kind.__name__, f"{trouble.words} {t.NEW_HERE}"

    # Read-only: what is there can be read, and who is known gets in.
    as_root(school, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    fresh = Database(school.location, b"")
    assert said(lambda: ordered(fresh, "UPDATE school SET name = 'x'")) == told(t.SERVER_READ_ONLY)
    assert said(open_new) == missing(t.SERVER_READ_ONLY)
    fresh.close()
    as_root(
        school,
        "SET default_transaction_read_only = off",
        f"ALTER DATABASE {name} RESET default_transaction_read_only",
    )

    # Somebody else holds what is needed.
    with ExitStack() as held:
        other = Database(school.location, b"")
        held.callback(other.close)
        held.enter_context(other.write())
        waiting = ("SET LOCAL lock_timeout = '100ms'", "LOCK TABLE school IN EXCLUSIVE MODE")

        def wait() -> None:
            with database.read() as session:
                for order in waiting:
                    session.execute(text(order))

        assert said(wait) == told(t.SERVER_BUSY)

    # Two who wait for each other: one is given up.
    both = threading.Barrier(2)

    def other_way() -> None:
        rival = create_engine(school.location.url)
        with rival.connect() as connection:
            connection.execute(text("LOCK TABLE setting IN EXCLUSIVE MODE"))
            both.wait(30)
            connection.execute(text("LOCK TABLE member IN EXCLUSIVE MODE"))
        rival.dispose()

    def one_way() -> None:
        with database.write() as session:
            session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
            session.execute(text("LOCK TABLE member IN EXCLUSIVE MODE"))
            both.wait(30)
            session.execute(text("LOCK TABLE setting IN EXCLUSIVE MODE"))

    thread = threading.Thread(target=other_way)
    thread.start()
    assert said(one_way) == told(t.SERVER_BUSY)
    thread.join(30)

    # The connection is cut in the middle.
    def cut() -> None:
        with database.write() as session:
            number = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            as_root(school, f"SELECT pg_terminate_backend({number}, 5000)")
            session.execute(text("UPDATE school SET name = 'x'"))

    assert said(cut) == told(t.SERVER_STOPPING)
    with database.read() as session:
        assert session.execute(text("SELECT name FROM school")).scalar_one() != "x"

    # No such role; one that may not; one of which too many are in.
    as_root(
        school,
        "DROP ROLE IF EXISTS stranger",
        "DROP ROLE IF EXISTS crowd",
        "CREATE ROLE stranger LOGIN",
        "CREATE ROLE crowd LOGIN CONNECTION LIMIT 0",
    )
    assert said(lambda: open_new(with_role(school, "nobody"))) == missing(t.SERVER_REFUSES)
    assert said(lambda: open_new(with_role(school, "stranger"))) == missing(t.SERVER_MAY_NOT)
    assert said(lambda: open_new(with_role(school, "crowd"))) == missing(t.SERVER_CROWDED)
    as_root(school, "DROP ROLE stranger", "DROP ROLE crowd")

    # No server there, no database there, no tables there.
    nowhere = "postgresql://postgres@127.0.0.1:1/school"
    assert said(lambda: open_new(nowhere)) == missing(t.SERVER_AWAY)
    gone = make_url(school.location.url).set(database="gone").render_as_string(hide_password=False)
    assert said(lambda: open_new(gone))[1] == t.SERVER_NO_DATABASE.words
    as_root(school, "ALTER TABLE school RENAME TO elsewhere")
    assert teacher.follow().trouble.startswith(t.SERVER_NO_SCHOOL.words)
    as_root(school, "ALTER TABLE elsewhere RENAME TO school")
    assert teacher.follow().trouble == ""
    database.close()


def test_a_database_without_a_school(server: Server, new_database: NewDatabase) -> None:
    del server
    where = new_database()
    assert said(lambda: open_school(where, "head", PASSWORD)) == told(t.SERVER_EMPTY)


def test_a_school_that_cannot_be_set_up_says_why(
    school: SmallSchool, new_database: NewDatabase, tmp_path: Path
) -> None:
    where = new_database()
    as_root(school, "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN")
    guest = make_url(str(parse_location(where).url)).set(username="guest")
    place = parse_location(guest.render_as_string(hide_password=False))
    assert said(lambda: make_small_school(place, tmp_path)) == told(t.SERVER_MAY_NOT)
    as_root(school, "DROP ROLE guest")
