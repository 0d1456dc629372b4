"""The governors' page by clicking: the Headteacher shows a term, the Chair sees it, and no child."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from tests.gallery.rooms.policy_governors import page_of, show_governors
from tests.gallery.stage import Stage, settle
from tests.ui.school.hands import (
    no_sheet,
    open_sheet,
    press_named,
    read,
    read_buttons,
)
from trent_desktop.oversight.governors.service import GovernorsService
from trent_desktop.oversight.governors.terms import Term
from trent_desktop.oversight.governors.values import TermReport, Topic
from trent_desktop.problems import SchoolBusy
from ui.components.number_table import NumberTable
from ui.documents import DocumentPreview


def cells(table: NumberTable) -> list[list[str]]:
    found = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[one.text() if one else "" for one in row] for row in found]


def test_a_term_is_shown_and_the_chair_sees_it(stage: Stage) -> None:
    _, page = page_of(stage, "head")
    assert "Look at what the governors would see" in read(page)
    press_named(page, "Show the governors a term…")
    assert page.telling is not None
    page.telling.term.setFocus()
    QTest.keyClick(page.telling.term, Qt.Key.Key_Down)  # the summer term
    settle()
    assert "The term is over" in read(page)
    press_named(page, "Show it to the governors…")
    sheet = open_sheet(page)
    assert "They see no name" in read(sheet)
    assert "its numbers then stand" in read(sheet)
    press_named(sheet, "Not yet")
    assert no_sheet(page)
    press_named(page, "Show it to the governors…")
    press_named(open_sheet(page), "Show it to them")
    assert no_sheet(page)
    assert "Summer term 2026\n1 April 2026 to 31 August 2026. Shown by" in read(page)

    press_named(page, "Change the sentence: What was reported")
    card = page.board.cards[Topic.REPORTS]
    card.editor.words.selectAll()
    QTest.keyClicks(card.editor.words, "Mostly adverts & <b>pop-ups</b>.")
    press_named(page, "Keep this sentence")
    assert "Mostly adverts & <b>pop-ups</b>." in read(page)
    press_named(page, "Change the sentence: What was reported")
    card.editor.words.setPlainText("x" * 700)
    press_named(page, "Keep this sentence")
    assert "Use at most 600 characters." in read_all(page)
    assert card.editor.words.toPlainText() == "x" * 700
    page.refresh()  # something changed meanwhile
    settle()
    assert card.editor.words.toPlainText() == "x" * 700
    assert card.editor.isVisible()
    press_named(page, "Leave the sentence: What was reported")
    assert "Mostly adverts" in read(page)

    window, seen = page_of(stage, "chair")
    assert "Mostly adverts & <b>pop-ups</b>." in read(seen)
    assert "Change the sentence: What was reported" not in read_buttons(seen)
    assert "Show the governors a term…" not in read_buttons(seen)
    press_named(seen, "The numbers: What was reported")
    sheet = open_sheet(seen)
    table = sheet.findChild(NumberTable)
    assert table is not None
    told = cells(table)
    assert told[0][0] == "All reports"
    assert int(told[0][1]) == sum(int(row[1]) for row in told[1:])
    press_named(sheet, "Close the numbers")
    press_named(seen, "Print or save it…")
    preview = seen.findChild(DocumentPreview)
    assert preview is not None
    assert preview._pages is not None
    preview.view.back.click()
    settle()
    assert "Summer term 2026" in read(seen)
    assert window.isVisible()


def read_all(place: QWidget) -> str:
    """All words that are to be seen below ``place``, whatever draws them."""
    return "\n".join(everything_seen(place))


def everything_seen(place: QWidget) -> Iterator[str]:
    for one in place.findChildren(QWidget):
        if not one.isVisible():
            continue
        yield one.accessibleName()
        yield one.accessibleDescription()
        if isinstance(one, QLabel | QLineEdit):
            yield one.text()
        if isinstance(one, QComboBox):
            yield from (one.itemText(at) for at in range(one.count()))
        if isinstance(one, QAbstractItemView):
            model = one.model()
            across = model.columnCount(QModelIndex()) if isinstance(one, QTableView) else 1
            down = range(model.rowCount(QModelIndex())) if model else ()
            for row, column in itertools.product(down, range(across)):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(model.index(row, column).data(role) or "")


def test_who_looks_and_does_not_tell(stage: Stage) -> None:
    _, page = page_of(stage, "dsl")
    press_named(page, "Look at what they would see…")
    assert "The Headteacher shows it to the governors." in read(page)
    assert "Show it to the governors…" not in read_buttons(page)
    assert page.telling is not None
    assert page.telling.report is not None


def test_a_laptop_that_is_still_reading_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = page_of(stage, "head")
    real = GovernorsService.look

    def busy(self: GovernorsService, term: Term) -> TermReport:
        raise SchoolBusy("This laptop is still reading reports.", what_to_do="Try again.")

    monkeypatch.setattr(GovernorsService, "look", busy)
    press_named(page, "Show the governors a term…")
    assert "This laptop is still reading reports. Try again." in read(page)
    assert page.telling is not None
    assert not page.telling.act.isEnabled()
    monkeypatch.setattr(GovernorsService, "look", real)
    press_named(page, "Try again")
    assert page.telling.act.isEnabled()
    assert "still reading" not in read(page)


def test_the_folder_is_away(stage: Stage) -> None:
    show_governors(stage, 1)
    _, page = page_of(stage, "chair")
    place = Path(stage.location)
    away = place.with_name("gone")
    place.rename(away)
    try:
        page.refresh()
        settle()
        assert page.trouble.isVisible()
        assert "Autumn term 2026, so far" in read(page)  # what was shown stays
    finally:
        away.rename(place)
    press_named(page, "Try again")
    assert not page.trouble.isVisible()


def read_and_searched(page: QWidget, letters: str) -> Iterator[str]:
    """What a page says, and what it says when somebody looks for a name in it."""
    yield read_all(page)
    for search in page.findChildren(QLineEdit):
        if search.isVisible() and search.isEnabled() and not search.isReadOnly():
            QTest.keyClicks(search, letters)
            QTest.qWait(150)
            settle()
            yield read_all(page).replace(search.text(), "")


def test_the_chair_meets_no_child_anywhere(stage: Stage) -> None:
    """Every room and part that he can open, his own sealed reports aside, and every search."""
    show_governors(stage)
    head = stage.open("head")
    pupils = head.signed_in.directory.pupils
    names = {one.name for one in pupils}
    staff = " ".join(one.name for one in head.signed_in.directory.members)
    surnames = {one.surname for one in pupils if one.surname not in staff}
    assert len(surnames) > 100
    head.close()
    for who in ("chair", "governor1"):
        window = stage.signed_in(who).window
        inside = window.inside
        seen: list[str] = []
        for room in inside._rooms:
            inside.go(room)
            settle()
            page = inside.page(room)
            assert page is not None
            seen += read_and_searched(page, pupils[0].surname[:4])
            parts: Any = page  # a room of several parts, whatever stands before them
            for part in getattr(page, "sections", ()):
                parts.open(part)
                settle()
                seen += read_and_searched(page, pupils[0].surname[:4])
        words = "\n".join(seen)
        assert not [one for one in surnames if re.search(rf"\b{re.escape(one)}\b", words)], who
        assert not [one for one in names if one in words], who
        assert "A child’s page" not in words
        assert "Pupils and classes" not in words
        assert "Summer term 2026" in words  # what there is for him
