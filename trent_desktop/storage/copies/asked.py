"""The copy that somebody asks for: made now, and opened before it counts."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import closing
from pathlib import Path

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.problems import DamagedDatabase, SchoolBusy
from trent_desktop.storage.copies.claiming import claimed
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.keeping import let_go, to_let_go
from trent_desktop.storage.copies.making import Maker, OpensWith
from trent_desktop.storage.copies.names import CLAIM, before_name, copies_in, folder_of
from trent_desktop.storage.copies.settings import read_copy_settings
from trent_desktop.storage.copies.values import MadeCopy
from trent_desktop.storage.database import Database
from trent_desktop.storage.failing import folder_words
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.server_clock import server_now
from trent_desktop.storage.sqlcipher import connect_file

#: What one is called that is made on a day that has its copy already.
ASKED = "asked"
_WITHIN_S = 60.0
_PAUSE_S = 0.5


def copy_asked_for(
    database: Database, keys: KeyStore, clock: Clock, opens_with: OpensWith
) -> MadeCopy:
    """Make a copy now. It is the copy of the day where that is still missing, else one besides.

    Raises `SchoolBusy` when others kept saving or copying, `DamagedDatabase` when no copy is whole,
    `DiskFull`, or what reading the school raises. For a folder.
    """
    folder = folder_of(database.location)
    try:
        path = back_up(database, keys, clock, opens_with=opens_with)
        if path is None:
            path = _besides(database, keys, clock, opens_with, folder)
        now = server_now(folder, clock)
        found = next(one for one in copies_in(folder, now.date()) if one.path == path)
    except OSError as error:
        raise folder_words(error, database.location, writing=True) from error
    if not found.whole:
        raise _not_whole(database, path.name)
    reports, members = _held(path, database.data_key)
    return MadeCopy(path.name, str(folder), now, found.size, True, reports, members)


def _besides(
    database: Database, keys: KeyStore, clock: Clock, opens_with: OpensWith, folder: Path
) -> Path:
    """Raises what `copy_asked_for` raises, and `OSError`."""
    files.make_folder(folder)
    until = time.monotonic() + _WITHIN_S
    while time.monotonic() < until:
        with claimed(folder, CLAIM) as claim:
            if claim is not None:
                return _made(database, keys, clock, opens_with, folder)
        time.sleep(_PAUSE_S)
    raise SchoolBusy(
        "Another program is making a copy just now.",
        what_to_do="Try again in a minute.",
        where=str(folder),
    )


def _made(
    database: Database, keys: KeyStore, clock: Clock, opens_with: OpensWith, folder: Path
) -> Path:
    now = server_now(folder, clock)
    while (target := folder / before_name(ASKED, now)).exists():
        now += dt.timedelta(seconds=1)
    made = Maker(database, keys, opens_with).make(target, within=_WITHIN_S, patient=True)
    if made is None:
        raise _not_whole(database)
    with database.read() as session:
        settings = read_copy_settings(session)
    today = now.date()
    found = copies_in(folder, today)
    let_go(one for one in to_let_go(found, today, settings.most_bytes) if one.path != made.path)
    return made.path


def _not_whole(database: Database, name: str = "") -> DamagedDatabase:
    kept = f" What could be read lies in {name}." if name else ""
    return DamagedDatabase(
        f"The copy that was made is not whole: a page of the school's file did not read.{kept}",
        what_to_do="Look with “check”. The earlier copies stay as they are.",
        where=database.location.shown,
    )


def _held(path: Path, key: bytes) -> tuple[int, int]:
    with closing(connect_file(path, key)) as connection:
        counts = (
            connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
            for what in ("case_record", "member WHERE state = 'active'")
        )
        reports, members = (int(one) for one in counts)
    return reports, members
