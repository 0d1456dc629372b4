"""Sending one report, against the bare commit of the same rows to the same encrypted file."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator

from sqlalchemy import event

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.raw_rows import RawRows, rows_of_a_report
from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.storage.database import connect_file

NAME = "save"


def measure(ground: Ground) -> Iterator[Figure]:
    """A report from the press of the button to its reference; a draft kept while typing."""
    school = ground.small_school("save")
    teacher = school.open("teacher1")
    send = _sending(school, teacher)
    send()
    rows = rows_of_a_report(school.location.school_file, school.made.data_key)
    sent, raw = in_turns(ground.size.rounds, send, rows.commit)
    yield Figure(NAME, "send a report", "ms", sent, raw, "raw SQLCipher commit", goal=2.2)
    keep, raw_keep = _keeping(school, teacher), _raw_keeping(ground)
    kept, raw = in_turns(ground.size.rounds, keep, raw_keep)
    yield Figure(NAME, "keep a draft", "ms", kept, raw, "raw WAL commit", most=5)
    ours, bare = _held(teacher, send, rows, ground.size.rounds)
    name = "nobody else can save meanwhile"
    yield Figure(NAME, name, "ms", ours, bare, "raw SQLCipher commit", goal=1.3)


def _sending(school: SmallSchool, teacher: OpenSchool) -> Callable[[], object]:
    def send() -> object:
        return teacher.cases.send(school.draft(answers.quick()))

    return send


def _held(
    teacher: OpenSchool, send: Callable[[], object], rows: RawRows, rounds: int
) -> tuple[Spread, Spread]:
    """From the end of BEGIN to the end of COMMIT, in turns."""
    moments: dict[str, float] = {}

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        moments[statement] = time.perf_counter()

    ours: list[float] = []
    bare: list[float] = []
    engine = teacher.signed_in.database.engine
    event.listen(engine, "after_cursor_execute", note)

    def sent() -> None:
        send()
        ours.append((moments["COMMIT"] - moments["BEGIN IMMEDIATE"]) * 1000)

    def written() -> None:
        bare.append(rows.commit() * 1000)

    for number in range(rounds):
        for work in (sent, written)[:: 1 if number % 2 else -1]:
            work()
    event.remove(engine, "after_cursor_execute", note)
    return spread(ours), spread(bare)


def _keeping(school: SmallSchool, teacher: OpenSchool) -> Callable[[], object]:
    draft = school.draft(answers.quick())
    return lambda: teacher.drafts.keep(draft)


def _raw_keeping(ground: Ground) -> Callable[[], object]:
    """One row of a draft's size replaced in a file of its own with a write-ahead log."""
    connection = connect_file(ground.folder / "keep.db", os.urandom(32), create=True)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE draft (id TEXT PRIMARY KEY, answers TEXT NOT NULL) STRICT")
    ground.closing(connection)
    row = (str(uuid.uuid4()), "x" * 500)

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", row)
        connection.execute("COMMIT")

    return commit
