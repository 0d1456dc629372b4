"""Steps on the case page, from the safeguarding lead's first press to the Headteacher's signature."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.reports.test_kinds import TOLD, answers_of_kind
from tests.schools import SmallSchool
from tests.ui.reports.casework import form, forms, opened, state_is
from tests.ui.reports.conftest import Seat, words_of
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.casework import names as n
from trent_desktop.reports.sent import Sent
from ui.components.marks import Chip
from ui.journeys.choice_controls import ChoicesControl
from ui.journeys.day_control import DayControl
from ui.reports.case_page import CasePage
from ui.reports.end_form import EndForm
from ui.reports.room import ReportsPage
from ui.reports.step_form import QuestionsForm

Sit = Callable[[str], Seat]


def send_told(school: SmallSchool) -> Sent:
    teacher = school.open("teacher1")
    sent = teacher.cases.send(school.draft(answers_of_kind(TOLD), journey=TOLD.name))
    teacher.close()
    return sent


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tick(asked: QuestionsForm, name: str, value: str) -> None:
    control = asked.blocks[name].control
    assert isinstance(control, ChoicesControl)
    click(control.rows[value])


def decision(page: CasePage) -> QuestionsForm:
    found = form(page, Move.DECIDE)
    assert isinstance(found, QuestionsForm)
    return found


def record(page: CasePage, words: str) -> QuestionsForm:
    """Press “Write down what was done” and what is behind it."""
    click(page.view.records.more)
    click(next(button for button in page.view.records.buttons if button.text() == words))
    found = page._open_form
    assert isinstance(found, QuestionsForm)
    return found


def clocks(page: CasePage) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in page.view.clocks.findChildren(Chip) if one.isVisible()]


def test_from_i_have_it_to_the_signature(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send_told(folder_school)
    dsl = seat("dsl")
    page = opened(qtbot, dsl, sent.case_id)
    assert clocks(page)[0] == "Nobody has it: due today at 11:42"
    # Near the top, before anything that is scrolled to.
    tops = [part.mapTo(page.view, QPoint()).y() for part in (page.view.clocks, page.view.step)]
    assert tops == sorted(tops)

    # One press, and whoever sent it sees it.
    click(form(page, Move.HAVE_IT).button)
    qtbot.waitUntil(lambda: forms(page) == {Move.DECIDE}, timeout=5_000)
    assert clocks(page)[0] == "Somebody has it: today at 10:42"
    assert len(clocks(page)) == 3
    teacher = seat("teacher1")
    hers = opened(qtbot, teacher, sent.case_id)
    assert "Has it" in words_of(hers.view.happened)
    # That somebody has it, and no more.
    assert clocks(hers) == ["Somebody has it: today at 10:42"]
    assert not hers.view.records.more.isVisible()

    # Several decisions in one; until when is asked only when it is watched.
    asked = decision(page)
    until = asked.blocks[n.MONITOR_UNTIL]
    assert not until.isVisible()
    tick(asked, n.DECIDED, n.EARLY_HELP)
    tick(asked, n.DECIDED, n.MONITOR)
    assert until.isVisible()
    click(asked.button)
    assert until.error.text() == "Say until when it will be watched."
    control = until.control
    assert isinstance(control, DayControl)
    QTest.keyClicks(control.date, "in 2 weeks")
    assert asked.words is not None
    QTest.keyClicks(asked.words, "The family takes the help.")
    click(asked.button)
    state_is(qtbot, page, CaseState.DECIDED)
    assert "Early help; Watched until a day" in words_of(page.view.happened)
    assert "Look again at how things are" in words_of(page.view.to_do)

    # What was done on the way.
    parents = record(page, "Parents told")
    click(parents.button)
    assert parents.blocks[n.TOLD].error.text() == "Say whether they have."
    parents.blocks[n.TOLD].show_value("no")
    assert parents.words is not None
    QTest.keyClicks(parents.words, "Social care asks us to wait.")
    click(parents.button)
    qtbot.waitUntil(lambda: page._open_form is None, timeout=5_000)
    assert "Social care asks us to wait." in words_of(page.view.happened)

    # The Headteacher is told what was not done, and says that it ends all the same.
    heads = opened(qtbot, seat("head"), sent.case_id)
    signing = form(heads, Move.SIGN_OFF)
    assert isinstance(signing, EndForm)
    assert "1 task is still open" in words_of(signing)
    assert "Nothing says that anybody was told how it ended." in words_of(signing)
    assert signing.words is not None
    QTest.keyClicks(signing.words, "Agreed.")
    assert signing.all_the_same is not None
    click(signing.all_the_same)
    click(signing.button)
    state_is(qtbot, heads, CaseState.SIGNED_OFF)
    assert "Nothing says that anybody was told how it ended." in words_of(heads.view.happened)


def test_what_was_ticked_and_typed_is_there_when_the_program_opens_again(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send_told(folder_school)
    sitting = seat("dsl")
    page = opened(qtbot, sitting, sent.case_id)
    asked = decision(page)
    tick(asked, n.DECIDED, n.MONITOR)
    control = asked.blocks[n.MONITOR_UNTIL].control
    assert isinstance(control, DayControl)
    QTest.keyClicks(control.date, "next Fri")
    assert asked.words is not None
    QTest.keyClicks(asked.words, "The grandmother")
    page.keep()
    fresh = ReportsPage(sitting.desk, folder_school.clock)
    qtbot.addWidget(fresh)
    fresh.show()
    again = decision(opened(qtbot, dataclasses.replace(sitting, room=fresh), sent.case_id))
    assert again.blocks[n.DECIDED].value() == [n.MONITOR]
    assert again.blocks[n.MONITOR_UNTIL].value() == "2026-11-27"
    assert again.typed() == "The grandmother"
