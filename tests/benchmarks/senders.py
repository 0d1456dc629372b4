"""Many laptops that send at the same moment, against as many that write the bare rows."""

from __future__ import annotations

import itertools
import multiprocessing
import statistics
from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import func, select

from tests.benchmarks.figures import Figure, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.raw_rows import rows_of_a_report
from tests.benchmarks.sender import mix_many, send_many, write_many
from tests.reports import answers
from tests.schools import SmallSchool
from trent_desktop.storage.tables import CaseRow

NAME = "senders"
_WHO = ("teacher1", "teacher2", "support", "ict", "dsl", "deputy", "head")


def measure(ground: Ground) -> Iterator[Figure]:
    """A school's worth of staff, each sending one report after the other without a pause."""
    school = ground.small_school("senders")
    school.open("teacher1").cases.send(school.draft(answers.quick()))
    size = ground.size
    found = [_round(school, size.senders, size.sends, number) for number in range(size.storms)]
    name = f"{size.senders} at once, each {size.sends} reports"
    yield Figure(
        NAME,
        f"{name}: rate",
        "/s",
        spread([sent.rate for sent, _ in found]),
        spread([raw.rate for _, raw in found]),
        "raw SQLCipher",
        least_ratio=0.7,
    )
    yield Figure(
        NAME,
        f"{name}: slowest twentieth",
        "ms",
        spread([sent.p95 for sent, _ in found]),
        spread([raw.p95 for _, raw in found]),
        "raw SQLCipher",
        goal=1.5,
    )
    yield from mixed(school, size.senders + 3, size.sends - size.sends % 4 or 4)


def mixed(school: SmallSchool, many: int, times: int) -> Iterator[Figure]:
    """Everything that a program does all day, in as many programs as a school has."""
    database = school.open("teacher1").signed_in.database
    with database.read() as session:
        before = session.execute(select(func.count()).select_from(CaseRow)).scalar_one()
    told = _storm(mix_many, _given(school, many, times, "mixed"))
    taken = [one for some, _ in told for one in some]
    sent = [one for _, some in told for one in some]
    storm = _Storm(taken)
    with database.read() as session:
        rows = session.execute(select(CaseRow.id, CaseRow.version))
        versions = {row.id: row.version for row in rows}
    written = [versions.get(one, 0) for one in sent]  # each was sent, and added to once
    lost = sum(max(0, 2 - one) for one in written)
    doubled = sum(max(0, one - 2) for one in written) + len(versions) - before - len(sent)
    note = f"{len(taken)} operations, {lost} lost, {doubled} doubled"
    name = f"{many} programs, everything mixed"
    yield Figure(NAME, f"{name}: rate", "/s", spread([storm.rate]), note=note)
    yield Figure(NAME, f"{name}: slowest twentieth", "ms", spread([storm.p95]))


class _Storm:
    """What one storm came to."""

    def __init__(self, taken: list[tuple[float, float]]) -> None:
        lasted = max(end for _, end in taken) - min(begun for begun, _ in taken)
        self.rate = len(taken) / lasted
        self.p95 = statistics.quantiles([end - begun for begun, end in taken], n=20)[-1] * 1000


def _round(school: SmallSchool, many: int, times: int, number: int) -> tuple[_Storm, _Storm]:
    rows = rows_of_a_report(school.location.school_file, school.made.data_key)
    senders = _given(school, many, times, f"sender {number}")
    works = ((send_many, senders), (write_many, [(rows, times)] * many))
    found = {
        work: _Storm(list(chain.from_iterable(_storm(work, given))))
        for work, given in works[:: 1 if number % 2 else -1]
    }
    return found[send_many], found[write_many]


def _given(school: SmallSchool, many: int, times: int, name: str) -> list[tuple[Any, ...]]:
    who = itertools.cycle(_WHO)
    place, at = school.location.shown, school.clock.at
    return [(place, next(who), school.folder / f"{name} {n}", at, times) for n in range(many)]


def _storm(work: Any, given: list[tuple[Any, ...]]) -> list[Any]:
    """What each of as many processes told, all begun at the same moment."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.benchmarks.sender"])
    start = context.Barrier(len(given))
    pipes = [context.Pipe(duplex=False) for _ in given]
    processes = [
        context.Process(target=work, args=(*one, start, tell))
        for one, (_, tell) in zip(given, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    for _, tell in pipes:
        tell.close()
    told = [hear.recv() for hear, _ in pipes]
    for process in processes:
        process.join()
    return told
