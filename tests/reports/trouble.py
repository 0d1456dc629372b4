"""A school's folder in trouble, by real means: away, busy, full, read-only, damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.schools import SmallSchool
from trent_desktop.storage import database, sqlcipher, turns

TROUBLES = ("away", "busy", "full", "read-only", "damaged")


@contextmanager
def trouble(school: SmallSchool, kind: str) -> Iterator[None]:
    """Let the school's folder be in this trouble for a while."""
    with _TROUBLES[kind](school):
        yield


@contextmanager
def _away(school: SmallSchool) -> Iterator[None]:
    folder = school.location.folder
    assert folder is not None
    away = folder.with_name("unplugged")
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


@contextmanager
def _busy(school: SmallSchool) -> Iterator[None]:
    """Another program saves, and does not come to an end."""
    key = _key(school)
    other = sqlcipher.connect_file(school.location.school_file, key)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(turns, "STILL_S", 0.1)
            yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def _full(school: SmallSchool) -> Iterator[None]:
    """The file may not grow by a single page, and has none to spare."""
    whole = sqlcipher.connect_file(school.location.school_file, _key(school))
    whole.execute("VACUUM")
    whole.close()

    def without_room(connection: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with _each_connection(without_room):
        yield


@contextmanager
def _read_only(_school: SmallSchool) -> Iterator[None]:
    """The file can be read; whoever writes hears of "a readonly database"."""
    with _each_connection(lambda connection: connection.execute("PRAGMA query_only = ON")):
        yield


@contextmanager
def _damaged(school: SmallSchool) -> Iterator[None]:
    """Nothing has the file open at this moment; something else lies in its place for a while."""
    file = school.location.school_file
    aside = file.with_name("aside.db")
    file.rename(aside)
    file.write_bytes(b"\x5a" * 40_960)
    try:
        yield
    finally:
        aside.replace(file)


@contextmanager
def _each_connection(also: Any) -> Iterator[None]:
    real = sqlcipher.connect_file

    def connect(path: Path, key: bytes, **more: Any) -> Any:
        connection = real(path, key, **more)
        also(connection)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "connect_file", connect)
        yield


def _key(school: SmallSchool) -> bytes:
    return school._opened[-1]._me.database.data_key


_TROUBLES = {
    "away": _away,
    "busy": _busy,
    "full": _full,
    "read-only": _read_only,
    "damaged": _damaged,
}
