"""The pages of the room that show papers: previews, copies that are marked, the pack."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trent_desktop.children.page import PersonPage
from trent_desktop.clock import Clock
from trent_desktop.reports.cases import CaseFile, TimelineEntry
from trent_desktop.reports.kinds import Kind
from ui.components.turned_pages import TurnedPages
from ui.documents import DocumentPreview
from ui.reports.attachments.viewer import AttachmentViewer
from ui.reports.child.papers import chronology_paper
from ui.reports.out.guarded_preview import GuardedPreview
from ui.reports.out.marking_page import MarkingPage
from ui.reports.out.pack_page import PackPage
from ui.reports.papers import blank_form, case_paper, letter_paper
from ui.shell.rooms import Desk, RoomPage


class PaperPages(RoomPage):
    """Shows papers over the pages of a room; the way back leads to the page before.

    `home` shows the room's first page, `case` opens a case.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        home: Callable[[], object],
        case: Callable[[uuid.UUID], object],
    ) -> None:
        super().__init__()
        self._home = home
        self._open = case
        self._desk = desk
        self._clock = clock
        self.stack = TurnedPages()
        self.preview: DocumentPreview | AttachmentViewer | None = None
        self.marking: MarkingPage | None = None

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages."""
        self.stack.setCurrentWidget(page)

    def show_blank(self, kind: Kind) -> None:
        """The blank form of a kind."""
        form = blank_form(self._desk.school, kind)
        self.show_preview(DocumentPreview(self._desk.background, form))

    def show_paper(self, case: CaseFile) -> None:
        """A case on paper."""
        school = self._desk.school
        preview = GuardedPreview(
            self._desk.background,
            case_paper(school, case, self._clock),
            school.giving_out.check_password,
            print_too=case.summary.route.sealed,
        )
        self.show_preview(preview)

    def show_letter(self, case: CaseFile, entry: TimelineEntry) -> None:
        """A letter that went out because of a case."""
        paper = letter_paper(self._desk.school, case, entry)
        self.show_preview(DocumentPreview(self._desk.background, paper))

    def give(self, case: CaseFile) -> None:
        """Mark a copy of a case for somebody outside the school."""
        self._drop_marking()
        page = MarkingPage(self._desk, case, self._clock)
        page.left.connect(lambda: self._leave_marking(case.summary.id))
        page.preview_wanted.connect(self.show_preview)
        page.pack_wanted.connect(self._show_pack)
        self.marking = page
        self.stack.addWidget(page)
        self.show_page(page)

    def _leave_marking(self, case_id: uuid.UUID) -> None:
        self._drop_marking()
        self._open(case_id)

    def show_pack_of(self, pupil_id: uuid.UUID) -> None:
        """The pack for the next school of one child, from the child's page."""
        self._show_pack(PackPage(self._desk, pupil_id, self._clock, back="The page"))

    def _show_pack(self, page: PackPage) -> None:
        """The pack for the next school; back from it to where the copy is marked."""
        before = self.stack.currentWidget()

        def back() -> None:
            self._back_to(before)
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()

        page.left.connect(back)
        self.stack.addWidget(page)
        self.show_page(page)

    def _drop_marking(self) -> None:
        if self.marking is not None:
            self.stack.removeWidget(self.marking)
            self.marking.hide()
            self.marking.deleteLater()
            self.marking = None

    def show_chronology(self, page: PersonPage) -> None:
        """What happened with one person, on paper."""
        paper = chronology_paper(self._desk.school, page, self._clock)
        self.show_preview(DocumentPreview(self._desk.background, paper))

    def show_preview(self, preview: DocumentPreview | AttachmentViewer) -> None:
        """Show a paper, or what is attached."""
        before = self.stack.currentWidget()
        self._drop_preview()
        preview.left.connect(lambda: self._leave_preview(before))
        self.preview = preview
        self.stack.addWidget(preview)
        self.show_page(preview)
        preview.setFocus()

    def _back_to(self, page: QWidget | None) -> None:
        if page is not None and self.stack.indexOf(page) >= 0:
            self.show_page(page)
        else:
            self._home()

    def _leave_preview(self, before: QWidget | None) -> None:
        self._drop_preview()
        self._back_to(before)

    def _drop_preview(self) -> None:
        if self.preview is not None:
            self.stack.removeWidget(self.preview)
            self.preview.hide()
            self.preview.deleteLater()
            self.preview = None
