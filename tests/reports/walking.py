"""Takes a case of any kind from its first step to its end, as whoever may take each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, assert_never

from tests.reports.doing import act
from tests.schools import SmallSchool
from trent_desktop.journeys import (
    Addresses,
    Choice,
    Choices,
    ClassPicker,
    Count,
    Day,
    LongText,
    People,
    Question,
    ShortText,
    When,
    typed_person,
)
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.casework.names import PANEL, STAGE
from trent_desktop.reports.entries import OPEN_TASKS, open_actions
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.steps import Step
from trent_desktop.reports.workflow import OVER, flow_of

#: Steps that lead on, in the order in which they are tried.
ONWARD = (
    Move.RECOMMEND,
    Move.AGREE,
    Move.APPLIED,
    Move.BLOCKED_AGAIN,
    Move.NO_BLOCK_NEEDED,
    Move.STAGE,
    Move.HEARING,
    Move.DECIDE,
    Move.SIGN_OFF,
)
LEADING = ("ict", "dsl", "head", "chair")


def an_answer(question: Question, now: dt.datetime) -> Any:
    """Some answer that the question takes."""
    match question:
        case Choice():
            return question.options[0].value
        case Choices():
            return [question.options[0].value]
        case When():
            return now.isoformat()
        case Day():
            return (now.date() + dt.timedelta(days=14)).isoformat()
        case LongText() | ShortText():
            return "Something that is said"
        case ClassPicker():
            return {"id": None, "name": "4B"}
        case People():
            return [typed_person("Łukasz Nowak")]
        case Addresses():
            return "https://example-pages.net/volcano"
        case Count():
            return 2
        case _:
            assert_never(question)


def answers_for(step: Step, now: dt.datetime) -> dict[str, Any]:
    """Answers to what a step asks."""
    made: dict[str, Any] = {}
    for question in step.questions:
        if question.is_asked(made):
            made[question.name] = an_answer(question, now)
    if step.move is Move.STAGE:
        made[STAGE] = PANEL  # the last there is: an earlier one comes again
    return made


def steps_of(
    seats: Mapping[str, OpenSchool], case_id: Any, clock: Callable[[], dt.datetime]
) -> Iterator[CaseFile]:
    """The case after each step, until it is over: each is taken by whoever of those may take it."""
    for _ in range(12):
        for name in LEADING:
            try:
                file = seats[name].cases.open_case(case_id)
            except NotFound:
                continue
            move = next((one for one in ONWARD if one in file.moves), None)
            if move is None:
                continue
            step = flow_of(kind_named(file.summary.kind), file.summary.route).steps[move]
            given = answers_for(step, clock())
            if move is Move.SIGN_OFF and (tasks := open_actions(file.actions)):
                given[OPEN_TASKS] = str(len(tasks))
            file = act(seats[name].cases, file, move, "Seen, safe", **given)
            yield file
            if file.summary.state in OVER:
                return
            break
        else:
            raise AssertionError("nobody can take a step")
    raise AssertionError("it does not end")


def walk(school: SmallSchool, case_id: Any, *, to: Move | None = None) -> CaseFile:
    """Take every step until the case is over, or until `to` was made."""
    seats = {name: school.open(name) for name in LEADING}
    for file in steps_of(seats, case_id, school.clock):
        made = {entry.move for entry in file.timeline if entry.move}
        if file.summary.state in OVER or to in made:
            return file
    raise AssertionError("it does not end")
