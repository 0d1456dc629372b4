"""Something attached that is looked at while everything is hidden: covered, and forgotten."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.reports.attachments import files
from tests.reports.attachments.allowing import allow
from tests.ui.shell.test_curtain import f9, leave_it_alone, type_password
from trent_desktop.reports.cases import CaseState, Route
from trent_desktop.reports.index_values import CaseQuery
from ui.components.buttons import LinkButton
from ui.reports.attachments.viewer import AttachmentViewer
from ui.reports.room import ReportsPage
from ui.shell.rooms import OpenCase


@pytest.mark.parametrize("how", ["f9", "idle"])
def test_the_curtain_covers_it_and_nothing_is_kept(
    stage: Stage, qtbot: QtBot, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch, "content")
    school = stage.open("ict")
    school.follow()
    case_id = next(
        row.id
        for row in school.cases.page(CaseQuery(), limit=100).rows
        if row.route is Route.CONTENT and row.kind == "content" and row.state is CaseState.NEW
    )
    school.attachments.add(case_id, files.png(500, 400), uuid.uuid4())
    school.close()
    program = stage.signed_in("ict")
    inside = program.window.inside
    inside.go("reports", OpenCase(case_id))
    room = inside.page("reports")
    assert isinstance(room, ReportsPage)
    qtbot.waitUntil(room.case.attachments.isVisible, timeout=10_000)
    link = next(
        one
        for one in room.case.attachments.findChildren(LinkButton)
        if one.accessibleName() == "Look at Picture"
    )
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    viewer = room.preview
    assert isinstance(viewer, AttachmentViewer)
    stack = viewer.view.pages
    qtbot.waitUntil(lambda: bool(stack._pictures), timeout=10_000)
    f9(viewer) if how == "f9" else leave_it_alone(program)
    assert program.window.is_covered
    assert program.window.curtain.isVisible()
    assert not viewer.isVisible()
    assert stack._pictures == {}
    assert stack._pages is None
    type_password(program, qtbot)
    settle()
    assert viewer.view.stack.currentWidget() is viewer.closed_again
    assert stack._pictures == {}
