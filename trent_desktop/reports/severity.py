"""What the levels of a report mean: when the safeguarding lead decides, and who to tell how soon.

Pure functions (rule 4). How serious a report is, its kind says; names and telephone numbers are
the school's own, from its settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trent_desktop.journeys import Answers, is_unknown
from trent_desktop.journeys.answers import YES
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.kind import EMERGENCY, SERIOUS, Kind
from trent_desktop.reports.who.told import ContactLike, Standing, TellStep, steps_of

__all__ = [
    "EMERGENCY",
    "SERIOUS",
    "SEVERITY_TITLES",
    "Alarm",
    "alarm_of",
    "level_title",
    "whom_to_tell",
]

MODERATE: Final = 2

SEVERITY_TITLES: Final = (
    "For information",
    "Low",
    "Moderate",
    "Serious",
    "Emergency",
)
NOT_YET_KNOWN: Final = "Not yet known"


def level_title(severity: int, *, known: bool = True) -> str:
    """How serious, in words. A severity outside 0 to 4 is taken as the nearest."""
    return SEVERITY_TITLES[min(max(severity, 0), EMERGENCY)] if known else NOT_YET_KNOWN


@dataclass(frozen=True, slots=True)
class Alarm:
    """How far answers call for the safeguarding lead's own decision.

    `danger` is 1 for "I don't know" and 2 for yes; `level` is the severity where it counts:
    from `SERIOUS` on always, `MODERATE` with a child at risk; else 0.
    """

    danger: int = 0
    level: int = 0

    def __bool__(self) -> bool:
        """Whether they call for it at all."""
        return bool(self.danger or self.level)

    def above(self, before: Alarm) -> bool:
        """Whether it is more than it was: then she is asked again."""
        return self.danger > before.danger or self.level > before.level


def alarm_of(kind: Kind, route: Route, answers: Answers) -> Alarm:
    """What of `answers` is the safeguarding lead's turn besides the filter's.

    Only an ordinary report: a stopped one is hers anyway, and one about a grown-up who works
    here is not hers to read.
    """
    if not route.filtered:
        return Alarm()
    danger = answers.get(n.DANGER)
    level = kind.severity_of(route, answers)
    counts = level >= SERIOUS or (level >= MODERATE and child_at_risk(kind, answers))
    return Alarm(2 if danger == YES else int(is_unknown(danger)), level if counts else 0)


def child_at_risk(kind: Kind, answers: Answers) -> bool:
    """Whether the answers say that a child may be at risk: a danger, that nobody knows, or what

    the kind itself knows as a risk.
    """
    danger = answers.get(n.DANGER)
    return danger == YES or is_unknown(danger) or kind.at_risk(answers)


def whom_to_tell(
    severity: int,
    route: Route,
    contacts: Iterable[ContactLike] = (),
    standing: Standing | None = None,
    *,
    kind: Kind = KINDS[0],
) -> tuple[TellStep, ...]:
    """Who to tell, in that order. Without a contact the step still says whom, by role.

    With `standing` each step says what has become of it. A severity outside 0 to 4 is taken as
    the nearest.
    """
    by_role: dict[str, ContactLike] = {}
    for contact in contacts:
        by_role.setdefault(contact.role, contact)
    level = min(max(severity, 0), EMERGENCY)
    return steps_of(kind.tellings_of(level, route), route, by_role, standing)
