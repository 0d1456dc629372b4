"""The list of writes, each with how it is called; filled by the modules beside this one."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from tests.storage.landing.stage import Act, Ready, Stage
from trent_desktop.open_school import OpenSchool


@dataclass(frozen=True)
class Write:
    """A write, by its place in an open school.

    `alone`: it changes what others stand on, and is tried in a school of its own. `changes`: False
    for a call that finds nothing to do.
    """

    name: str
    ready: Ready
    alone: bool = False
    changes: bool = True

    def __str__(self) -> str:
        return self.name


WRITES: list[Write] = []
Ask = Callable[[Stage, OpenSchool], Act]
_numbers = itertools.count(1)


def write(
    name: str, seat: str = "ict", *, alone: bool = False, changes: bool = True
) -> Callable[[Ask], Ask]:
    """The function makes ready for the write `name`, which somebody does."""

    def kept(ask: Ask) -> Ask:
        def ready(stage: Stage) -> tuple[OpenSchool, Act]:
            act = ask(stage, stage.at(seat))
            return stage.at(seat), act  # it knows what was made ready

        WRITES.append(Write(name, ready, alone, changes))
        return ask

    return kept


def another() -> str:
    """A name that nobody and nothing has yet, of letters."""
    number, letters = next(_numbers), ""
    while number:
        number, place = divmod(number, 26)
        letters += chr(ord("a") + place)
    return f"Q{letters}"
