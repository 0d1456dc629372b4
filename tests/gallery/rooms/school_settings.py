"""The settings of a school."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.school import at
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.school.settings.dated_tables import TableName
from trent_desktop.storage.copies.values import CopyState, Place
from ui.program import Program
from ui.school.settings.section import SchoolSettingsPage
from ui.shell.section_room import SectionPage


@screen("school-settings")
def settings(stage: Stage) -> QWidget:
    return at(stage, "settings")[0].window


def topic(stage: Stage, show: str, who: str = "head") -> Program:
    program, page = at(stage, "settings", who)
    assert isinstance(page, SectionPage)
    getattr(page, show)()
    settle()
    return program


@screen("school-settings-details")
def details(stage: Stage) -> QWidget:
    return topic(stage, "show_details").window


@screen("school-settings-consents")
def settings_consents(stage: Stage) -> QWidget:
    return topic(stage, "show_consents").window


@screen("school-settings-contacts")
def contacts(stage: Stage) -> QWidget:
    return topic(stage, "show_contacts").window


@screen("school-settings-laptops")
def second_factor(stage: Stage) -> QWidget:
    return topic(stage, "show_second_factor").window


@screen("school-settings-copies")
def copies(stage: Stage) -> QWidget:
    program = topic(stage, "show_copies", "ict")
    page = program.window.findChild(SchoolSettingsPage)
    assert page is not None
    place = Place(
        "N:\\Trent Desktop\\backups",
        True,
        dt.date(2026, 11, 23),
        1,
        None,
        31,
        5 * 1024**3,
        dt.date(2026, 11, 24),
    )
    second = Place(
        "\\\\nas\\copies", True, dt.date(2026, 11, 20), 4, dt.date(2026, 11, 24), 12, 400 * 1024**2
    )
    settings = page.desk.school.copies.settings()
    page.copies.show_state(CopyState(place, second, settings, 0.0, 10**12, 10**8))
    settle()
    return program.window


@screen("school-settings-ages")
def ages(stage: Stage) -> QWidget:
    program, page = at(stage, "settings")
    page.show_table(TableName.APP_AGES)  # type: ignore[attr-defined]
    settle()
    return program.window


@screen("school-settings-retention-form")
def retention(stage: Stage) -> QWidget:
    program, page = at(stage, "settings")
    page.show_table(TableName.RETENTION)  # type: ignore[attr-defined]
    page.table.change.click()  # type: ignore[attr-defined]
    settle()
    return program.window
