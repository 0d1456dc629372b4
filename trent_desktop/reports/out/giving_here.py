"""Making a copy that leaves the school, up to the moment at which it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from trent_desktop.asking import on_laptop
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.out.document import record_pdf
from trent_desktop.reports.out.given import Giving, Purpose
from trent_desktop.reports.out.marks import Redaction, blackened, left_standing
from trent_desktop.reports.out.names import people_of
from trent_desktop.reports.out.text import export_text
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


class GivingOnLaptop:
    """Blacking out, and the copy that comes of it. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @property
    def may(self) -> bool:
        """Whether I may give copies out. In memory."""
        return self._me.may(Right.DECIDE)

    @on_laptop
    def begin(self, case: CaseFile) -> Giving:
        """The text of a case as it was read, and the names to look for. In memory.

        Raises `NotAllowed`, or `PrintRefused` for a case that must not leave.
        """
        self._me.require(Right.DECIDE)
        directory = self._me.directory
        people = people_of(case, directory.pupils, directory.members)
        return Giving(case.summary.id, export_text(case), people)

    @on_laptop
    def copy_of(
        self,
        giving: Giving,
        redactions: Sequence[Redaction],
        purpose: Purpose,
        letterhead: Letterhead,
    ) -> Pdf:
        """The copy as a PDF in memory, with what to look at once more in its notes. Slow.

        Raises `NotAllowed`, `AnswersRefused`.
        """
        self._me.require(Right.DECIDE)
        left = blackened(giving.text, redactions)
        day = self._me.clock().astimezone().date()
        pdf = record_pdf(left, letterhead, purpose.words, day)
        standing = left_standing(giving.text, redactions)
        notes = tuple(
            f"“{one.words}” is blacked out in one place and can be read in "
            f"{'another' if one.places == 1 else f'{one.places} others'}."
            for one in standing[:3]
        )
        more = len(standing) - 3
        if more > 0:
            notes += (f"The same is true of {more} more.",)
        return Pdf(pdf.content, pdf.pages, (*notes, *pdf.notes))
