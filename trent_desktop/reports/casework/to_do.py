"""What is to be done because of a step: tasks that nobody has to think of."""

from __future__ import annotations

import uuid

from trent_desktop.reports.cases import EntryKind, Move
from trent_desktop.reports.entries import PROGRAM, NewEntry
from trent_desktop.reports.steps import Step


def to_do_after(step: Step, entry: NewEntry) -> tuple[NewEntry, ...]:
    """The tasks that follow from a step that was just taken, as entries."""
    today = entry.at.astimezone().date()
    return tuple(
        NewEntry(
            uuid.uuid5(entry.id, f"to do {number}"),
            EntryKind.ACTION,
            entry.at,
            PROGRAM,
            Move.ACTION,
            one.words,
            {
                "owner": None,
                "owner_name": one.role.title if one.role else "",
                "due": one.due.isoformat(),
                "review": one.review,
            },
        )
        for number, one in enumerate(step.follows(entry.details, today))
    )
