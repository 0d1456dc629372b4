"""The version of the shared schema: made, checked and brought up to date.

A version is ``v<major>_<minor>``. An older program may use a newer minor version; a newer major
version is refused in words.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import DamagedDatabase, SchoolBusy, TooNew
from trent_desktop.storage.backups import copy_with_keys
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import BACKUPS

#: The version this program writes.
CURRENT = "v2_5"
_PATIENCE_S = 600.0  # for the copy before: it is made once, and nothing goes on without
_MIGRATIONS = Path(__file__).parent / "migrations"


def make_schema(connection: Connection) -> None:
    """Bring an empty database to `CURRENT` by running every migration from the first."""
    _upgrade(connection)


def found_version(connection: Connection) -> str:
    """The version of the database at hand, empty when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return (
        connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        or ""
    )


def bring_up_to_date(database: Database, clock: Clock = system_clock) -> None:
    """Check the version and migrate an older one, after a copy into the backup folder.

    Raises `TooNew`, `DamagedDatabase`, `DiskFull` or `SchoolAway`; nothing is changed then.
    """
    with database.engine.connect() as connection:
        version = found_version(connection)
    if version == CURRENT:
        return
    ours, theirs = _parts(CURRENT), _parts(version)
    if ours is None or theirs is None:
        raise DamagedDatabase(
            "The school's file does not say which version it is.",
            what_to_do=f"Ask for it to be put back from the folder “{BACKUPS}” beside it.",
            where=database.location.shown,
        )
    if theirs > ours:
        if theirs[0] == ours[0]:
            return
        raise TooNew(
            "A newer Trent Desktop was used for this school, and this one cannot read it.",
            what_to_do="Install the newer program on this laptop.",
            where=database.location.shown,
        )
    _back_up(database, version, clock)
    with database.engine.connect() as connection:
        if not database.location.is_server:
            # A table is changed by making it anew, which its references must outlive.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        _upgrade(connection)
        if database.location.is_server:
            connection.commit()
        elif connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise DamagedDatabase(
                "The school's file could not be brought up to date and was left as it was.",
                what_to_do="Tell whoever looks after the program.",
                where=database.location.shown,
            )
        else:
            connection.exec_driver_sql("COMMIT")


def _parts(version: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"v(\d+)_(\d+)", version)
    return (int(found[1]), int(found[2])) if found else None


def _back_up(database: Database, version: str, clock: Clock) -> None:
    """A copy of the file as it was, with its keys. Without one nothing is changed."""
    location = database.location
    if location.is_server:
        return  # the server's own backups hold it
    folder = location.school_file.parent / BACKUPS
    try:
        folder.mkdir(exist_ok=True)
        target = folder / f"school-{version}-{clock():%Y-%m-%dT%H%M%SZ}.db"
        made = copy_with_keys(database, key_store(location), target, within=_PATIENCE_S)
    except OSError:
        made = None
    if made is None:
        raise SchoolBusy(
            "The school's file is of an older version, and could not be copied before it is "
            "brought up to date. Nothing was changed.",
            what_to_do=f"Try again in a minute. If that does not help, see that the folder "
            f"“{BACKUPS}” can be written to.",
            where=location.shown,
        )


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
