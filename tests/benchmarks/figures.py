"""One measured figure beside what the machine itself could do, and how both are taken."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How much a benchmark does."""

    rounds: int
    many: int  # cases in a large index
    bulk: int  # cases of the large sample school
    few: int  # cases in a small index
    starts: int  # processes started of each kind
    typing_s: float  # how long a password takes to type
    senders: int  # who send at the same moment
    sends: int  # how often each of them
    storms: int  # and how often all of it


WHOLE = Size(
    rounds=40,
    many=100_000,
    bulk=20_000,
    few=1_000,
    starts=9,
    typing_s=3,
    senders=27,
    sends=20,
    storms=5,
)
#: Only to see that each benchmark runs: its figures mean nothing.
TINY = Size(
    rounds=2, many=400, bulk=30, few=100, starts=1, typing_s=0.2, senders=2, sends=2, storms=1
)


@dataclass(frozen=True, slots=True)
class Spread:
    """What several rounds gave: the median, and the quarters around it."""

    median: float
    low: float
    high: float

    @property
    def shown(self) -> str:
        """The quarters, as they stand in a line."""
        return f"{_number(self.low)}–{_number(self.high)}"


def spread(values: Sequence[float]) -> Spread:
    """The median and the quarters of `values`."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(middle, low, high)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `goal` is an upper bound on the ratio to `raw`, or, as `most`, on the figure.

    `least` and `least_ratio` are lower bounds: for rates.
    """

    benchmark: str
    name: str
    unit: str
    value: Spread
    raw: Spread | None = None
    raw_name: str = ""
    goal: float | None = None
    most: float | None = None
    least: float | None = None
    least_ratio: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the raw limit."""
        return None if self.raw is None else self.value.median / self.raw.median

    @property
    def met(self) -> bool | None:
        """Whether every goal is met; None when there is none."""
        verdicts: list[bool] = []
        if self.goal is not None and self.ratio is not None:
            verdicts.append(self.ratio <= self.goal)
        if self.least_ratio is not None and self.ratio is not None:
            verdicts.append(self.ratio >= self.least_ratio)
        if self.most is not None:
            verdicts.append(self.value.median <= self.most)
        if self.least is not None:
            verdicts.append(self.value.median >= self.least)
        return all(verdicts) if verdicts else None

    @property
    def line(self) -> str:
        """The figure as one line of text."""
        parts = [f"{self.benchmark + ': ' + self.name:<52}"]
        parts.append(f"{_number(self.value.median):>8} {self.unit:<8}({self.value.shown})")
        if self.raw is not None and self.ratio is not None:
            raw = f"{self.raw_name} {_number(self.raw.median)} ({self.raw.shown})"
            parts.append(f"{raw}  ratio {self.ratio:.2f}")
        goals = [f"≤ {self.goal:g}×"] if self.goal is not None else []
        goals += [f"≥ {self.least_ratio:g}×"] if self.least_ratio is not None else []
        goals += [f"≤ {self.most:g} {self.unit}"] if self.most is not None else []
        goals += [f"≥ {self.least:g} {self.unit}"] if self.least is not None else []
        if goals:
            parts.append(f"goal {' and '.join(goals)}: {'met' if self.met else 'NOT met'}")
        if self.note:
            parts.append(f"[{self.note}]")
        return "  ".join(parts)

    def as_json(self) -> dict[str, object]:
        """The figure for a file."""
        return {
            "benchmark": self.benchmark,
            "name": self.name,
            "unit": self.unit,
            "figure": self.value.median,
            "figure_quarters": [self.value.low, self.value.high],
            "raw": self.raw.median if self.raw else None,
            "raw_quarters": [self.raw.low, self.raw.high] if self.raw else None,
            "raw_name": self.raw_name,
            "ratio": self.ratio,
            "goal_ratio": self.goal,
            "goal_most": self.most,
            "goal_least": self.least,
            "goal_least_ratio": self.least_ratio,
            "met": self.met,
            "note": self.note,
        }


def in_turns(
    rounds: int,
    *works: Callable[[], object],
    warm: int = 2,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Spread]:
    """How long each of `works` takes, in milliseconds, taken in turns.

    In turns, so that whatever else the machine does meets all of them alike; the first `warm`
    rounds fill caches and do not count. The order turns round each time, since what runs second
    may find a disk still busy with the first.
    """
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + warm):
        order = range(len(works)) if number % 2 else reversed(range(len(works)))
        for which in order:
            gc.collect(0)
            begun = clock()
            works[which]()
            lasted = (clock() - begun) * 1000
            if number >= warm:
                taken[which].append(lasted)
    return [spread(one) for one in taken]


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"
