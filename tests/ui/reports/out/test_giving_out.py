"""Giving a copy of a case out, by clicking and typing: marked, looked at, saved as it was seen."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.rooms.reports_out import marking as gallery_marking
from tests.gallery.stage import Stage, settle
from tests.schools import PASSWORD, SmallSchool
from tests.ui.documents.papers import ChosenPlace, FilePrinting
from tests.ui.reports.casework import opened, send_stopped
from tests.ui.reports.conftest import Seat, send, words_of
from trent_desktop.documents.pdfium import ONE_AT_A_TIME
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.access import names as access
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.given import WHOM_MISSING
from trent_desktop.storage.audit import Act
from ui.components.buttons import PrimaryButton
from ui.components.choices import TickRow
from ui.components.fields import FieldBlock, PasswordField
from ui.components.sheets import Sheet
from ui.reports.out.giving_preview import GivingPreview
from ui.reports.out.guarded_preview import GuardedPreview
from ui.reports.out.marked_copy import MarkedCopy
from ui.reports.out.marking_page import MarkingPage
from ui.reports.out.pack_page import PackPage

Sit = Callable[[str], Seat]
SEEN = "Łukasz Nowak showed it to Maryam Khan. Maryam’s mother, Mrs Khan, rang us about a volcano."


def marking(qtbot: QtBot, seat: Seat, case_id: uuid.UUID) -> MarkingPage:
    page = opened(qtbot, seat, case_id)
    assert page.view.give.isVisible()
    page.view.give.click()
    made = seat.room.marking
    assert made is not None
    qtbot.waitUntil(lambda: made.marking is not None and made.view.look.isEnabled(), timeout=10_000)
    return made


def rows(page: MarkingPage) -> dict[str, TickRow]:
    return {
        row.text(): row
        for row in page.findChildren(TickRow)
        if row.objectName().startswith("name-")
    }


def left(page: MarkingPage, block: str) -> str:
    from trent_desktop.reports.out.marks import blackened

    assert page.marking is not None
    text = blackened(page.marking.text, page.marking.redactions())
    return next(one.text for one in text.blocks if one.id == block)


def preview_of(qtbot: QtBot, seat: Seat, page: MarkingPage, to: str = "PC Hill") -> GivingPreview:
    page.view.to.setText(to)
    page.view.look.click()
    preview = seat.room.preview
    assert isinstance(preview, GivingPreview)
    qtbot.waitUntil(preview.view.save.isEnabled, timeout=15_000)
    return preview


def type_password(qtbot: QtBot, preview: GuardedPreview | PackPage, password: str) -> Sheet:
    sheet = preview.sheet
    assert sheet is not None
    field = sheet.findChild(PasswordField)
    button = sheet.findChild(PrimaryButton)
    assert isinstance(field, PasswordField)
    assert isinstance(button, PrimaryButton)
    qtbot.keyClicks(field.field, password)
    button.click()
    return sheet


def text_of(pdf: bytes) -> str:
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
    return text


def test_from_the_case_to_the_file_that_was_looked_at(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    sent = send(folder_school, **{n.SEEN: SEEN})
    dsl = seat("dsl")
    page = marking(qtbot, dsl, sent.case_id)
    named = rows(page)
    for name in ("Łukasz Nowak", "Maryam Khan", "Mrs Khan", "Zoë O'Neill"):
        assert named[name].isChecked(), name
    named["Zoë O'Neill"].click()
    assert left(page, "answer.seen") == "█ showed it to █. █ mother, █, rang us about a volcano."

    # By hand, with the mouse: the word under the pointer.
    copy = page.view.copy
    cursor = copy.document().find("volcano", 0)
    while not left_block(page, cursor).startswith("answer.seen"):
        cursor = copy.document().find("volcano", cursor)
    cursor.setPosition(cursor.selectionStart() + 3)
    copy.setTextCursor(cursor)
    copy.ensureCursorVisible()
    place = copy.cursorRect(cursor).center()
    QTest.mouseDClick(copy.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(copy.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert left(page, "answer.seen").endswith("rang us about a █.")

    page.view.look.click()  # nobody is named who gets it
    assert page.view.to_block.error.text() == WHOM_MISSING
    assert dsl.room.preview is None
    preview = preview_of(qtbot, dsl, page, "PC Sam Hill, Larkfield police station")
    place_chosen = ChosenPlace(tmp_path)
    preview._places = place_chosen
    seen = preview._pages
    assert seen is not None
    preview.view.save.click()
    sheet = type_password(qtbot, preview, "not it")
    block = sheet.findChild(FieldBlock)
    assert isinstance(block, FieldBlock)
    qtbot.waitUntil(lambda: bool(block.error.text()), timeout=10_000)
    assert place_chosen.names == []
    with qtbot.waitSignal(preview.saved, timeout=15_000):
        type_password(qtbot, preview, PASSWORD)
    assert place_chosen.names == [f"Record {sent.reference}.pdf"]
    saved = (tmp_path / place_chosen.names[0]).read_bytes()
    assert saved == seen.content
    text = text_of(saved)
    for name in ("Nowak", "Łukasz", "Maryam", "Khan"):
        assert name not in text
    assert "Zoë O'Neill" in text

    history = dsl.school.cases.history(sent.case_id)
    (entry,) = [one for one in history if one.act == Act.CASE_EXPORTED.value]
    assert entry.details["purpose"] == "police"
    assert entry.details["sha256"] == hashlib.sha256(saved).hexdigest()
    preview.view.back.click()
    assert dsl.room.stack.currentWidget() is page
    page.view.back.click()
    case = dsl.room.case
    qtbot.waitUntil(lambda: "PC Sam Hill" in words_of(case.view.happened), timeout=10_000)


def left_block(page: MarkingPage, cursor: QTextCursor) -> str:
    parts = page.view.copy._parts(cursor.selectionStart(), cursor.selectionEnd())
    return parts[0][0] if parts else ""


def select(copy: MarkedCopy, start: int, end: int) -> None:
    placed = next(one for one in copy._placed if one.block.id == "answer.seen")
    copy.setTextCursor(copy._cursor(placed, start, end))


def test_with_the_keyboard_alone(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send(folder_school, **{n.SEEN: "😀 A river"})
    page = marking(qtbot, seat("dsl"), sent.case_id)
    copy = page.view.copy
    select(copy, 4, 4)
    copy.setFocus()
    for _ in range(5):
        qtbot.keyClick(copy, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(copy, Qt.Key.Key_Return)
    assert left(page, "answer.seen") == "😀 A █"
    select(copy, 4, 9)
    qtbot.keyClick(copy, Qt.Key.Key_Space)
    assert left(page, "answer.seen") == "😀 A river"
    qtbot.keyClick(copy, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not copy


def test_a_selection_over_several_parts_marks_each_of_them(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school, **{n.SEEN: "A river"})
    page = marking(qtbot, seat("dsl"), sent.case_id)
    copy = page.view.copy
    cursor = copy.textCursor()
    cursor.setPosition(copy._placed[1].start)
    cursor.setPosition(copy._placed[3].end, QTextCursor.MoveMode.KeepAnchor)
    copy.setTextCursor(cursor)
    qtbot.keyClick(copy, Qt.Key.Key_Return)
    for placed in copy._placed[1:4]:
        assert left(page, placed.block.id) == "█"
    assert left(page, copy._placed[0].block.id) == copy._placed[0].block.text


def test_whose_record_it_is_keeps_her_name_and_what_was_marked_by_hand(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school, **{n.SEEN: "Zoë O'Neill saw a river with Maryam Khan"})
    page = marking(qtbot, seat("dsl"), sent.case_id)
    at = "Zoë O'Neill saw a river".index("river")
    page._marked([("answer.seen", at, at + 5)])
    box = page.view.subject
    box.setCurrentIndex(box.findText("Zoë O'Neill, Teacher"))
    if box.currentIndex() < 0:
        box.setCurrentIndex(box.findText("Zoë O'Neill"))
    assert box.currentIndex() > 0
    qtbot.waitUntil(lambda: page.view.look.isEnabled() and "Zoë O'Neill" not in rows(page))
    assert left(page, "answer.seen") == "Zoë O'Neill saw a █ with █"


def test_all_ticks_at_once(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send(folder_school, **{n.SEEN: SEEN})
    page = marking(qtbot, seat("dsl"), sent.case_id)
    page.view.untick_all.click()
    assert left(page, "answer.seen") == SEEN
    page.view.tick_all.click()
    assert left(page, "answer.seen").count("█") == 4


def test_printing_asks_for_the_password_and_is_written_down(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    sent = send(folder_school)
    dsl = seat("dsl")
    preview = preview_of(qtbot, dsl, marking(qtbot, dsl, sent.case_id))
    preview._printing = FilePrinting(tmp_path / "printed.pdf")
    preview.view.print.click()
    assert not (tmp_path / "printed.pdf").exists()
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        type_password(qtbot, preview, PASSWORD)
    assert (tmp_path / "printed.pdf").exists()
    acts = [one.act for one in dsl.school.cases.history(sent.case_id)]
    assert acts.count(Act.CASE_EXPORTED.value) == 1


def test_the_form_is_saved_with_the_password_and_printed_without(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    sent = send(folder_school)
    here = seat("teacher1")
    page = opened(qtbot, here, sent.case_id)
    page.view.print.click()
    preview = here.room.preview
    assert isinstance(preview, GuardedPreview)
    qtbot.waitUntil(preview.view.save.isEnabled, timeout=20_000)
    place = preview._places = ChosenPlace(tmp_path)
    preview._printing = FilePrinting(tmp_path / "printed.pdf")
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.view.print.click()
    preview.view.save.click()
    assert place.names == []
    with qtbot.waitSignal(preview.saved, timeout=20_000):
        type_password(qtbot, preview, PASSWORD)
    assert (tmp_path / place.names[0]).read_bytes().startswith(b"%PDF")


def test_a_sealed_one_is_printed_with_the_password_too(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    sent = send(folder_school, **{n.ABOUT: n.ABOUT_STAFF})
    here = seat("head")
    page = opened(qtbot, here, sent.case_id)
    page.view.print.click()
    preview = here.room.preview
    assert isinstance(preview, GuardedPreview)
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)
    preview._printing = FilePrinting(tmp_path / "printed.pdf")
    preview.view.print.click()
    assert not (tmp_path / "printed.pdf").exists()
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        type_password(qtbot, preview, PASSWORD)


def test_what_is_black_here_and_stands_there_is_said_before_it_leaves(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school, **{n.SEEN: "The glacier cracked, and the glacier fell"})
    here = seat("dsl")
    page = marking(qtbot, here, sent.case_id)
    page._marked([("answer.seen", 4, 11)])
    preview = preview_of(qtbot, here, page)
    said = words_of(preview.view.notes)
    assert "“glacier” is blacked out in one place and can be read in 3 others." in said


def test_everything_is_hidden_under_the_curtain(stage: Stage, qtbot: QtBot) -> None:
    window, room, page = gallery_marking(stage)
    page.view.to.setText("Sam Hill")
    page.view.look.click()
    settle(120)
    preview = room.preview
    assert isinstance(preview, GivingPreview)
    preview.view.save.click()
    sheet = preview.sheet
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.is_covered
    assert not preview.isVisible()
    assert not sheet.isVisible()
    assert not page.isVisible()


@pytest.mark.parametrize("name", ["teacher1", "ict"])
def test_others_are_not_offered_it(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, name: str
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat(name), sent.case_id)
    assert page.view.print.isVisible()
    assert not page.view.give.isVisible()


def test_a_kind_that_gives_no_copies_is_not_offered(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    """A request for a blocked page is about no child: nobody outside asks for it."""
    teacher = folder_school.open("teacher1")
    answers: dict[str, object] = {
        access.WHERE: "https://rivers.example.org/map",
        access.WHAT: access.WHAT_PAGE,
        access.WHY: "A map of rivers.",
        asked.ABOUT: asked.ABOUT_NO,
    }
    sent = teacher.cases.send(folder_school.draft(answers, journey=access.ACCESS))
    page = opened(qtbot, seat("head"), sent.case_id)
    assert page.view.print.isVisible()
    assert not page.view.give.isVisible()


def test_a_stopped_case_is_not_offered(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send_stopped(folder_school)
    page = opened(qtbot, seat("dsl"), sent.case_id)
    assert not page.view.give.isVisible()
