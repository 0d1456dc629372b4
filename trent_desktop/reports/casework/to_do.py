"""What is to be done because of a step: tasks that nobody has to think of."""

from __future__ import annotations

import uuid

from trent_desktop.reports.entries import NewEntry
from trent_desktop.reports.steps import Step
from trent_desktop.reports.tasks.task import NewTask
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn


def tasks_after(me: SignedIn, step: Step, entry: NewEntry) -> tuple[NewTask, ...]:
    """The tasks that follow from a step that was just taken.

    One that is for a role is given to its holder where there is one only; without an owner it is
    for whoever leads.
    """
    today = entry.at.astimezone().date()
    return tuple(
        NewTask(
            uuid.uuid5(entry.id, f"to do {number}"),
            one.words,
            _holder(me, one.role) if one.role else None,
            one.due,
            one.review,
        )
        for number, one in enumerate(step.follows(entry.details, today))
    )


def _holder(me: SignedIn, role: Role) -> uuid.UUID | None:
    holding = [one.id for one in me.directory.members if one.active and role in one.roles]
    return holding[0] if len(holding) == 1 else None
