"""One session: what it is, its sheet and decks, who was there, and what it said before."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.documents.page import Pdf
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.lessons.packs import Pack
from trent_desktop.oversight.training.documents import sheet_pdf, when_of
from trent_desktop.oversight.training.values import Attendee, Scanned, Session
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.words import Words, body, heading, soft, title
from ui.documents import Document
from ui.journeys.direction import isolated
from ui.policy.training.attendance import AttendanceCard
from ui.policy.training.certificate_sheet import WhySheet
from ui.shell.rooms import OpenDeck
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone

#: Its place in the page: after the way back and the head.
_LIST_AT = 2


class SessionPage:
    """Shown to those who keep training. Made once; `show` turns it to a session."""

    def __init__(
        self,
        section: SectionPage,
        *,
        back: Callable[[], object],
        edit: Callable[[Session], object],
        refresh: Callable[[], object],
    ) -> None:
        self._section = section
        self._edit = edit
        self._refresh = refresh
        self._training = section.desk.school.training
        self.session: Session | None = None
        self._drawn: object = None
        self.page = ScrollPage(widest=820, gap=SPACE.base)
        section.stack.addWidget(self.page)
        link = BackLink()
        link.clicked.connect(back)
        self.page.column.addWidget(link)
        self._head = QVBoxLayout()
        self._head.setSpacing(SPACE.base)
        self.page.column.addLayout(self._head)
        self.attendance = self._fresh_list()
        self.page.column.addWidget(self.attendance)
        self._before = QVBoxLayout()
        self.page.column.addLayout(self._before)
        self.page.column.addStretch(1)
        self.print: PrimaryButton | None = None
        self.change: SecondaryButton | None = None
        self.off: SecondaryButton | None = None
        self.plays: dict[str, SecondaryButton] = {}
        self.asked: WhySheet | None = None

    def _fresh_list(self) -> AttendanceCard:
        """The list of another session begins with nothing ticked of this one."""
        card = AttendanceCard()
        card.saved.connect(self._mark)
        card.scanned.connect(self._scan)
        return card

    # ------------------------------------------------------------------ what is shown

    def show(self, session: Session, people: Sequence[Attendee], decks: Sequence[Pack]) -> None:
        """Draw it; what is ticked and not saved stays."""
        if self.session is None or self.session.id != session.id:
            self.page.column.removeWidget(self.attendance)
            self.attendance.deleteLater()
            self.attendance = self._fresh_list()
            self.page.column.insertWidget(_LIST_AT, self.attendance)
        self.session = session
        # Who was there stands in the list: buttons stay under whoever presses one.
        drawn = (replace(session, there=0, mine=False), [one.name for one in decks])
        if drawn != self._drawn:
            self._drawn = drawn
            with focus_kept(self.page):
                clear_layout(self._head)
                clear_layout(self._before)
                self._draw_head(session, decks)
                self._draw_before(session)
        held = session.said.day <= self._training.today and not session.called_off
        self.attendance.setVisible(held)
        if held:
            self.attendance.show_people(people)

    def _draw_head(self, session: Session, decks: Sequence[Pack]) -> None:
        said = session.said
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(title(said.title))
        words.addWidget(
            soft(f"{when_of(said)} · {said.minutes} minutes · given by {isolated(said.given_by)}")
        )
        self._head.addLayout(words)
        self._head.addWidget(body(" · ".join(said.about)))
        if session.called_off:
            why = isolated(session.called_off_why)
            self._head.addWidget(Notice(f"It was called off: {why}", Tone.SUN))
            return
        self.print = PrimaryButton("The sheet to sign", "printer")
        self.print.clicked.connect(lambda: self._sheet(session))
        self.plays = {}
        for one in decks:
            play = SecondaryButton(f"Play: {one.lesson.title}", "play-fill")
            play.clicked.connect(
                lambda _=False, name=one.name: self._section.desk.shell.go(
                    "lessons", OpenDeck(name, "training")
                )
            )
            self.plays[one.name] = play
        self.change = SecondaryButton("Change it…", "pencil-simple")
        self.change.clicked.connect(lambda: self._edit(session))
        to_come = said.day >= self._training.today
        self.off = SecondaryButton(f"It {'does' if to_come else 'did'} not take place…", "x")
        self.off.clicked.connect(lambda: self._ask_off(session))
        self._head.addWidget(flow(self.print, *self.plays.values(), self.change, self.off))
        if said.day > self._training.today:
            self._head.addWidget(
                Notice(f"The list opens on {date_for_people(said.day)}.", Tone.SKY, icon="info")
            )

    def _draw_before(self, session: Session) -> None:
        if not session.corrections:
            return
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("What it said before"))
        for one in reversed(session.corrections):
            was = one.was
            said = f"{was.title} · {when_of(was)} · {was.minutes} minutes · {was.given_by}"
            card.column.addWidget(body(f"{said}\n{', '.join(was.about)}"))
            on = date_for_people(one.at.astimezone().date())
            by = f"Changed on {on} by {isolated(one.by)}: {one.why}"
            card.column.addWidget(Words(by, "small", "soft"))
        self._before.addWidget(card)

    # ------------------------------------------------------------------ what is done

    def _sheet(self, session: Session) -> None:
        school, training = self._section.desk.school, self._training

        def make() -> Pdf:
            now, lines = training.sheet(session.id)
            head = letterhead_of(school)
            return sheet_pdf(now, lines, head, printed_by=school.member.name)

        paper = Document("The sheet to sign", f"Training {session.said.day.isoformat()}.pdf", make)
        self._section.show_document(paper, lambda: self._section.show_page(self.page))

    def _mark(self, there: Mapping[uuid.UUID, bool], why: str) -> None:
        session, entry_id = self.session, uuid.uuid4()
        if session is None:
            return

        def refused(error: Exception) -> None:
            if isinstance(error, AnswersRefused):
                self.attendance.show_error(error.errors[0][1])
            else:
                self.attendance.show_error("")
                self._section.desk.shell.say_problem(error)

        def done(_nothing: object) -> None:
            self.attendance.kept()
            self._section.desk.shell.say("The list is saved.")
            self._refresh()

        self._section.write(
            lambda: self._training.mark(entry_id, session.id, there, why=why), done, refused
        )

    def _scan(self, text: str) -> None:
        session, entry_id = self.session, uuid.uuid4()
        if session is None:
            return
        attendance = self.attendance

        def done(scanned: Scanned) -> None:
            attendance.show_scanned(scanned)
            self._refresh()

        self._section.write(lambda: self._training.scan(entry_id, session.id, text), done)

    def _ask_off(self, session: Session) -> None:
        asked = self.asked = WhySheet(
            self._section,
            "Call it off?",
            "It stays in the list with your reason, and counts for nobody.",
            "Call it off",
        )

        def done(_nothing: object) -> None:
            asked.sheet.dismiss()
            self._refresh()

        def press() -> None:
            asked.act.setEnabled(False)
            why = asked.why.toPlainText()
            self._section.write(
                lambda: self._training.call_off(session.id, why), done, asked.refused
            )

        asked.act.clicked.connect(press)
