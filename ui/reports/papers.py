"""The papers of this room, as the preview takes them: Appendix 2, blank and filled."""

from __future__ import annotations

from trent_desktop.clock import Clock
from trent_desktop.documents.page import Pdf
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.documents import (
    blank_appendix_2_pdf,
    file_name,
    filled_appendix_2_pdf,
)
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.documents import Document


def blank_form(school: OpenSchool) -> Document:
    """Appendix 2 to fill in by hand."""
    return Document(
        "Blank report form",
        file_name(),
        lambda: blank_appendix_2_pdf(letterhead_of(school)),
    )


def case_paper(school: OpenSchool, case: CaseFile, clock: Clock) -> Document:
    """Appendix 2 with what the case says, and its timeline behind it.

    It is made of the case as it stands on the screen. Printing and saving go through the service,
    which writes them down, and refuses a stopped case (rule 3).
    """
    case_id, reference = case.summary.id, case.summary.reference

    def make() -> Pdf:
        return filled_appendix_2_pdf(
            case,
            letterhead_of(school),
            with_timeline=True,
            printed_by=school.member.name,
            printed_at=clock(),
        )

    return Document(
        reference,
        file_name(reference),
        make,
        before_print=lambda: school.cases.copy_for_print(case_id),
        before_save=lambda: school.cases.copy_for_print(case_id, export=True),
    )
