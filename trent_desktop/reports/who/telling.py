"""Whom to tell, how fast and why: the table, with the day from which it holds.

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


_DSL = Telling(
    "dsl",
    "Designated Safeguarding Lead",
    NOW,
    IN_PERSON,
    "A child may need protecting. The Designated Safeguarding Lead decides about the police, "
    "children’s social care and parents.",
)
_DEPUTY = Telling(
    "deputy-dsl",
    "Deputy Safeguarding Lead",
    NOW,
    IN_PERSON,
    "If you cannot reach the Designated Safeguarding Lead at once.",
)
_HEAD_TODAY = Telling(
    "headteacher",
    "Headteacher",
    TODAY,
    BY_ITSELF,
    "The Headteacher reads the report and signs it off.",
)
_ICT_TODAY = Telling(
    "ict-lead",
    "ICT Lead",
    TODAY,
    BY_ITSELF,
    "So that the site can be blocked, and checked again.",
)
_999 = Telling(
    "emergency",
    "Police and ambulance",
    NOW,
    "Ring 999",
    "A child is in danger now. Ring first; everything else can wait.",
)
_POLICE = Telling(
    "police",
    "Police",
    NOW,
    "101, or 999 in danger",
    "The Designated Safeguarding Lead rings them. Do not ask the child questions first.",
    check_locally=True,
)
_SOCIAL_CARE = Telling(
    "social-care",
    "Children’s social care",
    NOW,
    "The local authority’s own number",
    "The Designated Safeguarding Lead refers. Parents are told only when that adds no risk.",
    check_locally=True,
)
_LADO = Telling(
    "lado",
    "Local Authority Designated Officer (LADO)",
    ONE_WORKING_DAY,
    "The local authority’s own number",
    "For an adult who may have harmed a child or may be a risk. The Headteacher rings.",
    check_locally=True,
)

#: By severity, for content: 0 for information, 4 emergency.
_CONTENT: Final[tuple[tuple[Telling, ...], ...]] = (
    (
        Telling(
            "ict-lead",
            "ICT Lead",
            THIS_WEEK,
            BY_ITSELF,
            "It is noted, and looked at with the other requests for the filter.",
        ),
    ),
    (
        _ICT_TODAY,
        Telling(
            "class-teacher",
            "The class teacher",
            TODAY,
            "In person, if that is not you",
            "So that somebody who knows the children keeps an eye on them.",
        ),
        _HEAD_TODAY,
    ),
    (
        Telling(
            "dsl",
            "Designated Safeguarding Lead",
            TODAY,
            IN_PERSON,
            "To decide what the children need, and who speaks with parents.",
        ),
        _HEAD_TODAY,
        _ICT_TODAY,
    ),
    (_DSL, _DEPUTY, _POLICE, _SOCIAL_CARE, _HEAD_TODAY),
    (_999, _DSL, _DEPUTY, _SOCIAL_CARE, _HEAD_TODAY),
)

_STOPPED: Final = (
    _DSL,
    _DEPUTY,
    _POLICE,
    _SOCIAL_CARE,
)

_STAFF: Final = (
    Telling(
        "headteacher",
        "Headteacher",
        TODAY,
        IN_PERSON,
        "The Headteacher alone. Tell nobody else, also not the colleague concerned.",
    ),
    _LADO,
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
        _LADO.role,
        _LADO.who,
        ONE_WORKING_DAY,
        _LADO.how,
        "The Chair of Governors rings. You may ring yourself if you feel you cannot tell the "
        "Chair.",
        check_locally=True,
    ),
)


def tellings(severity: int, route: Route) -> tuple[Telling, ...]:
    """The lines of the table for a severity from 0 to 4 and a route, in the order to tell."""
    if route is Route.CONTENT:
        return _CONTENT[severity]
    sealed = {Route.STOPPED: _STOPPED, Route.STAFF: _STAFF, Route.HEAD: _ABOUT_THE_HEAD}[route]
    return (_999, *sealed) if severity == 4 else sealed
