"""The preview of papers: blank, filled, and what it says when a paper may not be made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.at_once import AtOnce
from tests.gallery.stage import Stage, screen, settle
from tests.reports.papers import DAY, SCHOOL, TRIAGED, case
from tests.ui.documents.papers import FilePrinting
from trent_desktop.documents.page import Pdf
from trent_desktop.problems import PrintRefused
from trent_desktop.reports.documents import (
    blank_pdf,
    file_name,
    filled_pdf,
)
from trent_desktop.reports.kinds.content import KIND
from ui.background import Background
from ui.documents import Document, DocumentPreview
from ui.documents.printers.values import JobState, News, Printer
from ui.documents.printing import SystemPrinting

TITLE = "Inappropriate content report"


def _preview(stage: Stage, document: Document) -> DocumentPreview:
    background = Background(AtOnce())
    preview = DocumentPreview(background, document)
    background.setParent(preview)
    stage.keep(preview)
    settle()
    # Pages are drawn once their size has stood for a moment, which the gallery does not wait for.
    preview.view.pages._ask_for_pictures()
    settle()
    return preview


#: The printers of a school, in an order in which the first can be used.
_PRINTERS = (
    Printer("office", "Office copier", ("A4", "A3"), two_sided=True, colour=True, is_default=True),
    Printer("hall", "Hall", ("Letter",), cannot="The printer is paused."),
    Printer("year4", "Year 4", ("Letter",)),
)


def _asked(
    stage: Stage, printer: str, *, poster: bool = False, pages: str = "", copies: str = "2"
) -> DocumentPreview:
    preview = _preview(
        stage, Document(TITLE, file_name(KIND, "TR-2026-014"), _filled, poster=poster)
    )
    printing = SystemPrinting(preview._background, FilePrinting(Path(), None, *_PRINTERS))
    preview._printing = printing
    preview.view.print.click()
    settle()
    sheet = printing.sheet
    assert sheet is not None
    sheet.printer.setCurrentIndex(sheet.printer.findData(printer))
    sheet.copies.setText(copies)
    sheet.pages.setText(pages)
    settle()
    return preview


def _filled() -> Pdf:
    return filled_pdf(
        case(None, *TRIAGED),
        SCHOOL,
        printed_by="Maya Okonkwo-Reid",
        printed_at=dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC),
        zone=dt.UTC,
    )


@screen("documents-blank")
def blank(stage: Stage) -> QWidget:
    return _preview(
        stage, Document(TITLE, file_name(KIND), lambda: blank_pdf(KIND, SCHOOL, day=DAY))
    )


@screen("documents-filled")
def filled(stage: Stage) -> QWidget:
    preview = _preview(stage, Document(TITLE, file_name(KIND, "TR-2026-014"), _filled))
    preview.toasts.say("2 pages sent to the printer. Please collect the paper straight away.")
    settle()
    return preview


@screen("documents-print")
def printer_asked(stage: Stage) -> QWidget:
    return _asked(stage, "office")


@screen("documents-print-poster")
def poster_asked(stage: Stage) -> QWidget:
    return _asked(stage, "office", poster=True, copies="1")


@screen("documents-print-paused")
def paused(stage: Stage) -> QWidget:
    return _asked(stage, "hall", pages="3-9", copies="0")


@screen("documents-print-letter")
def letter_alone(stage: Stage) -> QWidget:
    return _asked(stage, "year4")


@screen("documents-print-none")
def no_printer(stage: Stage) -> QWidget:
    preview = _preview(stage, Document(TITLE, file_name(KIND), _filled))
    system = FilePrinting(Path())
    system.offered = ()
    preview._printing = SystemPrinting(preview._background, system)
    preview.view.print.click()
    settle()
    return preview


@screen("documents-print-stuck")
def stuck(stage: Stage) -> QWidget:
    preview = _preview(stage, Document(TITLE, file_name(KIND, "TR-2026-014"), _filled))
    system = FilePrinting(Path(stage.folder) / "printed.pdf")
    system.news = News(JobState.STUCK, "The printer has run out of paper.")
    preview._printing = system
    preview.view.print.click()
    settle()
    return preview


@screen("documents-refused")
def refused(stage: Stage) -> QWidget:
    def refuse() -> Pdf:
        raise PrintRefused("This record must not be printed or saved.")

    return _preview(stage, Document(TITLE, file_name(KIND), refuse))
