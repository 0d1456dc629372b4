"""How copies stand, and what a school says of them, as values: for services and for screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GIGABYTE = 1024**3
#: In gigabytes, for each of the two places.
SIZES = range(1, 10_001)
#: Until a school says something else.
GENEROUS_GB = 50


@dataclass(frozen=True, slots=True)
class CopySettings:
    """`elsewhere` is a folder's whole path, empty for none; `most_gb` holds in each place."""

    elsewhere: str = ""
    most_gb: int = GENEROUS_GB

    @property
    def most_bytes(self) -> int:
        """The same in bytes."""
        return self.most_gb * GIGABYTE


@dataclass(frozen=True, slots=True)
class Place:
    """The copies in one place, as this laptop sees it now.

    `reached` is False when this laptop cannot look there. `newest` is the day of the newest whole
    copy, `age` how many days ago by that place's own clock; None for none. `spoilt`: the day of a
    newer one that is not whole, `unopened` that of a newer one that nobody has opened yet. `size`
    in bytes.
    """

    folder: str
    reached: bool = False
    newest: dt.date | None = None
    age: int | None = None
    spoilt: dt.date | None = None
    count: int = 0
    size: int = 0
    unopened: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CopyState:
    """Both places, the settings, and what copies need.

    `elsewhere` is None without a second place. `ahead`: by how many seconds this laptop's clock is
    ahead of the server's, None when that cannot be seen. `free` and `needed`: bytes beside the
    school, and how many one copy takes.
    """

    here: Place
    elsewhere: Place | None
    settings: CopySettings
    ahead: float | None
    free: int
    needed: int


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that was made just now, `made` by the clock of whoever keeps it; `size` in bytes.

    `verified`: it was opened with the keys beside it, and every page of it was read. Else it was
    `compared` with the school's file, byte for byte, or not even that, because somebody saved. How
    many `reports` and `members` it holds is known of one that was opened.
    """

    name: str
    folder: str
    made: dt.datetime
    size: int
    verified: bool
    reports: int = 0
    members: int = 0
    compared: bool = False


#: Under which names they are kept among the school's settings.
ELSEWHERE, MOST = "copies_elsewhere", "copies_most_gb"


def copy_settings_in(stored: Mapping[str, Any]) -> CopySettings:
    """Out of all settings that are stored. What cannot be read is as at the beginning."""
    most = stored.get(MOST)
    return CopySettings(
        str(stored.get(ELSEWHERE) or ""),
        most if isinstance(most, int) and most in SIZES else GENEROUS_GB,
    )
