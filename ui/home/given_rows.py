"""A row of the list of what is to be done, and those with a day: tasks, and what other rooms know.

The list may be read over her shoulder: a task's row says who gave it and by when, not what it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trent_desktop.reports.tasks.task import ToDo, ToDoKind
from ui.components.rows import RowFace
from ui.home.times import day_and_month, day_name, when
from ui.journeys.direction import isolated, joined
from ui.shell.rooms import OpenTask, PolicySection
from ui.theme import Tone

if TYPE_CHECKING:
    from trent_desktop.dated import Dated


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the list, and where pressing it leads."""

    face: RowFace
    room: str
    place: object
    is_case: bool = False  # its next step is hers


_GIVEN = {
    ToDoKind.TASK: "Given",
    ToDoKind.REVIEW: "It is time to look at it again · given",
    ToDoKind.NEXT_IN_LINE: "Given to somebody else, and comes to you as next in line · given",
    ToDoKind.GIVEN_BACK: "Whoever it was given to cannot do it · given",
}


def given_task(row: ToDo, now: dt.datetime) -> Task:
    """`TR-2026-014 needs you: from Fatima Sheikh`, without a word of what is to be done."""
    given = f"{_GIVEN.get(row.kind, 'Given')} {when(row.since, now)}" if row.since else ""
    words, tone = due_words(row.due, now.date())
    by = f"By {day_name(row.due)} {day_and_month(row.due)}" if row.due else ""
    face = RowFace(
        f"{row.reference} needs you" + (f": from {isolated(row.giver)}" if row.giver else ""),
        joined(by, given),
        "clock-counter-clockwise" if row.kind is ToDoKind.REVIEW else "check-square-offset",
        chip=words,
        chip_tone=tone,
        chip_icon="warning-circle" if row.overdue else "clock" if row.due else "user",
    )
    assert row.id is not None  # noqa: S101 - a task has one
    return Task(face, "reports", OpenTask(row.id, row.case_id))


def dated_task(one: Dated, now: dt.datetime) -> Task:
    """`Check the filter`, or a meeting with its time."""
    words, tone = due_words(one.day, now.date())
    if not one.to_do:
        words, tone = words.removeprefix("Due ").capitalize(), Tone.SKY
    face = RowFace(
        one.words,
        f"{one.at.hour}.{one.at.minute:02}" if one.at else "",
        "calendar-blank",
        chip=words,
        chip_tone=tone,
        chip_icon="warning-circle" if tone is Tone.CORAL else "clock",
    )
    return Task(face, "policy", PolicySection(one.part, one.subject))


def due_words(due: dt.date | None, today: dt.date) -> tuple[str, Tone]:
    """`Due today`, `Due Thursday`, `Was due 4 November`; `With you` for no day."""
    if due is None:
        return "With you", Tone.SUN
    days = (due - today).days
    if days < 0:
        return f"Was due {'yesterday' if days == -1 else day_and_month(due)}", Tone.CORAL
    if days <= 1:
        return f"Due {'tomorrow' if days else 'today'}", Tone.SUN
    return f"Due {day_name(due) if days < 7 else day_and_month(due)}", Tone.PLAIN
