"""Everything that takes the keyboard has a name for a screen reader, in every part of the room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat, quick_answers, send
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import FULL, QUICK, STOP, names
from ui.shell.rooms import CaseList, NewReport

Sit = Callable[[str], Seat]


def nameless(root: QWidget) -> list[str]:
    """What takes the keyboard, is in view, and says nothing."""
    QApplication.processEvents()
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_question_has_a_name(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    here = seat("teacher1")
    here.room.arrive(NewReport())
    assert nameless(here.room) == []
    for stage in (QUICK, STOP, FULL):
        here.room._report(KINDS[0], stage)
        journey = here.room.reporting.journey
        assert journey is not None
        for page in journey.run.path():
            journey.run.change(page.name)
            journey.show_page()
            for question in page.questions:
                journey.page.blocks[question.name].show()  # type: ignore[union-attr]
            assert nameless(here.room) == [], page.name


def test_lists_and_cases_have_names(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send(folder_school)
    for name in ("ict", "dsl", "head", "teacher1"):
        here = seat(name)
        here.school.drafts.keep(folder_school.draft(quick_answers(folder_school)))
        here.room.arrive(CaseList("all"))
        qtbot.waitUntil(here.room.list.view.unfinished_card.isVisible)
        assert nameless(here.room) == []
        here.room.open_case(sent.case_id)
        page = here.room.case
        qtbot.waitUntil(page.view.body.isVisible)
        assert nameless(here.room) == []
        if name == "dsl":
            page._give_action()
            assert nameless(here.room) == []
        if name == "ict":
            page._correct(names.SEEN, Move.AMEND)
            assert nameless(here.room) == []
