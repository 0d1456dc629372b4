"""What was advised and agreed, as it is put into the filter (rule 41)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from trent_desktop.journeys.answers import day_of
from trent_desktop.reports.cases import Move, TimelineEntry
from trent_desktop.reports.filter.lines import Extent
from trent_desktop.reports.filter.opening import Opening
from trent_desktop.reports.kinds.access import names as n

_EXTENTS: Final = {"page": Extent.PAGE, "domain": Extent.DOMAIN}
_PROFILES: Final = {
    n.PROFILE_PUPILS: "",
    n.PROFILE_STAFF: "Staff",
    n.PROFILE_GROUP: "One class or group only",
}


def opening(timeline: Sequence[TimelineEntry]) -> Opening:
    """How much of it the ICT Lead advised to open, for whom, and the days that were agreed."""
    advised, agreed = _details(timeline, Move.RECOMMEND), _details(timeline, Move.AGREE)
    given = advised.get(n.PROFILES)
    names = cast("list[object]", given) if isinstance(given, list) else []
    return Opening(
        _EXTENTS.get(str(advised.get(n.EXTENT))),
        tuple(_PROFILES[str(one)] for one in names if str(one) in _PROFILES),
        day_of(agreed.get(n.FROM)),
        day_of(agreed.get(n.UNTIL)),
    )


def _details(timeline: Sequence[TimelineEntry], move: Move) -> Mapping[str, Any]:
    """What was said with a step when it was last taken."""
    nothing: Mapping[str, Any] = {}
    return next((one.details for one in reversed(timeline) if one.move is move), nothing)
