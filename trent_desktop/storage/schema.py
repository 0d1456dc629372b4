"""The version of the shared schema: made, checked and brought up to date.

A version is ``v<major>_<minor>``. An older program may use a newer minor version; a newer major
version is refused in words.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import Problem
from trent_desktop.storage import troubles
from trent_desktop.storage.copies.before import copy_before
from trent_desktop.storage.database import Database
from trent_desktop.storage.failing import folder_words
from trent_desktop.storage.key_store import key_store

log = logging.getLogger(__name__)

#: The version this program writes.
CURRENT = "v2_7"
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


def bring_up_to_date(
    database: Database,
    clock: Clock = system_clock,
    tell: Callable[[str], object] | None = None,
) -> None:
    """Check the version and migrate an older one, after a copy into the backup folder.

    `tell` hears for how many other laptops it waits, in words: nobody else uses the file meanwhile.
    Raises `TooNew`, `DamagedDatabase`, `DiskFull` or `SchoolAway`; nothing is changed then,
    whatever failed and wherever: the file stands as it was.
    """
    try:
        _bring_up_to_date(database, clock, tell)
    except Problem:
        raise
    except (DBAPIError, sqlcipher3.Error) as error:
        said = database.told(error, writing=True)
        if said.words == troubles.SERVER_MAY_NOT.words:  # its technician may
            raise troubles.SERVER_TOO_OLD.problem(database.location.shown) from error
        raise said from error
    except OSError as error:
        raise folder_words(error, database.location, writing=True) from error
    except Exception as error:
        log.warning("The schema was not brought up to date: %s", type(error).__name__)
        raise troubles.NOT_MOVED_ON.problem(database.location.shown) from error


def _bring_up_to_date(
    database: Database, clock: Clock, tell: Callable[[str], object] | None
) -> None:
    with database.engine.connect() as connection:
        version = found_version(connection)
    if version == CURRENT:
        return
    ours, theirs = _parts(CURRENT), _parts(version)
    if ours is None or theirs is None:
        raise troubles.NO_VERSION.problem(database.location.shown)
    if theirs > ours:
        if theirs[0] == ours[0]:
            return
        raise troubles.TOO_NEW.problem(database.location.shown)
    with database.alone(tell):
        _migrate(database, version, clock)


def bring_copy_up_to_date(database: Database) -> None:
    """The same for a file that nobody else has, and that may be thrown away: no copy first.

    Raises `TooNew` for a version that this program does not write, `DamagedDatabase` for none.
    """
    with database.engine.connect() as connection:
        version = found_version(connection)
    ours, theirs = _parts(CURRENT), _parts(version)
    if ours is None or theirs is None:
        raise troubles.NO_VERSION.problem(database.location.shown)
    if theirs > ours:
        raise troubles.TOO_NEW.problem(database.location.shown)
    if version != CURRENT:
        _move_on(database)


def _migrate(database: Database, version: str, clock: Clock) -> None:
    with database.engine.connect() as connection:
        if found_version(connection) == CURRENT:
            return  # another laptop did it while this one waited
    _back_up(database, version, clock)
    _move_on(database)


def _move_on(database: Database) -> None:
    with database.engine.connect() as connection:
        if not database.location.is_server:
            # A table is changed by making it anew, which its references must outlive.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        _upgrade(connection)
        if database.location.is_server:
            connection.commit()
        elif connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise troubles.NOT_MOVED_ON.problem(database.location.shown)
        else:
            connection.exec_driver_sql("COMMIT")


def is_newer(version: str) -> bool:
    """Whether a file of this version is one that only a newer program can write."""
    ours, theirs = _parts(CURRENT), _parts(version)
    return ours is not None and theirs is not None and theirs > ours


def _parts(version: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"v(\d+)_(\d+)", version)
    return (int(found[1]), int(found[2])) if found else None


def _back_up(database: Database, version: str, clock: Clock) -> None:
    """A copy of the file as it was, with its keys. Without one nothing is changed."""
    location = database.location
    if location.is_server:
        return  # the server's own backups hold it
    try:
        made = copy_before(
            database, key_store(location, opened=True), version, clock, within=_PATIENCE_S
        )
    except OSError:
        made = None
    if made is None:
        raise troubles.NO_COPY_FIRST.problem(location.shown)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
