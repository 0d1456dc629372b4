"""The rows of a school as they stand, read and written without what programs make of them.

A value that cannot be read is not read as something else here, as it is for a screen: whoever
copies a school copies what is there, or says which table holds what cannot be copied.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    String,
    Table,
    TypeDecorator,
    and_,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    tuple_,
    update,
)

from trent_desktop.agreements import models as agreements
from trent_desktop.lessons import models as lessons
from trent_desktop.oversight.accounts import models as accounts
from trent_desktop.oversight.filter_checks import models as filter_checks
from trent_desktop.oversight.governors import models as governors
from trent_desktop.oversight.meetings import models as meetings
from trent_desktop.oversight.night_watch import models as night_watch
from trent_desktop.oversight.training import models as training
from trent_desktop.policy import models as policy
from trent_desktop.problems import DamagedDatabase, TooNew
from trent_desktop.reports import models as reports
from trent_desktop.storage import destroyed, gone, landed
from trent_desktop.storage.tables import Table as Rows

#: What each place has for itself.
_OWN = frozenset({"gone", "key_document"})
_VERSION = "alembic_version"
#: So many rows at once; of those that hold whole pictures far fewer.
_PORTION, _OF_HEAVY = 500, 20
_HEAVY = frozenset({"case_attachment", "lesson_pack"})
#: Imported for their tables: nothing else need have asked for them yet.
_WANTED = (
    destroyed,
    gone,
    landed,
    agreements,
    lessons,
    accounts,
    filter_checks,
    governors,
    meetings,
    night_watch,
    training,
    policy,
    reports,
)

Key = tuple[Any, ...]
Digests = dict[Key, bytes]


def school_tables(connection: Connection) -> tuple[Table, ...]:
    """Every table whose rows belong to the school, those first that others refer to.

    Raises `TooNew` where there is one that this program does not know.
    """
    known = Rows.metadata.tables
    unknown = set(inspect(connection).get_table_names()) - known.keys() - {_VERSION}
    if unknown:
        raise TooNew(
            "A newer Trent Desktop was used for this school, and this one cannot move it.",
            what_to_do="Install the newer program on this laptop. Nothing was changed.",
        )
    return plain_tables()


def plain_tables() -> tuple[Table, ...]:
    """The tables of a school as this program knows them, in the same order."""
    plain = MetaData()
    wanted = [one for one in Rows.metadata.sorted_tables if one.name not in _OWN]
    return tuple(_plain(one, plain) for one in wanted)


def _plain(table: Table, metadata: MetaData) -> Table:
    columns = [
        Column(one.name, _plain_type(one.type), primary_key=one.primary_key, autoincrement=False)
        for one in table.columns
    ]
    return Table(table.name, metadata, *columns)


def _plain_type(kind: Any) -> Any:
    return kind.impl if isinstance(kind, TypeDecorator) else kind


def digests_of(connection: Connection, table: Table) -> Digests:
    """A digest of every row, by its key. Raises `DamagedDatabase` for one that cannot be read."""
    found: Digests = {}
    for rows in portions(connection, table):
        for row in rows:
            found[key_of(table, row)] = _digest(row)
    return found


def portions(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """All rows in the order of their keys, some at a time; moments with their zone."""
    keys = list(table.primary_key.columns)
    size = size_of(table)
    last: Key | None = None
    while True:
        query = select(table).order_by(*keys).limit(size)
        if last is not None:
            query = query.where(
                tuple_(*keys) > tuple_(*last) if len(keys) > 1 else keys[0] > last[0]
            )
        try:
            found = [_with_zones(row) for row in connection.execute(query).mappings()]
        except (ValueError, TypeError) as error:
            raise _unreadable(table) from error
        if not found:
            return
        yield found
        last = tuple(found[-1][one.name] for one in keys)


def rows_at(connection: Connection, table: Table, keys: Sequence[Key]) -> list[dict[str, Any]]:
    """The rows with these keys."""
    columns = list(table.primary_key.columns)
    if len(columns) == 1:
        query = select(table).where(columns[0].in_([key[0] for key in keys]))
    else:
        query = select(table).where(tuple_(*columns).in_(keys))
    return [_with_zones(row) for row in connection.execute(query).mappings()]


def size_of(table: Table) -> int:
    """How many rows are carried at once."""
    return _OF_HEAVY if table.name in _HEAVY else _PORTION


def key_of(table: Table, row: Mapping[str, Any]) -> Key:
    """The key of a row."""
    return tuple(row[one.name] for one in table.primary_key.columns)


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows. Raises `DamagedDatabase` for a text that the new place would have to cut off."""
    for row in rows:
        _require_fits(table, row)
    connection.execute(insert(table), [_for(connection, row) for row in rows])


def change(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows into the place of those with their keys."""
    keys = [one.name for one in table.primary_key.columns]
    others = [one.name for one in table.columns if one.name not in keys]
    if not others:
        return
    statement = (
        update(table)
        .where(and_(*(table.c[name] == bindparam(f"key_{name}") for name in keys)))
        .values({name: bindparam(f"new_{name}") for name in others})
    )
    given: list[dict[str, Any]] = []
    for row in rows:
        _require_fits(table, row)
        here = _for(connection, row)
        given.append(
            {f"key_{name}": here[name] for name in keys}
            | {f"new_{name}": here[name] for name in others}
        )
    connection.execute(statement, given)


def remove(connection: Connection, table: Table, keys: Iterable[Key]) -> None:
    """Take rows out."""
    columns = list(table.primary_key.columns)
    statement = delete(table).where(and_(*(one == bindparam(f"k_{one.name}") for one in columns)))
    given = [
        {f"k_{one.name}": value for one, value in zip(columns, key, strict=True)} for key in keys
    ]
    connection.execute(statement, given)


def _with_zones(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _as_here(value) for name, value in row.items()}


def _as_here(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return value


def _for(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """A row as its database takes it: a file keeps moments without their zone."""
    if connection.dialect.name != "sqlite":
        return row
    return {
        name: value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
        for name, value in row.items()
    }


def _require_fits(table: Table, row: Mapping[str, Any]) -> None:
    for column in table.columns:
        value, kind = row[column.name], column.type
        if not isinstance(value, str):
            continue
        if "\0" in value or (
            isinstance(kind, String) and kind.length is not None and len(value) > kind.length
        ):
            raise DamagedDatabase(
                f"A text in the school's table “{table.name}” ({column.name}) does not fit into "
                "the new place, so nothing was moved.",
                what_to_do="Tell whoever looks after the program.",
            )


def _unreadable(table: Table) -> DamagedDatabase:
    return DamagedDatabase(
        f"A row of the school's table “{table.name}” cannot be read, so nothing was moved.",
        what_to_do="Put a copy back first, or tell whoever looks after the program.",
    )


def _digest(row: Mapping[str, Any]) -> bytes:
    said = json.dumps([row[name] for name in sorted(row)], sort_keys=True, default=_as_text)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return "b:" + hashlib.blake2b(value, digest_size=16).hexdigest()
    if isinstance(value, uuid.UUID):
        return "u:" + value.hex
    if isinstance(value, dt.datetime | dt.date):
        return "t:" + value.isoformat()
    raise TypeError(type(value).__name__)
