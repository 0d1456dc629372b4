"""Bringing every row of a school to another database, until both hold the same.

It can be cut off anywhere and begun again: what is there already and alike is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from trent_desktop.moving.new_place import writing_there
from trent_desktop.moving.rows import (
    Digests,
    change,
    digests_of,
    key_of,
    portions,
    put,
    remove,
    rows_at,
    school_tables,
    size_of,
)
from trent_desktop.problems import DamagedDatabase
from trent_desktop.storage.database import Database

#: Hears how far it is, 0 to 1, and a few words.
Progress = Callable[[float, str], object]


def carry(source: Connection, there: Database, tell: Progress) -> int:
    """Make the new place hold every row of the source, and prove it; returns how many there are.

    Nothing may change at the source meanwhile. Raises what reading and writing raise in words, and
    `DamagedDatabase` when the two are not alike afterwards.
    """
    tables = school_tables(source)
    wanted: dict[str, Digests] = {}
    for done, table in enumerate(tables):
        tell(done / len(tables) * 0.2, "Reading what is there")
        wanted[table.name] = digests_of(source, table)
    found = _digests_there(there, tables)
    for table in reversed(tables):
        extra = [key for key in found[table.name] if key not in wanted[table.name]]
        for some in _some(extra, table):
            with writing_there(there) as connection:
                remove(connection, table, some)
    total, done = max(1, sum(map(len, wanted.values()))), 0
    for table in tables:
        tell(0.2 + 0.6 * done / total, "Bringing it to the new place")
        _bring(source, there, table, wanted[table.name], found[table.name])
        done += len(wanted[table.name])
    tell(0.8, "Comparing both, row by row")
    if _digests_there(there, tables) != wanted:
        raise DamagedDatabase(
            "What arrived at the new place is not what was sent, so nothing was moved.",
            what_to_do="Try again. If that does not help, tell whoever looks after the new place.",
            where=there.location.shown,
        )
    return sum(map(len, wanted.values()))


def _bring(
    source: Connection, there: Database, table: Table, wanted: Digests, found: Digests
) -> None:
    if not found:
        for rows in portions(source, table):
            with writing_there(there) as connection:
                put(connection, table, rows)
        return
    missing = [key for key in wanted if key not in found]
    other = [key for key, digest in wanted.items() if found.get(key, digest) != digest]
    for keys, work in ((missing, put), (other, change)):
        for some in _some(keys, table):
            rows = rows_at(source, table, some)
            rows.sort(key=lambda row: some.index(key_of(table, row)))
            with writing_there(there) as connection:
                work(connection, table, rows)


def _some(keys: list[tuple[object, ...]], table: Table) -> list[list[tuple[object, ...]]]:
    size = size_of(table)
    return [keys[at : at + size] for at in range(0, len(keys), size)]


def _digests_there(there: Database, tables: tuple[Table, ...]) -> dict[str, Digests]:
    try:
        with there.engine.connect() as connection:
            if not there.location.is_server:
                connection.exec_driver_sql("BEGIN")
            return {table.name: digests_of(connection, table) for table in tables}
    except DBAPIError as error:
        raise there.told(error) from error
