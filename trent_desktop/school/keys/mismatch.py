"""What a sign-in notices about things that do not go together: keys and file, days, clocks."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress

import sqlcipher3
from sqlalchemy import text

from trent_desktop import files
from trent_desktop.problems import KeysDoNotFit, Problem, SchoolAway, SchoolSilent
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.own_keys import OwnKeys
from trent_desktop.storage import troubles
from trent_desktop.storage.copies.names import Copy, copies_in, folder_of
from trent_desktop.storage.database import Database, opens
from trent_desktop.storage.key_format import UnreadableKeys, from_bytes
from trent_desktop.storage.key_slots import KeyDocument

_WRONG_CLOCK_S = 600
laptop_time = time.time
_HOUR_S, _DAY_S = 3600, 86_400


def explained(problem: KeysDoNotFit, database: Database, own: OwnKeys, laptop: Laptop) -> Problem:
    """The same problem, or which of file and keys is the older, where another key fits the file."""
    where = database.location.shown
    signed_in_by = own.signed_in_by
    cached = laptop.keys_before()
    if signed_in_by and cached and cached.school_id != signed_in_by.school_id:
        return troubles.OTHER_SCHOOL.problem(where)
    if (
        signed_in_by is not None
        and signed_in_by.revision < laptop.keys_seen(signed_in_by.school_id)
        and cached is not None
        and _fits(database, own.of((cached,)))
    ):
        return troubles.KEYS_TOO_OLD.problem(where)
    earlier = (*([cached] if cached else []), *_documents_of_copies(database))
    if _fits(database, own.of(earlier)):
        return troubles.OLDER_FILE.problem(where)
    return problem


def said_to_her(trouble: Problem | None) -> tuple[str, ...]:
    """What somebody who gets in without the school's folder reads of it; once.

    That it is away the strip above her work says anyway.
    """
    if trouble is None or type(trouble) in (SchoolAway, SchoolSilent):
        return ()
    return (troubles.while_it_waits(trouble),)


def keys_went_back(laptop: Laptop, document: KeyDocument) -> tuple[str, ...]:
    """Whether the school's keys are older than this laptop saw them; told once."""
    seen = laptop.keys_seen(document.school_id)
    laptop.note_keys(document)
    return (troubles.KEYS_WENT_BACK,) if document.revision < seen else ()


def clock_words(database: Database) -> tuple[str, ...]:
    """Whether this laptop's clock is wrong. Ask after something was saved; changes nothing."""
    with suppress(OSError, Problem):
        late = _there(database) - laptop_time()
        if abs(late) >= _WRONG_CLOCK_S:
            how = f"{_span(abs(late))} {'behind' if late > 0 else 'ahead of'}"
            return (troubles.CLOCK.format(how=how),)
    return ()


def _there(database: Database) -> float:
    """The time by the clock of the school's folder or server."""
    if not database.location.is_server:
        return database.location.school_file.stat().st_mtime  # it was saved this moment
    with database.read() as session:
        return float(session.execute(text("SELECT extract(epoch FROM now())")).scalar_one())


def _span(seconds: float) -> str:
    for size, name in ((_DAY_S, "day"), (_HOUR_S, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    return "a moment"


def _fits(database: Database, keys: tuple[bytes, ...]) -> bool:
    for key in keys:
        with suppress(sqlcipher3.Error):
            if opens(database.location.school_file, key):
                return True
    return False


def _documents_of_copies(database: Database) -> list[KeyDocument]:
    found: list[KeyDocument] = []
    copies: list[Copy] = []
    with suppress(OSError):
        copies = copies_in(folder_of(database.location), dt.date.max)
    for copy in copies:
        with suppress(OSError, UnreadableKeys):
            found.append(from_bytes(files.read(copy.keys)))
    return found
