"""``trent-desktop tasks list``: what a member has to do, without what it says."""

from __future__ import annotations

from typing import Any

from trent_desktop.commands.frame import Opened, Options, say
from trent_desktop.reports.tasks.task import ToDo


def listed(options: Options) -> int:
    """Everything, overdue first, then by date, then what has none."""
    with Opened(options) as school:
        school.follow()
        school.calendar.look()
        rows = [_row(one) for one in school.calendar.to_do()]
        lines = [
            f"{row['due'] or 'no date':<11} {row['reference']:<13} {row['what']}"
            f"{'  overdue' if row['overdue'] else ''}"
            for row in rows
        ]
        say(options, {"tasks": rows}, "\n".join(lines) or "None.")
    return 0


def _row(one: ToDo) -> dict[str, Any]:
    return {
        "what": one.dated.words if one.dated else one.kind.value,
        "reference": one.reference,
        "due": one.due.isoformat() if one.due else None,
        "overdue": one.overdue,
        "since": one.since.isoformat() if one.since else None,
    }
