"""The chronology as the preview takes it: written down before it is printed or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trent_desktop.children.documents import TITLE, chronology_pdf, file_name
from trent_desktop.children.page import PersonPage
from trent_desktop.clock import Clock
from trent_desktop.documents.page import Pdf
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.documents import Document

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool


def chronology_paper(school: OpenSchool, page: PersonPage, clock: Clock) -> Document:
    """The chronology as it stands on the screen, without what is never on paper."""

    def make() -> Pdf:
        return chronology_pdf(
            page, letterhead_of(school), printed_by=school.member.name, printed_at=clock()
        )

    return Document(
        TITLE,
        file_name(),
        make,
        before_print=lambda: school.children.note_print(page.whom),
        before_save=lambda: school.children.note_print(page.whom, export=True),
    )
