"""Sending one report, against the bare commit of the same rows to the same encrypted file."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import event

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.raw_rows import RawRows, rows_of_a_report
from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool

NAME = "save"
#: How many letters of an account were typed.
_TYPED = 600


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
    # It is kept twice, and each time waited for: two is what the disk itself takes.
    yield Figure(NAME, "keep a draft", "ms", kept, raw, "raw append and fsync", goal=3, most=5)
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
