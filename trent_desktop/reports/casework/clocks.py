"""Three clocks on a serious report: somebody has it, it is decided, parents know (rule 51).

A form that was sent is not a person who was told. The clocks start when the answers first say
that it is serious, and each stops with the entry that says it was done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from trent_desktop.reports.cases import EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.entries import answers_of
from trent_desktop.reports.kinds.kind import SERIOUS, Kind


class Clock(StrEnum):
    """What is waited for."""

    HAS_IT = "has-it"
    DECIDED = "decided"
    PARENTS = "parents"


#: How long each may take.
LIMITS: Final[Mapping[Clock, dt.timedelta]] = MappingProxyType(
    {
        Clock.HAS_IT: dt.timedelta(hours=1),
        Clock.DECIDED: dt.timedelta(hours=24),
        Clock.PARENTS: dt.timedelta(hours=24),
    }
)
_STOPS: Final[Mapping[Clock, frozenset[Move]]] = MappingProxyType(
    {
        # Who has decided or told the parents has it, also without saying so.
        Clock.HAS_IT: frozenset({Move.HAVE_IT, Move.DECIDE, Move.REFERRED, Move.PARENTS_TOLD}),
        Clock.DECIDED: frozenset({Move.DECIDE}),
        Clock.PARENTS: frozenset({Move.PARENTS_TOLD}),
    }
)
_WRITTEN: Final = (EntryKind.REPORT, EntryKind.MORE_ANSWERS, EntryKind.AMENDMENT)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock: until when, and when it was done."""

    clock: Clock
    due: dt.datetime
    done_at: dt.datetime | None

    def late(self, now: dt.datetime) -> bool:
        """Whether it is not done and should be, or was done too late."""
        return (self.done_at or now) > self.due


def clocks_of(
    kind: Kind | None, route: Route, timeline: Iterable[TimelineEntry]
) -> tuple[ClockFace, ...]:
    """The clocks of a report; none for one that is not serious, or of which nothing is known.

    Parents are no matter of a report about a grown-up who works here: its leader speaks with the
    Local Authority Designated Officer first.
    """
    entries = tuple(timeline)
    since = _serious_since(kind, route, entries)
    if since is None:
        return ()
    wanted = [Clock.HAS_IT, Clock.DECIDED]
    if route not in (Route.STAFF, Route.HEAD):
        wanted.append(Clock.PARENTS)
    return tuple(
        ClockFace(
            clock,
            since + LIMITS[clock],
            next(
                (one.at for one in entries if one.move in _STOPS[clock] and one.at >= since), None
            ),
        )
        for clock in wanted
    )


def _serious_since(
    kind: Kind | None, route: Route, timeline: Iterable[TimelineEntry]
) -> dt.datetime | None:
    if kind is None:
        return None
    answers: dict[str, Any] = {}
    for entry in timeline:
        if entry.kind in _WRITTEN:
            answers.update(answers_of([entry]))
            if kind.severity_of(route, answers) >= SERIOUS:
                return entry.at
    return None
