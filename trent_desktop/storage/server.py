"""How a database server is reached."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event

from trent_desktop.storage.location import Location
from trent_desktop.storage.silence import heeding


def server_engine(location: Location) -> Engine:
    """The engine of a school on a server, with what it asks for beside its address."""
    engine = create_engine(
        location.url,
        pool_size=2,
        max_overflow=4,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5, **location.connect_args()},
    )
    connection_type = heeding()

    def connect(_dialect: Any, _record: Any, given: Any, named: Any) -> Any:
        return connection_type.connect(*given, **named)

    event.listen(engine, "do_connect", connect)
    return engine
