"""A child's name typed on the quick page: underlined, a quiet line, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.reports.conftest import Seat
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import names
from ui.journeys.controls import LongTextControl
from ui.journeys.names_line import NamesLine
from ui.journeys.question_page import QuestionPage
from ui.shell.rooms import NewReport


def test_a_name_typed_too_soon_is_underlined_and_moves_nothing(
    qtbot: QtBot, seat: Callable[[str], Seat]
) -> None:
    here = seat("teacher1")
    here.room.arrive(NewReport())
    here.room.choosing.content_door.click()
    journey = here.room.reporting.journey
    assert journey is not None
    page = journey.page
    assert isinstance(page, QuestionPage)
    (line,) = page.findChildren(NamesLine)  # the addresses, and who did it, are asked without
    control = page.blocks[names.SEEN].control
    assert isinstance(control, LongTextControl)
    field = control.area
    hint = line.text()
    assert "leave out children’s names" in hint
    qtbot.wait(50)
    stood = page.blocks[names.WHERE].mapTo(journey, QPoint(0, 0))

    # A sign that Qt counts as two comes before the name.
    field.setPlainText("\U0001f40b ")
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClicks(field, "and Aisha's tablet")
    qtbot.waitUntil(lambda: line.text() != hint)
    assert line.text() == "Leave Aisha out here? Who saw it is asked later."
    (mark,) = field.extraSelections()
    assert mark.cursor.selectedText() == "Aisha"
    assert mark.format.underlineStyle() is not QTextCharFormat.UnderlineStyle.NoUnderline
    assert page.blocks[names.WHERE].mapTo(journey, QPoint(0, 0)) == stood
    assert journey.run.get(names.SEEN).endswith("and Aisha's tablet")  # taken as it was typed
    assert not page.blocks[names.SEEN].error.text()

    field.clear()
    QTest.keyClicks(field, "A cruel picture of a whale")
    qtbot.waitUntil(lambda: line.text() == hint and not field.extraSelections())


def test_where_no_name_belongs_is_said_by_the_question_itself() -> None:
    # Whoever is asked to leave names out is helped to; and nobody else is.
    from trent_desktop.journeys import LongText
    from trent_desktop.reports.asked.questions import Defaults

    asked = {
        question.name: bool(question.names_asked)
        for kind in KINDS
        for stage in kind.stages
        for question in kind.journey(stage, Defaults(), None).questions()
        if isinstance(question, LongText)
    }
    leaves_out = {
        question.name: "leave out children’s names" in question.hint
        for kind in KINDS
        for stage in kind.stages
        for question in kind.journey(stage, Defaults(), None).questions()
        if isinstance(question, LongText)
    }
    assert asked == leaves_out
    assert sum(asked.values()) == 3
