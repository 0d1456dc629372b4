"""What a part is called is a heading, so that whoever cannot see jumps from one to the next."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.reports.doing import full_answers
from tests.schools import SmallSchool
from tests.ui.reports.casework import opened
from tests.ui.reports.conftest import Seat, quick_answers
from trent_desktop.journeys import Row
from ui.components import read_aloud
from ui.components.words import Words
from ui.journeys.check_page import CheckPage
from ui.journeys.so_far import SoFar
from ui.reports.case_parts import answered_pages

Sit = Callable[[str], Seat]
ROWS = (
    Row("one", "where", "Where was it?", "A game", True),
    Row("one", "who", "Who saw it?", "", False),
)


def headings(part: QWidget) -> list[str]:
    """What a screen reader can jump to, by what it is called."""
    found: list[str] = []
    for one in part.findChildren(Words):
        face = read_aloud._faces.make("", one)
        if face is not None and face.role() == QAccessible.Role.Heading:
            found.append(face.text(QAccessible.Text.Name))
    return found


def test_the_parts_of_a_report_are_headings(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    teacher = seat("teacher1").school
    sent = teacher.cases.send(folder_school.draft(quick_answers(folder_school)))
    (rest,) = teacher.drafts.all()
    teacher.cases.send(dataclasses.replace(rest, answers=full_answers(rest.answers)))
    page = opened(qtbot, seat("ict"), sent.case_id)
    assert page.case is not None
    parts = [heading for heading, _answered in answered_pages(page.case)]
    assert len(parts) > 3
    assert headings(page.view.answers) == ["The report", *parts]
    assert headings(page.view.happened)[0] == "What has happened"


@pytest.mark.parametrize("made", [SoFar, lambda: CheckPage("Check your answers", ROWS)])
def test_each_answer_of_a_summary_is_under_a_heading(
    qtbot: QtBot, made: Callable[[], QWidget]
) -> None:
    page = made()
    qtbot.addWidget(page)
    if isinstance(page, SoFar):
        page.show_rows(ROWS, ["where"])
    said = headings(page)
    assert said[0] in ("So far", "Check your answers")
    assert said[1:] == ["Where was it?", "Who saw it?"]
