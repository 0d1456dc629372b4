"""A command from the start of its process to its end, beside what importing SQLAlchemy alone costs.

In processor time, which other programs do not make longer by waiting; and without the password,
which costs what it costs on purpose.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, Spread, in_turns
from tests.benchmarks.ground import Ground
from tests.benchmarks.processes import OtherLaptop
from tests.schools import PASSWORD
from trent_desktop.storage.cipher import cheap_cost, derive

NAME = "commands"
_LIST = "cases list"
#: The others that a script asks for often.
_COMMANDS = (_LIST, "tasks list", "members list", "restore --list")


def measure(ground: Ground) -> Iterator[Figure]:
    """Each command, what it cannot do without, and the password, in turns."""
    laptop = OtherLaptop(ground.folder / "commands")
    place = ("--school", str(ground.sample), "--as", "head")
    cost = cheap_cost()

    def does(command: str) -> None:
        laptop.python("-m", "trent_desktop", *command.split(), *place)

    *taken, raw, password = in_turns(
        ground.size.starts,
        *[lambda one=one: does(one) for one in _COMMANDS],
        lambda: laptop.python("-c", "import sqlalchemy.orm"),
        lambda: derive(PASSWORD, cost),
        clock=_worked,
    )
    for name, one in zip(_COMMANDS, taken, strict=True):
        goal = 2.0 if name == _LIST else None
        most = 500 if name == _LIST else None
        yield Figure(
            NAME,
            name,
            "ms",
            _without(one, password.median),
            raw,
            "importing SQLAlchemy",
            goal,
            most,
            note=f"processor time, without {password.median:.0f} ms for the password",
        )


def _worked() -> float:
    """Processor time of this process and of those that it waited for, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _without(taken: Spread, what: float) -> Spread:
    return Spread(taken.median - what, taken.low - what, taken.high - what)
