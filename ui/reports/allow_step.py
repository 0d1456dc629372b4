"""What the ICT Lead pastes into the filter for a page that was agreed to be opened (rule 41)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from trent_desktop.journeys.answers import day_of
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.filter.lines import Extent, FilterAction
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.roles import Role
from trent_desktop.school.settings.service import SchoolSettings
from ui.components.words import Words
from ui.reports.filter_step import Asked, FilterLines

_EXTENTS = {"page": Extent.PAGE, "domain": Extent.DOMAIN}
_PROFILES = {n.PROFILE_STAFF: "Staff", n.PROFILE_GROUP: "One class or group alone"}


def allow_parts(
    case: CaseFile, settings: SchoolSettings, school: str, today: dt.date
) -> list[QWidget]:
    """The line to allow, as it was advised and agreed; nothing while it is not to be opened."""
    if Move.APPLIED not in case.moves:
        return []
    advised, agreed = _details(case, Move.RECOMMEND), _details(case, Move.AGREE)
    given = advised.get(n.PROFILES)
    names = [str(one) for one in given] if isinstance(given, list | tuple) else []
    profiles = [_PROFILES.get(one, settings.filter_policy) for one in names]
    policy = ", ".join(profiles) or settings.filter_policy
    asked = Asked(
        FilterAction.ALLOW,
        policy,
        day_of(agreed.get(n.FROM)),
        day_of(agreed.get(n.UNTIL)),
        Role.HEADTEACHER.title,
        _EXTENTS.get(str(advised.get(n.EXTENT))),
    )
    lead = f"Open {settings.filter_name}, allow the line below for “{policy}”, then say so here."
    return [
        Words(lead, "body", "soft"),
        FilterLines(case, settings, school, today, asked),
    ]


def _details(case: CaseFile, move: Move) -> Mapping[str, Any]:
    """What was said with a step when it was last taken."""
    return next((one.details for one in reversed(case.timeline) if one.move is move), {})
