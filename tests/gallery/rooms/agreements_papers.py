"""Every agreement in every language, in normal and in large print, as it comes out of the printer."""

from __future__ import annotations

import datetime as dt
import io
import uuid

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tests.gallery.picture import Picture
from tests.gallery.stage import TODAY, Stage, screen
from trent_desktop.agreements.giving.batch import (
    BatchOrder,
    BatchPlan,
    Chosen,
    Form,
    FormGroup,
    Scope,
)
from trent_desktop.agreements.kinds import Kind, PrintSize
from trent_desktop.agreements.paper.documents import BatchPrint, stream_batch
from trent_desktop.agreements.wording.languages import ENGLISH, languages, our_wording
from trent_desktop.documents.page import Letterhead
from ui.documents.pages import PdfPages

#: Pixels of a page on a sheet.
_WIDE, _HIGH, _GAP = 420, 594, 6
_ACROSS = 6
_NAMES = ("Zoë Nguyễn", "Łukasz Wiśniewski", "Temi Adéyẹmí-Clarke", "محمد حسن")


def papers(language: str, size: PrintSize) -> bytes:
    """One form of every kind, with the translation behind each."""
    forms = []
    for number, kind in enumerate(Kind):
        translated = our_wording(kind, language) if language != ENGLISH else None
        forms.append(
            Form(
                uuid.UUID(int=number),
                "ABCDEFGHJKMNPQRS" if kind.is_returned else "",
                kind,
                _NAMES[number % len(_NAMES)],
                "" if kind is Kind.STAFF else "4B",
                our_wording(kind, ENGLISH),
                1,
                translated,
                1 if translated else None,
                False,
                size,
                missing=() if kind.is_returned else ("Parent’s agreement: Zoë Nguyễn (4B)",),
            )
        )
    until = TODAY + dt.timedelta(days=14)
    order = BatchOrder(tuple(Kind), Chosen(Scope.EVERYBODY), until, cover_sheets=False)
    out = io.BytesIO()
    school = Letterhead("Larkfield Primary School (sample)", ("Larkfield Lane", "London"))
    how = BatchPrint(school, uuid.UUID(int=5), TODAY)
    stream_batch(BatchPlan(order, (FormGroup("", tuple(forms)),)), out, how)
    return out.getvalue()


def _sheet(stage: Stage, language: str, size: PrintSize) -> QWidget:
    """The pages side by side, large enough to be read."""
    pages = PdfPages.read(papers(language, size))
    rows = -(-len(pages) // _ACROSS)
    picture = QPixmap(_ACROSS * (_WIDE + _GAP), rows * (_HIGH + _GAP))
    picture.fill(Qt.GlobalColor.gray)
    painter = QPainter(picture)
    for at in range(len(pages)):
        across, down = at % _ACROSS, at // _ACROSS
        painter.drawImage(across * (_WIDE + _GAP), down * (_HIGH + _GAP), pages.draw(at, _WIDE))
    painter.end()
    sheet = stage.keep(Picture(picture, f"Agreements: {language}, {size.value} print"))
    sheet.resize(picture.size())
    return sheet


for _language in languages():
    for _size in (PrintSize.NORMAL, PrintSize.LARGE):
        screen(f"papers-{_language.code}-{_size.value}")(
            lambda stage, language=_language.code, size=_size: _sheet(stage, language, size)
        )
