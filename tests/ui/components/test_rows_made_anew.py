"""Rows that are made anew while somebody looks at them: nothing moves under her hand."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.by_tab import gone_from_their_places, places
from tests.gallery.stage import settle
from ui.components.buttons import LinkButton
from ui.components.focus_kept import focus_kept
from ui.components.pages import ScrollPage, clear_layout

ROWS = 40


def fill(page: ScrollPage) -> list[LinkButton]:
    rows = [LinkButton(f"Report {number}") for number in range(ROWS)]
    for row in rows:
        page.column.addWidget(row)
    return rows


@pytest.mark.parametrize("at", [None, 20, ROWS - 1], ids=["no focus", "in the middle", "the last"])
def test_a_page_stays_where_it_is_scrolled_to(at: int | None, qtbot: QtBot) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    page.resize(500, 400)
    rows = fill(page)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    settle()
    if at is not None:
        rows[at].setFocus()
        settle()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() - 7)
    settle()
    before = page.verticalScrollBar().value()
    stood = places([*rows], page)
    with focus_kept(page):
        clear_layout(page.column)
        fill(page)
    settle()
    assert page.verticalScrollBar().value() == before
    assert not gone_from_their_places(stood, page)
    if at is not None:
        now = QApplication.focusWidget()
        assert isinstance(now, LinkButton)
        assert now.text() == f"Report {at}"
