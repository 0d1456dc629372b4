"""The copy as it will leave: looked at, and with the password saved or printed as it is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trent_desktop.documents.page import Pdf
from trent_desktop.reports.out.given import Given, Giving, Purpose
from trent_desktop.reports.out.marks import Redaction
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.background import Background
from ui.documents import Document
from ui.reports.out.guarded_preview import GuardedPreview

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool

WHY = (
    "This copy leaves the program. It is written down in the report that you gave it out, to whom "
    "and what for."
)


class GivingCopy:
    """One copy: made, looked at, and recorded when it leaves. Its methods are slow."""

    def __init__(
        self,
        school: OpenSchool,
        giving: Giving,
        redactions: Sequence[Redaction],
        purpose: Purpose,
        to: str,
    ) -> None:
        self._school = school
        self._giving = giving
        self._redactions = tuple(redactions)
        self._purpose = purpose
        self._to = to
        self._id = uuid.uuid4()
        self._content = b""
        self._password = ""

    def make(self) -> Pdf:
        """The copy. What is saved later are these very bytes."""
        pdf = self._school.giving_out.copy_of(
            self._giving, self._redactions, self._purpose, letterhead_of(self._school)
        )
        self._content = pdf.content
        return pdf

    def take_password(self, password: str) -> None:
        """Keep what was typed until it is used, once."""
        self._password = password

    def record(self) -> None:
        """Write down that it leaves. Raises what `GivingOut.record` does."""
        given = Given(
            self._id,
            self._giving.case_id,
            self._purpose,
            self._to,
            self._content,
            len(self._redactions),
        )
        password, self._password = self._password, ""
        self._school.giving_out.record(given, password)

    @property
    def document(self) -> Document:
        """As the preview takes it. A file is called by its reference and nothing else."""
        reference = self._giving.text.reference
        return Document(
            f"Copy of {reference} for {self._purpose.words}",
            f"Record {reference}.pdf",
            self.make,
            before_print=self.record,
            before_save=self.record,
        )


class GivingPreview(GuardedPreview):
    """Shows the copy; the password that is asked for goes with it into the service."""

    def __init__(self, background: Background, copy: GivingCopy, school: OpenSchool) -> None:
        super().__init__(
            background,
            copy.document,
            school.giving_out.check_password,
            why=WHY,
            print_too=True,
            told=copy.take_password,
        )
