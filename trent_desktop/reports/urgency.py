"""Whether an ordinary report waits for the safeguarding lead's decision, read from its entries.

It does from the moment at which its answers say that a child may be in danger, or that it is
serious, until somebody has decided; and anew whenever the answers say more than before.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from trent_desktop.newer import known
from trent_desktop.reports.cases import CaseState, EntryKind, Move, Route, TimelineEntry
from trent_desktop.reports.entries import PROGRAM, NewEntry, answers_of, told_entry
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.severity import Alarm, alarm_of
from trent_desktop.reports.workflow import OVER, Workflow, flow_of, state_after
from trent_desktop.roles import Role

Entry = TimelineEntry | NewEntry

OPENED_AGAIN = "The answers say more than before: a child may be in danger, or it is serious."
_ANSWERS = (EntryKind.REPORT, EntryKind.MORE_ANSWERS, EntryKind.AMENDMENT)
_ENDS = (Move.DECIDE, Move.SIGN_OFF, Move.CLOSE, Move.MERGE)


def is_urgent(kind: Kind | None, route: Route, timeline: Iterable[Entry]) -> bool:
    """Whether the safeguarding lead's decision is missing."""
    if kind is None or not route.filtered:
        return False
    alarm, urgent = Alarm(), False
    answers: dict[str, Any] = {}
    for entry in timeline:
        if entry.kind in _ANSWERS:
            answers = answers_after(answers, entry)
            now = alarm_of(kind, route, answers)
            urgent = urgent or now.above(alarm)
            alarm = now
        elif entry.move in _ENDS:
            # Signed off or closed by an earlier program, which did not ask her, it is over too.
            urgent = False
    return urgent


def answers_after(answers: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    """The answers once an entry is added to them."""
    return {**answers, **answers_of([entry])}


def consequences(
    kind: Kind | None,
    route: Route,
    state: CaseState,
    timeline: Iterable[TimelineEntry],
    entry: NewEntry,
    readers: Iterable[Role | None] = (),
    *,
    in_part: bool = False,
) -> tuple[tuple[NewEntry, ...], CaseState]:
    """What follows by itself from new answers in `entry`: further entries, and the state then.

    When they say more than before, the safeguarding leads are told, and a report that was over
    opens again where its filter's part had come to. Anything else that is added to a report that
    is over is told to the roles among its `readers`.
    """
    before = tuple(timeline)
    answers = answers_of(before)
    roles = [role for role in Role if role in set(readers)]
    if entry.kind is EntryKind.NOTE and in_part and roles:
        # She does not see where it stands, so that it may be over: those who lead hear of it.
        return (told_entry(entry.id, roles, entry.at),), state
    if kind is None or entry.kind not in _ANSWERS:
        return (), state
    now = alarm_of(kind, route, answers_after(answers, entry))
    if not now.above(alarm_of(kind, route, answers)):
        return ((told_entry(entry.id, roles, entry.at),) if state in OVER and roles else ()), state
    told = told_entry(entry.id, (Role.DSL, Role.DEPUTY_DSL), entry.at)
    if state not in OVER:
        return (told,), state
    state = _before_it_was_over(flow_of(kind, route), route, before)
    opened = NewEntry(
        uuid.uuid5(entry.id, "opened again"),
        EntryKind.MOVE,
        entry.at,
        PROGRAM,
        Move.REOPEN,
        OPENED_AGAIN,
        {"state": state.value},
    )
    return (opened, told), state


def _before_it_was_over(
    flow: Workflow, route: Route, timeline: Iterable[TimelineEntry]
) -> CaseState:
    state = last = route.first_state
    for entry in timeline:
        if entry.move is None:
            continue
        kept = entry.details.get("state") if entry.move is Move.REOPEN else None
        state = known(CaseState, kept) or state_after(
            entry.move, route, state, flow=flow, details=entry.details
        )
        last = last if state in OVER else state
    return last
