"""What the process apart does: it copies a file, and it reads a copy from end to end.

It has no lock on the school's file, and so none to drop by closing it; it can be ended at any
moment, whatever the share does. It is asked by a line of JSON on its standard input, and answers
with one. It knows a school's key only while it reads a copy, and by its standard input alone.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast

from trent_desktop import files

#: The program's own command that is this process.
COMMAND = "copy-school"
_CHUNK = 16 * 1024 * 1024
_PART = 1024 * 1024
#: COPY_FILE_FAIL_IF_EXISTS
_NOT_OVER = 1
_CACHE_KIB = 128 * 1024  # a page that was opened once need not be opened again


def serve() -> int:
    """Do what is asked until nobody asks any more."""
    with os.fdopen(0, "rb", closefd=False) as asked, os.fdopen(1, "wb", closefd=False) as told:
        _tell(told, {"ready": True})
        for line in asked:
            try:
                answer = _answer(json.loads(line))
            except OSError as error:
                answer = {"errno": error.errno or 0}
            with suppress(BrokenPipeError):
                _tell(told, answer)
    return 0


def _tell(told: Any, answer: dict[str, Any]) -> None:
    told.write(json.dumps(answer).encode("ascii") + b"\n")
    told.flush()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    match asked:
        case {"copy": str(source), "to": str(target)}:
            return {"size": _copied(Path(source), Path(target))}
        case {"settle": str(path)}:
            files.settle(Path(path))
            return {"size": Path(path).stat().st_size}
        case {"head": str(path), "bytes": int(count)}:
            with files.reading(Path(path)) as file:
                return {"head": file.read(count).hex()}
        case {"same": [str(one), str(other)]}:
            return {"same": _same(Path(one), Path(other))}
        case {"prove": str(path), "deep": bool(deep)}:
            return _proved(Path(path), cast("list[str]", asked["keys"]), deep=deep)
        case _:
            return {"errno": 0}


def _copied(source: Path, target: Path) -> int:
    """Copy in the way in which the server does it itself, where that is possible.

    Gives the size. Raises `OSError`, also where less arrived than there was.
    """
    size = source.stat().st_size
    if sys.platform == "win32":
        _copied_by_windows(source, target)
    elif sys.platform != "linux" or not _copied_by_the_server(source, target, size):
        files.copy(source, target)
    if target.stat().st_size != size:
        raise OSError(0, "less arrived than there was")
    return size


def _copied_by_windows(source: Path, target: Path) -> None:
    """By Windows itself, which leaves it to the server; what is held for a moment is waited for."""
    if sys.platform != "win32":
        return
    import ctypes

    copy = ctypes.WinDLL("kernel32", use_last_error=True).CopyFileExW

    def copied() -> None:
        if not copy(str(source), str(target), None, None, None, _NOT_OVER):
            raise ctypes.WinError(ctypes.get_last_error())

    files.patiently(copied)


def _copied_by_the_server(source: Path, target: Path, size: int) -> bool:
    if sys.platform != "linux":
        return False
    with files.reading(source) as given, files.stream(target, "xb") as taken:
        left = size
        while left > 0:
            try:
                done = os.copy_file_range(given.fileno(), taken.fileno(), min(left, _CHUNK))
            except OSError:
                done = 0
            if not done:
                break
            left -= done
    if left > 0:
        files.remove(target)
    return left == 0


def _same(one: Path, other: Path) -> bool:
    with files.reading(one) as first, files.reading(other) as second:
        while True:
            part = first.read(_PART)
            if part != second.read(_PART):
                return False
            if not part:
                return True


def _proved(path: Path, keys: list[str], *, deep: bool) -> dict[str, Any]:
    import sqlcipher3

    for key in keys:
        with suppress(sqlcipher3.Error), closing(_opened(path, key)) as connection:
            return _read(connection, deep=deep)
    return {"opened": False}


def _opened(path: Path, key: str) -> Any:
    import sqlcipher3

    from trent_desktop.storage.sqlcipher import file_uri

    connection = sqlcipher3.connect(f"{file_uri(path)}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{bytes.fromhex(key).hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _read(connection: Any, *, deep: bool) -> dict[str, Any]:
    """Every page by its seal, the tables by how they hang together, and what can be counted."""
    import sqlcipher3

    said: dict[str, Any] = {"opened": True, "bad": 0, "sound": False, "counts": []}
    try:
        said["bad"] = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        how = "integrity_check(5)" if deep else "quick_check(1)"
        found = [row[0] for row in connection.execute(f"PRAGMA {how}")]
        said["sound"] = found == ["ok"]
        said["counts"] = [connection.execute(f"SELECT {one}").fetchone()[0] for one in COUNTS]
    except sqlcipher3.Error:
        said["bad"] = max(1, said["bad"])
    return said


#: What a copy holds as the file did when it was made: one school, its last change, its trail.
COUNTS = (
    "count(*) FROM school",
    "max(change) FROM school",
    "coalesce(max(number), 0) FROM audit_entry",
)
