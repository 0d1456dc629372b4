"""Reminders as a paper inside the window: looked at, printed, saved; then they are out."""

from __future__ import annotations

import datetime as dt
import io
import threading
from typing import TYPE_CHECKING

from trent_desktop.agreements.giving.batch import BatchPlan, Chosen
from trent_desktop.agreements.paper.documents import BatchPrint, stream_batch
from trent_desktop.documents.page import Pdf
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.documents import Document

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool


def today_of(school: OpenSchool) -> dt.date:
    """The day by the school's clock, in this laptop's zone."""
    return school.signed_in.clock().astimezone().date()


def batch_print(school: OpenSchool, today: dt.date) -> BatchPrint:
    """How this school prints on a day."""
    return BatchPrint(letterhead_of(school), school.school.id, today)


class Letters:
    """One round of reminders, to be answered until a day. Its methods run off the GUI thread."""

    def __init__(
        self,
        school: OpenSchool,
        chosen: Chosen,
        *,
        second: bool,
        today: dt.date,
        until: dt.date,
    ) -> None:
        self._school = school
        self._chosen = chosen
        self._second = second
        self._today = today
        self._until = until
        self._plan: BatchPlan | None = None
        self._pages = 0
        self._turn = threading.Lock()

    def document(self) -> Document:
        """For the preview."""
        title = "Second reminders" if self._second else "Reminders"
        return Document(title, f"{title}.pdf", self.make, self.give_out, self.give_out, whole=True)

    def make(self) -> Pdf:
        """The letters. Raises `AnswersRefused` when nothing is missing."""
        reminders = self._school.agreements.reminders
        plan = reminders.plan(self._chosen, self._until, second=self._second)
        out = io.BytesIO()
        written = stream_batch(plan, out, batch_print(self._school, self._today))
        with self._turn:
            self._plan, self._pages = plan, written.pages
        return Pdf(out.getvalue(), written.pages, written.notes, written.starts)

    def give_out(self) -> None:
        """They are printed or saved now: the forms are chased from here on. Once."""
        with self._turn:
            if self._plan is not None:
                self._plan = self._school.agreements.reminders.issue(self._plan, self._pages)
