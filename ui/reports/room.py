"""The reports room: which of its pages is shown, and the way between them."""

from __future__ import annotations

import uuid
from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trent_desktop.clock import Clock, system_clock
from trent_desktop.open_school import OpenSchool
from trent_desktop.reports.asked.names import STOP
from trent_desktop.reports.cases import CaseFile, TimelineEntry
from trent_desktop.reports.kinds import KINDS, Kind, kind_named
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.refusals import Refusal
from trent_desktop.school.people.permissions import Right
from ui.documents import DocumentPreview
from ui.reports.case_list import CaseListPage
from ui.reports.case_page import CasePage
from ui.reports.case_words import ACTING
from ui.reports.choosing import ChoosePage
from ui.reports.papers import blank_form, case_paper, letter_paper
from ui.reports.reporting import ReportingPage
from ui.reports.sent_page import AfterSending, SentPage
from ui.shell.rooms import CaseList, Desk, NewReport, OpenCase, OpenDraft, Room, RoomPage
from ui.theme import Tone


class ReportsPage(RoomPage):
    """The room. `clock` is injected by tests and the gallery."""

    def __init__(self, desk: Desk, clock: Clock = system_clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self.list = CaseListPage(desk, clock)
        self.choosing = ChoosePage(desk.school.whom.before_the_stop())
        self.reporting = ReportingPage(desk, clock)
        self.case = CasePage(desk, clock)
        self.sent: SentPage | None = None
        self.preview: DocumentPreview | None = None
        self._before_choosing: tuple[str, object | None] = ("home", None)
        self.stack = QStackedWidget()
        for page in (self.list, self.choosing, self.reporting, self.case):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        self.list.case_chosen.connect(self.open_case)
        self.list.draft_chosen.connect(self.open_draft)
        self.list.report_wanted.connect(self.start_report)
        self.list.blank_wanted.connect(lambda: self._show_blank(KINDS[0]))
        self.choosing.chosen.connect(self._report)
        self.choosing.stop.connect(lambda: self._report(KINDS[0], STOP))
        self.choosing.blank.connect(self._show_blank)
        self.choosing.left.connect(self.show_list)
        self._desk.changes.directory.connect(self._people_changed)
        for signal in (self._desk.changes.cases, self._desk.changes.drafts):
            signal.connect(lambda *_what: self._freshen_sent())
        self.reporting.left.connect(self.start_report)
        self.reporting.put_off.connect(self._put_off)
        self.reporting.sent.connect(self._show_sent)
        self.case.left.connect(self.show_list)
        self.case.print_wanted.connect(self._show_paper)
        self.case.rest_wanted.connect(self._answer_the_rest)
        self.case.view.beside.letter_wanted.connect(self._show_letter)

    # ------------------------------------------------------------------ RoomPage

    def arrive(self, place: object | None) -> None:
        """Go where the window says; without a place, to the list."""
        match place:
            case NewReport(kind=name):
                self.start_report(kind_named(name))
            case OpenDraft(id=draft_id):
                self.open_draft(draft_id)
            case OpenCase(id=case_id):
                self.open_case(case_id)
            case CaseList(scope=scope):
                self.list.show_scope(scope)
                self.show_list()
            case _:
                self.show_list()

    def keep(self) -> None:
        """Keep everything typed, now."""
        self.reporting.keep()
        self.case.keep()

    def leave(self) -> None:
        """To another room: what was typed is kept."""
        self.keep()

    # ------------------------------------------------------------------ pages

    def _show(self, page: QWidget) -> None:
        self.reporting.keep()
        self.stack.setCurrentWidget(page)

    def show_list(self) -> None:
        """The list of cases."""
        self._show(self.list)
        self.list.arrive()

    def start_report(self, kind: Kind | None = None) -> None:
        """Choose what to report, or begin a report of a kind, for those whose roles report."""
        if not self._desk.school.may(Right.REPORT):
            self.show_list()
            return
        if kind is not None:
            self._report(kind)
            return
        self._show(self.choosing)
        self.choosing.arrive()

    def _report(self, kind: Kind, stage: str = "") -> None:
        self.reporting.start(kind, stage)
        self._show(self.reporting)

    def open_draft(self, draft_id: uuid.UUID) -> None:
        """Go on with a draft."""
        drafts = self._desk.school.drafts

        def work() -> tuple[Draft | None, Refusal | None]:
            return drafts.get(draft_id), drafts.heed_refusal(draft_id)

        operation = self._desk.background.run(work, parent=self)
        operation.then(lambda found: self._resume(*found), self._desk.shell.say_problem)

    def _resume(self, draft: Draft | None, refusal: Refusal | None) -> None:
        if draft is None:
            self.show_list()
            self._desk.shell.say("That report is not waiting any more.", Tone.SKY)
            return
        self.reporting.resume(draft)
        self._show(self.reporting)
        if refusal is not None:
            self.reporting.say_refused(refusal)

    def open_case(self, case_id: uuid.UUID) -> None:
        """Open a case."""
        self.case.open(case_id)
        self._show(self.case)

    def _answer_the_rest(self, case: CaseFile) -> None:
        drafts = self._desk.school.drafts
        operation = self._desk.background.run(lambda: drafts.get(case.summary.id), parent=self)

        def go_on(draft: Draft | None) -> None:
            if draft is None:
                self.reporting.answer_the_rest(case)
            else:
                self.reporting.resume(draft)
            self._show(self.reporting)

        operation.then(go_on, self._desk.shell.say_problem)

    def _put_off(self) -> None:
        self.show_list()
        self._desk.shell.say("Kept. It waits on your list.")

    # ------------------------------------------------------------------ after sending

    def _show_sent(self, after: AfterSending) -> None:
        self._drop_sent()
        page = SentPage(after)
        page.go_on.connect(lambda: self.open_draft(after.sent.case_id))
        page.later.connect(self.show_list)
        self.sent = page
        self.stack.addWidget(page)
        self._show(page)
        page.arrive()

    def _people_changed(self) -> None:
        """Somebody has joined or left: who reads and who is told may be others now."""
        self.choosing.show_readers(self._desk.school.whom.before_the_stop())
        self._freshen_sent()

    def _freshen_sent(self) -> None:
        """A report that waited may have gone while the page that says so is open."""
        page = self.sent
        if page is None or not page.after.sent.queued:
            return
        whom, sent = self._desk.school.whom, page.after.sent

        def look() -> AfterSending:
            now = whom.as_it_is_now(sent)
            return replace(page.after, sent=now, steps=whom.after(now))

        operation = self._desk.background.run(look, parent=page)
        operation.then(page.show_after, self._desk.shell.say_problem)

    def _drop_sent(self) -> None:
        if self.sent is not None:
            self.stack.removeWidget(self.sent)
            self.sent.deleteLater()
            self.sent = None

    # ------------------------------------------------------------------ papers

    def _show_blank(self, kind: Kind) -> None:
        form = blank_form(self._desk.school, kind)
        self._show_preview(DocumentPreview(self._desk.background, form))

    def _show_paper(self, case: CaseFile) -> None:
        paper = case_paper(self._desk.school, case, self._clock)
        self._show_preview(DocumentPreview(self._desk.background, paper))

    def _show_letter(self, entry: TimelineEntry) -> None:
        if self.case.case is not None:
            paper = letter_paper(self._desk.school, self.case.case, entry)
            self._show_preview(DocumentPreview(self._desk.background, paper))

    def _show_preview(self, preview: DocumentPreview) -> None:
        before = self.stack.currentWidget() or self.list
        self._drop_preview()
        preview.left.connect(lambda: self._leave_preview(before))
        self.preview = preview
        self.stack.addWidget(preview)
        self._show(preview)
        preview.setFocus()

    def _leave_preview(self, before: QWidget) -> None:
        self._drop_preview()
        self._show(before if self.stack.indexOf(before) >= 0 else self.list)

    def _drop_preview(self) -> None:
        if self.preview is not None:
            self.stack.removeWidget(self.preview)
            self.preview.hide()
            self.preview.deleteLater()
            self.preview = None


def has_business_here(school: OpenSchool) -> bool:
    """Whether a member reports, or leads on reports. Other governors see figures elsewhere."""
    return school.may(Right.REPORT) or not ACTING.isdisjoint(school.roles)


REPORTS = Room(
    "reports",
    "Reports",
    "tray",
    ReportsPage,
    shortcut="Ctrl+R",
    shortcut_place=NewReport(),
    may_open=has_business_here,
)
