"""What a database error means for the person at the screen."""

from __future__ import annotations

from trent_desktop.problems import (
    DamagedDatabase,
    DiskFull,
    Problem,
    SchoolAway,
    SchoolBusy,
    SchoolReadOnly,
)
from trent_desktop.storage.location import BACKUPS, Location


def in_words(error: Exception, location: Location) -> Problem:
    """What a database error means for the person at the screen."""
    said = str(getattr(error, "orig", error)).lower()
    where = location.shown
    if "locked" in said or "lock timeout" in said:
        return SchoolBusy(
            "The school's file is busy: others are saving just now.",
            what_to_do="It is tried again by itself; what you typed is kept.",
            where=where,
        )
    if "readonly" in said or "read-only" in said:
        return SchoolReadOnly(
            "The school's folder can be read just now, but nothing can be saved in it.",
            what_to_do="Tell whoever looks after the network; what you typed is kept here.",
            where=where,
        )
    if ("full" in said and "disk" in said) or "no space left" in said:
        return DiskFull(
            "The disk that holds the school is full, so nothing was saved.",
            what_to_do="Tell whoever looks after the network; what you typed is kept here.",
            where=where,
        )
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return DamagedDatabase(
            "The school's file is damaged and was left as it is.",
            what_to_do=f"Ask for it to be put back from the folder “{BACKUPS}” beside it.",
            where=where,
        )
    return SchoolAway(
        "The school's folder cannot be reached just now."
        if not location.is_server
        else "The school's database server cannot be reached just now.",
        what_to_do="You can go on writing; it is sent when the connection is back.",
        where=where,
    )
