"""The page of figures: reached from the list, drawn, turned into numbers, saved; by mouse and keys."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat, send, words_of
from trent_desktop.reports.figures.numbers import Picture
from trent_desktop.reports.figures.periods import Period
from trent_desktop.reports.kinds.content import names
from ui.components.number_table import NumberTable
from ui.components.rows import RowButton
from ui.reports.figures import FiguresPage

Sit = Callable[[str], Seat]


def opened(qtbot: QtBot, here: Seat) -> FiguresPage:
    here.room.arrive(None)
    qtbot.mouseClick(here.room.list.view.figures, Qt.MouseButton.LeftButton)
    page = here.room.figures
    assert page is not None
    qtbot.waitUntil(lambda: page.figures is not None, timeout=5_000)
    return page


def press(qtbot: QtBot, button: QWidget) -> None:
    """Click what has its place on the page."""
    qtbot.waitUntil(lambda: button.isVisible() and button.height() > 8, timeout=5_000)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def bars(page: FiguresPage, picture: Picture) -> str:
    return page.pictures.cards[picture].drawn.accessibleName()


def cells(page: FiguresPage, picture: Picture) -> list[list[str]]:
    table = page.pictures.cards[picture].table
    return [
        [item(table, row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def item(table: NumberTable, row: int, column: int) -> QTableWidgetItem:
    found = table.item(row, column)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "there"),
    [
        *((name, True) for name in ("ict", "dsl", "deputy", "head", "chair")),
        ("teacher1", False),
    ],
)
def test_those_who_lead_on_reports_have_the_button(seat: Sit, name: str, there: bool) -> None:
    here = seat(name)
    here.room.arrive(None)
    assert here.room.list.view.figures.isVisible() is there
    if not there:
        here.room.show_figures()
        assert here.room.stack.currentWidget() is here.room.list


def test_what_was_sent_is_drawn_and_told_aloud(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    for _ in range(5):
        send(folder_school)
    send(folder_school, "teacher1", **{names.CLASS: {"id": None, "name": "6A"}})
    page = opened(qtbot, seat("ict"))
    assert page.total.text().startswith("6 reports from 7 September 2026 to 23 November 2026")
    assert bars(page, Picture.KINDS) == "What was reported. Inappropriate content: 6"
    assert "Year 4: 5" in bars(page, Picture.YEARS)
    assert "No year group: 1" in bars(page, Picture.YEARS)
    assert "23 Nov: 6" in bars(page, Picture.WEEKS)
    assert "Told: half within" in bars(page, Picture.TAKEN)
    assert "No sanction was recorded in this time." in words_of(page)
    assert not page.pictures.cards[Picture.SANCTIONS].button.isVisible()


def test_the_numbers_are_one_press_away_and_the_picture_another(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    for _ in range(3):
        send(folder_school)
    page = opened(qtbot, seat("ict"))
    card = page.pictures.cards[Picture.YEARS]
    assert card.button.accessibleName() == "Show the numbers: Reports by year group"
    card.button.setFocus()
    QTest.keyClick(card.button, Qt.Key.Key_Space)
    assert card.table.isVisible()
    assert not card.drawn.isVisible()
    assert card.button.hasFocus()
    assert card.button.text() == "Show the picture"
    # Three of one kind in one year group: hidden, with another that they might be in.
    assert ["Year 4", "under 5"] in cells(page, Picture.YEARS)
    reports = item(card.table, 4, 1)
    assert reports.data(Qt.ItemDataRole.AccessibleTextRole) == "Year 4, Reports: under 5"
    QTest.keyClick(card.button, Qt.Key.Key_Space)
    assert card.drawn.isVisible()
    assert not card.table.isVisible()


def test_the_table_is_read_with_the_arrow_keys_and_left_with_tab(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    send(folder_school)
    page = opened(qtbot, seat("ict"))
    card = page.pictures.cards[Picture.KINDS]
    press(qtbot, card.button)
    card.table.setFocus()
    card.table.setCurrentCell(0, 0)
    QTest.keyClick(card.table, Qt.Key.Key_Right)
    assert (card.table.currentRow(), card.table.currentColumn()) == (0, 1)
    QTest.keyClick(card.table, Qt.Key.Key_Tab)
    assert not card.table.hasFocus()


def test_another_time_is_chosen_and_what_was_turned_stays_turned(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    folder_school.clock.turn(weeks=-20)
    send(folder_school)
    folder_school.clock.turn(weeks=20)
    send(folder_school)
    page = opened(qtbot, seat("ict"))
    assert page.total.text().startswith("1 report from")
    press(qtbot, page.pictures.cards[Picture.WEEKS].button)
    page.period.setFocus()
    while page.period.value != Period.WEEKS_52:
        QTest.keyClick(page.period, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.total.text().startswith("2 reports"), timeout=5_000)
    assert page.period.hasFocus()
    assert page.pictures.cards[Picture.WEEKS].table.isVisible()
    assert len(cells(page, Picture.WEEKS)) == 52


def test_with_nothing_to_count_it_says_what_to_do(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    folder_school.clock.turn(weeks=-20)
    send(folder_school)
    folder_school.clock.turn(weeks=20)
    page = opened(qtbot, seat("ict"))
    qtbot.waitUntil(page.empty.isVisible, timeout=5_000)
    assert not page.drawn.isVisible()
    assert not page.save.isEnabled()
    assert "Choose a longer time" in words_of(page)
    press(qtbot, page.longer)
    qtbot.waitUntil(page.drawn.isVisible, timeout=5_000)
    assert page.period.value == Period.WEEKS_52
    assert page.total.text().startswith("1 report from")


def test_it_counts_anew_when_a_report_comes(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    send(folder_school)
    here = seat("ict")
    page = opened(qtbot, here)
    card = page.pictures.cards[Picture.KINDS]
    card.button.setFocus()
    send(folder_school)
    here.follow()
    qtbot.waitUntil(lambda: page.total.text().startswith("2 reports"), timeout=5_000)
    assert card.button.hasFocus()


def test_what_is_open_longest_is_opened_from_there(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    folder_school.clock.turn(days=4)
    here = seat("ict")
    page = opened(qtbot, here)
    (row,) = page.pictures.cards[Picture.OPEN].drawn.findChildren(RowButton)
    assert row.accessibleName() == f"{sent.reference}, Inappropriate content, 4 days, New"
    press(qtbot, row)
    case = here.room.case
    qtbot.waitUntil(lambda: case.case is not None, timeout=5_000)
    assert here.room.stack.currentWidget() is case


def test_back_goes_to_the_list(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    here = seat("dsl")
    page = opened(qtbot, here)
    press(qtbot, page.back)
    assert here.room.stack.currentWidget() is here.room.list


class Chosen:
    """Stands in for the system's dialog."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        assert name == "Figures.csv"
        chosen(self._path)


def test_the_numbers_are_saved_without_a_case_in_them(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    sent = send(folder_school)
    here = seat("ict")
    page = opened(qtbot, here)
    page._places = Chosen(tmp_path / "Figures.csv")
    press(qtbot, page.save)
    qtbot.waitUntil(lambda: here.window.said == ["Saved as Figures.csv."], timeout=5_000)
    text = (tmp_path / "Figures.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert ["Inappropriate content", "1"] in rows
    assert ["Reports by year group"] in rows
    assert sent.reference not in text
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_counting_is_never_done_on_the_gui_thread(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = seat("ict")
    seen: list[threading.Thread] = []
    real = here.school.figures.count

    def count(period: Period):
        seen.append(threading.current_thread())
        return real(period)

    monkeypatch.setattr(here.school.figures, "count", count)
    opened(qtbot, here)
    assert seen
    assert threading.main_thread() not in seen
    QApplication.processEvents()
