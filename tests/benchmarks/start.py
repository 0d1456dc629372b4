"""From starting the process to a front page that can be used, against a bare Qt window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.benchmarks.figures import Figure, Spread, in_turns, spread
from tests.benchmarks.ground import Ground
from tests.benchmarks.processes import OtherLaptop, pauses
from tests.schools import PASSWORD
from trent_desktop.storage.cipher import dear_cost, derive

NAME = "start"
_AS = "head"


def measure(ground: Ground) -> Iterator[Figure]:
    """Time and memory of several starts of each kind, in turns, with warm file caches."""
    laptop = OtherLaptop(ground.folder / "start")
    place = str(ground.sample)
    laptop.run("follow", place, _AS)
    laptop.run("program", place, _AS, "0")
    bare, at_once, typed = [], [], []
    for _ in range(ground.size.starts):
        bare.append(laptop.run("bare"))
        at_once.append(laptop.run("program", place, _AS, "0"))
        typed.append(laptop.run("program", place, _AS, str(ground.size.typing_s)))
    window = spread([one["moments"]["window"] for one in bare])

    def against(name: str, taken: list[float], goal: float | None = None, note: str = "") -> Figure:
        return Figure(NAME, name, "ms", spread(taken), window, "bare Qt window", goal, note=note)

    cases = f"{ground.size.bulk:,} cases"
    yield against("sign-in page on the screen", [one["moments"]["window"] for one in typed], 1.8)
    yield Figure(
        NAME,
        "the same in processor time",
        "ms",
        spread([one["worked"]["window"] * 1000 for one in typed]),
        spread([one["worked"]["window"] * 1000 for one in bare]),
        "bare Qt window",
        1.8,
    )
    yield against("from pressing Sign in to home", [_from_press(one) for one in typed])
    yield against(
        "home usable, without the time of typing",
        [one["moments"]["window"] + _from_press(one) for one in typed],
        1.5,
        f"{cases}; the two lines above together",
    )
    yield against(
        "home usable, signed in by itself at once",
        [one["moments"]["home"] for one in at_once],
        1.5,
        f"{cases}; nobody types, so nothing can be got ready meanwhile",
    )
    longest = [max(pauses(one["beats"])) for one in typed]
    yield Figure(NAME, "longest pause of the window meanwhile", "ms", spread(longest), most=50)
    used, least = (spread([one["memory"] for one in each]) for each in (typed, bare))
    both = "memory at home, window and share process together"
    yield Figure(NAME, both, "MiB", used, least, "bare Qt window", most=150, note=cases)
    yield _password(ground.size.rounds)


def _from_press(said: dict[str, Any]) -> float:
    return said["moments"]["home"] - said["moments"]["pressed"]


def _password(rounds: int) -> Figure:
    """Deriving the keys of a real school; a sample school's, whose password is known, cost less."""
    cost = dear_cost()
    taken: Spread
    (taken,) = in_turns(min(rounds, 7), lambda: derive(PASSWORD, cost), warm=1)
    return Figure(NAME, "a real school's password, not in the above", "ms", taken)
