"""The first page of every kind of report that the other rooms of the gallery do not show."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import room
from tests.gallery.stage import Stage, screen
from trent_desktop.reports.kinds import KINDS
from ui.shell.rooms import NewReport

#: Shown page by page elsewhere.
_ELSEWHERE = ("content", "told")


def _first(name: str) -> None:
    @screen(f"kind-{name}")
    def first(stage: Stage) -> QWidget:
        return room(stage, "teacher1", NewReport(name))[0]


for _kind in KINDS:
    if _kind.name not in _ELSEWHERE:
        _first(_kind.name)
