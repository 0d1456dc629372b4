"""What I have to do: one list of all that has a date, or waits for the member (rule 28)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence

from trent_desktop.reports.cases import CaseState, CaseSummary
from trent_desktop.reports.casework.late import Late
from trent_desktop.reports.reference_signs import is_sealed
from trent_desktop.reports.severity import SERIOUS
from trent_desktop.reports.tasks.line import hers
from trent_desktop.reports.tasks.task import Task, ToDo, ToDoKind
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.roles import Role
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.people.people import Member

_S = CaseState
_LEAD = frozenset({Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR})
#: In these a case waits since it was sent, whatever was added to it meanwhile.
_FIRST = frozenset({_S.NEW, _S.WITH_DSL, _S.WITH_HEAD, _S.WITH_CHAIR})


def in_order(rows: Iterable[ToDo]) -> tuple[ToDo, ...]:
    """Overdue first, then by date, then what has none, as it comes."""
    return tuple(
        sorted(rows, key=lambda one: (not one.overdue, one.due is None, one.due or dt.date.max))
    )


def task_rows(
    tasks: Iterable[Task], me: uuid.UUID, members: Sequence[Member], today: dt.date
) -> Iterator[ToDo]:
    """Those of the tasks on this laptop that are hers to see to today.

    Named is who gave one only where they lead on reports: what a report itself begins would name
    whoever sent it.
    """
    named: dict[uuid.UUID | None, str] = {
        one.id: one.name for one in members if one.id != me and not _LEAD.isdisjoint(one.roles)
    }
    for task in tasks:
        kind = hers(task, me, members, today)
        if kind is not None:
            yield ToDo(
                kind,
                task.id,
                task.reference,
                task.due,
                task.given_at,
                overdue=task.due is not None and task.due < today,
                case_id=task.case_id if task.reads_case else None,
                giver="" if is_sealed(task.reference) else named.get(task.given_by_id, ""),
            )


def case_row(row: CaseSummary, today: dt.date, late: Late | None = None) -> ToDo:
    """A case whose next step is hers. What is serious is for today, and overdue where a clock of
    it ran out.
    """
    due = today if row.severity >= SERIOUS and not row.newer else None
    return ToDo(
        ToDoKind.CASE,
        row.id,
        row.reference,
        late.due.astimezone().date() if late else due,
        row.recorded_at if row.state in _FIRST else row.updated_at,
        overdue=late is not None,
        case_id=row.id,
        case=row,
    )


def clock_row(late: Late) -> ToDo:
    """A serious case that she leads on, of which a clock ran out while another has the next step."""
    return ToDo(
        ToDoKind.CLOCK,
        late.case_id,
        late.reference,
        late.due.astimezone().date(),
        late.due,
        overdue=True,
        case_id=late.case_id,
    )


def draft_row(draft: Draft, *, refused: bool, over: bool) -> ToDo:
    """A report that is not finished, or that could not be sent."""
    kind = ToDoKind.REFUSED if refused else ToDoKind.DRAFT
    return ToDo(kind, draft.id, draft.reference, since=draft.started_at, draft=draft, over=over)


def waiting_row(since: dt.datetime, draft: Draft | None = None) -> ToDo:
    """What goes by itself when the share is back: a report, or what was said of a task."""
    return ToDo(ToDoKind.WAITING, draft.id if draft else None, since=since, draft=draft)


def key_row(other: OtherKey) -> ToDo:
    """Keys that this laptop has not seen before."""
    return ToDo(ToDoKind.NEW_KEYS, since=other.made_at, other_key=other)


def reset_row(member: Member) -> ToDo:
    """Somebody who lost her keys, and can be given her reports back."""
    return ToDo(ToDoKind.GIVE_REPORTS_BACK, member.id, member=member)
