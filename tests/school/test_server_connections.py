"""Signing in at a school on a server leaves no connection behind."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.schools import PASSWORD, NewDatabase, SmallSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import SignInRefused
from trent_desktop.storage import turn
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.server import server_engine

_OPEN = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def _left_at(location: Location) -> int:
    engine = create_engine(location.url)
    with engine.connect() as connection:
        left = int(connection.execute(_OPEN).scalar_one())
    engine.dispose()
    return left


@pytest.mark.postgres
def test_whoever_signs_in_and_out_leaves_no_connection(
    school_on_server: SmallSchool, tmp_path: Path
) -> None:
    location = school_on_server.location
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", ResourceWarning)
        school = open_school(location.url, "head", PASSWORD, root=tmp_path)
        school.follow()
        school.close()
        with pytest.raises(SignInRefused):
            open_school(location.url, "head", "not hers at all", root=tmp_path)
        gc.collect()
    assert not [str(one.message) for one in said if "connection" in str(one.message)]
    assert _left_at(location) == 0


@pytest.mark.postgres
def test_who_cannot_listen_leaves_no_connection(
    new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = parse_location(new_database())
    engine = server_engine(location)
    monkeypatch.setattr(turn, "_CHANNEL", "no such; channel")
    listening = turn.ServerTurn(engine)
    for _ in range(3):
        assert listening.token() == b""
    listening.close()
    engine.dispose()
    with pytest.raises(DBAPIError), engine.begin() as connection:
        turn.tell_server(connection)
    engine.dispose()
    assert _left_at(location) == 0
