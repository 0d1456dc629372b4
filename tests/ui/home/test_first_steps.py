"""Home says what a new school does first, to whoever sets it up, until it is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from trent_desktop.oversight.first_steps.service import FirstSteps
from trent_desktop.oversight.first_steps.values import Kind, Step
from ui.components.rows import RowButton
from ui.components.shown_keys import shown_keys
from ui.components.words import Words
from ui.home.first_steps import FirstStepsCard
from ui.home.home import HomePage
from ui.program import Program

NEW = tuple(
    Step(one, one in (Kind.CLASS_LIST, Kind.FILTER), 27 if one is Kind.SLIPS else 0) for one in Kind
)


def card_of(program: Program) -> FirstStepsCard:
    page = program.window.inside.page("home")
    assert isinstance(page, HomePage)
    return page.first_steps


def test_each_step_leads_to_where_it_is_done_and_the_list_goes(stage: Stage, qtbot: QtBot) -> None:
    program = stage.signed_in("ict")
    card = card_of(program)
    assert card.isHidden()  # nothing is left to do in the sample school
    card._may = False  # what the sample school would say is not asked again
    card.show_steps(NEW)
    rows = [one.face.words for one in card.findChildren(RowButton)]
    assert len(rows) == 6
    assert "Bring in the class list" not in rows
    assert "Bring in the class list" in [one.text() for one in card.findChildren(Words)]
    assert card.count.text() == "2 of 8 done"
    for words, room in (("slips", "school"), ("agreements", "agreements"), ("lesson", "lessons")):
        program.window.inside.go("home")
        row = next(one for one in card.findChildren(RowButton) if words in one.face.words)
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        settle()
        assert program.window.inside.here == room
    card.show_steps(tuple(Step(one, True) for one in Kind))
    assert card.isHidden()


def test_a_teacher_has_no_such_list(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    card = card_of(program)
    card.refresh()
    settle()
    assert card.isHidden()


def test_the_doors_say_the_keys_of_their_rooms(stage: Stage) -> None:
    program = stage.signed_in("ict")
    view = program.window.inside.page("home").view  # type: ignore[union-attr]
    rooms = program.window.inside._rooms
    for door, room in ((view.teach, "lessons"), (view.agreements, "agreements")):
        keys = rooms[room].shortcut
        assert keys
        assert f"Shortcut {shown_keys(keys)}." in door.accessibleDescription()


def test_once_all_is_done_the_school_is_not_asked_again(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Step, ...]] = []
    answers = [NEW, tuple(Step(one, True) for one in Kind)]

    def now(_self: FirstSteps) -> tuple[Step, ...]:
        asked.append(answers[min(len(asked), 1)])
        return asked[-1]

    monkeypatch.setattr(FirstSteps, "now", now)
    program = stage.signed_in("ict")
    card = card_of(program)
    assert not card.isHidden()
    for _ in range(3):
        card.refresh()
        settle()
    assert card.isHidden()
    assert len(asked) == 2
    # Nor by the next start of the program on this laptop, whoever joins meanwhile.
    again = FirstStepsCard(card._desk)
    qtbot.addWidget(again)
    again.refresh()
    settle()
    assert again.isHidden()
    assert len(asked) == 2
