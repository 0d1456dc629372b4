"""What is to be done because of a step: tasks that nobody has to think of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from trent_desktop.reports.cases import Action, Answers, EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.entries import INSTEAD_OF, PROGRAM, NewEntry, actions_of, open_actions
from trent_desktop.reports.kinds.kind import Kind
from trent_desktop.reports.steps import Step
from trent_desktop.reports.tasks.task import REVIEW, NewTask
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn

#: No step gives more to do at once.
_MOST = 8


def tasks_after(
    me: SignedIn, step: Step, entry: NewEntry, timeline: Iterable[TimelineEntry]
) -> tuple[NewTask, ...]:
    """The tasks that follow from a step that was just taken. `timeline` is what stood before it.

    One that is for a role is given to its holder where there is one only; without an owner it is
    for whoever leads.
    """
    known: dict[str, Any] = {}
    for one in timeline:
        known.update({name: one.details[name] for name in step.recalls if name in one.details})
    follows = step.follows(known | dict(entry.details), entry.at.astimezone().date())
    return tuple(
        NewTask(
            _id_of(entry.id, number),
            one.words,
            _holder(me, one.role) if one.role else None,
            one.due,
            one.review,
        )
        for number, one in enumerate(follows)
    )


def tasks_at_first(
    kind: Kind, route: Route, report: NewEntry, answers: Answers
) -> tuple[NewEntry, ...]:
    """What is to be done from the moment at which a report is sent, as entries.

    They have no owner, so that they come to whoever leads on it. Nothing follows from a stopped one.
    """
    if route is Route.STOPPED:
        return ()
    follows = kind.begins(answers, report.at.astimezone().date())
    return tuple(
        NewEntry(
            _id_of(report.id, number),
            EntryKind.ACTION,
            report.at,
            PROGRAM,
            Move.ACTION,
            one.words,
            {"owner": None, "owner_name": "", "due": one.due.isoformat(), REVIEW: one.review},
        )
        for number, one in enumerate(follows)
    )


def settled_by(
    step: Step, entry: NewEntry, timeline: Iterable[TimelineEntry]
) -> tuple[NewEntry, ...]:
    """That what earlier steps gave to do is done with by this one, as entries."""
    before = tuple(timeline)
    given = _given_by(step.settles, before)
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
        for task in open_actions(actions_of(before))
        if task.id in given
    )


def steps_of_tasks(
    steps: Iterable[Step], timeline: Iterable[TimelineEntry]
) -> dict[uuid.UUID, Step]:
    """Which tasks of a case are done by a step alone, and by which: by their entries."""
    before = tuple(timeline)
    return {
        task_id: step for step in steps if step.does for task_id in _given_by(step.settles, before)
    }


def with_steps(
    actions: Iterable[Action], steps: Iterable[Step], timeline: Iterable[TimelineEntry]
) -> tuple[Action, ...]:
    """The tasks of a case, each with the step that does it."""
    by = steps_of_tasks(steps, timeline)
    return tuple(replace(one, by=by[one.id].move) if one.id in by else one for one in actions)


def _given_by(
    moves: frozenset[Move | None], timeline: Sequence[TimelineEntry]
) -> frozenset[uuid.UUID]:
    """The tasks that followed from steps; also where one was given to somebody else since."""
    given = {
        _id_of(one.id, number) for one in timeline if one.move in moves for number in range(_MOST)
    }
    for one in timeline:
        if one.move is Move.ACTION and str(one.details.get(INSTEAD_OF)) in set(map(str, given)):
            given.add(one.id)
    return frozenset(given)


def _id_of(step_entry: uuid.UUID, number: int) -> uuid.UUID:
    return uuid.uuid5(step_entry, f"to do {number}")


def _holder(me: SignedIn, role: Role) -> uuid.UUID | None:
    holding = [one.id for one in me.directory.members if one.active and role in one.roles]
    return holding[0] if len(holding) == 1 else None
