"""The papers of this room, as the preview takes them: forms, blank and filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trent_desktop.clock import Clock
from trent_desktop.documents.page import Pdf
from trent_desktop.reports.cases import CaseFile, TimelineEntry
from trent_desktop.reports.documents import blank_pdf, file_name, filled_pdf
from trent_desktop.reports.kinds import KINDS, Kind, kind_named
from trent_desktop.reports.letters.documents import letter_pdf
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.documents import Document

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool


def blank_form(school: OpenSchool, kind: Kind) -> Document:
    """A kind's form, to fill in by hand."""
    return Document(
        "Blank report form",
        file_name(kind),
        lambda: blank_pdf(kind, letterhead_of(school)),
    )


def case_paper(school: OpenSchool, case: CaseFile, clock: Clock) -> Document:
    """A kind's form with what the case says, and its timeline behind it.

    It is made of the case as it stands on the screen. Printing and saving go through the service,
    which writes them down, and refuses a stopped case (rule 3).
    """
    case_id, reference = case.summary.id, case.summary.reference

    def make() -> Pdf:
        return filled_pdf(
            case,
            letterhead_of(school),
            with_timeline=True,
            printed_by=school.member.name,
            printed_at=clock(),
            policy=school.policy.cited(case.summary.recorded_at.astimezone().date()),
        )

    return Document(
        reference,
        file_name(kind_named(case.summary.kind) or KINDS[0], reference),
        make,
        before_print=lambda: school.cases.copy_for_print(case_id),
        before_save=lambda: school.cases.copy_for_print(case_id, export=True),
    )


def letter_paper(school: OpenSchool, case: CaseFile, entry: TimelineEntry) -> Document:
    """A letter that was kept in a case. Whoever signs such cases off signs it, whoever prints it."""
    case_id, role = case.summary.id, case.summary.route.signer
    signers = [one.name for one in school.people.members() if role in one.roles]

    return Document(
        "A letter home",
        f"Letter {case.summary.reference}.pdf",
        lambda: letter_pdf(case, entry, letterhead_of(school), signer="".join(signers[:1])),
        before_print=lambda: school.cases.copy_for_print(case_id),
        before_save=lambda: school.cases.copy_for_print(case_id, export=True),
    )
