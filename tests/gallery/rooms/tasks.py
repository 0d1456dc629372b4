"""Tasks: on Home, the list of everything, a task alone, and beside the case."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import CaseState, CaseSummary, Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.tasks.task import ToDoKind
from ui.shell.rooms import OpenTask, ToDoList

_TODAY = NOW.date()
_TASKS = (
    ("Ring home and ask whether the tablet there has a filter.", -3),
    ("Speak with 4B about what to do when a picture comes up, and tell me how it went.", 0),
    ("Read the second page of the leaflet with them.", 3),
    ("Look at the seating plan again.", None),
)


def _told(one: CaseSummary) -> bool:
    kind = kind_named("told")
    return kind is not None and one.kind == kind.name and one.state is CaseState.WITH_DSL


def give(stage: Stage, to: str = "teacher1") -> None:
    """The safeguarding lead gives a teacher things to do in a report that is not hers to read."""
    dsl = stage.open("dsl")
    row = next(one for one in dsl.cases.page(CaseQuery(), limit=500).rows if _told(one))
    members = dsl.people.members()
    owner = next(one for one in members if one.sign_in_name == to)
    case = dsl.cases.open_case(row.id)
    for words, days in _TASKS:
        due = None if days is None else (_TODAY + dt.timedelta(days=days)).isoformat()
        case = dsl.cases.act(
            row.id,
            Move.ACTION,
            version=case.version,
            entry_id=uuid.uuid4(),
            words=words,
            details={"owner": str(owner.id), "due": due},
        )
    dsl.close()


def _say(school: OpenSchool) -> None:
    rows = [one for one in school.tasks.to_do() if one.kind is ToDoKind.TASK]
    task_ids = [one.id for one in rows if one.id]
    school.tasks.answer(
        task_ids[0], "Rang at noon. There is none.", done=True, answer_id=uuid.uuid4()
    )
    school.tasks.answer(
        task_ids[1], "I am on a course all week.", done=False, answer_id=uuid.uuid4()
    )


@screen("tasks-home")
def on_home(stage: Stage) -> QWidget:
    give(stage)
    return stage.signed_in("teacher1").window


@screen("tasks-everything")
def everything(stage: Stage) -> QWidget:
    give(stage)
    program = stage.signed_in("teacher1")
    program.window.inside.go("home", ToDoList())
    settle(30)
    return program.window


@screen("tasks-everything-dsl")
def everything_of_the_dsl(stage: Stage) -> QWidget:
    give(stage)
    program = stage.signed_in("dsl")
    program.window.inside.go("home", ToDoList())
    settle(30)
    return program.window


@screen("tasks-alone")
def alone(stage: Stage) -> QWidget:
    give(stage)
    program = stage.signed_in("teacher1")
    school = program.school
    assert school is not None
    task = next(one for one in school.tasks.to_do() if one.kind is ToDoKind.TASK and one.due)
    assert task.id is not None
    program.window.inside.go("reports", OpenTask(task.id))
    settle(30)
    return program.window


@screen("tasks-case")
def beside_the_case(stage: Stage) -> QWidget:
    """Done by one, given back by another, late by a third."""
    give(stage)
    teacher = stage.open("teacher1")
    _say(teacher)
    teacher.close()
    window, page = open_case(stage, "dsl", _told)
    page.view.page.ensureWidgetVisible(page.view.to_do, 0, 40)
    settle()
    return window
