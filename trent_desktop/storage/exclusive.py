"""A connection to the school's file that nobody can read or write beside."""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop.storage.sqlcipher import connect_file
from trent_desktop.storage.turns import PATIENCE


@contextmanager
def exclusive(path: Path, key: bytes, *, create: bool = False) -> Generator[Any]:
    """The file at `path` for oneself alone, until the block ends.

    Raises `sqlcipher3.OperationalError` when others do not let go of it (“locked”) or it is away,
    `sqlcipher3.DatabaseError` when `key` is not its own.
    """
    connection = connect_file(path, key, create=create)
    try:
        connection.execute("PRAGMA busy_timeout = 100")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                connection.execute("BEGIN EXCLUSIVE")
                break
            except sqlcipher3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(random.uniform(0.002, 0.03))  # noqa: S311 - no secret
        # In this mode the lock outlives the transaction, and what is done under it is one of its
        # own. Not before: a try that failed would keep a reader's lock, and a writer wait for it.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()
