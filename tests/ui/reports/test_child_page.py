"""Somebody's page, from the press on a name to the printer."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.children.told import WORDS, child, told
from tests.documents.reading import text_of
from tests.reports.doing import act
from tests.schools import SmallSchool
from tests.ui.reports.casework import Sit
from tests.ui.reports.conftest import Seat, words_of
from tests.ui.reports.test_linking_side import press
from trent_desktop.children.page import Whom
from trent_desktop.reports.cases import Move
from trent_desktop.storage.audit import entries_about
from ui.components.lists import FACE
from ui.components.rows import RowButton
from ui.components.text import few_lines
from ui.reports.child.events import EventFace, row_height
from ui.reports.out.pack_page import PackPage
from ui.shell.rooms import PageOf, SchoolSection
from ui.theme import look


def arrive(qtbot: QtBot, at: Seat, pupil_id: uuid.UUID | None) -> None:
    at.room.arrive(PageOf(pupil_id))
    shown = at.room.child
    qtbot.waitUntil(lambda: shown.page is not None and shown.view.body.isVisible(), timeout=5_000)


def page_row(at: Seat, row: int) -> EventFace:
    face = at.room.child.model.index(row, 0).data(FACE)
    assert isinstance(face, EventFace)
    return face


def acts(at: Seat, whom: Whom) -> list[str]:
    with at.school.signed_in.database.read() as session:
        return [one.act for one in entries_about(session, str(whom.pupil_id))]


def test_the_page_shows_both_times_and_opens_the_report(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    case = at.school.cases.open_case(sent.case_id)
    act(at.school.cases, case, Move.ACTION, "Ring the mother.")
    arrive(qtbot, at, whom.pupil_id)
    page, view = at.room.child, at.room.child.view
    assert view.title.text() == "Łukasz Nowak"
    assert view.meta.text() == "4B · Year 4 · 1 report"
    rows = [page.model.index(row).data() for row in range(page.model.rowCount())]
    assert len(rows) == 2
    assert sent.reference in rows[0]
    assert WORDS in rows[1]
    assert "23 Nov 2026 at 09:42" in rows[1]
    assert "recorded 23 Nov 2026 at 10:42" in rows[1]
    said = words_of(view)
    assert "Ring the mother." in said
    assert "Pupil’s agreement, Years 3 to 6" in said
    press(view, "Oldest first")
    assert WORDS in page.model.index(0).data()
    place = view.list.visualRect(page.model.index(0)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: at.room.case.case is not None, timeout=5_000)
    assert at.room.stack.currentWidget() is at.room.case
    press(at.room.case, "Back to the page")
    assert at.room.stack.currentWidget() is page
    press(view, "Back")
    assert at.window.went == [("school", SchoolSection("pupils"))]
    assert acts(at, whom) == ["chronology read"]


def test_it_is_brought_up_to_date_without_being_read_twice(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    arrive(qtbot, at, whom.pupil_id)
    assert at.room.child.model.rowCount() == 1
    told(folder_school, "support", whom.pupil_id)
    at.follow()
    qtbot.waitUntil(lambda: at.room.child.model.rowCount() == 2, timeout=5_000)
    assert acts(at, whom) == ["chronology read"]


def test_a_name_on_a_report_leads_to_the_page_and_back(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    at.room.open_case(sent.case_id)
    qtbot.waitUntil(at.room.case.view.body.isVisible, timeout=5_000)
    press(at.room.case.linking.people, "Łukasz Nowak: open the page")
    qtbot.waitUntil(lambda: at.room.child.page is not None, timeout=5_000)
    assert at.room.stack.currentWidget() is at.room.child
    QTest.keyClick(at.room.child, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: at.room.stack.currentWidget() is at.room.case, timeout=5_000)


def test_a_child_is_found_by_a_few_letters(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    told(folder_school, "teacher1", None, "Mrs Ewa Nowak")
    at = seat("dsl")
    press(at.room.list, "A child’s page")
    finding = at.room.finding
    assert at.room.stack.currentWidget() is finding
    QTest.keyClicks(finding.search, "nowak")
    qtbot.waitUntil(lambda: finding.results.count() == 2, timeout=5_000)
    names = [row.face.words for row in finding.findChildren(RowButton)]
    assert names == ["Łukasz Nowak", "Mrs Ewa Nowak"]
    QTest.keyClick(finding.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.room.child.page is not None, timeout=5_000)
    assert at.room.child.page is not None
    assert at.room.child.page.name == "Łukasz Nowak"
    press(at.room.child.view, "Back")
    assert at.room.stack.currentWidget() is finding
    QTest.keyClicks(finding.search, "nobody of that name")
    qtbot.waitUntil(lambda: "nobody with this name" in words_of(finding), timeout=5_000)
    press(finding, "Back")
    assert at.room.stack.currentWidget() is at.room.list


def test_an_adult_has_no_agreements_and_no_class(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    sent = told(folder_school, "teacher1", None, "Mrs Ewa Nowak")
    at = seat("dsl")
    at.room.arrive(PageOf(None, "Mrs Ewa Nowak"))
    qtbot.waitUntil(lambda: at.room.child.page is not None, timeout=5_000)
    view = at.room.child.view
    assert sent.reference in at.room.child.model.index(0).data()
    assert not view.agreements.isVisible()
    assert not view.consents.isVisible()


def test_what_she_may_not_open_says_so(qtbot: QtBot, folder_school: SmallSchool, seat: Sit) -> None:
    at = seat("teacher1")
    at.room.arrive(PageOf(None, "Mrs Ewa Nowak"))
    trouble = at.room.child.view.trouble
    qtbot.waitUntil(trouble.isVisible, timeout=5_000)
    assert "cannot" in words_of(trouble)
    assert not at.room.child.view.body.isVisible()
    assert not at.room.child.view.print.isVisible()


def test_it_is_printed_and_saved_and_each_is_written_down(
    qtbot: QtBot,
    folder_school: SmallSchool,
    seat: Sit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    arrive(qtbot, at, whom.pupil_id)
    press(at.room.child.view, "Print the chronology")
    preview = at.room.preview
    assert preview is not None
    qtbot.waitUntil(preview.view.save.isEnabled, timeout=20_000)
    with qtbot.waitSignal(preview.saved, timeout=5_000):
        preview._save(tmp_path / "Chronology.pdf")
    text = text_of((tmp_path / "Chronology.pdf").read_bytes())
    assert sent.reference in text
    assert "Only reports that Fatima Sheikh may read are in this list" in text
    assert acts(at, whom) == ["chronology exported", "chronology read"]
    preview.left.emit()
    assert at.room.stack.currentWidget() is at.room.child


def test_what_was_written_has_up_to_three_lines_and_recorded_stands_where_it_differs(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    case = at.school.cases.open_case(sent.case_id)
    case = act(at.school.cases, case, Move.NOTE, "Rang home.")
    act(at.school.cases, case, Move.NOTE, "She said 🙂 that it was at her aunt’s. " * 30)
    arrive(qtbot, at, whom.pupil_id)
    width = at.room.child.view.list.viewport().width()
    long, short = page_row(at, 0), page_row(at, 1)
    line = row_height(width, long) - row_height(width, short)
    assert row_height(width, short) - row_height(width, replace(short, words="")) == line // 2
    assert (long.recorded, "recorded" in long.aloud) == ("", False)
    apart = replace(page_row(at, 0), recorded="recorded 4 Nov 2026 at 08:00")
    assert apart.aloud.endswith("recorded 4 Nov 2026 at 08:00")
    # All of the words, broken where they are broken, and an ellipsis where there is more.
    font = look().font("body")
    words = "She said 🙂 that it was at her aunt’s, and then she rang home."
    lines = few_lines(words, font, 200, 9)
    assert len(lines) > 1
    assert " ".join(lines) == words
    shown = few_lines(words, font, 200, 2)
    assert shown[0] == lines[0]
    assert shown[1].endswith("…")


def test_a_long_chronology_draws_only_what_is_in_view_and_follows_the_arrows(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    case = at.school.cases.open_case(sent.case_id)
    for number in range(30):
        case = act(at.school.cases, case, Move.NOTE, f"Note {number}.")
    arrive(qtbot, at, whom.pupil_id)
    view = at.room.child.view
    note = page_row(at, 0)
    assert view.list.height() >= 31 * row_height(view.list.viewport().width(), note)
    view.list.setFocus()
    bar = view.page.verticalScrollBar()
    qtbot.wait(20)
    assert bar.value() < 400
    QTest.keyClick(view.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: bar.value() > 1_000, timeout=2_000)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.room.stack.currentWidget() is at.room.case, timeout=5_000)


def test_what_comes_in_above_moves_nothing_under_the_eye(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    case = at.school.cases.open_case(sent.case_id)
    for number in range(25):
        case = act(at.school.cases, case, Move.NOTE, f"Note {number}.")
    arrive(qtbot, at, whom.pupil_id)
    page, view = at.room.child, at.room.child.view
    view.list.setFocus()
    for _ in range(12):
        QTest.keyClick(view.list, Qt.Key.Key_Down)
    qtbot.wait(20)
    here = page.model.at(view.list.currentIndex().row())
    assert here is not None

    def height_of_it() -> int:
        row = page.model.index(page.model.row_of(here))
        middle = view.list.visualRect(row).center()
        return view.list.mapTo(view, middle).y()

    before = height_of_it()
    folder_school.clock.turn(hours=2)
    told(folder_school, "support", whom.pupil_id)
    at.follow()
    qtbot.waitUntil(lambda: page.model.rowCount() == 27, timeout=5_000)
    qtbot.waitUntil(lambda: abs(height_of_it() - before) <= 2, timeout=2_000)
    current = page.model.at(view.list.currentIndex().row())
    assert current is not None
    assert (current.case_id, current.number) == (here.case_id, here.number)


def test_everybody_on_the_staff_has_the_way_there(seat: Sit) -> None:
    for name, sees in (("teacher1", True), ("ict", True), ("head", True)):
        assert seat(name).room.list.view.child.isVisible() is sees


def test_the_pack_for_the_next_school_opens_from_the_page_of_the_child(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    whom = child(folder_school.open("teacher1"))
    sent = told(folder_school, "teacher1", whom.pupil_id)
    at = seat("dsl")
    arrive(qtbot, at, whom.pupil_id)
    press(at.room.child.view, "Pack for the next school")
    page = at.room.stack.currentWidget()
    assert isinstance(page, PackPage)
    qtbot.waitUntil(page.make.isEnabled, timeout=10_000)
    assert page.child.text() == "Łukasz Nowak"
    assert sent.reference in words_of(page)
    assert page.back.text() == "The page"
    press(page, "The page")
    assert at.room.stack.currentWidget() is at.room.child
    # Whoever does not lead makes none.
    teacher = seat("teacher1")
    arrive(qtbot, teacher, whom.pupil_id)
    assert not teacher.room.child.view.pack.isVisible()
