"""A server that works is waited for; one that does not answer is said to be silent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text

from tests.schools import (
    PASSWORD,
    Server,
    SmallSchool,
)
from tests.share.test_process import took, wait_until
from trent_desktop.problems import SchoolSilent
from trent_desktop.share.school import DistantSchool, open_distant_school
from trent_desktop.share.starting import Share

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]
SLOW_S = 4.0


@pytest.fixture
def school(school_on_server: SmallSchool, tmp_path: Path) -> Iterator[DistantSchool]:
    """The Headteacher, signed in through a process of its own."""
    share = Share()
    share.get_ready()
    wait_until(lambda: share._ready is not None and share._ready.lives)
    made = open_distant_school(
        school_on_server.location.url, "head", PASSWORD, share=share, root=tmp_path / "laptop"
    )
    yield made
    made.close()
    share.close()


def _ordered(school_on_server: SmallSchool, *orders: str) -> None:
    engine = create_engine(school_on_server.location.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for order in orders:
            connection.execute(text(order))
    engine.dispose()


@contextmanager
def _stopped(server: Server) -> Iterator[None]:
    """The whole server stands still: its first process, and one for each connection."""
    first = psutil.Process(server.pid)
    every = [first, *first.children(recursive=True)]
    for one in every:
        one.suspend()
    try:
        yield
    finally:
        for one in every:
            one.resume()


def test_a_query_that_takes_long_is_waited_for_and_a_server_that_stands_still_is_not(
    school: DistantSchool, school_on_server: SmallSchool, server: Server
) -> None:
    _ordered(
        school_on_server,
        "ALTER TABLE account RENAME TO slow",
        "CREATE FUNCTION slowly() RETURNS SETOF slow LANGUAGE plpgsql AS "
        f"$$ BEGIN PERFORM pg_sleep({SLOW_S}); RETURN QUERY SELECT * FROM slow; END $$",
        "CREATE VIEW account AS SELECT * FROM slowly()",
    )
    waited, found = took(school.accounts.accounts)
    assert not isinstance(found, Exception), repr(found)
    assert waited >= SLOW_S
    with _stopped(server):
        waited, found = took(school.training.sessions)
        assert isinstance(found, SchoolSilent)
        assert waited < 4.0
    wait_until(lambda: not isinstance(took(school.accounts.accounts)[1], SchoolSilent))
