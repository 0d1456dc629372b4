"""The copies that there are, each opened with its own keys: what it holds, and until when."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop import files
from trent_desktop.clock import Clock, moment_at
from trent_desktop.problems import TooNew
from trent_desktop.storage.copies.names import Copy, copies_in, folder_elsewhere, folder_of
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes
from trent_desktop.storage.key_slots import KeyDocument
from trent_desktop.storage.location import Location
from trent_desktop.storage.restoring.standing import columns_of
from trent_desktop.storage.restoring.stored import moment_in
from trent_desktop.storage.schema import is_newer
from trent_desktop.storage.server_clock import server_now
from trent_desktop.storage.sqlcipher import file_uri

#: The data keys that a key document gives to whoever looks.
KeysOf = Callable[[KeyDocument], Iterable[bytes]]
_MOMENT = re.compile(r"T(\d{2})(\d{2})(\d{2})Z\.db$")


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """One copy, and what it holds.

    `day` and `made` are of the clock of whoever keeps it. `before`: what was going to be changed
    then, empty for the copy of a day. `verified`: it was opened with its own keys just now; else
    what it holds is not known. `opened`: every page of it was read once. `newer`: a newer program made it. `reports` until the moment `until`, `members` who could sign in.
    `elsewhere`: it lies in the second place alone. `size` in bytes.
    """

    name: str
    day: dt.date
    made: dt.datetime
    before: str
    whole: bool
    verified: bool
    size: int
    elsewhere: bool = False
    reports: int = 0
    until: dt.datetime | None = None
    members: int = 0
    opened: bool = True
    newer: bool = False
    path: Path = field(default=Path(), repr=False)
    key: bytes = field(default=b"", repr=False)

    @property
    def keys(self) -> Path:
        """The key document beside it."""
        return self.path.with_suffix(".keys")


def held_copies(
    location: Location,
    keys_of: KeysOf,
    others: Sequence[bytes],
    clock: Clock,
    elsewhere: str = "",
    document: KeyDocument | None = None,
) -> tuple[HeldCopy, ...]:
    """All copies of both places that this laptop can look at, the newest first.

    `keys_of` opens the keys beside each; `others` are data keys to try besides. `elsewhere`: the
    second place, where it is known; else it is asked of the newest copy that opens. `document`: the
    keys of the school as they are, None when they are gone. For a folder.
    """
    found = _in(folder_of(location), keys_of, others, clock, elsewhere=False)
    opened = next((one for one in found if one.verified), None)
    if not elsewhere and opened is not None:
        elsewhere = _second_place(opened)
    school = document or (document_beside(opened.path) if opened else None)
    second = folder_elsewhere(elsewhere, school.school_id) if elsewhere and school else None
    if second is not None:
        found += _in(second, keys_of, others, clock, elsewhere=True)
    best: dict[str, HeldCopy] = {}
    for one in found:
        known = best.get(one.name)
        if known is None or (one.verified, one.whole) > (known.verified, known.whole):
            best[one.name] = one
    return tuple(sorted(best.values(), key=lambda one: (one.made, one.name), reverse=True))


def document_beside(path: Path) -> KeyDocument | None:
    """The key document that lies beside a copy; None when it does not read."""
    try:
        return from_bytes(files.read(path.with_suffix(".keys")))
    except (OSError, UnreadableKeys, TooNew):
        return None


@contextmanager
def reading(path: Path, key: bytes) -> Generator[Any]:
    """A connection that only reads a copy. Raises `sqlcipher3.Error`."""
    uri = f"{file_uri(path)}?mode=ro"
    connection = sqlcipher3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield connection
    finally:
        connection.close()


def _in(
    folder: Path, keys_of: KeysOf, others: Sequence[bytes], clock: Clock, *, elsewhere: bool
) -> list[HeldCopy]:
    copies: list[Copy] = []
    with suppress(OSError, ValueError):  # the second place may be called what no folder is called
        copies = copies_in(folder, _today(folder, clock))
    return [
        _held(one, made, keys_of, others, elsewhere=elsewhere)
        for one in copies
        if (made := _made(one)) is not None
    ]


def _today(folder: Path, clock: Clock) -> dt.date:
    with suppress(OSError, ValueError):
        return server_now(folder, clock).date()
    return clock().date()  # nothing can be written there, which hinders nobody from looking


def _made(copy: Copy) -> dt.datetime | None:
    named = _MOMENT.search(copy.path.name)
    if named and copy.before:
        hour, minute, second = map(int, named.groups())
        with suppress(ValueError):
            return dt.datetime.combine(copy.day, dt.time(hour, minute, second), dt.UTC)
    try:
        written = moment_at(copy.path.stat().st_mtime)
    except OSError:
        return None
    # Carried to another place, it is of its own day still.
    if written.date() == copy.day:
        return written
    return dt.datetime.combine(copy.day, dt.time(), dt.UTC)


def _held(
    copy: Copy,
    made: dt.datetime,
    keys_of: KeysOf,
    others: Sequence[bytes],
    *,
    elsewhere: bool,
) -> HeldCopy:
    keys: list[bytes] = []
    document = document_beside(copy.path)
    if document is not None:
        keys += keys_of(document)
    named = (copy.path.name, copy.day, made, copy.before, copy.whole)
    newer = False
    for key in dict.fromkeys((*keys, *others)):
        with suppress(sqlcipher3.Error), reading(copy.path, key) as connection:
            newer = is_newer(_version(connection))
            return _looked_into(connection, copy, named, elsewhere, key, newer=newer)
    return HeldCopy(
        *named,
        verified=False,
        size=copy.size,
        elsewhere=elsewhere,
        opened=copy.opened,
        newer=newer,
        path=copy.path,
    )


def _version(connection: Any) -> str:
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    return str(version)


def _looked_into(
    connection: Any,
    copy: Copy,
    named: tuple[str, dt.date, dt.datetime, str, bool],
    elsewhere: bool,
    key: bytes,
    *,
    newer: bool,
) -> HeldCopy:
    (reports, until) = connection.execute(
        "SELECT count(*), max(recorded_at) FROM case_record"
    ).fetchone()
    # Of the first version: whoever was in it was active.
    which = " WHERE state = 'active'" if "state" in columns_of(connection, "member") else ""
    (members,) = connection.execute(f"SELECT count(*) FROM member{which}").fetchone()
    return HeldCopy(
        *named,
        verified=True,
        size=copy.size,
        elsewhere=elsewhere,
        reports=reports,
        until=moment_in(until),
        members=members,
        opened=copy.opened,
        newer=newer,
        path=copy.path,
        key=key,
    )


def _second_place(copy: HeldCopy) -> str:
    with suppress(sqlcipher3.Error, ValueError), reading(copy.path, copy.key) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (ELSEWHERE,))
        found = row.fetchone()
        return str(json.loads(found[0]) or "") if found else ""
    return ""
