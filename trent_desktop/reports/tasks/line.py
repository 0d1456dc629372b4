"""Whose a task is today: its owner's, and when she does not see to it, the next in line's.

It is worked out from the case, the staff and the day, on the laptop of everybody who reads the
case; nothing has to be sealed anew for it (rule 27).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from trent_desktop.reports.cases import Route
from trent_desktop.reports.tasks.task import Task, ToDoKind
from trent_desktop.reports.who.leading import NEXT_IN_LINE
from trent_desktop.roles import Role
from trent_desktop.school.people.people import Member


def line_of(route: Route, readers: Iterable[Role | None]) -> tuple[Role, ...]:
    """The roles that read a case in the order in which its tasks come to them."""
    reads = {role for role in readers if role is not None}
    ordered = [role for role in (*route.readers, *Role) if role in reads]
    if not ordered:
        return ()
    nearest = [role for role in NEXT_IN_LINE.get(ordered[0], ()) if role in reads]
    return tuple(dict.fromkeys((ordered[0], *nearest, *ordered)))


def next_in_line(task: Task, members: Iterable[Member]) -> frozenset[uuid.UUID]:
    """Who has a task that its owner does not see to; never she, nor the person it is about."""
    there = [
        one
        for one in members
        if one.active and one.id != task.owner_id and one.id not in task.not_for
    ]
    for role in task.line:
        if holders := frozenset(one.id for one in there if role in one.roles):
            return holders
    return frozenset()


def hers(task: Task, me: uuid.UUID, members: Iterable[Member], today: dt.date) -> ToDoKind | None:
    """As what an open task stands on the list of a member; None where it does not."""
    members = tuple(members)
    if me in task.not_for:
        return None
    active = {one.id for one in members if one.active}
    following = me in next_in_line(task, members)
    if task.given_back:
        if task.given_by_id in active - task.not_for:
            if task.given_by_id == me and task.reads_case:
                return ToDoKind.GIVEN_BACK
        elif following:
            return ToDoKind.GIVEN_BACK
    elif (task.owner_id == me and not task.taken) or (task.owner_id is None and following):
        return ToDoKind.REVIEW if task.review else ToDoKind.TASK
    late = task.due is not None and task.due < today
    unowned = task.owner_id is not None and (
        task.taken or task.owner_id not in active - task.not_for
    )
    return ToDoKind.NEXT_IN_LINE if following and (late or unowned) else None
