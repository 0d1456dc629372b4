"""What the ICT Lead pastes into the filter for a page that was agreed to be opened (rule 41)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.filter.lines import FilterAction
from trent_desktop.reports.kinds import kind_named
from trent_desktop.roles import Role
from trent_desktop.school.settings.values import SchoolSettings
from ui.components.words import Words
from ui.reports.filter_step import Asked, FilterLines


def allow_parts(
    case: CaseFile, settings: SchoolSettings, school: str, today: dt.date
) -> list[QWidget]:
    """The line to allow, as it was advised and agreed; nothing while it is not to be opened."""
    kind = kind_named(case.summary.kind)
    if kind is None or kind.opening is None or Move.APPLIED not in case.moves:
        return []
    agreed = kind.opening(case.timeline)
    policy = ", ".join(one or settings.filter_policy for one in agreed.profiles)
    policy = policy or settings.filter_policy
    asked = Asked(
        FilterAction.ALLOW,
        policy,
        agreed.first,
        agreed.last,
        Role.HEADTEACHER.title,
        agreed.extent,
    )
    lines = FilterLines(case, settings, school, today, asked)
    what = "allow the line below" if lines.lines else "allow it"
    lead = f"Open {settings.filter_name}, {what} for “{policy}”, then say so here."
    return [Words(lead, "body", "soft"), lines]
