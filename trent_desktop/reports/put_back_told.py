"""That somebody put a copy back, as a laptop remembers it until somebody has read so."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.storage.local_store import LocalStore

#: Under which name the local store keeps it.
TOLD: Final = "put_back_told"


@dataclass(frozen=True, slots=True)
class PutBackTold:
    """A copy was put back: when, by whom (empty: with the code in the safe), and of which day.

    `keys_only`: its keys alone.
    """

    at: dt.datetime
    by: str
    day: dt.date | None
    keys_only: bool = False


def put_back_told(store: LocalStore) -> PutBackTold | None:
    """What was put back when the file was last read anew; None where nobody did."""
    kept = store.index_note(TOLD)
    if not kept:
        return None
    at, by, day, *keys = json.loads(kept)
    return PutBackTold(dt.datetime.fromisoformat(at), by, day_told(day), keys == [True])


def as_text(told: PutBackTold) -> str:
    """As the local store keeps it."""
    day = told.day.isoformat() if told.day else ""
    return json.dumps([told.at.isoformat(), told.by, day, told.keys_only])


def day_told(value: Any) -> dt.date | None:
    """The day of a copy, out of what was written down; None for what is none."""
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
