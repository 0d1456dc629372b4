"""Runs the benchmarks: ``python -m tests.benchmarks [NAME ...] [--json FILE]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    agreements,
    case_list,
    chronology,
    class_list,
    commands,
    counting,
    home,
    index,
    lessons,
    policy,
    save,
    search,
    senders,
    start,
)
from tests.benchmarks.figures import WHOLE, Figure
from tests.benchmarks.ground import Ground

#: In this order: the quick ones first.
BENCHMARKS: dict[str, Callable[[Ground], Iterator[Figure]]] = {
    one.NAME: one.measure
    for one in (
        save,
        search,
        policy,
        case_list,
        counting,
        chronology,
        class_list,
        agreements,
        lessons,
        home,
        index,
        senders,
        commands,
        start,
    )
}


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each figure. 0 also when a goal is missed: a figure is no test."""
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Figures of this machine, each beside what the machine itself could do. "
        "In brackets the middle half of the rounds.",
    )
    parser.add_argument("name", nargs="*", choices=[*BENCHMARKS, []], help="all of them without")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write them there besides")
    wanted = parser.parse_args(arguments)
    print(_machine(), flush=True)
    figures: list[Figure] = []
    with Ground(WHOLE) as ground:
        for name in wanted.name or BENCHMARKS:
            for figure in BENCHMARKS[name](ground):
                figures.append(figure)
                print(figure.line, flush=True)
    missed = sum(figure.met is False for figure in figures)
    goals = sum(figure.met is not None for figure in figures)
    print(f"{goals - missed} of {goals} goals met.")
    if wanted.json:
        found = {"machine": _machine(), "figures": [figure.as_json() for figure in figures]}
        wanted.json.write_text(json.dumps(found, indent=1, ensure_ascii=False), "utf-8")
    return 0


def _machine() -> str:
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores{busy}"


if __name__ == "__main__":
    sys.exit(main())
