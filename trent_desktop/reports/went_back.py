"""That the school's file is not the one it was: kept on this laptop until somebody has read it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Final

from trent_desktop.storage.local_store import LocalStore, keep_note
from trent_desktop.storage.put_back import PutBack

_NOTICED: Final = "file went back"
#: The newest time of putting back a copy that this laptop knows of, by its link.
_KNOWN: Final = "copy put back"


@dataclass(frozen=True, slots=True)
class WentBack:
    """The file is older than what this laptop saw of it, or another one.

    `by`: who put a copy back, `at` when, and `made` the day of that copy, as far as the school's
    file tells; all empty where nobody says that it was put back.
    """

    noticed_at: dt.datetime
    at: dt.datetime | None = None
    by: str = ""
    made: dt.date | None = None


def note_went_back(connection: Any, noticed_at: dt.datetime, last: PutBack | None) -> None:
    """Keep that it went back, inside a transaction at hand.

    `last`: when a copy was last put back by the file. One that was known before explains nothing.
    """
    row = connection.execute("SELECT value FROM note WHERE name = ?", (_KNOWN,)).fetchone()
    told = {"noticed": noticed_at.isoformat()}
    if last is not None and (row is None or row[0] != last.link):
        told |= {"at": last.at.isoformat(), "by": last.by}
        told |= {"made": last.made.isoformat()} if last.made else {}
    keep_note(connection, _NOTICED, json.dumps(told))
    note_known(connection, last)


def note_known(connection: Any, last: PutBack | None) -> None:
    """This laptop knows that a copy was put back, or that none was."""
    keep_note(connection, _KNOWN, last.link if last else "")


def how_it_went_back(store: LocalStore) -> WentBack | None:
    """How the file went back, if it did and nobody has said yet that she has read so."""
    kept = store.index_note(_NOTICED)
    if not kept:
        return None
    try:
        told: dict[str, str] = json.loads(kept)
    except ValueError:
        return WentBack(dt.datetime.fromisoformat(kept))  # an earlier program kept no more
    return WentBack(
        dt.datetime.fromisoformat(told["noticed"]),
        _moment(told.get("at")),
        told.get("by", ""),
        dt.date.fromisoformat(told["made"]) if "made" in told else None,
    )


def heed_went_back(store: LocalStore) -> None:
    """She has read it."""
    with store.writing() as connection:
        connection.execute("DELETE FROM note WHERE name = ?", (_NOTICED,))


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
