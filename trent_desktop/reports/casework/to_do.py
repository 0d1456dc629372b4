"""What is to be done because of a step: tasks that nobody has to think of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from trent_desktop.reports.cases import EntryKind, Move, TimelineEntry
from trent_desktop.reports.entries import PROGRAM, NewEntry, actions_of, open_actions
from trent_desktop.reports.steps import Step


def to_do_after(
    step: Step, entry: NewEntry, timeline: Iterable[TimelineEntry] = ()
) -> tuple[NewEntry, ...]:
    """The tasks that follow from a step that was just taken, as entries; before them, which

    earlier ones are done with by it. `timeline` is what stood before it.
    """
    today = entry.at.astimezone().date()
    before = tuple(timeline)
    known: dict[str, Any] = {}
    for one in before:
        known.update({name: one.details[name] for name in step.recalls if name in one.details})
    details = known | dict(entry.details)
    return _settled(step, entry, before) + tuple(
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
        for number, one in enumerate(step.follows(details, today))
    )


def _settled(
    step: Step, entry: NewEntry, timeline: tuple[TimelineEntry, ...]
) -> tuple[NewEntry, ...]:
    """What earlier steps gave to do, and this one makes needless."""
    of = [one.id for one in timeline if one.move in step.settles]
    return tuple(
        NewEntry(
            uuid.uuid5(entry.id, f"done {task.id}"),
            EntryKind.ACTION,
            entry.at,
            entry.author,
            Move.ACTION_DONE,
            "",
            {"action": str(task.id)},
        )
        for task in open_actions(actions_of(timeline))
        if any(task.id == uuid.uuid5(one, f"to do {number}") for one in of for number in range(4))
    )
