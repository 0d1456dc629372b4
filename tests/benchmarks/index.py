"""Bringing the index of a laptop up to date: one new case, a whole school, and in whose time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground
from tests.reports import answers
from tests.schools import PASSWORD
from trent_desktop.clock import system_clock
from trent_desktop.reports.drafts import Draft
from trent_desktop.school.open_school import OpenSchool
from trent_desktop.school.opening import open_school

NAME = "index"
_BEAT_MS = 5


def measure(ground: Ground) -> Iterator[Figure]:
    """A first look at the large sample school, then looks that bring one case or nothing."""
    place, cases = str(ground.sample), ground.size.bulk
    head = open_school(place, "head", PASSWORD, root=ground.folder / "head")
    teacher = open_school(place, "teacher1", PASSWORD, root=ground.folder / "teacher")
    try:
        yield from _whole_school(head, cases)
        yield from _one_by_one(ground, head, teacher)
    finally:
        head.close()
        teacher.close()
    yield from _raw_whole_school(ground, cases)


def _whole_school(head: OpenSchool, cases: int) -> Iterator[Figure]:
    taken: list[float] = []
    idle = _pauses(lambda: time.sleep(min(5.0, cases / 1000)))

    def look() -> None:
        begun = time.perf_counter()
        head.follow()
        taken.append(time.perf_counter() - begun)

    busy = _pauses(look)
    there = head.cases.counts().all
    yield Figure(
        NAME,
        "a whole school, cases a second",
        "/s",
        spread([there / taken[0]]),
        note=f"{there:,} cases in {taken[0]:.1f} s, on a thread of its own",
    )
    yield Figure(
        NAME,
        "longest pause of the window meanwhile",
        "ms",
        Spread(max(busy), spread(busy).median, _most(busy)),
        Spread(max(idle), spread(idle).median, _most(idle)),
        "with nothing to do",
        most=50,
        note="in brackets the median and the worst but one in a thousand",
    )


def _one_by_one(ground: Ground, head: OpenSchool, teacher: OpenSchool) -> Iterator[Figure]:
    def send() -> None:
        teacher.cases.send(_draft())

    taken: list[float] = []
    for number in range(ground.size.rounds // 2 + 3):
        send()
        begun = time.perf_counter()
        changes = head.follow()
        if number >= 2:
            taken.append((time.perf_counter() - begun) * 1000)
        if len(changes.cases) != 1:
            raise AssertionError(f"a look brought {len(changes.cases)} cases instead of one")
    yield Figure(NAME, "one case sent elsewhere", "ms", spread(taken), most=1000)
    (nothing,) = in_turns(ground.size.rounds, head.follow)
    yield Figure(NAME, "a look that finds nothing new", "ms", nothing)
