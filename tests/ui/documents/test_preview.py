"""A paper inside the window: made, looked at, printed, saved; and what is said when it fails."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.documents.reading import reader, text_of
from tests.ui.documents.papers import ChosenPlace, FilePrinting, paper
from trent_desktop.documents.page import Pdf
from trent_desktop.problems import PrintRefused, SchoolAway
from ui.background import Background
from ui.documents import Document, DocumentPreview, PdfPages, SystemPlaces, SystemPrinting
from ui.documents.printers.remembered import remembered
from ui.documents.printers.values import Choice, JobState, News
from ui.theme import Theme, look

NAME = "Appendix 2 TR-2026-014.pdf"


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    look().dress(Theme("light", 1.0, False))
    made = Background()
    yield made
    made.close()


def shown(
    qtbot: QtBot,
    background: Background,
    document: Document,
    *,
    printing: FilePrinting | None = None,
    places: ChosenPlace | None = None,
) -> DocumentPreview:
    preview = DocumentPreview(background, document, printing=printing, places=places)
    qtbot.addWidget(preview)
    preview.resize(1000, 760)
    preview.show()
    return preview


def ready(qtbot: QtBot, preview: DocumentPreview) -> None:
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=10_000)


def document(pages: int = 2, **more: object) -> Document:
    return Document("A paper", NAME, partial(paper, pages), **more)  # type: ignore[arg-type]


def test_the_paper_is_made_off_the_gui_thread_and_shown(
    qtbot: QtBot, background: Background
) -> None:
    threads: list[int] = []

    def make() -> Pdf:
        threads.append(threading.get_ident())
        return paper(2)

    preview = shown(qtbot, background, Document("A paper", NAME, make))
    assert not preview.view.print.isEnabled()
    assert preview.view.stack.currentWidget() is preview.view.waiting
    ready(qtbot, preview)
    assert preview.view.stack.currentWidget() is preview.view.pages
    assert preview.view.page.text() == "Page 1 of 2"
    assert threads
    assert threads[0] != threading.get_ident()


def test_the_page_number_follows_scrolling(qtbot: QtBot, background: Background) -> None:
    preview = shown(qtbot, background, document(4))
    ready(qtbot, preview)
    preview.view.pages.go_to(2)
    assert preview.view.page.text() == "Page 3 of 4"
    qtbot.keyClick(preview.view.pages, Qt.Key.Key_End)
    assert preview.view.page.text() == "Page 4 of 4"
    qtbot.keyClick(preview.view.pages, Qt.Key.Key_Home)
    assert preview.view.page.text() == "Page 1 of 4"


def test_a_screen_reader_is_told_the_words_of_the_page(
    qtbot: QtBot, background: Background
) -> None:
    preview = shown(qtbot, background, document(2))
    ready(qtbot, preview)
    pages = preview.view.pages
    qtbot.waitUntil(lambda: "volcano number 1" in pages.accessibleDescription())
    assert pages.accessibleName() == "Page 1 of 2"


def test_notes_of_the_paper_are_said(qtbot: QtBot, background: Background) -> None:
    made = Document("A paper", NAME, lambda: paper(1, "\U00020bb7"))
    preview = shown(qtbot, background, made)
    ready(qtbot, preview)
    assert preview.view.notes.isVisible()
    assert "cannot print" in preview.view.notes.words.text()


def test_back_and_escape_leave(qtbot: QtBot, background: Background) -> None:
    preview = shown(qtbot, background, document(1))
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.left):
        preview.view.back.click()
    preview.activateWindow()
    preview.view.pages.setFocus()
    with qtbot.waitSignal(preview.left):
        qtbot.keyClick(preview.view.pages, Qt.Key.Key_Escape)


# ------------------------------------------------------------------------------ failing


def test_a_refusal_is_said_in_words_and_nothing_can_be_printed(
    qtbot: QtBot, background: Background
) -> None:
    def make() -> Pdf:
        raise PrintRefused("This record must not be printed or saved.")

    preview = shown(qtbot, background, Document("A paper", NAME, make))
    qtbot.waitUntil(lambda: preview.view.stack.currentWidget() is preview.view.failed)
    assert preview.view.failed.words.text() == "This record must not be printed or saved."
    assert not preview.view.print.isEnabled()
    assert not preview.view.save.isEnabled()
    assert not preview.view.again.isVisible()


def test_when_the_share_is_away_she_may_try_again(qtbot: QtBot, background: Background) -> None:
    away = [True]

    def make() -> Pdf:
        if away[0]:
            raise SchoolAway("The school’s folder cannot be reached.", what_to_do="Wait a little.")
        return paper(1)

    preview = shown(qtbot, background, Document("A paper", NAME, make))
    qtbot.waitUntil(lambda: preview.view.stack.currentWidget() is preview.view.failed)
    assert preview.view.failed.words.text().endswith("cannot be reached. Wait a little.")
    away[0] = False
    preview.view.again.click()
    ready(qtbot, preview)


def test_what_nobody_foresaw_goes_on_to_the_panel_that_says_so(
    qtbot: QtBot, background: Background
) -> None:
    def make() -> Pdf:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        preview = shown(qtbot, background, Document("A paper", NAME, make))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not preview.view.print.isEnabled()


def test_closing_while_it_is_made_is_no_accident(qtbot: QtBot, background: Background) -> None:
    go_on = threading.Event()

    def make() -> Pdf:
        go_on.wait(5)
        return paper(1)

    preview = DocumentPreview(background, Document("A paper", NAME, make))
    preview.show()
    preview.close()
    preview.deleteLater()
    QApplication.processEvents()
    go_on.set()


# ------------------------------------------------------------------------------ printing


def test_printing_sends_every_page_and_says_so(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    told: list[str] = []
    printing = FilePrinting(tmp_path / "out.pdf")
    preview = shown(
        qtbot, background, document(3, before_print=lambda: told.append("noted")), printing=printing
    )
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.view.print.click()
    assert printing.asked == [3]
    assert told == ["noted"]
    assert len(reader(printing.file.read_bytes()).pages) == 3
    assert preview.toasts.words.startswith("3 pages sent to the printer")
    assert preview.view.print.isEnabled()


def test_only_the_chosen_pages_are_printed(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    printing = FilePrinting(tmp_path / "out.pdf", Choice("office", pages=(1, 2)))
    preview = shown(qtbot, background, document(4), printing=printing)
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.view.print.click()
    assert len(reader(printing.file.read_bytes()).pages) == 2


def test_a_refusal_before_printing_prints_nothing(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    def refuse() -> None:
        raise PrintRefused("This record must not be printed or saved.")

    printing = FilePrinting(tmp_path / "out.pdf")
    preview = shown(qtbot, background, document(1, before_print=refuse), printing=printing)
    ready(qtbot, preview)
    preview.view.print.click()
    qtbot.waitUntil(lambda: "must not be printed" in preview.toasts.words)
    assert not printing.file.exists()
    assert preview.view.print.isEnabled()


def test_a_printer_that_takes_nothing_is_told_in_words(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    printing = FilePrinting(tmp_path / "no such folder" / "out.pdf")
    preview = shown(qtbot, background, document(1), printing=printing)
    ready(qtbot, preview)
    preview.view.print.click()
    qtbot.waitUntil(lambda: bool(preview.toasts.words))
    assert preview.toasts.words.startswith("The printer did not take the pages.")


def test_what_is_printed_is_what_was_shown(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    """The ink of the printed page, drawn again, lies where it lay, in the same amount."""

    def ink(content: bytes) -> list[int]:
        image = PdfPages.read(content).draw(0, 1784, grey=True)
        return [
            sum(255 - value for value in bytes(image.copy(0, top, 1784, 120).constBits()))
            for top in range(0, 2400, 120)
        ]

    printing = FilePrinting(tmp_path / "out.pdf")
    preview = shown(qtbot, background, document(1), printing=printing)
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.view.print.click()
    wanted, found = ink(paper(1).content), ink(printing.file.read_bytes())
    assert max(wanted) > 10_000
    assert found == pytest.approx(wanted, rel=0.12, abs=20_000)


def test_how_the_job_is_getting_on_is_told_and_it_can_be_cancelled(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    printing = FilePrinting(tmp_path / "out.pdf")
    printing.news = News(JobState.STUCK, "The printer has run out of paper.")
    preview = shown(qtbot, background, document(1), printing=printing)
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.view.print.click()
    assert "run out of paper" in preview.toasts.words
    preview.toasts._toast.link.click()
    qtbot.waitUntil(lambda: preview.toasts.words.startswith("Cancelled."), timeout=5000)
    assert printing.cancelled


def test_the_sheet_for_printing_is_opened_and_not_waited_for(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    preview = shown(qtbot, background, document(4))
    ready(qtbot, preview)
    system = FilePrinting(tmp_path / "out.pdf")
    printing = preview._printing = SystemPrinting(background, system)
    preview.activateWindow()
    qtbot.keyClick(preview.view.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = printing.sheet
    assert sheet is not None
    assert sheet.isVisible()
    assert not sheet.print.isEnabled()
    qtbot.waitUntil(sheet.print.isEnabled, timeout=5000)
    qtbot.wait(50)  # it has grown
    qtbot.mouseClick(sheet.more, Qt.MouseButton.LeftButton)
    assert sheet.sum.text() == "2 copies of 4 pages: 8 pages, on 8 sheets."
    qtbot.mouseClick(sheet.two_sided, Qt.MouseButton.LeftButton)
    assert sheet.sum.text() == "2 copies of 4 pages: 8 pages, on 4 sheets."
    qtbot.keyClicks(sheet.pages, "9")
    assert sheet.pages_block.error.text() == "There are pages 1 to 4."
    assert not sheet.print.isEnabled()
    sheet.pages.clear()
    qtbot.keyClicks(sheet.pages, "2-3")
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        qtbot.keyClick(sheet.pages, Qt.Key.Key_Return)
    assert system.sent == [Choice("office", 2, (1, 2), two_sided=True)]
    assert preview.toasts.words.startswith("4 pages sent to the printer")
    assert remembered() == "office"


# -------------------------------------------------------------------------------- saving


def test_saving_writes_the_whole_pdf_under_the_reference(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    places, told = ChosenPlace(tmp_path), []
    preview = shown(
        qtbot, background, document(2, before_save=lambda: told.append("noted")), places=places
    )
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.saved, timeout=10_000):
        preview.view.save.click()
    assert places.names == [NAME]
    assert told == ["noted"]
    assert (tmp_path / NAME).read_bytes() == paper(2).content
    assert text_of((tmp_path / NAME).read_bytes()).count("volcano") == 2
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    assert "no longer encrypted" in preview.toasts.words


def test_a_poster_hangs_on_a_wall_and_nobody_is_told_to_hide_it(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    preview = shown(qtbot, background, document(1, poster=True), places=ChosenPlace(tmp_path))
    ready(qtbot, preview)
    with qtbot.waitSignal(preview.saved, timeout=10_000):
        preview.view.save.click()
    assert preview.toasts.words == f"Saved as {NAME}."


def test_a_full_disk_is_said_and_the_old_file_stands(
    qtbot: QtBot, background: Background, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(b"the old one")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    preview = shown(qtbot, background, document(1), places=ChosenPlace(tmp_path))
    ready(qtbot, preview)
    monkeypatch.setattr(os, "fsync", full)
    preview.view.save.click()
    qtbot.waitUntil(lambda: "disk is full" in preview.toasts.words)
    assert (tmp_path / NAME).read_bytes() == b"the old one"
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    assert preview.view.save.isEnabled()


def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    preview = shown(qtbot, background, document(1), places=ChosenPlace(tmp_path / "gone"))
    ready(qtbot, preview)
    preview.view.save.click()
    qtbot.waitUntil(lambda: bool(preview.toasts.words))
    assert preview.toasts.words.startswith("The file cannot be written there.")


def test_what_is_no_plain_file_is_not_replaced(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    (tmp_path / NAME).mkdir()
    preview = shown(qtbot, background, document(1), places=ChosenPlace(tmp_path))
    ready(qtbot, preview)
    preview.view.save.click()
    qtbot.waitUntil(lambda: bool(preview.toasts.words))
    assert preview.toasts.words.startswith("This is a folder.")
    assert (tmp_path / NAME).is_dir()


def test_no_file_is_written_for_a_preview(
    qtbot: QtBot, background: Background, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    preview = shown(qtbot, background, document(2))
    ready(qtbot, preview)
    qtbot.waitUntil(preview.view.pages.sharp, timeout=10_000)
    assert list(tmp_path.iterdir()) == []


def test_the_file_dialog_is_opened_and_not_waited_for(qtbot: QtBot, background: Background) -> None:
    preview = shown(qtbot, background, document(1))
    ready(qtbot, preview)
    chosen: list[Path] = []
    SystemPlaces().ask(preview, NAME, chosen.append)
    dialog = preview.findChild(QFileDialog, "saveDialog")
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.defaultSuffix() == "pdf"
    dialog.reject()
    assert chosen == []


def test_every_control_has_a_name_for_screen_readers(qtbot: QtBot, background: Background) -> None:
    preview = shown(qtbot, background, document(1))
    ready(qtbot, preview)
    view = preview.view
    for control in (view.back, view.farther, view.fit, view.nearer, view.save, view.print):
        assert control.accessibleName()
