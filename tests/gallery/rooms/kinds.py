"""The first page of every kind that the other rooms do not show, and a concern beside earlier ones."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import open_case, room
from tests.gallery.stage import Stage, screen
from trent_desktop.reports.index_values import CaseQuery
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


@screen("kind-concern-again")
def concern_again(stage: Stage) -> QWidget:
    school = stage.open("head")
    page = school.cases.page(CaseQuery(kind="concern"), None, 40)
    again = {
        row.id
        for row in page.rows
        if row.readable and school.cases.earlier_reports(school.cases.open_case(row.id))
    }
    school.close()
    return open_case(stage, "head", lambda one: one.id in again)[0]
