"""Each kind of report on the screen: its door, its pages, and the case that comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.reports.test_kinds import answers_of_kind, each_kind, leads_on
from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat
from tests.ui.reports.test_named import nameless
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds import KINDS, Kind
from ui.shell.rooms import CaseList, NewReport

Sit = Callable[[str], Seat]


@each_kind
def test_its_door_leads_to_its_pages_and_every_field_has_a_name(
    qtbot: QtBot, seat: Sit, kind: Kind
) -> None:
    here = seat("teacher1")
    here.room.arrive(NewReport())
    qtbot.waitUntil(lambda: QApplication.focusWidget() is here.room.choosing.content_door)
    assert here.room.choosing.stop_door.isVisible()
    QTest.mouseClick(here.room.choosing.doors[kind.name], Qt.MouseButton.LeftButton)
    shown = here.room.reporting.journey
    assert shown is not None
    assert shown.run.journey.name == kind.name
    assert asked.ABOUT in shown.page.blocks  # type: ignore[union-attr]
    for page in shown.run.path():
        shown.run.change(page.name)
        shown.show_page()
        assert nameless(here.room) == [], page.name


@each_kind
def test_its_blank_form_opens_in_the_window(qtbot: QtBot, seat: Sit, kind: Kind) -> None:
    here = seat("teacher1")
    here.room.arrive(NewReport())
    here.room.choosing.blank_rows[kind.name].click()
    preview = here.room.preview
    assert preview is not None
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)


@each_kind
def test_its_case_is_read_by_who_leads_and_by_its_reporter(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, kind: Kind
) -> None:
    teacher = folder_school.open("teacher1")
    draft = folder_school.draft(answers_of_kind(kind), kind.stages[0], journey=kind.name)
    sent = teacher.cases.send(draft)
    for name in (leads_on(kind), "teacher1"):
        here = seat(name)
        here.school.follow()
        here.room.arrive(CaseList("all"))
        here.room.open_case(sent.case_id)
        page = here.room.case
        qtbot.waitUntil(lambda page=page: page._read is not None)
        assert page._read is not None
        assert page.view.title.text()
        if name == "teacher1" and kind.route.in_part:
            assert page._read.case.moves == {Move.NOTE}
            assert not page.view.print.isVisible()


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_the_list_shows_one_kind(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, name: str
) -> None:
    teacher = folder_school.open("teacher1")
    for kind in KINDS:
        draft = folder_school.draft(answers_of_kind(kind), kind.stages[0], journey=kind.name)
        teacher.cases.send(draft)
    here = seat("head")
    here.school.follow()
    here.room.arrive(CaseList("all"))
    view = here.room.list.view
    assert view.kinds.isVisible()
    view.kinds.setCurrentIndex(view.kinds.findData(name))
    qtbot.waitUntil(lambda: here.room.list.model.rowCount() == 1)
