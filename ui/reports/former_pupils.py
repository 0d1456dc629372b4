"""Pupils who have left, for whoever names one in a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trent_desktop.journeys import date_for_people
from trent_desktop.school.people.directory import plain
from ui.journeys.sources import FormerPupil, Sources
from ui.shell.rooms import Desk

if TYPE_CHECKING:
    from trent_desktop.school.classes.service import PupilService

_SHOWN = 6


def sources_of(desk: Desk) -> Sources:
    """What the pickers of a report ask."""
    school = desk.school
    return Sources(school.people, desk.background, lambda name: who_left(school.pupils, name))


def who_left(pupils: PupilService, name: str) -> Sequence[FormerPupil]:
    """Those who have left, and whose names begin with each word of `name`; the last to leave first.

    Asks the share. Raises `NotAllowed` for whoever may not see pupils.
    """
    wanted = plain(name).split()
    found = [
        one
        for one in pupils.all(include_left=True)
        if not one.active
        and wanted
        and all(
            any(part.startswith(word) for part in plain(f"{one.name} {one.preferred}").split())
            for word in wanted
        )
    ]
    found.sort(key=lambda one: one.left_on or dt.date.min, reverse=True)
    return [
        FormerPupil(
            one.id,
            one.name,
            f"left on {date_for_people(one.left_on)}" if one.left_on else "has left",
        )
        for one in found[:_SHOWN]
    ]
