"""The places that a school moved away from, as this laptop knows them.

A place that the school left says so itself, as long as nobody puts an old backup there: whoever looks
after a server does that without a word. Then there would be two schools, and half of the staff would
report in the one that nobody reads any more.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from trent_desktop import files
from trent_desktop.problems import NotASchool, Problem
from trent_desktop.school.keys.laptops.local_folder import local_root
from trent_desktop.school.keys.laptops.server_access import place_of
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import Database
from trent_desktop.storage.gone import Gone, Standing
from trent_desktop.storage.location import Location
from trent_desktop.storage.tables import AuditRow

_LEFT = ".left"


def note_left(place: Location, gone: Gone, root: Path | None) -> None:
    """From now on this laptop knows that the school is not at a place any more, and where it went.

    Where the laptop will not keep it, the place itself says so, as far as it can.
    """
    said = {
        "school": str(gone.school_id),
        "move": str(gone.move_id),
        "by": str(gone.by),
        "at": gone.at.isoformat(),
        "kinds": list(gone.kinds),
        "to": gone.to.shown,
    }
    file = _kept_at(place, root)
    with suppress(OSError, Problem):
        files.make_folder(file.parent, parents=True)
        write_whole(file, json.dumps(said).encode("utf-8"))
    # Whoever comes back there has been sent there.
    forget_left(gone.to, root)


def forget_left(place: Location, root: Path | None) -> None:
    """The school is there."""
    with suppress(OSError):
        files.remove(_kept_at(place, root))


def left_by(database: Database, school_id: uuid.UUID, root: Path | None) -> Gone | None:
    """The move by which the school left a place that says nothing of it; None where it is there.

    What was moved back holds the link of that move, and a copy that the program put back since then
    has its own; what somebody put there past the program holds neither. Raises what reading raises.
    """
    gone = known_left(database.location, school_id, root)
    if gone is None:
        return None
    moved = select(AuditRow.details).where(
        AuditRow.subject == str(school_id), AuditRow.act == Act.SCHOOL_MOVED.value
    )
    put_back = select(AuditRow.at).where(AuditRow.act == Act.COPY_PUT_BACK.value)
    with database.read() as session:
        links: list[Any] = list(session.execute(moved).scalars())
        later = any(at > gone.at for at in session.execute(put_back).scalars())
    came = any(
        cast("dict[str, Any]", one).get("move") == str(gone.move_id)
        for one in links
        if isinstance(one, dict)
    )
    if came or later:
        forget_left(database.location, root)
        return None
    return gone


def known_left(place: Location, school_id: uuid.UUID, root: Path | None) -> Gone | None:
    """The move by which a school left a place, as far as this laptop knows without asking it."""
    # A note that nobody can read any more is none.
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError, NotASchool):
        said = json.loads(files.read(_kept_at(place, root)))
        if said["school"] == str(school_id):
            return Gone(
                Standing.GONE,
                uuid.UUID(said["move"]),
                school_id,
                uuid.UUID(said["by"]),
                dt.datetime.fromisoformat(said["at"]),
                (str(said["kinds"][0]), str(said["kinds"][1])),
                place_of(said["to"], root),
            )
    return None


def _kept_at(place: Location, root: Path | None) -> Path:
    return (root or local_root()) / "places" / f"{place.tag}{_LEFT}"
