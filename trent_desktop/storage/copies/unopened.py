"""Copies that a scheduled job made without a key to the school's file: read by whoever has one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from trent_desktop import files
from trent_desktop.storage.copies.child import CopyingChild, GaveUp
from trent_desktop.storage.copies.making import OpensWith, keys_beside, proof
from trent_desktop.storage.copies.names import Copy, daily_name
from trent_desktop.storage.database import Database


def open_unopened(
    database: Database,
    folder: Path,
    opens_with: OpensWith | None,
    copies: list[Copy],
    going_on: Callable[[], object],
) -> bool | None:
    """Read the newest that was not opened yet, of a day without a whole copy; whether it is whole.

    It gets the name that says what it is. None when there is none, or nobody here has its keys.
    """
    days = {one.day for one in copies if one.whole and not one.before}
    waiting = [one for one in copies if not one.opened and one.day not in days]
    if not waiting:
        return None
    one = waiting[0]
    going_on()
    with suppress(OSError, GaveUp), CopyingChild() as child:
        keys = keys_beside(one.path, opens_with) or [database.data_key]
        said = proof(child, one.path, keys)
        if not said.opened:
            return None
        target = folder / daily_name(one.day, whole=said.whole)
        files.replace(one.keys, target.with_suffix(".keys"))
        files.replace(one.path, target)
        return said.whole
    return None
