"""What another process does to the school's file: in a module of its own, which costs it little."""

from __future__ import annotations

from pathlib import Path

from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.location import Location


def add(folder: Path, key: bytes, times: int) -> None:
    """Take so many numbers, each in a unit of work."""
    database = Database(Location(folder=folder), key)
    for _ in range(times):
        with database.write() as session:
            next_change(session)
