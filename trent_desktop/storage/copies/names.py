"""What copies are called, and which there are in a folder.

``school-2026-11-28.db`` is the copy of a day, ``school-2026-11-28-not-whole.db`` one of a file
with a page that does not read, ``school-2026-11-28-not-opened.db`` one that a scheduled job made
with a key that opens nothing, ``school-v2_4-2026-11-28T084000Z.db`` one from before something was
changed for good (``asked`` in the place of ``v2_4``: somebody asked for it). Beside each, under the same name with ``.keys``, lie the keys that open it.
"""

from __future__ import annotations

import datetime as dt
import re
import stat
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trent_desktop.clock import moment_at
from trent_desktop.storage.location import BACKUPS, Location

#: What is not a copy yet. Whatever begins so and is an hour old was left behind.
BEGUN = ".making-"
#: Says that one program is making a copy.
CLAIM = ".making-claim"
#: What the copies are called by of what was there before one was put back.
REPLACED, DAMAGED = "replaced", "damaged"
_DAILY = re.compile(r"school-(\d{4}-\d{2}-\d{2})(-not-whole|-not-opened)?\.db")
_NOT_OPENED = "-not-opened"
_BEFORE = re.compile(r"school-([A-Za-z0-9_]+)-(\d{4}-\d{2}-\d{2})T\d{6}Z\.db")


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy in a folder.

    `day` is of the clock of the server that keeps it. `before`: what was going to be changed,
    empty for the copy of a day. `size` in bytes, with its keys. One is `whole` when every page of
    it was read and its keys lie beside it; one that was not `opened` is whole or not, and nobody
    has read it yet.
    """

    path: Path
    day: dt.date
    whole: bool
    size: int
    before: str = ""
    opened: bool = True

    @property
    def keys(self) -> Path:
        """The key document that opens it."""
        return self.path.with_suffix(".keys")


def folder_of(location: Location) -> Path:
    """Where a school's copies are kept beside it. Raises `ValueError` for a server."""
    return location.school_file.parent / BACKUPS


def folder_elsewhere(place: str, school_id: uuid.UUID) -> Path | None:
    """Where they are kept in a second place; None when `place` is none for this laptop.

    Two schools may have the same second place.
    """
    path = Path(place.strip())
    return path / f"trent-desktop-{school_id.hex[:8]}" if path.is_absolute() else None


def daily_name(day: dt.date, *, whole: bool) -> str:
    """What the copy of a day is called."""
    return f"school-{day:%Y-%m-%d}{'' if whole else '-not-whole'}.db"


def unopened_name(day: dt.date) -> str:
    """What one is called that was made without a key to the school's file."""
    return f"school-{day:%Y-%m-%d}{_NOT_OPENED}.db"


def before_name(before: str, at: dt.datetime) -> str:
    """What the copy is called that is made before something changes."""
    return f"school-{before}-{at:%Y-%m-%dT%H%M%SZ}.db"


def copies_in(folder: Path, today: dt.date) -> list[Copy]:
    """The copies there, the newest first. Raises `OSError`.

    The day of one that says it is of a later day than `today` is the one on which it was written:
    a laptop with a wrong clock named it.
    """
    names = {path.name: path for path in folder.iterdir()}
    found: list[Copy] = []
    for name, path in names.items():
        daily, before = _DAILY.fullmatch(name), _BEFORE.fullmatch(name)
        if daily is None and before is None:
            continue
        named = daily[1] if daily else before[2] if before else ""
        with suppress(OSError, ValueError):
            status = path.stat()
            if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
                continue  # a read of it would wait without end
            keys = names.get(path.with_suffix(".keys").name)
            keys = keys if keys and keys.is_file() else None
            day = dt.date.fromisoformat(named)
            if day > today:
                with suppress(OverflowError):
                    day = moment_at(status.st_mtime).date()
            size = status.st_size + (keys.stat().st_size if keys else 0)
            whole = keys is not None and not (daily and daily[2])
            opened = not (daily and daily[2] == _NOT_OPENED)
            found.append(Copy(path, day, whole, size, before[1] if before else "", opened))
    return sorted(found, key=lambda one: (one.day, one.path.name), reverse=True)


def newest_day(copies: Iterable[Copy], today: dt.date) -> dt.date | None:
    """The day of the newest whole copy; one of a day that has not come counts for none."""
    return max((one.day for one in copies if one.whole and one.day <= today), default=None)
