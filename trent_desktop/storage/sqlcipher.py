"""A connection to an encrypted SQLite file, and nothing more."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3

READ_WAIT_MS = 10_000


def connect_file(
    path: Path, key: bytes, *, create: bool = False, wait_ms: int = READ_WAIT_MS
) -> Any:
    """A raw SQLCipher connection to `path` under the 32-byte `key`.

    The key goes in by PRAGMA and so stands in no URL. Without `create` a missing file is an
    error, never a new empty school. Waits `wait_ms` for a lock.
    """
    mode = "rwc" if create else "rw"
    connection = sqlcipher3.connect(
        f"{file_uri(path)}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # SQLCipher otherwise prints its own complaints; ours come in words.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA foreign_keys = ON")
        if sys.platform == "darwin":
            # Else what is saved may be in the disk's own memory when the battery is empty (rule 196).
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
        # The first that reads the file, and so the first to fail on a wrong key or a damaged one.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def file_uri(path: Path) -> str:
    """`path` as SQLite reads it, with drive letters and shares (``//server/share``) intact."""
    plain = path.as_posix()
    # In the very bytes that the system has: a name may be no text in any script.
    return "file://" + quote(os.fsencode(plain if plain.startswith("/") else f"/{plain}"))
