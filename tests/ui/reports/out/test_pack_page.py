"""The pack for the next school, by clicking: made, saved, its passphrase shown once, its receipt."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.reports.out.test_pack import NEXT, pupil, told
from tests.schools import PASSWORD, SmallSchool
from tests.ui.documents.papers import ChosenPlace
from tests.ui.reports.casework import opened
from tests.ui.reports.conftest import Seat, send, words_of
from tests.ui.reports.out.test_giving_out import type_password
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.out.given import Purpose
from trent_desktop.reports.out.listed import Form
from trent_desktop.reports.out.packed import SCHOOL_MISSING
from ui.reports.out.list_sheet import ListSheet
from ui.reports.out.marking_page import MarkingPage
from ui.reports.out.pack_page import ONCE, PackPage
from ui.shell.rooms import CaseList

Sit = Callable[[str], Seat]


def pack_page(qtbot: QtBot, here: Seat, case_id: uuid.UUID) -> PackPage:
    """From the case by the marking page, as the next school is chosen."""
    page = opened(qtbot, here, case_id)
    page.view.give.click()
    marking = here.room.marking
    assert isinstance(marking, MarkingPage)
    qtbot.waitUntil(marking.view.look.isEnabled, timeout=10_000)
    view = marking.view
    view.purposes.setCurrentIndex(view.purposes.findData(Purpose.SCHOOL.value))
    assert not view.pack.isVisible()  # it is not said whose record it is
    view.subject.setCurrentIndex(view.subject.findText("Conor O'Neill, 4A"))
    assert view.pack.isVisible()
    view.pack_link.click()
    made = here.room.stack.currentWidget()
    assert isinstance(made, PackPage)
    qtbot.waitUntil(made.make.isEnabled, timeout=10_000)
    return made


def test_from_the_case_to_the_pack_and_its_receipt(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    other = folder_school.open("dsl")
    reference = told(folder_school, pupil(other), "I saw a scary clown.")
    other.close()
    here = seat("dsl")
    (row,) = here.school.cases.page(here.room.list.query()).rows
    page = pack_page(qtbot, here, row.id)
    assert "Conor O'Neill" in words_of(page)
    assert "Goes into the pack" in words_of(page)
    page.make.click()
    assert page.to_block.error.text() == SCHOOL_MISSING
    page.to.setText(NEXT)
    place = ChosenPlace(tmp_path)
    page._places = place
    page.make.click()
    type_password(qtbot, page, PASSWORD)
    qtbot.waitUntil(page.passphrase.isVisible, timeout=20_000)
    assert ONCE in words_of(page)
    (name,) = place.names
    with zipfile.ZipFile(io.BytesIO((tmp_path / name).read_bytes())) as archive:
        locked = archive.read(f"{reference}.pdf")
    reader = PdfReader(io.BytesIO(locked), password=page.code.text())
    assert "scary clown" in reader.pages[-1].extract_text() + reader.pages[0].extract_text()
    assert "waiting for the receipt" in words_of(page.sent_card)
    (came,) = [
        one for one in page.sent_card.findChildren(QPushButton) if one.text() == "The receipt came"
    ]
    came.click()
    qtbot.waitUntil(lambda: "receipt of" in words_of(page.sent_card), timeout=10_000)
    page.back.click()
    assert here.room.stack.currentWidget() is here.room.marking


@pytest.mark.parametrize("form", list(Form))
def test_the_list_is_saved_as_it_is_filtered(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path, form: Form
) -> None:
    sent = send(folder_school, **{n.SEEN: "A glacier"})
    send(folder_school, **{n.SEEN: "A river"})
    here = seat("dsl")
    here.room.arrive(CaseList("all"))
    here.room.list.view.search.setText("glacier")
    here.room.list.view.save.click()
    sheet = here.room.list.sheet
    assert isinstance(sheet, ListSheet)
    place = ChosenPlace(tmp_path)
    sheet._places = lambda _form: place
    assert sheet.with_words.isVisible()
    sheet.form.choose(form.value)
    qtbot.keyClicks(sheet.password.field, "wrong")
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(sheet.block.error.text()), timeout=10_000)
    qtbot.keyClicks(sheet.password.field, PASSWORD)
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(here.window.said), timeout=15_000)
    assert place.names == [f"Reports.{form.value}"]
    content = (tmp_path / f"Reports.{form.value}").read_bytes()
    if form is Form.CSV:
        assert sent.reference.encode() in content
        assert content.count(b"\r\n") == 2
        assert b"glacier" not in content
    else:
        assert content.startswith(b"PK")


def test_the_ict_lead_saves_a_list_without_words(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    send(folder_school)
    here = seat("ict")
    here.room.arrive(CaseList("all"))
    here.room.list.view.save.click()
    sheet = here.room.list.sheet
    assert sheet is not None
    assert not sheet.with_words.isVisible()
    sheet.dismiss()


def test_a_teacher_is_offered_no_file(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    send(folder_school)
    here = seat("teacher1")
    here.room.arrive(CaseList("mine"))
    assert not here.room.list.view.save.isVisible()
