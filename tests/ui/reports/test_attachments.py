"""Attaching by clicking, looking at it, and that nothing of it stays when one looks elsewhere."""

from __future__ import annotations

import gc
import threading
import uuid
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.reports.attachments import files
from tests.reports.attachments.allowing import allow
from tests.reports.doing import send as send_as
from tests.schools import SmallSchool
from tests.ui.reports.casework import opened, send_stopped
from tests.ui.reports.conftest import Seat, send, words_of
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.attachments.attached import KEPT_SEALED
from trent_desktop.reports.cases import Move
from ui.components.buttons import LinkButton
from ui.reports.attachments.marked_pages import MarkedPages
from ui.reports.attachments.section import ATTACH, NEVER
from ui.reports.attachments.viewer import AttachmentViewer
from ui.reports.case_page import CasePage
from ui.shell.rooms import CaseList

Sit = Callable[[str], Seat]
NAME = "Chat on the bus.png"


@pytest.fixture(autouse=True)
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, "content")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(files.png(600, 900))
    return path


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: CasePage, path: Path) -> None:
    """Press the button, and choose a file in the dialog that opens."""
    click(page.attachments.attach)
    (dialog,) = [
        one for one in QApplication.topLevelWidgets()
        if isinstance(one, QFileDialog) and one.isVisible()
    ]  # fmt: skip
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def link(page: CasePage, name: str) -> LinkButton:
    (found,) = [
        one for one in page.attachments.findChildren(LinkButton) if one.accessibleName() == name
    ]
    return found


def attached(school: SmallSchool, name: str, case_id: uuid.UUID, content: bytes) -> None:
    other = school.open(name)
    other.attachments.add(case_id, content, uuid.uuid4())
    other.close()


def looked_at(qtbot: QtBot, seat: Seat, page: CasePage, name: str = NAME) -> AttachmentViewer:
    click(link(page, f"Look at {name}"))
    viewer = seat.room.preview
    assert isinstance(viewer, AttachmentViewer)
    qtbot.waitUntil(lambda: viewer.view.stack.currentWidget() is viewer.view.pages, timeout=5_000)
    qtbot.waitUntil(viewer.view.pages.sharp, timeout=5_000)
    return viewer


def views(school: SmallSchool, case_id: uuid.UUID) -> list[str]:
    head = school.open("head")
    found = [one.act for one in head.cases.history(case_id) if one.act == "attachment viewed"]
    head.close()
    return found


def test_a_teacher_attaches_a_screenshot_and_looks_at_it(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    assert NEVER in words_of(page.attachments)
    choose(page, picture)
    assert not page.attachments.attach.isEnabled()
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)
    assert page.attachments.attach.isEnabled()
    assert page.attachments.attach.text() == ATTACH
    told = words_of(page.attachments)
    assert "Picture" in told
    assert "Zoë O'Neill" in told
    assert "Picture attached" in words_of(page.view.happened)
    assert views(folder_school, sent.case_id) == []
    viewer = looked_at(qtbot, at, page)
    assert NAME in words_of(viewer)
    assert views(folder_school, sent.case_id) == ["attachment viewed"]
    click(viewer.view.back)
    qtbot.waitUntil(page.isVisible)
    assert at.room.preview is None
    assert at.window.problems == []


def test_what_is_no_picture_is_refused_in_a_sentence(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat("teacher1"), sent.case_id)
    program = tmp_path / "holiday.png"
    program.write_bytes(b"MZ\x90\0" + b"\0" * 100)
    choose(page, program)
    qtbot.waitUntil(lambda: page.attachments.error.text() != "", timeout=10_000)
    assert page.attachments.error.text().startswith("This is a program, not a picture")
    assert page.attachments.attach.isEnabled()
    good = tmp_path / NAME
    good.write_bytes(files.png())
    choose(page, good)
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)
    assert page.attachments.error.text() == ""


def test_a_note_does_not_wait_until_a_file_is_drawn(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from trent_desktop.reports.attachments import on_laptop

    sent = send(folder_school)
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    go_on = threading.Event()
    draw = on_laptop.pages_of
    monkeypatch.setattr(on_laptop, "pages_of", lambda content: (go_on.wait(20), draw(content))[1])
    choose(page, picture)
    page.write_note("The bus was the 17.")
    note = page._open_form
    assert note is not None
    note.press()
    qtbot.waitUntil(lambda: "The bus was the 17." in words_of(page.view.happened), timeout=5_000)
    assert not page.attachments.attach.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)


def test_as_many_as_it_takes_is_said(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send(folder_school)
    teacher = folder_school.open("teacher1")
    small = teacher.attachments.draw(files.png(20, 20))
    for _ in range(8):
        teacher.attachments.add(sent.case_id, small, uuid.uuid4())
    page = opened(qtbot, seat("teacher1"), sent.case_id)
    assert "8 files are attached to this report already" in words_of(page.attachments)
    assert not page.attachments.attach.isVisible()


def test_a_file_is_dropped_there_only_where_it_may_be(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat("teacher1"), sent.case_id)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    assert page.attachments.acceptDrops()
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.attachments._files.eventFilter(page.attachments, event)
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)


def test_a_kind_that_takes_none_shows_nothing_of_it(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch, "content", attachments=False)
    sent = send(folder_school)
    page = opened(qtbot, seat("teacher1"), sent.case_id)
    assert page.attachments.isHidden()
    assert not page.attachments.acceptDrops()


def test_the_name_of_who_looks_stands_across_the_picture(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    teacher = folder_school.open("teacher1")
    attachment = teacher.attachments.add(sent.case_id, picture, uuid.uuid4())
    pages = MarkedPages(teacher.attachments.view(sent.case_id, attachment.id))
    assert pages.mark == "Zoë O'Neill · 23 November 2026, 10:42"
    assert repr(pages) == "MarkedPages(pages=1)"
    shown = pages.draw(0, 600)
    plain = QImage.fromData(files.png(600, 900)).convertToFormat(QImage.Format.Format_RGB32)
    assert shown.size() == plain.size()
    parts = [(x, y) for x in range(0, 600, 150) for y in range(0, 900, 150)]
    for x, y in parts:  # every part of it, so that none is cut out without the name
        assert shown.copy(x, y, 150, 150) != plain.copy(x, y, 150, 150), (x, y)


def test_a_very_long_picture_is_drawn_within_bounds(folder_school: SmallSchool) -> None:
    sent = send(folder_school)
    teacher = folder_school.open("teacher1")
    added = teacher.attachments.add(sent.case_id, files.png(300, 15_000), uuid.uuid4())
    drawn = MarkedPages(teacher.attachments.view(sent.case_id, added.id)).draw(0, 6_000)
    assert drawn.width() * drawn.height() <= 20_000_000


def test_nothing_stays_when_she_looks_elsewhere(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    choose(page, picture)
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)
    viewer = looked_at(qtbot, at, page)
    stack = viewer.view.pages
    held = weakref.ref(stack._pages)  # type: ignore[arg-type]
    assert held() is not None
    assert stack._pictures
    at.room.arrive(CaseList())  # to the list, as the rail does
    assert stack._pictures == {}
    qtbot.waitUntil(lambda: (gc.collect(), held())[1] is None, timeout=5_000)
    at.room.stack.setCurrentWidget(viewer)
    assert "Closed" in words_of(viewer)
    click(viewer.show_again)
    qtbot.waitUntil(lambda: viewer.view.stack.currentWidget() is stack, timeout=5_000)
    assert len(views(folder_school, sent.case_id)) == 2


def test_escape_leaves_and_forgets(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    at = seat("teacher1")
    at.school.attachments.add(sent.case_id, picture, uuid.uuid4())
    page = opened(qtbot, at, sent.case_id)
    viewer = looked_at(qtbot, at, page)
    pages = weakref.ref(viewer.view.pages._pages)  # type: ignore[arg-type]
    QTest.keyClick(viewer.view.pages, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: at.room.preview is None)
    del viewer
    qtbot.waitUntil(lambda: (gc.collect(), pages())[1] is None, timeout=5_000)


def test_it_is_neither_printed_nor_saved_nor_copied_nor_dragged(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    choose(page, picture)
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)
    viewer = looked_at(qtbot, at, page)
    buttons = [one.accessibleName() or one.text() for one in viewer.findChildren(QAbstractButton)]
    for word in ("Print", "Save", "Copy"):
        assert not [one for one in buttons if word in one]
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    stack = viewer.view.pages
    for key in (Qt.Key.Key_C, Qt.Key.Key_P, Qt.Key.Key_S, Qt.Key.Key_A, Qt.Key.Key_X):
        QTest.keyClick(stack, key, Qt.KeyboardModifier.ControlModifier)
    area = stack.viewport()
    QTest.mousePress(area, Qt.MouseButton.LeftButton)
    QTest.mouseMove(area, area.rect().center())
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton)
    QTest.mouseClick(area, Qt.MouseButton.RightButton)
    assert clipboard.text() == "before"
    assert not clipboard.mimeData().hasImage()
    assert QApplication.activePopupWidget() is None
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)
                and one.isVisible()]  # fmt: skip


def test_what_was_changed_is_said(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    sent = send(folder_school)
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    choose(page, picture)
    qtbot.waitUntil(lambda: NAME in words_of(page.attachments), timeout=10_000)
    from trent_desktop.reports.models import AttachmentRow

    with at.school.signed_in.database.write() as session:
        session.query(AttachmentRow).one().content = b"something else"
    click(link(page, f"Look at {NAME}"))
    viewer = at.room.preview
    assert isinstance(viewer, AttachmentViewer)
    qtbot.waitUntil(lambda: "It cannot be shown" in words_of(viewer), timeout=5_000)
    assert "was changed or taken away" in words_of(viewer)
    assert viewer.view.pages._pictures == {}


def test_another_reader_sees_it_come(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send(folder_school)
    at = seat("ict")
    page = opened(qtbot, at, sent.case_id)
    attached(folder_school, "teacher1", sent.case_id, files.pdf(2))
    at.follow()
    qtbot.waitUntil(lambda: "PDF, 2 pages" in words_of(page.attachments), timeout=5_000)
    viewer = looked_at(qtbot, at, page, "PDF, 2 pages")
    assert "Page 1 of 2" in words_of(viewer)


class TestAStoppedCase:
    def test_offers_nothing(self, qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
        sent = send_stopped(folder_school)
        page = opened(qtbot, seat("dsl"), sent.case_id)
        assert page.attachments.isHidden()
        assert not page.attachments.acceptDrops()

    def test_says_that_something_was_attached_before_and_shows_nothing(
        self, qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
    ) -> None:
        import dataclasses

        from tests.reports import answers

        teacher = folder_school.open("teacher1")
        sent = send_as(folder_school, teacher)
        teacher.attachments.add(sent.case_id, picture, uuid.uuid4())
        (draft,) = teacher.drafts.all()
        teacher.cases.send(dataclasses.replace(draft, stage="stop", answers=answers.stop()))
        page = opened(qtbot, seat("dsl"), sent.case_id)
        assert KEPT_SEALED in words_of(page.attachments)
        assert page.attachments.findChildren(LinkButton) == []
        assert not page.attachments.attach.isVisible()
        assert NAME not in words_of(page)
        page.attachments.take(str(picture))  # as if a file were dropped all the same
        assert not page.attachments._busy


def test_a_closed_case_shows_them_and_takes_no_more(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, picture: Path
) -> None:
    from tests.ui.reports.casework import act

    sent = send(folder_school)
    teacher = folder_school.open("teacher1")
    teacher.attachments.add(sent.case_id, picture, uuid.uuid4())
    act(folder_school, "ict", sent.case_id, Move.NO_BLOCK_NEEDED, "Gone.")
    act(folder_school, "head", sent.case_id, Move.SIGN_OFF, "Dealt with.")
    act(folder_school, "head", sent.case_id, Move.CLOSE)
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    assert not page.attachments.attach.isVisible()
    assert looked_at(qtbot, at, page)


def test_a_grown_ups_case_is_with_the_head_alone(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school, **{n.ABOUT: n.ABOUT_STAFF})
    page = opened(qtbot, seat("head"), sent.case_id)
    assert page.attachments.attach.isVisible()
