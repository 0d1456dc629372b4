"""What a child told: the questions, and the case as a lead and its reporter read it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case, room
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.kinds import kind_named
from ui.shell.rooms import NewReport


def _page(stage: Stage, page_name: str = "") -> QWidget:
    window, page = room(stage, "teacher1", NewReport("told"))
    shown = page.reporting.journey
    assert shown is not None
    if page_name:
        shown.run.change(page_name)
        shown.show_page()
        settle(30)
    return window


@screen("told-first")
def first(stage: Stage) -> QWidget:
    return _page(stage)


@screen("told-seemed")
def seemed(stage: Stage) -> QWidget:
    return _page(stage, "seemed")


@screen("told-in-person")
def in_person(stage: Stage) -> QWidget:
    return _page(stage, "in-person")


@screen("told-case")
def case_of_the_dsl(stage: Stage) -> QWidget:
    kind = kind_named("told")
    assert kind is not None
    window, _ = open_case(
        stage, "dsl", lambda one: one.kind == kind.name and one.state is CaseState.WITH_DSL
    )
    return window
