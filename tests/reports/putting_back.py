"""A copy of a school's file, or of its database, that is put back in its place."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable

import pytest

from tests.schools import Server, SmallSchool, database_of
from trent_desktop.storage.turn import ServerTurn

PutBack = Callable[[], None]
TakeCopy = Callable[[], PutBack]


@pytest.fixture
def take_copy(school: SmallSchool, request: pytest.FixtureRequest) -> TakeCopy:
    """Copies the school's file aside; what comes back puts the copy in its place.

    At a moment when nobody has it open: between units of work, and with no pool of connections.
    """

    def let_go() -> None:
        for opened in school._opened:
            database = opened.signed_in.database
            database.engine.dispose()
            if isinstance(database.turn, ServerTurn):
                database.turn._let_go()

    def in_folder() -> PutBack:
        file = school.location.school_file
        aside = file.with_name(f"copy-{uuid.uuid4().hex}.db")
        shutil.copyfile(file, aside)

        def put_back() -> None:
            shutil.copyfile(aside, file)

        return put_back

    def on_server() -> PutBack:
        server: Server = request.getfixturevalue("server")
        name = database_of(school.location.url)
        let_go()
        aside = database_of(server.make(name))

        def put_back() -> None:
            let_go()
            server._order(
                f"DROP DATABASE {name} WITH (FORCE)",
                f"CREATE DATABASE {name} TEMPLATE {aside} STRATEGY file_copy",
            )

        return put_back

    return on_server if school.location.is_server else in_folder
