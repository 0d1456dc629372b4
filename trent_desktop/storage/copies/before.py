"""The copy that is made before something is changed for good: whole, with its keys, or none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.problems import Problem, SchoolBusy
from trent_desktop.storage.copies.keeping import let_go, to_let_go
from trent_desktop.storage.copies.making import copy_with_keys
from trent_desktop.storage.copies.names import before_name, copies_in, folder_of, newest_day
from trent_desktop.storage.copies.values import CopySettings
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.server_clock import server_now

#: What the copy before a change of the school's keys is called by.
KEYS = "keys"


def copy_before(
    database: Database, keys: KeyStore, what: str, clock: Clock, *, within: float
) -> Path | None:
    """A copy of the file as it is before `what` (one word) is done, with its keys.

    None when no try was whole. Raises what `copy_with_keys` raises. A server has its own backups.
    """
    folder = folder_of(database.location)
    files.make_folder(folder)
    now = server_now(folder, clock)
    while (target := folder / before_name(what, now)).exists():
        now += dt.timedelta(seconds=1)
    return copy_with_keys(database, keys, target, within=within)


def copy_before_new_keys(database: Database, keys: KeyStore, clock: Clock) -> None:
    """Make sure that there is a whole copy before the file is encrypted under another key.

    Raises `SchoolBusy` when none could be made and today has none either: it can wait.
    """
    folder = folder_of(database.location)
    try:
        if copy_before(database, keys, KEYS, clock, within=10.0):
            # Each opens with the keys of whoever leaves: no more of them than need be.
            today = server_now(folder, clock).date()
            found = [one for one in copies_in(folder, today) if one.before == KEYS]
            let_go(to_let_go(found, today, CopySettings().most_bytes))
            return
    except (Problem, OSError):
        pass
    try:
        today = server_now(folder, clock).date()
        if newest_day(copies_in(folder, today), today) == today:
            return
    except OSError:
        pass
    raise SchoolBusy(
        "The school's file could not be copied, so its keys are not changed yet.",
        what_to_do="Nothing is lost: it is finished when somebody signs in next. If that happens "
        "again, tell whoever looks after the network: there may be no room.",
        where=database.location.shown,
    )
