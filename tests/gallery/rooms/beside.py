"""What is seen of other laptops at the same folder."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.school import at
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.storage.beside.memory import Standing
from ui.changes import Seen
from ui.school.settings.section import SchoolSettingsPage


@screen("beside-being-updated")
def being_updated(stage: Stage) -> QWidget:
    """The school's file is brought up to date on another laptop."""
    program = stage.signed_in("teacher1")
    assert program.changes is not None
    busy = (
        "The school's file is being brought up to date on another laptop. That takes a minute or "
        "so. What you typed is kept."
    )
    program.changes.take(Seen(trouble=busy))
    settle()
    return program.window


@screen("beside-locks-unproved")
def unproved(stage: Stage) -> QWidget:
    return _locks(stage, Standing())


@screen("beside-locks-lie")
def lie(stage: Stage) -> QWidget:
    return _locks(stage, Standing(lies=True, tried=dt.date(2026, 11, 24)))


def _locks(stage: Stage, standing: Standing) -> QWidget:
    program, page = at(stage, "settings")
    assert isinstance(page, SchoolSettingsPage)
    page.locks.show_standing(standing)
    settle()
    bar = page.index.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    return program.window
