"""How a database server is reached."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine

from trent_desktop.storage.location import Location


def server_engine(location: Location) -> Engine:
    """The engine of a school on a server, with what it asks for beside its address."""
    return create_engine(
        location.url,
        pool_size=2,
        max_overflow=4,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5, **location.connect_args()},
    )
