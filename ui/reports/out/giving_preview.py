"""The copy as it will leave: looked at, and with the password saved or printed as it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from trent_desktop.documents.page import Pdf
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.out.giving import Given, Giving, Purpose
from trent_desktop.reports.out.marks import Redaction
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.background import Background
from ui.components.sheets import Sheet
from ui.documents import Document, DocumentPreview, Places, Printing
from ui.reports.out.password_sheet import ask_password
from ui.theme import Tone

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
        #: What was typed last, until it has been used.
        self.password = ""

    def make(self) -> Pdf:
        """The copy. What is saved later are these very bytes."""
        pdf = self._school.giving_out.copy_of(
            self._giving, self._redactions, self._purpose, letterhead_of(self._school)
        )
        self._content = pdf.content
        return pdf

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
        password, self.password = self.password, ""
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


class GivingPreview(DocumentPreview):
    """Asks for the password before it asks where the copy shall go."""

    def __init__(
        self,
        background: Background,
        copy: GivingCopy,
        school: OpenSchool,
        *,
        printing: Printing | None = None,
        places: Places | None = None,
    ) -> None:
        self._copy = copy
        self._school = school
        self._asks = background
        self.sheet: Sheet | None = None
        super().__init__(background, copy.document, printing=printing, places=places)

    def ask_printer(self) -> None:
        """With the password, ask which printer."""
        if self.view.print.isEnabled():
            self._ask(super().ask_printer)

    def ask_place(self) -> None:
        """With the password, ask where the PDF shall go."""
        if self.view.save.isEnabled():
            self._ask(super().ask_place)

    def _ask(self, then: Callable[[], None]) -> None:
        def right(password: str) -> None:
            self._copy.password = password
            then()

        self.sheet = ask_password(
            self,
            self._asks,
            WHY,
            self._school.giving_out.check_password,
            right,
            lambda error: self.toasts.say(str(error), Tone.CORAL),
        )
