"""Bringing the index of a laptop up to date: one new case, a whole school, and in whose time."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Any

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground, fill, made_up_cases
from tests.benchmarks.processes import OtherLaptop, pauses
from tests.reports import answers
from tests.schools import NOON, PASSWORD, TurnableClock
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.waiting.drafts import Draft

NAME = "index"


def measure(ground: Ground) -> Iterator[Figure]:
    """A first look at the large sample school, then looks that bring one case or nothing."""
    place = str(ground.sample)
    laptop = OtherLaptop(ground.folder / "index")
    yield from _whole_school(laptop.run("follow", place, "head"))
    yield _into_the_index(ground)
    clock = TurnableClock()
    head = open_school(place, "head", PASSWORD, root=ground.folder / "head", clock=clock)
    root = ground.folder / "teacher"
    teacher = open_school(place, "teacher1", PASSWORD, root=root, clock=clock)
    head.follow()
    yield from _one_by_one(ground, head, teacher)
    head.close()
    teacher.close()


def _whole_school(said: dict[str, Any]) -> Iterator[Figure]:
    cases, seconds, own = said["cases"], said["seconds"], said["cpu_seconds"]
    yield Figure(
        NAME,
        "a whole school",
        "/s",
        spread([cases / seconds]),
        note=f"{cases:,} cases in {seconds:.1f} s, of which {own:.1f} s of processor time: "
        f"{cases / own:.0f} a second",
    )
    quiet, busy = (_worst(pauses(said[name])) for name in ("quiet", "busy"))
    yield Figure(
        NAME,
        "longest pause of the window meanwhile",
        "ms",
        busy,
        quiet,
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


def _into_the_index(ground: Ground) -> Figure:
    """How fast the index takes cases in when nothing has to be read and decrypted."""
    index, _ = ground.empty_index("filled")
    made_up = list(made_up_cases(ground.size.bulk))
    begun = time.perf_counter()
    fill(index, made_up)
    taken = time.perf_counter() - begun
    return Figure(NAME, "made-up cases put in alone", "/s", spread([len(made_up) / taken]))


def _draft() -> Draft:
    return Draft(uuid.uuid4(), "content", "quick", "", answers.quick(), (), NOON, NOON)


def _worst(late: list[float]) -> Spread:
    ordered = sorted(late)
    return Spread(ordered[-1], ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.999)])
