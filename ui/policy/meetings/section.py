"""Meetings with parents: which there are, and, for those who hold them, everything about one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.lessons.lesson import Audience
from trent_desktop.lessons.packs import Pack
from trent_desktop.oversight.meetings.values import Meeting, MeetingDraft, MeetingList
from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.rows import PAD_X, RowButton
from ui.components.words import heading
from ui.documents.saving import Places
from ui.policy.meetings.form import MeetingForm
from ui.policy.meetings.meeting_page import MeetingPage
from ui.policy.meetings.papers import take_home
from ui.policy.meetings.words import meeting_face
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_AHEAD, _SLIPS = dt.timedelta(days=21), dt.timedelta(days=7)


class MeetingsPage(SectionPage):
    """The list of all; behind it a page for one meeting, and a form."""

    def __init__(
        self, desk: Desk, back: Callable[[], object], *, places: Places | None = None
    ) -> None:
        super().__init__(desk, back)
        self._service = desk.school.meetings
        self.holds = desk.school.may(Right.HOLD_MEETINGS)
        self.wanted: uuid.UUID | None = None  # the meeting that is open
        self.page = self.add_page(
            "Meetings with parents",
            "What families hear from us about being safe online: when we meet, and who came.",
        )
        self.plan = PrimaryButton("Plan a meeting…", "plus")
        self.plan.clicked.connect(lambda: self.edit(None))
        self.home = SecondaryButton("Print what families take home", "house")
        self.home.clicked.connect(
            lambda: self.show_document(take_home(desk.school), lambda: self.show_page(self.page))
        )
        self.page.column.addWidget(flow(self.plan, self.home))
        self.plan.setVisible(self.holds)
        self.home.setVisible(self.holds)
        self._list = QVBoxLayout()
        self.page.column.addLayout(self._list)
        self.page.column.addStretch(1)
        self.one = MeetingPage(
            self, back=self.show_front, edit=self.edit, refresh=self.refresh, places=places
        )
        self.rows: dict[uuid.UUID, RowButton] = {}
        self.form: MeetingForm | None = None
        self._form_page: ScrollPage | None = None
        self._read: tuple[dt.date, tuple[Meeting, ...]] | None = None
        Fresh(self, (desk.changes.oversight, desk.changes.directory), self.refresh)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, place: object | None) -> None:
        """The list, a meeting by its id, or the form where she was writing."""
        if isinstance(place, uuid.UUID) and self.holds:
            self._drop_form()
            self.open(place)
            return
        if self._form_page is not None:
            self.show_page(self._form_page)
        elif self.wanted is None:
            self.show_page(self.page)
        self.refresh()

    def show_front(self) -> None:
        """The list."""
        self.wanted = None
        self._drop_form()
        self.show_page(self.page)
        self.refresh()

    def open(self, meeting_id: uuid.UUID) -> None:
        """One meeting."""
        self.wanted = meeting_id
        self.refresh()

    def refresh(self) -> None:
        """Read anew what is shown."""
        wanted = self.wanted
        if wanted is None:
            self.run(self._service.meetings, self._show_list, self._failed)
        else:
            lessons = self.desk.school.lessons

            def work() -> tuple[MeetingList, tuple[Pack, ...]]:
                return self._service.families(wanted), lessons.decks(Audience.PARENTS)

            self.run(work, lambda read: self._show_one(*read, wanted))

    # ------------------------------------------------------------------ what is shown

    def _show_list(self, found: tuple[Meeting, ...]) -> None:
        today = self._service.today
        if (today, found) == self._read:
            return
        self._read = today, found
        with focus_kept(self):
            clear_layout(self._list)
            self.rows.clear()
            if not found:
                words = "Plan one, and its invitations are printed from here."
                self._list.addWidget(
                    EmptyState(
                        "users-three",
                        "No meeting is planned",
                        words if self.holds else "What is planned appears here.",
                    )
                )
                return
            card = Card(pad=SPACE.near, gap=0)
            card.column.addWidget(_padded(heading("Meetings")))
            for one in found:
                row = self.rows[one.id] = RowButton(meeting_face(one, today))
                row.setEnabled(self.holds)
                row.clicked.connect(lambda _=False, which=one.id: self.open(which))
                card.column.addWidget(row)
            self._list.addWidget(card)

    def _failed(self, error: Exception) -> None:
        """Nothing could be read: said on the page where there is nothing else to see."""
        if self._read is None and isinstance(error, Problem):
            clear_layout(self._list)
            self._list.addWidget(Notice(str(error), Tone.SUN, icon="warning-circle"))
        else:
            self.desk.shell.say_problem(error)

    def _show_one(self, found: MeetingList, decks: tuple[Pack, ...], wanted: uuid.UUID) -> None:
        if wanted != self.wanted:
            return  # she went elsewhere meanwhile; that is being read
        is_new = self.one.found is None or self.one.found.meeting.id != wanted
        self.one.show(found, decks)
        here = self.stack.currentWidget()
        if self._form_page is None and (is_new or here is self.page):
            self.show_page(self.one.page)

    # ------------------------------------------------------------------ planning

    def edit(self, meeting: Meeting | None) -> None:
        """The form: a new meeting, or one that is changed."""
        self._drop_form()
        new, service = uuid.uuid4(), self._service
        day = service.today + _AHEAD
        said = meeting.said if meeting else MeetingDraft(day, dt.time(18), 60, "", "", day - _SLIPS)

        def cancel() -> None:
            self._drop_form()
            self.show_page(self.one.page if meeting else self.page)
            self.refresh()

        def done(_nothing: object) -> None:
            self._drop_form()
            self.show_page(self.one.page if meeting else self.page)
            self.open(meeting.id if meeting else new)

        def refused(error: Exception) -> None:
            form.show_errors(error.errors if isinstance(error, AnswersRefused) else ())
            if not isinstance(error, AnswersRefused):
                self.desk.shell.say_problem(error)

        def save(draft: MeetingDraft, why: str) -> None:
            if meeting is None:
                self.write(lambda: service.plan(new, draft), done, refused)
            else:
                id_, seen = meeting.id, meeting.version
                self.write(lambda: service.change(new, id_, draft, why, seen), done, refused)

        form = self.form = MeetingForm(
            said, self.desk.school.people.classes(), save, cancel, changes=meeting is not None
        )
        page = self._form_page = self.add_page(
            "Change a meeting" if meeting else "Plan a meeting", back=cancel
        )
        page.column.addWidget(form)
        page.column.addStretch(1)
        self.show_page(page, form.about)

    def _drop_form(self) -> None:
        if self._form_page is not None:
            self.drop(self._form_page)
            self._form_page = self.form = None


def _padded(inside: QWidget) -> QWidget:
    """As far from the edge as the words of a row."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(PAD_X, SPACE.hair, PAD_X, SPACE.hair)
    column.addWidget(inside)
    return holder


MEETINGS = Section(
    "meetings",
    "Meetings with parents",
    "users-three",
    "What is planned, invitations in each family’s language, answers, who came.",
    MeetingsPage,
)
