"""The rows of one report, written again and again by the driver alone: what the machine can do."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3

from trent_desktop.storage.sqlcipher import connect_file

_TABLES = ("case_record", "case_reader", "case_entry", "audit_entry")


@dataclass(frozen=True)
class RawRows:
    """The rows of one report in a school's file, to be written under other ids of the same size."""

    path: Path
    key: bytes
    rows: dict[str, list[dict[str, Any]]]

    def commit(self, *, busy_s: float = 10, on: Any = None) -> float:
        """Open the file, write the rows in one transaction, close it.

        `on`: a connection that is open already, and stays so. Gives how many seconds nobody else
        could write: from BEGIN to the end of COMMIT.
        """
        written = list(self._again())
        raw = on or connect_file(self.path, self.key)
        raw.execute(f"PRAGMA busy_timeout = {int(busy_s * 1000)}")
        raw.execute("BEGIN IMMEDIATE")
        begun = time.perf_counter()
        raw.execute("UPDATE school SET change = change + 1 WHERE id = 1")
        raw.execute("UPDATE counter SET last = last + 1")
        (last,) = raw.execute("SELECT max(number) FROM audit_entry").fetchone()
        for table, fresh in written:
            if table == "audit_entry":
                fresh[0]["number"] = last + 1
            names = ", ".join(f'"{name}"' for name in fresh[0])
            marks = ", ".join(f":{name}" for name in fresh[0])
            raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", fresh)
        raw.execute("COMMIT")
        held = time.perf_counter() - begun
        if on is None:
            raw.close()
        return held

    def _again(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The rows with fresh ids, table by table."""
        case_id = uuid.uuid4().hex
        for table, rows in self.rows.items():
            fresh: list[dict[str, Any]] = []
            for row in rows:
                new = dict(row)
                if "case_id" in new:
                    new["case_id"] = case_id
                if table == "case_record":
                    new |= {"id": case_id, "reference": case_id[:11]}
                elif table == "case_entry":
                    new |= {"id": uuid.uuid4().hex, "content": os.urandom(len(new["content"]))}
                elif table == "case_reader":
                    new["sealed_key"] = os.urandom(len(new["sealed_key"]))
                fresh.append(new)
            yield table, fresh


def rows_of_a_report(path: Path, key: bytes) -> RawRows:
    """The rows of the first report in the file at `path`."""
    connection = connect_file(path, key)
    connection.row_factory = sqlcipher3.Row
    (case_id,) = connection.execute("SELECT id FROM case_record LIMIT 1").fetchone()
    rows = {
        table: [
            dict(row)
            for row in connection.execute(
                f"SELECT * FROM {table} WHERE {_where(table)}", {"case": case_id}
            )
        ]
        for table in _TABLES
    }
    connection.close()
    return RawRows(path, key, rows)


def _where(table: str) -> str:
    if table == "case_record":
        return "id = :case"
    if table == "audit_entry":
        return "number = (SELECT max(number) FROM audit_entry) AND :case <> ''"
    return "case_id = :case"
