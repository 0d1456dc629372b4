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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.memory import memory_disk
from tests.reliability.cell import Outcome, calls_of, run
from tests.reliability.faults import Fault
from tests.reliability.ground import Ground
from tests.reliability.talking import tell_where
from tests.reliability.writes import Write

ROOT = Path(__file__).parents[2]
#: Where a part may put its schools: whoever started it tidies that away.
_ROOM = "TRENT_RELIABILITY_ROOM"
#: Several at a time, also on few cores: most of the time of a cell is waiting.
_AT_ONCE = max(2, (os.cpu_count() or 2))
_MANY = 4
_NEWS = 50
#: The part of its clock after which the processes of a try print where they stand.
_NEARLY = 0.9
_PART = (sys.executable, "-m", "tests.reliability", "--part")
_LOOK_EVERY_S = 0.2
#: Before its first cell a part makes a school: so long, in seconds, it may take over that.
_MAKES_A_SCHOOL_S = 120.0


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """What is run: how many places a cell, by which word they are drawn, and for how long.

    `seconds`: no try is begun later. `clock`: how long one try may take, in seconds; one that
    takes longer is ended, and counts as stuck.
    """

    places: int
    word: str
    seconds: float
    clock: float
    writes: tuple[str, ...] = tuple(one.name for one in Write)
    faults: tuple[str, ...] = tuple(one.name for one in Fault)


@dataclasses.dataclass(frozen=True, slots=True)
class Begun:
    """A try begins: its number among those of its part, and which it is."""

    number: int
    write: str
    fault: str
    place: str


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


def run_part(plan: Plan, part: int, parts: int, past: int = 0) -> Iterator[Begun | Outcome]:
    """One process's share of the table: every so-manieth cell, until the time is over.

    Of each try it is said that it begins, and what became of it. `past`: how many are behind it
    already. It ends also when whoever started it is gone.
    """
    began, starter = time.monotonic(), os.getppid()
    room = os.environ.get(_ROOM) or memory_disk()
    base = Path(tempfile.mkdtemp(prefix="trent-reliability-", dir=room))
    try:
        ground = Ground(base)
        calls: dict[str, list[str]] = {}
        cells = [(write, fault) for write in plan.writes for fault in plan.faults]
        random.Random(plan.word).shuffle(cells)
        number = 0
        for write, fault in cells[part::parts]:
            if number + plan.places <= past:
                number += plan.places
                continue
            yield Begun(number, write, fault, "before the fault")
            tell_where(plan.clock * _NEARLY)
            if write not in calls:
                calls[write] = calls_of(ground, Write[write])
            word = f"{plan.word} {write} {fault}"
            found = places(calls[write], Fault[fault], plan.places, word)
            for within, (at, place) in enumerate(found):
                if time.monotonic() - began > plan.seconds or os.getppid() != starter:
                    return
                if number + within < past:
                    continue
                yield Begun(number + within, write, fault, place)
                tell_where(plan.clock * _NEARLY)
                yield run(ground, Write[write], Fault[fault], at, place)
            number += plan.places
        ground.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)


class _Part:
    """A part of the table in a process of its own, started anew when a try takes too long."""

    def __init__(self, plan: Plan, part: str, command: Sequence[str]) -> None:
        self._plan, self._part, self._command = plan, part, command
        self._until = time.monotonic() + plan.seconds
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._room = tempfile.mkdtemp(prefix="trent-reliability-", dir=memory_disk())
        self._child: subprocess.Popen[bytes] | None = None
        self.found: list[Outcome] = []
        self._start(0)

    def _start(self, past: int) -> None:
        left = dataclasses.replace(self._plan, seconds=self._until - time.monotonic())
        told = json.dumps(dataclasses.asdict(left))
        words = [*self._command, self._part, "--plan", told, "--past", str(past)]
        self._read = self._said.seek(0, os.SEEK_END)
        self._begun: Begun | None = None
        self._clock = time.monotonic() + _MAKES_A_SCHOOL_S
        self._child = subprocess.Popen(
            words,
            cwd=ROOT,
            stdout=self._said,
            start_new_session=True,
            env=os.environ | {_ROOM: self._room},
        )

    def goes_on(self) -> bool:
        """Whether it is not done yet. Raises `RuntimeError` when it fell over."""
        if self._child is None:
            return False
        code = self._child.poll()
        self._listen()
        if code is not None:
            self._end_child()  # with whatever is left of it
            if code != 0:
                raise RuntimeError("A part of the table ended before it was done; see above.")
            return False
        if time.monotonic() > self._clock:
            self._stuck()
        return self._child is not None

    def _listen(self) -> None:
        self._said.seek(self._read)
        for line in self._said.read().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            self._read += len(line)
            self._begun = None
            said = heard(line)
            if isinstance(said, Begun):
                self._begun = said
                self._clock = time.monotonic() + self._plan.clock
            else:
                self.found.append(said)

    def _stuck(self) -> None:
        """End a try that takes too long, with all that it started; the part goes on after it."""
        self._end_child()
        self._listen()  # it may have been done at the last moment
        if self._begun is None and not self.found:
            raise RuntimeError("No school could be made to try it on.")
        past = 0
        if self._begun is not None:
            one, past = self._begun, self._begun.number + 1
            words = f"not over after {self._plan.clock:.0f} s, and ended"
            print(f"{one.write} {one.fault} ({one.place}): {words}.", file=sys.stderr, flush=True)
            self.found.append(
                Outcome(one.write, one.fault, one.place, struck=True, stood=False, said=(),
                        stuck=words)
            )  # fmt: skip
        if time.monotonic() < self._until:
            self._start(past)

    def _end_child(self) -> None:
        if self._child is not None:
            _end_all_of(self._child)
            self._child = None

    def end(self) -> None:
        """Nothing of it is left."""
        self._end_child()
        self._said.close()
        shutil.rmtree(self._room, ignore_errors=True)  # whoever was ended left something there


def run_all(plan: Plan, command: Sequence[str] = _PART) -> list[Outcome]:
    """Run a plan with several processes, each of which says now and then how far it is.

    `command` runs a part, as the program's own argument ``--part`` does.
    """
    with ExitStack() as stack:
        parts: list[_Part] = []
        for part in range(_AT_ONCE):
            parts.append(_Part(plan, f"{part}/{_AT_ONCE}", command))
            stack.callback(parts[-1].end)
        while [one for one in parts if one.goes_on()]:
            time.sleep(_LOOK_EVERY_S)
        found = [outcome for part in parts for outcome in part.found]
    order = ([one.name for one in Write], [one.name for one in Fault])
    return sorted(
        found, key=lambda one: (order[0].index(one.write), order[1].index(one.fault), one.place)
    )


def _end_all_of(child: subprocess.Popen[bytes]) -> None:
    """End a part with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def heard(line: bytes) -> Begun | Outcome:
    """What another process said of a try."""
    body = json.loads(line)
    if "number" in body:
        return Begun(**body)
    return Outcome(**{**body, "said": tuple(body["said"])})


def say(news: Iterable[Begun | Outcome]) -> None:
    """Tell another process, a line each."""
    tries = 0
    for one in news:
        print(json.dumps(dataclasses.asdict(one)), flush=True)
        tries += isinstance(one, Outcome)
        if isinstance(one, Outcome) and tries % _NEWS == 0:
            print(f"{tries} tries in this part", file=sys.stderr, flush=True)
