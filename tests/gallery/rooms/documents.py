"""The preview of papers: blank, filled, and what it says when a paper may not be made."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen, settle
from tests.reports.papers import DAY, SCHOOL, TRIAGED, case
from trent_desktop.documents.page import Pdf
from trent_desktop.problems import PrintRefused
from trent_desktop.reports.documents import (
    blank_pdf,
    file_name,
    filled_pdf,
)
from trent_desktop.reports.kinds.content import KIND
from ui.background import AtOnce, Background
from ui.documents import Document, DocumentPreview

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


@screen("documents-refused")
def refused(stage: Stage) -> QWidget:
    def refuse() -> Pdf:
        raise PrintRefused("This record must not be printed or saved.")

    return _preview(stage, Document(TITLE, file_name(KIND), refuse))
