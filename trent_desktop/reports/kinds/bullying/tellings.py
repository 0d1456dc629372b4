"""Who to tell of cyber-bullying, by who leads the school's anti-bullying chain (rules 4 and 46)."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.who.telling import (
    BY_ITSELF,
    DEPUTY,
    DSL,
    EMERGENCY_SERVICES,
    HEAD_TODAY,
    IN_PERSON,
    NOW,
    POLICE,
    SOCIAL_CARE,
    TODAY,
    Telling,
)

_DSL_TODAY: Final = Telling(
    "dsl",
    DSL.who,
    TODAY,
    BY_ITSELF,
    "To decide what both sides need, and who speaks with their parents.",
)
_CLASS_TEACHER: Final = Telling(
    "class-teacher",
    "The class teacher",
    TODAY,
    "In person, if that is not you",
    "So that somebody who knows the children keeps an eye on them.",
)
_HEAD_LEADS: Final = Telling(
    "headteacher",
    "Headteacher",
    TODAY,
    BY_ITSELF,
    "The Headteacher leads on it, and speaks with everybody concerned.",
)
_HEAD_NOW: Final = Telling(
    "headteacher",
    "Headteacher",
    NOW,
    IN_PERSON,
    "The Headteacher leads on it, and decides about the police.",
)

#: By severity, where the safeguarding leads have it.
BY_CHILD_PROTECTION: Final = (
    (_CLASS_TEACHER, _DSL_TODAY, HEAD_TODAY),
    (_CLASS_TEACHER, _DSL_TODAY, HEAD_TODAY),
    (_DSL_TODAY, _CLASS_TEACHER, HEAD_TODAY),
    (DSL, DEPUTY, POLICE, SOCIAL_CARE, HEAD_TODAY),
    (EMERGENCY_SERVICES, DSL, DEPUTY, SOCIAL_CARE, HEAD_TODAY),
)
#: The same, where the Headteacher leads on it.
BY_HEADTEACHER: Final = (
    (_HEAD_LEADS,),
    (_HEAD_LEADS,),
    (_HEAD_LEADS,),
    (_HEAD_NOW, POLICE),
    (EMERGENCY_SERVICES, _HEAD_NOW, DSL),
)
