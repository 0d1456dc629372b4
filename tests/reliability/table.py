"""The whole table: which places are tried, and trying them with as many processes as help."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from tests.memory import memory_disk
from tests.reliability.cell import Outcome, calls_of, run
from tests.reliability.faults import Fault
from tests.reliability.ground import Ground
from tests.reliability.writes import Write

ROOT = Path(__file__).parents[2]
#: Several at a time, also on few cores: most of the time of a cell is waiting.
_AT_ONCE = max(2, (os.cpu_count() or 2))
_MANY = 4
#: What a cell that was begun in time may take after it, in seconds; then it is cut off, and said.
_LAST_CELL_S = 60.0
_NEWS = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What is run: how many places a cell, by which word they are drawn, and for how long."""

    places: int
    word: str
    seconds: float
    writes: tuple[str, ...] = tuple(one.name for one in Write)
    faults: tuple[str, ...] = tuple(one.name for one in Fault)


def commit() -> str:
    """The id of the commit, by which the places of a sample are drawn."""
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no commit"


def places(calls: list[str], fault: Fault, count: int, word: str) -> list[tuple[int, str]]:
    """The places at which a fault strikes: number among its calls, and the call in words.

    Drawn by the word; of many the first and the last are two. None where the write makes no such
    call; one without a call where the fault holds from the start.
    """
    if not fault.value.calls:
        return [(1, "from the start")]
    among = [one for one in calls if one.split()[0] in fault.value.calls.split()]
    draw = random.Random(word)
    drawn = draw.sample(range(len(among)), min(count, len(among)))
    if count >= _MANY and among:
        drawn = list(dict.fromkeys([0, len(among) - 1, *drawn]))[:count]
    named = [one if one.split()[1:] else f"{one.strip()} of the folder" for one in among]
    return [(at + 1, f"{at + 1} of {len(among)}: {named[at]}") for at in sorted(drawn)]


def run_part(plan: Plan, part: int, parts: int) -> Iterator[Outcome]:
    """One process's share of the table: every so-manieth cell, until the time is over.

    It ends also when whoever started it is gone.
    """
    began, starter = time.monotonic(), os.getppid()
    base = Path(tempfile.mkdtemp(prefix="trent-reliability-", dir=memory_disk()))
    try:
        ground = Ground(base)
        calls: dict[str, list[str]] = {}
        cells = [(write, fault) for write in plan.writes for fault in plan.faults]
        random.Random(plan.word).shuffle(cells)
        for write, fault in cells[part::parts]:
            if write not in calls:
                calls[write] = calls_of(ground, Write[write])
            word = f"{plan.word} {write} {fault}"
            for at, place in places(calls[write], Fault[fault], plan.places, word):
                if time.monotonic() - began > plan.seconds or os.getppid() != starter:
                    return
                yield run(ground, Write[write], Fault[fault], at, place)
        ground.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def run_all(plan: Plan) -> list[Outcome]:
    """Run a plan with several processes, each of which says now and then how far it is."""
    told = json.dumps(dataclasses.asdict(plan))
    command = [sys.executable, "-m", "tests.reliability", "--part"]
    found: list[Outcome] = []
    with ExitStack() as stack:
        running: list[tuple[subprocess.Popen[bytes], IO[bytes]]] = []
        for part in range(_AT_ONCE):
            said = stack.enter_context(tempfile.TemporaryFile())
            words = [*command, f"{part}/{_AT_ONCE}", "--plan", told]
            child = stack.enter_context(
                subprocess.Popen(words, cwd=ROOT, stdout=said, start_new_session=True)
            )
            stack.callback(_end_all_of, child)
            running.append((child, said))
        until = time.monotonic() + plan.seconds + _LAST_CELL_S
        for child, said in running:
            try:
                done = child.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                print("A cell took too long and was cut off.", file=sys.stderr, flush=True)
                _end_all_of(child)
                done = 0
            if done != 0:
                raise RuntimeError("A part of the table ended before it was done; see above.")
            said.seek(0)
            found += [outcome_of(line) for line in said if line.endswith(b"\n")]
    order = ([one.name for one in Write], [one.name for one in Fault])
    return sorted(
        found, key=lambda one: (order[0].index(one.write), order[1].index(one.fault), one.place)
    )


def _end_all_of(child: subprocess.Popen[bytes]) -> None:
    """End a part with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def outcome_of(line: bytes) -> Outcome:
    """What another process said of a cell."""
    body = json.loads(line)
    return Outcome(**{**body, "said": tuple(body["said"])})


def say(outcomes: Iterable[Outcome]) -> None:
    """Tell another process, a line each."""
    for number, one in enumerate(outcomes, 1):
        print(json.dumps(dataclasses.asdict(one)), flush=True)
        if number % _NEWS == 0:
            print(f"{number} tries in this part", file=sys.stderr, flush=True)
