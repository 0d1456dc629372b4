"""Sending one report, against the bare commit of the same rows to the same encrypted file."""

from __future__ import annotations

import itertools
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlcipher3

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import Ground
from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.storage.database import connect_file

NAME = "save"
#: How many letters of an account were typed.
_TYPED = 600
_TABLES = ("case_record", "case_reader", "case_entry", "audit_entry")


def measure(ground: Ground) -> Iterator[Figure]:
    """A report from the press of the button to its reference; a draft kept while typing."""
    school = ground.small_school("save")
    teacher = school.open("teacher1")
    send = _sending(school, teacher)
    send()
    sent, raw = in_turns(ground.size.rounds, send, _raw_sending(school))
    yield Figure(NAME, "send a report", "ms", sent, raw, "raw SQLCipher commit", goal=1.5)
    keep, raw_keep = _keeping(school, teacher), _raw_keeping(ground)
    kept, raw = in_turns(ground.size.rounds, keep, raw_keep)
    # It is kept twice, and each time waited for: two is what the disk itself takes.
    yield Figure(NAME, "keep a draft", "ms", kept, raw, "raw append and fsync", goal=3, most=5)


def _sending(school: SmallSchool, teacher: OpenSchool) -> Callable[[], object]:
    def send() -> object:
        return teacher.cases.send(school.draft(answers.quick()))

    return send


@dataclass
class _Rows:
    """The rows of one report, to be written again under other ids of the same size."""

    rows: dict[str, list[dict[str, Any]]]

    def again(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
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


def _raw_sending(school: SmallSchool) -> Callable[[], object]:
    """The rows of a report written by the driver alone: open, one transaction, close."""
    path, key = school.location.school_file, school.made.data_key
    connection = connect_file(path, key)
    connection.row_factory = sqlcipher3.Row
    (case_id,) = connection.execute("SELECT id FROM case_record LIMIT 1").fetchone()
    rows = _Rows(
        {
            table: [
                dict(row)
                for row in connection.execute(
                    f"SELECT * FROM {table} WHERE {_where(table)}", {"case": case_id}
                )
            ]
            for table in _TABLES
        }
    )
    connection.close()

    def commit() -> None:
        written = list(rows.again())
        raw = connect_file(path, key)
        raw.execute("BEGIN IMMEDIATE")
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
        raw.close()

    return commit


def _where(table: str) -> str:
    if table == "case_record":
        return "id = :case"
    if table == "audit_entry":
        return "number = (SELECT max(number) FROM audit_entry) AND :case <> ''"
    return "case_id = :case"


def _keeping(school: SmallSchool, teacher: OpenSchool) -> Callable[[], object]:
    draft = school.draft(answers.quick(seen="x" * _TYPED))
    typed = itertools.count()
    return lambda: teacher.drafts.keep(replace(draft, page=f"page {next(typed)}"))


def _raw_keeping(ground: Ground) -> Callable[[], object]:
    """As many bytes at the end of one file, waited for until they are on the disk."""
    file = (ground.folder / "keep").open("ab", buffering=0)
    ground.closing(file)
    data = os.urandom(_TYPED + 900)

    def append() -> None:
        file.write(data)
        os.fsync(file.fileno())

    return append
