"""The papers of a meeting, inside the window: invitations, the list to sign, the sheet for home."""

from __future__ import annotations

import io
import threading
import uuid
from typing import TYPE_CHECKING

from trent_desktop.agreements.giving.batch import BatchPlan
from trent_desktop.agreements.paper.documents import BatchPrint, stream_batch
from trent_desktop.documents.page import Pdf
from trent_desktop.oversight.meetings.documents import attendance_pdf, take_home_pdf
from trent_desktop.oversight.meetings.values import Meeting
from trent_desktop.school.settings.dated_tables import TableName
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.documents import Document

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool


class Invitations:
    """One round of invitations. Its methods run off the GUI thread."""

    def __init__(self, school: OpenSchool, meeting_id: uuid.UUID, *, only_new: bool) -> None:
        self._school = school
        self._meeting_id = meeting_id
        self._only_new = only_new
        self._plan: BatchPlan | None = None
        self._turn = threading.Lock()

    def document(self) -> Document:
        """For the preview."""
        made, printed = self.make, self.printed
        return Document("Invitations", "Invitations.pdf", made, printed, printed, whole=True)

    def make(self) -> Pdf:
        """The letters, behind a sheet for each class."""
        school = self._school
        plan = school.meetings.letters(self._meeting_id, only_new=self._only_new)
        how = BatchPrint(letterhead_of(school), school.school.id, school.meetings.today)
        out = io.BytesIO()
        written = stream_batch(plan, out, how)
        with self._turn:
            self._plan = plan
        return Pdf(out.getvalue(), written.pages, written.notes, written.starts)

    def printed(self) -> None:
        """They go out now: these families are invited from here on."""
        with self._turn:
            plan = self._plan
        if plan is not None:
            self._school.meetings.printed(self._meeting_id, plan)


def attendance(school: OpenSchool, meeting: Meeting) -> Document:
    """The list on which families sign."""

    def make() -> Pdf:
        found = school.meetings.families(meeting.id)
        return attendance_pdf(found, letterhead_of(school), printed_by=school.member.name)

    name = f"Meeting {meeting.said.day.isoformat()}.pdf"
    return Document("The list to sign", name, make)


def take_home(school: OpenSchool) -> Document:
    """What families take home, also those who were not there."""

    def make() -> Pdf:
        table = school.settings.table(TableName.APP_AGES)
        return take_home_pdf(table, letterhead_of(school), today=school.meetings.today)

    return Document("For families to take home", "Safe online at home.pdf", make)
