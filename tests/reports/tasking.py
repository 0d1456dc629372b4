"""Giving tasks and looking at them, as tests do it."""

from __future__ import annotations

import datetime as dt

from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.tasks.task import ToDo, ToDoKind

WORDS = "Ask Łukasz’s mother whether the tablet at home has a filter."
DONE = "She says there is none. I gave her the leaflet."
THURSDAY = dt.date(2026, 11, 26)


def hers(member: OpenSchool) -> list[ToDo]:
    """What a member has to do that is a task, once her laptop has looked."""
    member.follow()
    kinds = (ToDoKind.TASK, ToDoKind.REVIEW, ToDoKind.NEXT_IN_LINE, ToDoKind.GIVEN_BACK)
    return [one for one in member.tasks.to_do() if one.kind in kinds]


def stopped(school: SmallSchool) -> tuple[OpenSchool, CaseFile]:
    """A report that only those who lead read, opened by the safeguarding lead."""
    sent = send(school, school.open("teacher2"), "stop")
    dsl = school.open("dsl")
    dsl.follow()
    return dsl, dsl.cases.open_case(sent.case_id)


def give(
    school: SmallSchool,
    by: OpenSchool,
    case: CaseFile,
    to: str | None = "teacher1",
    words: str = WORDS,
    due: dt.date | None = THURSDAY,
    **more: object,
) -> CaseFile:
    owner = str(school.members[to]) if to else None
    return act(by.cases, case, Move.ACTION, words, owner=owner, due=due and due.isoformat(), **more)
