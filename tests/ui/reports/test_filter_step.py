"""What the ICT Lead is offered to block: one thing, and a whole site only where somebody says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.casework import filter_lines, form, opened, state_is
from tests.ui.reports.conftest import Seat, send, words_of
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.kinds.content import names
from ui.reports.filter_step import FilterLines

Sit = Callable[[str], Seat]


def test_one_video_is_blocked_and_all_of_the_site_only_where_somebody_says_so(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    """Which video it was is kept and shown; a bare address of a big site proposes nothing."""
    video = send(folder_school, **{names.WHERE: "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4"})
    ict = seat("ict")
    page = opened(qtbot, ict, video.case_id)
    lines = filter_lines(page)
    assert lines.shown.line.text() == "youtube.com/watch?v=dQw4w9WgXcQ"
    assert "youtube[.]com/watch?v=dQw4w9WgXcQ&t=4 (YouTube video dQw4w9WgXcQ)" in words_of(page)
    assert not lines.warning.isVisible()
    click_row(qtbot, lines, "youtube.com")
    assert "whole site" in lines.warning.text()
    site = send(folder_school, **{names.WHERE: "roblox.com"})
    page = opened(qtbot, ict, site.case_id)
    qtbot.waitUntil(lambda: [line.text for line in filter_lines(page).lines] == ["roblox.com"])
    lines = filter_lines(page)
    assert lines.choice is not None
    assert (lines.choice.value(), lines.shown.isVisible()) == ("", False)
    blocked = form(page, Move.BLOCKED)
    qtbot.mouseClick(blocked.button, Qt.MouseButton.LeftButton)
    assert blocked.error.text() == "Choose how much is blocked."
    click_row(qtbot, lines, "roblox.com")
    assert lines.shown.isVisible()
    assert blocked.error.text() == ""
    qtbot.mouseClick(blocked.button, Qt.MouseButton.LeftButton)
    state_is(qtbot, page, CaseState.BLOCKED)


def click_row(qtbot: QtBot, lines: FilterLines, value: str) -> None:
    assert lines.choice is not None
    row = lines.choice.rows()[value]
    qtbot.waitUntil(lambda: row.height() >= row.sizeHint().height() > 0)  # it has its place
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
