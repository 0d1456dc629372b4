"""Many laptops that send at the same moment, against as many that write the bare rows."""

from __future__ import annotations

import itertools
import multiprocessing
import statistics
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.figures import Figure, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.raw_rows import rows_of_a_report
from tests.benchmarks.sender import send_many, write_many
from tests.reports import answers
from tests.schools import SmallSchool

NAME = "senders"
_WHO = ("teacher1", "teacher2", "support", "ict", "dsl", "deputy", "head")


def measure(ground: Ground) -> Iterator[Figure]:
    """A school's worth of staff, each sending one report after the other without a pause."""
    school = ground.small_school("senders")
    school.open("teacher1").cases.send(school.draft(answers.quick()))
    size = ground.size
    found = [_round(school, size.senders, size.sends, number) for number in range(size.storms)]
    name = f"{size.senders} at once, each {size.sends} reports"
    rates = [
        Figure(
            NAME,
            f"{name}: rate",
            "/s",
            spread([sent.rate for sent, _ in found]),
            spread([raw.rate for _, raw in found]),
            "raw SQLCipher",
            least_ratio=0.7,
        )
    ]
    yield from rates
    yield Figure(
        NAME,
        f"{name}: slowest twentieth",
        "ms",
        spread([sent.p95 for sent, _ in found]),
        spread([raw.p95 for _, raw in found]),
        "raw SQLCipher",
        goal=1.5,
    )


class _Storm:
    """What one storm came to."""

    def __init__(self, taken: list[tuple[float, float]]) -> None:
        lasted = max(end for _, end in taken) - min(begun for begun, _ in taken)
        self.rate = len(taken) / lasted
        self.p95 = statistics.quantiles([end - begun for begun, end in taken], n=20)[-1] * 1000


def _round(school: SmallSchool, many: int, times: int, number: int) -> tuple[_Storm, _Storm]:
    rows = rows_of_a_report(school.location.school_file, school.made.data_key)
    names = itertools.cycle(_WHO)
    senders = [
        (
            school.location.shown,
            next(names),
            school.folder / f"sender {number} {one}",
            school.clock.at,
            times,
        )
        for one in range(many)
    ]
    works = ((send_many, senders), (write_many, [(rows, times)] * many))
    found = {work: _storm(work, given) for work, given in works[:: 1 if number % 2 else -1]}
    return found[send_many], found[write_many]


def _storm(work: Any, given: list[tuple[Any, ...]]) -> _Storm:
    """One process for each of `given`, all begun at the same moment."""
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
    taken = [one for hear, _ in pipes for one in hear.recv()]
    for process in processes:
        process.join()
    return _Storm(taken)
