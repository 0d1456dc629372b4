"""Who to tell of contact on social media (rules 4 and 48)."""

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
    TODAY,
    Telling,
)

_HEAD: Final = Telling(
    "headteacher",
    "Headteacher",
    TODAY,
    BY_ITSELF,
    "The Headteacher must know of it, and speaks or writes with the family.",
)
_HEAD_NOW: Final = Telling(
    "headteacher",
    "Headteacher",
    NOW,
    IN_PERSON,
    "The Headteacher leads on it, and decides who else must know.",
)
_DSL_TODAY: Final = Telling(
    "dsl",
    DSL.who,
    TODAY,
    BY_ITSELF,
    "A child is concerned. Parents are told if the account is under age.",
)

#: By severity, where no child is concerned.
WITH_FAMILIES: Final = (
    (_HEAD,),
    (_HEAD,),
    (_HEAD,),
    (_HEAD_NOW, POLICE),
    (EMERGENCY_SERVICES, _HEAD_NOW),
)
#: The same, where it was a child or may still be one.
WITH_PUPILS: Final = (
    (_HEAD, _DSL_TODAY),
    (_HEAD, _DSL_TODAY),
    (_HEAD, _DSL_TODAY),
    (DSL, DEPUTY, _HEAD_NOW),
    (EMERGENCY_SERVICES, DSL, DEPUTY, HEAD_TODAY),
)
