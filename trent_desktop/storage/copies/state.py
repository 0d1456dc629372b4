"""How a school's copies stand: for `check`, and for whoever looks after them."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from trent_desktop import files
from trent_desktop.clock import Clock
from trent_desktop.storage.copies.names import (
    Copy,
    copies_in,
    folder_elsewhere,
    folder_of,
    newest_day,
)
from trent_desktop.storage.copies.settings import read_copy_settings
from trent_desktop.storage.copies.values import CopyState, Place
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.server_clock import day_at, laptop_ahead


def copy_state(database: Database, keys: KeyStore, clock: Clock) -> CopyState:
    """How they stand. Raises what reading the school raises. For a folder."""
    location = database.location
    with database.read() as session:
        settings = read_copy_settings(session)
    here = folder_of(location)
    elsewhere = None
    if settings.elsewhere:
        folder = folder_elsewhere(settings.elsewhere, keys.read().document.school_id)
        elsewhere = (
            Place(settings.elsewhere)
            if folder is None
            # The day is known from the school's own folder if nothing can be written there.
            else _looked_at(folder, settings.elsewhere, clock, here.parent)
        )
    ahead, free, needed = None, 0, 0
    with suppress(OSError):
        needed = location.school_file.stat().st_size
        free = shutil.disk_usage(location.school_file.parent).free
        ahead = laptop_ahead(location.school_file.parent)
    return CopyState(_looked_at(here, str(here), clock), elsewhere, settings, ahead, free, needed)


def copies_of(database: Database, keys: KeyStore, clock: Clock) -> list[Copy]:
    """All copies of both places that this laptop can look at, the newest first."""
    with database.read() as session:
        settings = read_copy_settings(session)
    folders = [folder_of(database.location)]
    second = folder_elsewhere(settings.elsewhere, keys.read().document.school_id)
    if settings.elsewhere and second is not None:
        folders.append(second)
    found: list[Copy] = []
    for folder in folders:
        with suppress(OSError):
            found += copies_in(folder, day_at(folder, clock, *folders))
    return sorted(found, key=lambda one: one.day, reverse=True)


def _looked_at(folder: Path, shown: str, clock: Clock, *others: Path) -> Place:
    try:
        if not files.is_folder(folder):
            return Place(shown, reached=files.is_folder(folder.parent))  # the first makes it
        today = day_at(folder, clock, *others)
        copies = copies_in(folder, today)
    except OSError:
        return Place(shown)
    daily = [one for one in copies if not one.before]
    newest = newest_day(daily, today)
    past = [one for one in daily if one.day <= today and (newest is None or one.day > newest)]
    spoilt = max((one.day for one in past if one.opened and not one.whole), default=None)
    unopened = max((one.day for one in past if not one.opened), default=None)
    return Place(
        shown,
        True,
        newest,
        (today - newest).days if newest else None,
        spoilt,
        len(copies),
        sum(one.size for one in copies),
        unopened,
    )
