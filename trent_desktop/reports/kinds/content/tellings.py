"""Who to tell of inappropriate content, by how serious it is (rule 4)."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.who.telling import (
    BY_ITSELF,
    DEPUTY,
    DSL,
    EMERGENCY_SERVICES,
    HEAD_TODAY,
    ICT_TODAY,
    IN_PERSON,
    POLICE,
    SOCIAL_CARE,
    THIS_WEEK,
    TODAY,
    Telling,
)

#: By severity: 0 for information, 4 emergency.
TELLINGS: Final[tuple[tuple[Telling, ...], ...]] = (
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
        ICT_TODAY,
        Telling(
            "class-teacher",
            "The class teacher",
            TODAY,
            "In person, if that is not you",
            "So that somebody who knows the children keeps an eye on them.",
        ),
        HEAD_TODAY,
    ),
    (
        Telling(
            "dsl",
            "Designated Safeguarding Lead",
            TODAY,
            IN_PERSON,
            "To decide what the children need, and who speaks with parents.",
        ),
        HEAD_TODAY,
        ICT_TODAY,
    ),
    (DSL, DEPUTY, POLICE, SOCIAL_CARE, HEAD_TODAY),
    (EMERGENCY_SERVICES, DSL, DEPUTY, SOCIAL_CARE, HEAD_TODAY),
)
