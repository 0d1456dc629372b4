"""Answers as a teacher gives them, for tests of everything behind the form."""

from __future__ import annotations

from typing import Any

from tests.schools import NOON
from trent_desktop.journeys import when_value
from trent_desktop.reports.kinds.content import names as n

SEEN = "A picture of a fight came up in a search for volcanoes"
WHERE = "https://www.Images.example-pictures.net/volcano?x=1"


def quick(**more: Any) -> dict[str, Any]:
    """The quick page of a report."""
    return {
        n.SEEN: SEEN,
        n.WHERE: WHERE,
        n.OFF_SCREEN: n.OFF_YES,
        n.ABOUT: n.ABOUT_NO,
        n.HAPPENED_AT: when_value(NOON),
        n.CLASS: {"id": None, "name": "4B"},
        **more,
    }


def stop(**more: Any) -> dict[str, Any]:
    """What the stop asks, answered."""
    return {
        n.HAPPENED_AT: when_value(NOON),
        n.CLASS: {"id": None, "name": "4B"},
        n.STOP_DEVICE_STATE: n.STATE_LOCKED_AWAY,
        n.STOP_DEVICE_PLACE: "Tablet 12, in the office safe",
        n.STOP_DEVICE_HOLDER: "Ana D'Souza",
        n.STOP_SEEN_BY: "Zoë O'Neill, who walked past",
        n.STOP_COPIED: "no",
        n.STOP_ADULT: {"unknown": True},
        n.STOP_RISK: "no",
        n.STOP_DSL_TOLD: "no",
        **more,
    }
