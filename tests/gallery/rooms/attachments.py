"""What is attached to a case: the list, a picture that is looked at, and one that is closed again."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import room
from tests.gallery.stage import Stage, screen, settle
from tests.reports.attachments import files
from tests.reports.attachments.allowing import allow
from trent_desktop.reports.cases import CaseState, Route
from trent_desktop.reports.index_values import CaseQuery
from ui.components.buttons import LinkButton
from ui.reports.attachments.viewer import AttachmentViewer
from ui.reports.room import ReportsPage
from ui.shell.rooms import OpenCase
from ui.shell.window import TrentWindow


def with_attachments(stage: Stage) -> tuple[TrentWindow, ReportsPage]:
    """A case to which two files were attached, in view."""
    with pytest.MonkeyPatch.context() as patch:
        allow(patch, "content")
        school = stage.open("ict")
        case_id = next(
            row.id
            for row in school.cases.page(CaseQuery(), limit=100).rows
            if row.route is Route.CONTENT and row.state is CaseState.NEW and row.kind == "content"
        )
        for content in (files.png(600, 900), files.pdf(2)):
            school.attachments.add(case_id, content, uuid.uuid4())
        school.close()
        window, page = room(stage, "ict", OpenCase(case_id))
        settle(40)
    page.case.view.page.ensureWidgetVisible(page.case.attachments)
    settle()
    return window, page


def _opened(page: ReportsPage, which: str) -> AttachmentViewer:
    link = next(
        one
        for one in page.case.attachments.findChildren(LinkButton)
        if one.accessibleName() == f"Look at {which}"
    )
    link.click()
    settle(40)
    assert isinstance(page.preview, AttachmentViewer)
    return page.preview


@screen("case-attachments")
def listed(stage: Stage) -> QWidget:
    return with_attachments(stage)[0]


@screen("case-attachment-picture")
def picture(stage: Stage) -> QWidget:
    window, page = with_attachments(stage)
    _opened(page, "Picture")
    return window


@screen("case-attachment-closed")
def closed(stage: Stage) -> QWidget:
    window, page = with_attachments(stage)
    _opened(page, "PDF, 2 pages").forget()
    return window
