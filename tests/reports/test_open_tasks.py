"""A report does not end over open tasks in silence: whoever ends it says so."""

from __future__ import annotations

import pytest

from tests.reports.doing import act, send
from tests.schools import SmallSchool
from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.cases import CaseFile, CaseState, Move
from trent_desktop.reports.entries import OPEN_TASKS
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.timeline_words import entry_words


def with_tasks(school: SmallSchool) -> CaseFile:
    """A report that waits to be signed off, with two tasks open and one done."""
    sent = send(school, school.open("teacher1"))
    ict = school.open("ict")
    case = act(ict.cases, ict.cases.open_case(sent.case_id), Move.NO_BLOCK_NEEDED, "An app.")
    for words in ("Ring home.", "Speak with 4B.", "Look at the tablet."):
        case = act(ict.cases, case, Move.ACTION, words)
    return act(ict.cases, case, Move.ACTION_DONE, action=str(case.actions[2].id))


@pytest.mark.parametrize("move", [Move.SIGN_OFF, Move.CLOSE])
def test_it_says_what_is_open_and_asks(school: SmallSchool, move: Move) -> None:
    case, head = with_tasks(school), school.open("head")
    for said in ({}, {OPEN_TASKS: "1"}):
        with pytest.raises(AnswersRefused) as refused:
            act(head.cases, case, move, "Well done.", **said)
        assert "2 tasks are still open: Ring home; Speak with 4B." in refused.value.words
    case = act(head.cases, case, move, "Well done.", **{OPEN_TASKS: "2"})
    assert case.summary.state in (CaseState.SIGNED_OFF, CaseState.CLOSED)
    assert "2 tasks were still open." in entry_words(case.timeline[-1], KINDS[0], {}).words


def test_with_every_task_done_nothing_is_asked(school: SmallSchool) -> None:
    case, head = with_tasks(school), school.open("head")
    for task in case.actions[:2]:
        case = act(head.cases, case, Move.ACTION_DONE, action=str(task.id))
    case = act(head.cases, case, Move.SIGN_OFF, "Well done.")
    assert case.summary.state is CaseState.SIGNED_OFF
    # Signed off, it is only put away.
    assert act(head.cases, case, Move.CLOSE).summary.state is CaseState.CLOSED
