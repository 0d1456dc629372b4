"""What is looked at before a report ends: parents, the outcome, what is still to be done (rule 52).

Nothing ends over these in silence: whoever ends it says that it ends all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Protocol

from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.severity import SERIOUS

#: Beside a sign-off or an end: what was not done, as whoever ended it said.
LEFT_UNDONE: Final = "left_undone"

PARENTS: Final = "parents"
OUTCOME: Final = "outcome"

#: What is not done, in a sentence.
UNDONE: Final[Mapping[str, str]] = {
    PARENTS: "Nothing says whether parents or carers were told, or why not.",
    OUTCOME: "Nothing says that anybody was told how it ended.",
}


class Moved(Protocol):
    """An entry of a timeline, as far as it matters here."""

    @property
    def move(self) -> Move | None:
        """What was done."""
        ...


def left_undone(
    route: Route,
    severity: int,
    timeline: Iterable[Moved],
    moves: Collection[Move] = frozenset(Move),
) -> tuple[str, ...]:
    """What a report lacks before it ends, by name. `moves` are those that its workflow has.

    An ordinary report of something on a screen lacks nothing: its reporter reads all of it.
    """
    if route.filtered and severity < SERIOUS:
        return ()
    made = {entry.move for entry in timeline}
    found: list[str] = []
    families = route not in (Route.STAFF, Route.HEAD) and Move.PARENTS_TOLD in moves
    if families and Move.PARENTS_TOLD not in made:
        found.append(PARENTS)
    if not route.filtered and Move.OUTCOME_TOLD not in made:
        found.append(OUTCOME)
    return tuple(found)
