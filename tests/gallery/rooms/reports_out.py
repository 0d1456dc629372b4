"""Giving a copy of a report out: marking it, looking at it, the password before it leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.reports.cases import CaseState
from ui.reports.out.giving_preview import GivingPreview
from ui.reports.out.marking_page import MarkingPage
from ui.reports.room import ReportsPage
from ui.shell.window import TrentWindow


def marking(stage: Stage) -> tuple[TrentWindow, ReportsPage, MarkingPage]:
    window, page = open_case(stage, "dsl", lambda row: row.state is CaseState.SIGNED_OFF)
    page.view.give.click()
    settle(60)
    room = window.inside.page("reports")
    assert isinstance(room, ReportsPage)
    assert room.marking is not None
    return window, room, room.marking


@screen("report-give")
def give(stage: Stage) -> QWidget:
    window, _room, page = marking(stage)
    page.view.to.setText("Sam Hill, children’s services")
    settle(30)
    return window


@screen("report-give-nobody")
def nobody(stage: Stage) -> QWidget:
    window, _room, page = marking(stage)
    page.view.look.click()
    settle(30)
    return window


@screen("report-give-password")
def password(stage: Stage) -> QWidget:
    window, room, page = marking(stage)
    page.view.to.setText("Sam Hill, children’s services")
    page.view.look.click()
    settle(120)
    assert isinstance(room.preview, GivingPreview)
    room.preview.view.save.click()
    settle(60)
    return window


@screen("report-give-preview")
def preview(stage: Stage) -> QWidget:
    window, _room, page = marking(stage)
    page.view.to.setText("Sam Hill, children’s services")
    page.view.look.click()
    settle(120)
    return window
