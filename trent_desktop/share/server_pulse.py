"""Whether a server works on what it was asked, said by the server itself.

A query that takes long moves by no step that can be seen from here: SQLite counts its pages, a
server does not. So it is asked, on a connection of its own, which of this process's queries are
under way. While it says so they move; when it says nothing they stand still.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, Final

from sqlalchemy import Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import Pool

from trent_desktop import pulse
from trent_desktop.storage.location import Location

#: For how long a call has not moved, in seconds, when the server is asked.
_ASKED_AFTER_S: Final = 0.5
#: A turn that somebody else has is waited for as long as in a folder; then it stands still.
_UNDER_WAY: Final = text(
    "SELECT pid FROM pg_stat_activity WHERE pid = ANY(:mine) AND state = 'active' "
    "AND (wait_event_type IS DISTINCT FROM 'Lock' "
    "OR clock_timestamp() - query_start < interval '10 seconds')"
)
#: Of the asking itself: it must not wait for a server that has gone.
_QUICK: Final = {"connect_timeout": 2, "tcp_user_timeout": 2000, "application_name": "pulse"}

_held: dict[int, int] = {}
"""The thread that uses a connection, by the number that the connection has on the server."""


def watch_connections() -> None:
    """Know which thread uses which connection to a server, in this process, from now on."""
    event.listen(Pool, "checkout", _taken)
    event.listen(Pool, "checkin", _given_back)
    event.listen(Pool, "detach", _given_back)


def _number(connection: Any) -> int | None:
    info = getattr(connection, "info", None)
    with suppress(Exception):  # one that is closed has none
        return getattr(info, "backend_pid", None)
    return None


def _taken(connection: Any, _record: Any, _proxy: Any) -> None:
    number = _number(connection)
    if number is not None:
        _held[number] = threading.get_ident()


def _given_back(connection: Any, _record: Any) -> None:
    number = _number(connection)
    if number is not None:
        _held.pop(number, None)


class ServerPulse:
    """Asks a server about the queries of threads that do not move. One for an open school."""

    def __init__(self, location: Location) -> None:
        self._engine: Engine = create_engine(
            location.url,
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
            hide_parameters=True,
            connect_args=_QUICK,
        )
        self._wanted = threading.Event()
        self._threads: Collection[int] = ()
        self._thread = threading.Thread(target=self._ask_on, name="server-pulse", daemon=True)
        self._thread.start()

    def look(self, stuck: dict[int, float]) -> None:
        """These threads have not moved for so many seconds. Waits for nothing."""
        self._threads = [one for one, seconds in stuck.items() if seconds >= _ASKED_AFTER_S]
        if self._threads:
            self._wanted.set()

    def _ask_on(self) -> None:
        while True:
            with suppress(SQLAlchemyError), self._engine.connect() as connection:
                while True:
                    self._wanted.wait()
                    self._wanted.clear()
                    self._ask(lambda mine: connection.execute(_UNDER_WAY, {"mine": mine}).scalars())
            self._wanted.wait()

    def _ask(self, asked: Callable[[list[int]], Any]) -> None:
        threads = set(self._threads)
        mine = {number: thread for number, thread in tuple(_held.items()) if thread in threads}
        if mine:
            for number in asked(list(mine)):
                pulse.beat_of(mine[number])
