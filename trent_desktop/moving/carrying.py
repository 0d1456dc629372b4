"""Bringing every row of a school to another database, until both hold the same.

It can be cut off anywhere and begun again: what is there already and alike is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table

from trent_desktop.moving.new_place import NewPlace
from trent_desktop.moving.rows import (
    Digests,
    Key,
    digests_of,
    key_of,
    portions,
    rows_at,
    school_tables,
    size_of,
)
from trent_desktop.problems import DamagedDatabase

#: Hears how far it is, 0 to 1, and a few words.
Progress = Callable[[float, str], object]


def carry(source: Connection, there: NewPlace, tell: Progress) -> int:
    """Make the new place hold every row of the source, and prove it; returns how many there are.

    Nothing may change at the source meanwhile. Raises what reading and writing raise in words, and
    `DamagedDatabase` when the two are not alike afterwards.
    """
    tables = school_tables(source)
    wanted: dict[str, Digests] = {}
    for done, table in enumerate(tables):
        tell(done / len(tables) * 0.2, "Reading what is there")
        wanted[table.name] = digests_of(source, table)
    found = there.digests()
    for table in reversed(tables):
        extra = [key for key in found[table.name] if key not in wanted[table.name]]
        for some in _some(extra, table):
            there.remove(table.name, some)
    total, done = max(1, sum(map(len, wanted.values()))), 0
    for table in tables:
        tell(0.2 + 0.6 * done / total, "Bringing it to the new place")
        _bring(source, there, table, wanted[table.name], found[table.name])
        done += len(wanted[table.name])
    tell(0.8, "Comparing both, row by row")
    if there.digests() != wanted:
        raise DamagedDatabase(
            "What arrived at the new place is not what was sent, so nothing was moved.",
            what_to_do="Try again. If that does not help, tell whoever looks after the new place.",
            where=there.location.shown,
        )
    return sum(map(len, wanted.values()))


def _bring(
    source: Connection, there: NewPlace, table: Table, wanted: Digests, found: Digests
) -> None:
    if not found:
        for rows in portions(source, table):
            there.put(table.name, rows)
        return
    missing = [key for key in wanted if key not in found]
    other = [key for key, digest in wanted.items() if found.get(key, digest) != digest]
    for keys, work in ((missing, there.put), (other, there.change)):
        for some in _some(keys, table):
            rows = rows_at(source, table, some)
            rows.sort(key=lambda row: some.index(key_of(table, row)))
            work(table.name, rows)


def _some(keys: list[Key], table: Table) -> list[list[Key]]:
    size = size_of(table)
    return [keys[at : at + size] for at in range(0, len(keys), size)]
