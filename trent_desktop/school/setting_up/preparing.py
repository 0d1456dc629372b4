"""Preparing a database for a school: its tables, and what the programs' user may do with them."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from trent_desktop.problems import NotASchool
from trent_desktop.storage.database import Database
from trent_desktop.storage.location import Location
from trent_desktop.storage.schema import bring_up_to_date, found_version, make_schema

#: Rows that nobody changes: links of the audit trail are only added.
_ONLY_ADDED = frozenset({"audit_entry"})
_ONLY_READ = frozenset({"alembic_version"})


def prepare_server(place: Location, user: str) -> str:
    """Make the tables or bring them up to date, as their owner; returns their version.

    `user` may afterwards do what the program needs, and no more. Can be done again at any time.
    Raises `NotASchool` for a database with something else in it, and what the server says.
    """
    database = Database(place, b"")
    try:
        with database.engine.connect() as connection:
            if not inspect(connection).get_table_names():
                make_schema(connection)
                connection.commit()
            elif not found_version(connection):
                raise NotASchool(
                    "There is something else in that database.",
                    what_to_do="Give each school a database of its own.",
                )
        bring_up_to_date(database)
        with database.engine.connect() as connection:
            version = found_version(connection)
            _grant(connection, user)
            connection.commit()
        return version
    except DBAPIError as error:
        raise database.told(error, writing=True) from error
    finally:
        database.close()


def is_prepared(connection: Connection) -> bool:
    """Whether there are the tables of a school, of this program's version, and no school in them."""
    from trent_desktop.storage.schema import CURRENT

    if found_version(connection) != CURRENT:
        return False
    taken = "SELECT 1 FROM school UNION ALL SELECT 1 FROM key_document UNION ALL SELECT 1 FROM gone"
    return connection.execute(text(taken)).first() is None


def _grant(connection: Connection, user: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    who = quoted(user)
    for table in inspect(connection).get_table_names():
        may = "SELECT, INSERT, UPDATE, DELETE"
        if table in _ONLY_ADDED:
            may = "SELECT, INSERT"
        elif table in _ONLY_READ:
            may = "SELECT"
        connection.execute(text(f"REVOKE ALL ON {quoted(table)} FROM {who}"))
        connection.execute(text(f"GRANT {may} ON {quoted(table)} TO {who}"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {who}"))
