"""Who to tell, how fast and why: the table, with the day from which it holds.

Edit the table, not the code around it: law and services move. What comes from memory or differs
by place is marked `check_locally`, and screens then say "check with your local authority". What has
become of each line, for a report that was just sent, is worked out in `reports.told`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from trent_desktop.reports.cases import Route

#: The day on which this table was last compared with its sources.
HOLDS_FROM: Final = dt.date(2026, 9, 1)

NOW: Final = "Now"
TODAY: Final = "Today"
THIS_WEEK: Final = "This week"
ONE_WORKING_DAY: Final = "Within one working day"
BY_ITSELF: Final = "By the program, when the report is sent"
IN_PERSON: Final = "In person or by telephone"


@dataclass(frozen=True, slots=True)
class Telling:
    """One line of the table. `role` finds the school's own contact."""

    role: str
    who: str
    when: str
    how: str
    why: str
    check_locally: bool = False


DSL = Telling(
    "dsl",
    "Designated Safeguarding Lead",
    NOW,
    IN_PERSON,
    "A child may need protecting. The Designated Safeguarding Lead decides about the police, "
    "children’s social care and parents.",
)
DEPUTY = Telling(
    "deputy-dsl",
    "Deputy Safeguarding Lead",
    NOW,
    IN_PERSON,
    "If you cannot reach the Designated Safeguarding Lead at once.",
)
HEAD_TODAY = Telling(
    "headteacher",
    "Headteacher",
    TODAY,
    BY_ITSELF,
    "The Headteacher reads the report and signs it off.",
)
ICT_TODAY = Telling(
    "ict-lead",
    "ICT Lead",
    TODAY,
    BY_ITSELF,
    "So that the site can be blocked, and checked again.",
)
EMERGENCY_SERVICES = Telling(
    "emergency",
    "Police and ambulance",
    NOW,
    "Ring 999",
    "A child is in danger now. Ring first; everything else can wait.",
)
POLICE = Telling(
    "police",
    "Police",
    NOW,
    "101, or 999 in danger",
    "The Designated Safeguarding Lead rings them. Do not ask the child questions first.",
    check_locally=True,
)
SOCIAL_CARE = Telling(
    "social-care",
    "Children’s social care",
    NOW,
    "The local authority’s own number",
    "The Designated Safeguarding Lead refers. Parents are told only when that adds no risk.",
    check_locally=True,
)
LADO = Telling(
    "lado",
    "Local Authority Designated Officer (LADO)",
    ONE_WORKING_DAY,
    "The local authority’s own number",
    "For an adult who may have harmed a child or may be a risk. The Headteacher rings.",
    check_locally=True,
)

_STOPPED: Final = (
    DSL,
    DEPUTY,
    POLICE,
    SOCIAL_CARE,
)

_STAFF: Final = (
    Telling(
        "headteacher",
        "Headteacher",
        TODAY,
        IN_PERSON,
        "The Headteacher alone. Tell nobody else, not even the colleague concerned.",
    ),
    LADO,
)

_ABOUT_THE_HEAD: Final = (
    Telling(
        "chair",
        "Chair of Governors",
        TODAY,
        IN_PERSON,
        "The Chair of Governors alone. Tell nobody else at school.",
    ),
    Telling(
        LADO.role,
        LADO.who,
        ONE_WORKING_DAY,
        LADO.how,
        "The Chair of Governors rings. You may ring yourself if you feel you cannot tell the "
        "Chair.",
        check_locally=True,
    ),
)


#: By route: what is told of a report that its reporter may not read, whatever its kind.
_SEALED: Final = {Route.STOPPED: _STOPPED, Route.STAFF: _STAFF, Route.HEAD: _ABOUT_THE_HEAD}


def sealed_tellings(severity: int, route: Route) -> tuple[Telling, ...]:
    """The lines of the table for a sealed route and a severity from 0 to 4, in the order to tell."""
    sealed = _SEALED[route]
    return (EMERGENCY_SERVICES, *sealed) if severity == 4 else sealed
