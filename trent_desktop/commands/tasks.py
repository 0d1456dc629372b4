"""``trent-desktop tasks list``: what a member has to do, without what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from trent_desktop.commands.frame import DONE, Opened, Options, look, say
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.tasks.task import ToDo
from trent_desktop.school.people.permissions import Right


def listed(options: Options) -> int:
    """Everything, overdue first, then by date, then what has none."""
    with Opened(options) as school:
        look(options, school)
        asked = not options.source.from_laptop
        if asked or not school.calendar.has_looked():
            school.calendar.look()
        rows = [_row(one) for one in school.calendar.to_do()]
        rows = sorted([*rows, *(_receipts(school) if asked else ())], key=_in_order)
        lines = [
            f"{row['due'] or 'no date':<11} {row['reference']:<13} {row['what']}"
            f"{'  overdue' if row['overdue'] else ''}"
            for row in rows
        ]
        say(options, {"tasks": rows}, "\n".join(lines) or "None.")
    return DONE


def _receipts(school: OpenSchool) -> Iterator[dict[str, Any]]:
    """Packs for the next school whose receipt is waited for: from their day on, somebody rings."""
    if not school.may(Right.DECIDE):
        return
    for pack in school.packs.sent():
        if pack.arrived is None:
            yield {
                "what": "receipt",
                "reference": pack.number,
                "due": pack.due.isoformat(),
                "overdue": pack.late,
                "since": pack.sent.isoformat(),
            }


def _in_order(row: dict[str, Any]) -> tuple[bool, str]:
    return not row["overdue"], row["due"] or dt.date.max.isoformat()


def _row(one: ToDo) -> dict[str, Any]:
    return {
        "what": one.dated.words if one.dated else one.kind.value,
        "reference": one.reference,
        "due": one.due.isoformat() if one.due else None,
        "overdue": one.overdue,
        "since": one.since.isoformat() if one.since else None,
    }
