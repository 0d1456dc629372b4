"""Giving a copy of a report out: marking it, looking at it, the password before it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case, room
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.reports.cases import CaseState, CaseSummary
from trent_desktop.reports.out.given import Purpose
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.reports.out.giving_preview import GivingPreview
from ui.reports.out.marking_page import MarkingPage
from ui.reports.out.pack_page import PackPage
from ui.reports.room import ReportsPage
from ui.shell.rooms import CaseList
from ui.shell.window import TrentWindow


def signed_off(row: CaseSummary) -> bool:
    return row.state is CaseState.SIGNED_OFF


def told(row: CaseSummary) -> bool:
    return row.kind == "told"


def marking(
    stage: Stage, wanted: Callable[[CaseSummary], bool] = signed_off
) -> tuple[TrentWindow, ReportsPage, MarkingPage]:
    window, page = open_case(stage, "dsl", wanted)
    page.view.give.click()
    settle(60)
    reports = window.inside.page("reports")
    assert isinstance(reports, ReportsPage)
    assert reports.marking is not None
    return window, reports, reports.marking


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
    window, reports, page = marking(stage)
    page.view.to.setText("Sam Hill, children’s services")
    page.view.look.click()
    settle(120)
    assert isinstance(reports.preview, GivingPreview)
    reports.preview.view.save.click()
    settle(60)
    return window


@screen("report-give-preview")
def preview(stage: Stage) -> QWidget:
    window, _room, page = marking(stage)
    page.view.to.setText("Sam Hill, children’s services")
    page.view.look.click()
    settle(120)
    return window


@screen("report-give-pack")
def pack(stage: Stage) -> QWidget:
    window, _room, page = marking(stage, told)
    view = page.view
    view.purposes.setCurrentIndex(view.purposes.findData(Purpose.SCHOOL.value))
    people = [one for one in page._giving.of_case if one.is_pupil] if page._giving else []
    view.subject.setCurrentIndex(view.subject.findData(people[0].key))
    settle(40)
    view.pack_link.click()
    settle(80)
    return window


@screen("report-save-list")
def save_list(stage: Stage) -> QWidget:
    window, page = room(stage, "dsl", CaseList("all"))
    page.list.view.save.click()
    settle(30)
    return window


class _Nowhere:
    """Stands for the file dialog: a place in the stage's own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        chosen(self.folder / name)


@screen("report-give-pack-sent")
def pack_sent(stage: Stage) -> QWidget:
    window = pack(stage)
    page = window.findChild(PackPage)
    assert isinstance(page, PackPage)
    page.to.setText("Oakfield Primary School")
    page._places = _Nowhere(stage.folder)
    page._make(SAMPLE_PASSWORD)
    settle(80)
    page.code.setText("ABCD-EFGH-JKMN-PQRS-TUVW")  # another one each time
    return window
