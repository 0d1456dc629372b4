"""A hundred mornings: three people send while the first program makes the day's copy."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.memory import memory_disk
from tests.schools import make_small_school
from tests.storage.test_mornings import WRITERS, until_over, writer, wrong_with
from trent_desktop.storage.location import parse_location

_FIRST = dt.date(2027, 1, 1)


@dataclass(frozen=True, slots=True)
class Mornings:
    """What became of them."""

    mornings: int
    taken: int
    copies: int
    damaged: int
    lost: int


def run_mornings(count: int) -> Mornings:
    """So many mornings, each of a second, in real processes; ends at the first damage."""
    taken: set[str] = set()
    copies = damaged = lost = done = 0
    with ExitStack() as stack:
        base = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="trent-mornings-", dir=memory_disk())
            )
        )
        school = make_small_school(parse_location(base / "share"), base)
        stack.callback(school.close)
        head = school.open("ict")
        programs = [
            stack.enter_context(writer(school, name, "1", *(["copies"] if not number else [])))
            for number, name in enumerate(WRITERS)
        ]
        for program in programs:
            until_over(program)
        for done in range(1, count + 1):
            day = _FIRST + dt.timedelta(days=done)
            for program in programs:
                assert program.stdin is not None
                program.stdin.write(f"{day:%Y-%m-%d}\n")
                program.stdin.flush()
            said = [line for program in programs for line in until_over(program)]
            taken |= {line[1] for line in said if line[0] == "sent"}
            copies += sum(line == ["copied"] for line in said)
            wrong = wrong_with(head, taken)
            damaged, lost = damaged + wrong["damaged"], wrong["lost"]
            if damaged:
                break
    return Mornings(done, len(taken), copies, damaged, lost)
