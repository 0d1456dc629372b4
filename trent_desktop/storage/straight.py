"""Statements that go straight to the driver, for what is carried out while everybody else waits.

Between BEGIN and COMMIT of a report nobody else can save. What is written there is put together
and turned into the driver's own values before; carrying it out then costs no more than the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlcipher3
from sqlalchemy import Executable, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from trent_desktop.storage.statements import file_dialect

_Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows of values for one statement, as they were given and as the driver of a file wants them."""

    values: Sequence[_Values] = field(repr=False)
    raw: Sequence[tuple[Any, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place for a value: its name, what stands there by itself, how the driver wants it."""

    name: str
    by_itself: Any
    turn: Callable[[Any], Any] | None

    def raw(self, row: _Values) -> Any:
        """The driver's value for one row."""
        value = row.get(self.name, self.by_itself)
        return self.turn(value) if self.turn else value


class Straight:
    """One statement, put together when it is first used.

    What it gives back must be numbers and words, which are the same for driver and program.
    An INSERT names all `columns` that it fills.
    """

    def __init__(
        self,
        statement: Executable,
        columns: Sequence[str] | None = None,
    ) -> None:
        self._statement: Any = statement
        self._columns = columns

    @classmethod
    def insert(cls, table: Table) -> Straight:
        """A row into a table, with a value for each of its columns."""
        return cls(insert(table), list(table.c.keys()))

    @cached_property
    def _made(self) -> tuple[str, list[_Mark]]:
        """Its words as a file's driver takes them, and what each mark in them stands for."""
        dialect = file_dialect()
        made = dialect.statement_compiler(dialect, self._statement, column_keys=self._columns)
        by_itself = made.construct_params(_check=False)
        return made.string, [
            _Mark(
                name,
                by_itself.get(name),
                made.binds[name].type.dialect_impl(dialect).bind_processor(dialect),
            )
            for name in made.positiontup or ()
        ]

    def prepare(self, *values: _Values) -> Prepared:
        """Turn `values` into the driver's own, a row each. Needs no database."""
        marks = self._made[1]
        return Prepared(values, [tuple(mark.raw(row) for mark in marks) for row in values])

    def row(self, session: Session, **values: Any) -> tuple[Any, ...] | None:
        """Carry it out; the first row that it gives, None when there is none."""
        connection = session.connection()
        if connection.dialect.name != "sqlite":
            found = connection.execute(self._statement, values).first()
            return None if found is None else tuple(found)
        driver: Any = connection.connection.driver_connection
        try:
            rows = driver.execute(self._made[0], self.prepare(values).raw[0]).fetchall()
        except sqlcipher3.Error as error:
            raise self._as_ever(error) from error
        return rows[0] if rows else None

    def rows_in(self, session: Session, rows: Prepared) -> None:
        """Carry it out once for each row; it gives nothing back."""
        if not rows.values:
            return
        connection = session.connection()
        if connection.dialect.name != "sqlite":
            connection.execute(self._statement, rows.values)
            return
        driver: Any = connection.connection.driver_connection
        try:
            driver.executemany(self._made[0], rows.raw)
        except sqlcipher3.Error as error:
            raise self._as_ever(error) from error

    def _as_ever(self, error: sqlcipher3.Error) -> Exception:
        """The error that the same statement gives on any other way."""
        return DBAPIError.instance(
            self._made[0],
            None,
            error,
            sqlcipher3.Error,
            hide_parameters=True,
            dialect=file_dialect(),
        )
