"""Looking through the whole of the school's file without keeping anybody waiting.

A check reads every page, and a reader keeps whoever saves waiting. So a copy is looked through,
which has the same bytes; where none can be made, the file itself, while nobody saves.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress

from trent_desktop import files
from trent_desktop.problems import DamagedDatabase, DiskFull, SchoolBusy
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.making import (
    Proof,
    SomebodyWaits,
    copy_now,
    proof,
    require_room,
)
from trent_desktop.storage.copies.names import BEGUN, folder_of
from trent_desktop.storage.database import Database
from trent_desktop.storage.location import BACKUPS

_PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0)
_LOOK_EVERY_S = 0.05


def _never() -> bool:
    return False


def check_file(database: Database, stop: Callable[[], bool] = _never) -> None:
    """Check every page of the school's file, and how its tables hang together.

    Raises `DamagedDatabase` for what was read twice and was wrong both times, `SchoolBusy` when
    others kept saving or `stop` says so, or what reading raises. A server looks after its own.
    """
    if database.location.is_server:
        return
    if _looked_through(database, stop).whole or _looked_through(database, stop).whole:
        return
    raise DamagedDatabase(
        "The school's file is damaged.",
        what_to_do=f"Ask for it to be put back from the folder “{BACKUPS}” beside it.",
        where=database.location.shown,
    )


def _looked_through(database: Database, stop: Callable[[], bool]) -> Proof:
    for pause in _PAUSES_S:
        waits = SomebodyWaits(database.location.school_file)

        def must_end(waits: SomebodyWaits = waits) -> bool:
            return stop() or waits()

        with suppress(GaveUp, SchoolBusy):
            try:
                return _of_a_copy(database, must_end, stop)
            except (OSError, DiskFull):
                return _in_place(database, must_end)
        if not waits.seen and not stop():
            with suppress(GaveUp):
                return _in_place(database, must_end)
        until = time.monotonic() + pause
        while time.monotonic() < until and not stop():
            time.sleep(_LOOK_EVERY_S)
        if stop():
            break
    raise SchoolBusy(
        "Others kept saving, so the school's file could not be looked through.",
        what_to_do="Try again when it is quieter.",
        where=database.location.shown,
    )


def _of_a_copy(database: Database, must_end: Callable[[], bool], stop: Callable[[], bool]) -> Proof:
    source, folder = database.location.school_file, folder_of(database.location)
    files.make_folder(folder)
    require_room(source, folder)
    begun = folder / f"{BEGUN}{uuid.uuid4().hex[:12]}.db"
    try:
        with CopyingChild() as child:
            with database.read():
                key = database.data_key
                copy_now(child, source, begun, must_end)
            return proof(child, begun, [key], deep=True, stop=stop)
    finally:
        with suppress(OSError):
            files.remove(begun)


def _in_place(database: Database, must_end: Callable[[], bool]) -> Proof:
    """Raises `GaveUp` when somebody waits, or `SchoolBusy` when it could not be begun."""
    with database.read():
        key = database.data_key
    try:
        with CopyingChild() as child:
            return proof(child, database.location.school_file, [key], deep=True, stop=must_end)
    except OSError as error:
        raise SchoolBusy(
            "The school's file could not be looked through.",
            what_to_do="Try again in a minute.",
            where=database.location.shown,
        ) from error
