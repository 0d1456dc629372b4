"""One meeting: its papers, what families answered, who came, and what it said before."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.lessons.packs import Pack
from trent_desktop.oversight.meetings.documents import when_of
from trent_desktop.oversight.meetings.values import PART, Meeting, MeetingList, Reply
from trent_desktop.problems import SchoolAway
from ui.background import Lane
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_kept
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import Sheet
from ui.components.words import Words, body, heading, soft, title
from ui.documents import Document
from ui.documents.saving import Places, SystemPlaces, save_file
from ui.journeys.direction import isolated
from ui.place_words import place_of
from ui.policy.meetings.answers import AnswersCard
from ui.policy.meetings.papers import Invitations, attendance, take_home
from ui.policy.meetings.words import so_far
from ui.shell.rooms import OpenDeck
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone


class MeetingPage:
    """Shown to those who hold meetings. Made once; `show` turns it to a meeting."""

    def __init__(
        self,
        section: SectionPage,
        *,
        back: Callable[[], object],
        edit: Callable[[Meeting], object],
        refresh: Callable[[], object],
        places: Places | None = None,
    ) -> None:
        self._section = section
        self._edit = edit
        self._refresh = refresh
        self._places: Places = places or SystemPlaces("Save the calendar file", "iCalendar", "ics")
        self._service = section.desk.school.meetings
        self.found: MeetingList | None = None
        self._drawn: object = None
        self.page = ScrollPage(widest=860, gap=SPACE.base)
        section.stack.addWidget(self.page)
        link = BackLink()
        link.clicked.connect(back)
        self.page.column.addWidget(link)
        self._head = QVBoxLayout()
        self._head.setSpacing(SPACE.base)
        self.page.column.addLayout(self._head)
        self.so_far = body("")
        self.page.column.addWidget(self.so_far)
        self.unsaved = Notice("", Tone.SUN, icon="warning-circle")
        self.save_again = SecondaryButton("Save them now")
        self.save_again.clicked.connect(self._save_again)
        self.unsaved.column.addWidget(flow(self.save_again))
        self.unsaved.hide()
        self.page.column.addWidget(self.unsaved)
        self._unsaved: dict[tuple[uuid.UUID, str], Callable[[], None]] = {}
        self.answers = self._new_card()
        self.page.column.addWidget(self.answers)
        self._before = QVBoxLayout()
        self.page.column.addLayout(self._before)
        self.page.column.addStretch(1)
        self.buttons: dict[str, PrimaryButton | SecondaryButton] = {}
        self.sheet: Sheet | None = None

    def _new_card(self) -> AnswersCard:
        """The list of another meeting begins at its own first family."""
        card = AnswersCard()
        card.replied.connect(self._reply)
        card.came.connect(self._came)
        return card

    # ------------------------------------------------------------------ what is shown

    def show(self, found: MeetingList, decks: Sequence[Pack]) -> None:
        """Draw it, with a door to each deck for parents; the row that is chosen stays chosen."""
        meeting, today = found.meeting, self._service.today
        if self.found is None or self.found.meeting.id != meeting.id:
            at = self.page.column.indexOf(self.answers)
            self.page.column.removeWidget(self.answers)
            self.answers.hide()
            self.answers.deleteLater()
            self.answers = self._new_card()
            self._unsaved.clear()
            self._tell_unsaved()
            self.page.column.insertWidget(at, self.answers)
            if meeting.said.day <= today:
                self.answers.show_who_came()
        self.found = found
        drawn = (meeting, found.invited, len(found.families), [one.name for one in decks])
        if drawn != self._drawn:
            self._drawn = drawn
            with focus_kept(self.page):
                clear_layout(self._head)
                clear_layout(self._before)
                self._draw_head(found, decks)
                self._draw_before(meeting)
        self.so_far.setText(so_far(found))
        self.answers.setVisible(bool(found.families) and not meeting.is_off)
        self.answers.show_classes(found.classes, has_been=meeting.said.day <= today)

    def _draw_head(self, found: MeetingList, decks: Sequence[Pack]) -> None:
        meeting, today = found.meeting, self._service.today
        said = meeting.said
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(title(isolated(said.about)))
        words.addWidget(soft(f"{when_of(said)} · {isolated(said.place)}"))
        by = f"Slips back by {date_for_people(said.reply_by)}"
        words.addWidget(soft(f"{isolated(meeting.whom)} · {by}"))
        self._head.addLayout(words)
        self.buttons = {}
        if meeting.is_off:
            why = isolated(meeting.why_off)
            self._head.addWidget(Notice(f"It was called off: {why}", Tone.SUN, icon="x"))
            return
        if said.day >= today:
            self._invitations(found)
        self._button("attendance", "Print the list to sign", "printer").clicked.connect(
            lambda: self._show(attendance(self._section.desk.school, meeting))
        )
        for deck in decks:
            play = self._button(f"play {deck.name}", f"Play: {deck.lesson.title}", "play-fill")
            play.clicked.connect(
                lambda _=False, name=deck.name: self._section.desk.shell.go(
                    "lessons", OpenDeck(name, PART)
                )
            )
        self._button("home", "Print what families take home", "house").clicked.connect(
            lambda: self._show(take_home(self._section.desk.school))
        )
        self._button("calendar", "Save for a calendar…", "calendar-blank").clicked.connect(
            lambda: self._places.ask(self._section, "Meeting.ics", self._save)
        )
        self._button("change", "Change it…", "pencil-simple").clicked.connect(
            lambda: self._edit(meeting)
        )
        self._button("off", "Call it off…", "x").clicked.connect(lambda: self._ask_off(meeting))
        self._head.addWidget(flow(*self.buttons.values()))

    def _invitations(self, found: MeetingList) -> None:
        id_ = found.meeting.id
        left = len(found.families) - found.invited
        if found.invited and left > 0:
            new = PrimaryButton(f"Print the {left} invitations not printed yet", "envelope-simple")
            if left == 1:
                new.set_words("Print the invitation not printed yet")
            new.clicked.connect(lambda: self._invite(id_, only_new=True))
            self.buttons["new"] = new
        make = SecondaryButton if found.invited else PrimaryButton
        words = "Print all invitations again" if found.invited else "Print the invitations"
        every = self.buttons["invite"] = make(words, "envelope-simple")
        every.clicked.connect(lambda: self._invite(id_, only_new=False))

    def _button(self, name: str, words: str, icon: str) -> SecondaryButton:
        button = SecondaryButton(words, icon)
        self.buttons[name] = button
        return button

    def _draw_before(self, meeting: Meeting) -> None:
        if not meeting.changes:
            return
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("What it said before"))
        for one in reversed(meeting.changes):
            said = f"{when_of(one.was)} · {isolated(one.was.place)} · {isolated(one.was.about)}"
            card.column.addWidget(body(said))
            on = date_for_people(one.at.astimezone().date())
            by = f"Changed on {on} by {isolated(one.by)}: {isolated(one.why)}"
            card.column.addWidget(Words(by, "small", "soft"))
        self._before.addWidget(card)

    # ------------------------------------------------------------------ papers

    def _show(self, document: Document) -> None:
        self._section.show_document(document, self._came_back)

    def _came_back(self) -> None:
        self._section.show_page(self.page)
        self._refresh()

    def _invite(self, meeting_id: uuid.UUID, *, only_new: bool) -> None:
        school = self._section.desk.school
        self._show(Invitations(school, meeting_id, only_new=only_new).document())

    def _save(self, path: Path) -> None:
        found, desk = self.found, self._section.desk
        if found is None:
            return
        id_ = found.meeting.id
        self._section.write(
            lambda: save_file(path, self._service.calendar_file(id_)),
            lambda where: desk.shell.say(f"Saved as {where.name}."),
            lane=Lane.LAPTOP,
        )

    # ------------------------------------------------------------------ writing down

    def _reply(self, pupil_id: uuid.UUID, reply: Reply, number: int) -> None:
        found, entry = self.found, uuid.uuid4()
        if found is not None:
            id_, service = found.meeting.id, self._service
            self._put(
                (pupil_id, "reply"), lambda: service.answer(entry, id_, pupil_id, reply, number)
            )

    def _came(self, pupil_id: uuid.UUID, number: int) -> None:
        found, entry = self.found, uuid.uuid4()
        if found is not None:
            id_, service = found.meeting.id, self._service
            self._put((pupil_id, "came"), lambda: service.came(entry, id_, pupil_id, number))

    def _put(self, what: tuple[uuid.UUID, str], work: Callable[[], None]) -> None:
        """Shown at once, written in the order of the keys.

        While the share is away what was pressed stays, and is saved with one press later.
        """
        card = self.answers
        if self._unsaved.pop(what, None) is not None:  # it is said anew
            card.settle(what[0])
            self._tell_unsaved()

        def done(_nothing: object) -> None:
            card.settle(what[0])
            self._refresh()

        def failed(error: Exception) -> None:
            if isinstance(error, SchoolAway) and card is self.answers:
                self._unsaved[what] = work
                self._tell_unsaved()
                return
            card.settle(what[0])
            self._section.desk.shell.say_problem(error)
            self._refresh()

        self._section.write(work, done, failed)

    def _tell_unsaved(self) -> None:
        many = len(self._unsaved)
        self.unsaved.setVisible(bool(many))
        said = "1 answer is" if many == 1 else f"{many} answers are"
        place = place_of(self._section.desk.school)
        self.unsaved.say(f"The school’s {place} cannot be reached: {said} not saved yet.")

    def _save_again(self) -> None:
        """Everything that is not saved yet, once more."""
        waiting, self._unsaved = self._unsaved, {}
        self._tell_unsaved()
        for what, work in waiting.items():
            self._put(what, work)

    def _ask_off(self, meeting: Meeting) -> None:
        sheet = self.sheet = Sheet(self._section, "Call it off?", widest=560)
        sheet.column.addWidget(
            body("It stays in the list. Families are not told by this program: tell them yourself.")
        )
        why = TextField(name="Why?")
        block = FieldBlock("Why?", why, hint="Those who hold meetings can read it.")
        sheet.column.addWidget(block)
        act = PrimaryButton("Call it off")

        def done(_nothing: object) -> None:
            sheet.dismiss()
            self._refresh()

        def refused(error: Exception) -> None:
            act.setEnabled(True)
            block.show_error(str(error))

        def press() -> None:
            act.setEnabled(False)
            text = why.text()
            self._section.write(lambda: self._service.call_off(meeting.id, text), done, refused)

        act.clicked.connect(press)
        sheet.add_buttons(act)
        sheet.open()
