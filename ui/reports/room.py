"""The reports room: which of its pages is shown, and the way between them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.children.page import Whom
from trent_desktop.clock import Clock, system_clock
from trent_desktop.reports.asked.names import STOP
from trent_desktop.reports.cases import CaseFile, TimelineEntry
from trent_desktop.reports.kinds import KINDS, Kind, kind_named
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.refusals import Refusal
from trent_desktop.school.people.permissions import Right
from ui.reports.attachments.viewer import AttachmentViewer
from ui.reports.case_list import CaseListPage
from ui.reports.case_page import CasePage
from ui.reports.case_words import ACTING
from ui.reports.child.find import FindPage
from ui.reports.child.page import ChildPage
from ui.reports.choosing import ChoosePage
from ui.reports.figures import FiguresPage
from ui.reports.out.sealed_gate import when_sure
from ui.reports.paper_pages import PaperPages
from ui.reports.reporting import ReportingPage
from ui.reports.sent_page import AfterSending, SentPage
from ui.reports.tasks.task_page import TaskPage
from ui.reports.unsent import UnsentPage
from ui.shell.rooms import (
    AsItWas,
    CaseList,
    Desk,
    NewReport,
    OpenCase,
    OpenDraft,
    OpenTask,
    PageOf,
    Room,
    SchoolSection,
    ToDoList,
    Unsent,
)
from ui.theme import Tone

if TYPE_CHECKING:
    from trent_desktop.open_school import OpenSchool


class ReportsPage(PaperPages):
    """The room. `clock` is injected by tests and the gallery."""

    def __init__(self, desk: Desk, clock: Clock = system_clock) -> None:
        super().__init__(desk, clock, self.show_list, self.open_case)
        self.list = CaseListPage(desk, clock)
        self.choosing = ChoosePage(desk.school.whom.before_the_stop())
        self.reporting = ReportingPage(desk, clock)
        self.case = CasePage(desk, clock)
        self.task = TaskPage(desk, clock)
        self._task_of_case: uuid.UUID | None = None
        self.unsent = UnsentPage(desk, clock)
        self.figures: FiguresPage | None = None
        self.child = ChildPage(desk)
        self.finding = FindPage(desk)
        self.sent: SentPage | None = None
        self._before_choosing: tuple[str, object | None] = ("home", None)
        self._before_child: Callable[[], object] = self.show_list
        self._before_case: Callable[[], object] = self.show_list
        pages = (
            self.list,
            self.choosing,
            self.reporting,
            self.case,
            self.task,
            self.child,
            self.finding,
            self.unsent,
        )
        for page in pages:
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        self.list.case_chosen.connect(self.open_case)
        self.list.draft_chosen.connect(self.open_draft)
        self.list.unsent_wanted.connect(self.show_unsent)
        self.unsent.draft_chosen.connect(self.open_draft)
        self.unsent.left.connect(self.show_list)
        self.list.report_wanted.connect(self.start_report)
        self.list.blank_wanted.connect(lambda: self.show_blank(KINDS[0]))
        self.list.figures_wanted.connect(self.show_figures)
        self.choosing.chosen.connect(self._report)
        self.choosing.stop.connect(lambda: self._report(KINDS[0], STOP))
        self.choosing.blank.connect(self.show_blank)
        self.choosing.left.connect(self.show_list)
        self._desk.changes.directory.connect(self._people_changed)
        for signal in (self._desk.changes.cases, self._desk.changes.drafts):
            signal.connect(lambda *_what: self._freshen_sent())
        self.reporting.left.connect(self.start_report)
        self.reporting.put_off.connect(self._put_off)
        self.reporting.sent.connect(self._show_sent)
        self.case.left.connect(self._leave_case)
        self.case.away.connect(self._case_is_away)
        self.task.left.connect(lambda: self._desk.shell.go("home", ToDoList()))
        self.case.linking.report_chosen.connect(self.open_case)
        self.case.linking.person_chosen.connect(
            lambda whom: self.open_person(whom, lambda: self.show_page(self.case))
        )
        self.list.view.child.clicked.connect(self.find_child)
        self.finding.chosen.connect(lambda whom: self.open_person(whom, self.find_child))
        self.finding.left.connect(self.show_list)
        self.child.left.connect(self._leave_child)
        self.child.case_chosen.connect(
            lambda case_id: self.open_case(case_id, lambda: self.show_page(self.child))
        )
        self.child.print_wanted.connect(self.show_chronology)
        self.child.pack_wanted.connect(self.show_pack_of)
        self.case.print_wanted.connect(self.show_paper)
        self.case.give_wanted.connect(self.give)
        self.case.rest_wanted.connect(self._answer_the_rest)
        self.case.attachments.wanted.connect(
            lambda case_id, one: self.show_preview(AttachmentViewer(self._desk, case_id, one))
        )
        self.case.view.beside.letter_wanted.connect(self._show_letter)

    # ------------------------------------------------------------------ RoomPage

    def arrive(self, place: object | None) -> None:
        """Go where the window says; without a place, to the list."""
        match place:
            case AsItWas() if self.stack.currentWidget() is self.reporting:
                self.reporting.come_back()
            case NewReport(kind=name):
                self.start_report(kind_named(name))
            case OpenDraft(id=draft_id):
                self.open_draft(draft_id)
            case OpenCase(id=case_id):
                self.open_case(case_id)
            case OpenTask(id=task_id, case_id=case_id):
                self._open_task(task_id, case_id)
            case PageOf(pupil_id=None, name=""):
                self.find_child()
            case PageOf(pupil_id=pupil_id, name=name):
                self.open_person(Whom(pupil_id, name), self._back_to_pupils)
            case Unsent():
                self.show_unsent()
            case CaseList(scope=scope):
                self.list.show_scope(scope)
                self.show_list()
            case _:
                self.show_list()

    def keep(self) -> None:
        """Keep everything typed, now."""
        self.reporting.keep()
        self.case.keep()
        self.task.keep()

    def leave(self) -> None:
        """To another room: what was typed is kept."""
        self.keep()

    # ------------------------------------------------------------------ pages

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages; what is typed in a report is kept first."""
        self.reporting.keep()
        super().show_page(page)

    def show_list(self) -> None:
        """The list of cases."""
        self.show_page(self.list)
        self.list.arrive()

    def show_unsent(self) -> None:
        """All that is not finished or not sent."""
        self.show_page(self.unsent)
        self.unsent.arrive()

    def show_figures(self) -> None:
        """What reports come to, for those who lead on them."""
        if not self._desk.school.may(Right.SEE_FIGURES):
            self.show_list()
            return
        if self.figures is None:
            self.figures = FiguresPage(self._desk)
            self.figures.left.connect(self.show_list)
            self.figures.case_chosen.connect(self.open_case)
            self.stack.addWidget(self.figures)
        self.show_page(self.figures)
        self.figures.arrive()

    def start_report(self, kind: Kind | None = None) -> None:
        """Choose what to report, or begin a report of a kind, for those whose roles report."""
        if not self._desk.school.may(Right.REPORT):
            self.show_list()
            return
        if kind is not None:
            self._report(kind)
            return
        self.show_page(self.choosing)
        self.choosing.arrive()

    def _report(self, kind: Kind, stage: str = "") -> None:
        self.reporting.start(kind, stage)
        self.show_page(self.reporting)

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
            self._desk.shell.say("That report is no longer waiting.", Tone.SKY)
            return
        self.reporting.resume(draft)
        self.show_page(self.reporting)
        if refusal is not None:
            self.reporting.say_refused(refusal)

    def open_case(self, case_id: uuid.UUID, back: Callable[[], object] | None = None) -> None:
        """Open a case; a sealed one with the password, where it was not typed lately.

        `back` is where its way back leads, to the list without it.
        """
        self._open_case(case_id, back)

    def _open_case(
        self,
        case_id: uuid.UUID,
        back: Callable[[], object] | None = None,
        task: uuid.UUID | None = None,
    ) -> None:
        def show() -> None:
            self._before_case = back or self.show_list
            self.case.view.back.set_words("Back to the page" if back else "All reports")
            self._task_of_case = task
            self.case.open(case_id)
            self.show_page(self.case)

        when_sure(self, self._desk, case_id, show)

    def _open_task(self, task_id: uuid.UUID, case_id: uuid.UUID | None) -> None:
        """Open a task: its case, where she reads that and it can be read just now."""
        if case_id is not None:
            self._open_case(case_id, task=task_id)
            return
        self.task.open(task_id)
        self.show_page(self.task)

    def _case_is_away(self) -> None:
        """The share is away: what she was given to do in it is on this laptop all the same."""
        task_id, self._task_of_case = self._task_of_case, None
        if task_id is not None and self.stack.currentWidget() is self.case:
            self._open_task(task_id, None)

    def find_child(self) -> None:
        """Look for somebody's page."""
        if not self._desk.school.may(Right.READ_CHRONOLOGY):
            self.show_list()
            return
        self.show_page(self.finding)
        self.finding.arrive()

    def open_person(self, whom: Whom, back: Callable[[], object]) -> None:
        """Open somebody's page; `back` is where its way back leads."""
        self._before_child = back
        self.child.open(whom)
        self.show_page(self.child)

    def _leave_case(self) -> None:
        self._before_case()

    def _leave_child(self) -> None:
        self._before_child()

    def _back_to_pupils(self) -> None:
        self._desk.shell.go("school", SchoolSection("pupils"))

    def _answer_the_rest(self, case: CaseFile) -> None:
        drafts = self._desk.school.drafts
        operation = self._desk.background.run(lambda: drafts.get(case.summary.id), parent=self)

        def go_on(draft: Draft | None) -> None:
            if draft is None:
                self.reporting.answer_the_rest(case)
            else:
                self.reporting.resume(draft)
            self.show_page(self.reporting)

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
        page.asks.connect(self._freshen_sent)
        self.sent = page
        self.stack.addWidget(page)
        self.show_page(page)
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

    def _show_letter(self, entry: TimelineEntry) -> None:
        if self.case.case is not None:
            self.show_letter(self.case.case, entry)


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
