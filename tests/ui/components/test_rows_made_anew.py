"""Rows that are made anew while somebody looks at them: nothing moves under her hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QApplication, QTableWidgetItem
from pytestqt.qtbot import QtBot

from tests.gallery.by_tab import gone_from_their_places, places
from tests.gallery.stage import settle
from ui.components.buttons import LinkButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.exchanged import exchange_rows
from ui.components.focus_kept import focus_kept
from ui.components.lists import FACE, RowList
from ui.components.number_table import NumberTable
from ui.components.pages import ScrollPage, clear_layout
from ui.components.rows import RowFace

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


class Children(QAbstractListModel):
    """A list that is read anew."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[int, str]] = []

    def take(self, rows: Sequence[tuple[int, str]]) -> None:
        exchange_rows(self, self.rows, rows, lambda one: one[0])

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        words = self.rows[index.row()][1]
        return RowFace(words) if role == FACE else words


MANY = [(number, f"Child {number:02}") for number in range(ROWS)]


@pytest.mark.parametrize(
    ("now", "chosen"),
    [
        (MANY, ["Child 20", "Child 23"]),
        ([*MANY[:10], (99, "Child 09b"), *MANY[10:]], ["Child 20", "Child 23"]),
        ([one for one in MANY if one[0] not in (3, 23)], ["Child 20"]),
        ([*MANY[:20], (20, "Ada"), *MANY[21:]], ["Ada", "Child 23"]),
        ([MANY[23], *MANY[:23], *MANY[24:]], ["Child 20", "Child 23"]),
        ([*MANY[:1], *MANY[5:], *MANY[1:5]], ["Child 20", "Child 23"]),
        ([(100, "Another")], []),
        ([], []),
    ],
    ids=["the same", "one came", "two went", "renamed", "to the front", "moved", "others", "none"],
)
def test_who_is_chosen_in_a_list_stays_chosen(
    now: list[tuple[int, str]], chosen: list[str], qtbot: QtBot
) -> None:
    model = Children()
    shown = RowList(name="Children")
    shown.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
    shown.setModel(model)
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show()
    model.take(MANY)
    for row in (20, 23):
        shown.selectionModel().select(model.index(row), QItemSelectionModel.SelectionFlag.Select)
    shown.verticalScrollBar().setValue(400)
    settle()
    before = shown.verticalScrollBar().value()
    model.take(now)
    settle()
    assert model.rows == now
    assert sorted(str(one.data()) for one in shown.selectedIndexes()) == sorted(chosen)
    if len(now) == len(MANY):
        assert shown.verticalScrollBar().value() == before


def test_a_list_that_is_open_stays_as_it_is_while_what_it_offers_is_the_same(qtbot: QtBot) -> None:
    box = ChoiceBox([Option("a", "Class 1"), Option("b", "Class 2")], name="Class")
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(1, 0))
    under = QPersistentModelIndex(box.view().currentIndex())
    box.offer([Option("a", "Class 1"), Option("b", "Class 2")])
    assert under.isValid()
    assert box.view().currentIndex().row() == 1
    box.hidePopup()
    box.offer([Option("a", "Class 1"), Option("b", "2 Oak")])
    assert [box.itemText(at) for at in range(box.count())] == ["Class 1", "2 Oak"]


def test_whoever_reads_a_table_stays_in_her_cell_when_it_is_counted_anew(qtbot: QtBot) -> None:
    table = NumberTable(name="By year")
    qtbot.addWidget(table)
    table.show()
    rows = [("Year 1", "5"), ("Year 2", "7")]
    table.show_rows(("Year", "Reports"), rows)
    table.setCurrentCell(1, 1)
    same = table.item(1, 1)
    assert isinstance(same, QTableWidgetItem)
    table.show_rows(("Year", "Reports"), [*rows])
    assert table.item(1, 1) is same
    table.show_rows(("Year", "Reports"), [rows[0], ("Year 2", "8")])
    assert (table.currentRow(), table.currentColumn()) == (1, 1)
    assert table.currentItem() is not None
    assert table.currentItem().text() == "8"
    table.show_rows(("Year", "Reports"), rows[:1])
    assert table.rowCount() == 1
