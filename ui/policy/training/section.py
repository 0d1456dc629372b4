"""Training: one's own, the sessions, and, for those who keep it, everybody's."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.documents.page import Pdf
from trent_desktop.lessons.lesson import Audience
from trent_desktop.lessons.packs import Pack
from trent_desktop.oversight.training.documents import certificate_pdf, when_of
from trent_desktop.oversight.training.values import (
    Attendee,
    Certificate,
    Session,
    SessionDraft,
    Standing,
)
from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.rows import PAD_X, RowButton
from ui.components.words import heading, soft
from ui.documents import Document
from ui.policy.training.certificate_sheet import CertificateSheet, WhySheet, withdraw
from ui.policy.training.own import OwnTraining, next_session, text_row
from ui.policy.training.session_form import SessionForm
from ui.policy.training.session_page import SessionPage
from ui.policy.training.words import session_face, standing_face
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk, OpenDeck
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


@dataclass(frozen=True, slots=True)
class _Read:
    """What the front page and the session that is open show."""

    today: dt.date
    mine: Standing
    sessions: tuple[Session, ...]
    everybody: tuple[Standing, ...]
    people: tuple[Attendee, ...]
    decks: tuple[Pack, ...]


class TrainingPage(SectionPage):
    """The front page; behind it a page for each session, a form, and a page for each member."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self._training = desk.school.training
        self.keeps = desk.school.may(Right.KEEP_TRAINING)
        self._sees_all = desk.school.may(Right.SEE_WHO_READ)
        self._read: _Read | None = None
        self._wanted: uuid.UUID | None = None  # the session that is open, or to be opened
        self._opening = False  # it is shown as soon as it is read, and never again by itself
        self.page = self.add_page(
            "Training", "What you were trained in, until when it is valid, and what comes next."
        )
        self._today = QVBoxLayout()
        self._today.setSpacing(SPACE.base)
        self.page.column.addLayout(self._today)
        self.own = OwnTraining("Yours")
        self.own.paper.connect(lambda one: self.show_certificate(one, desk.school.member.id))
        self.own.add.connect(lambda: self.add_certificate(desk.school.member.id, ""))
        self.own.wrong.connect(self.withdraw)
        self.page.column.addWidget(self.own)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(SPACE.base)
        self.page.column.addLayout(self._lists)
        self.page.column.addStretch(1)
        self.session = SessionPage(self, back=self.show_front, edit=self.edit, refresh=self.refresh)
        self.plan: PrimaryButton | SecondaryButton | None = None
        self.there: PrimaryButton | None = None
        self.rows: dict[uuid.UUID, RowButton] = {}
        self.people: dict[uuid.UUID, RowButton] = {}
        self.plays: dict[str, SecondaryButton] = {}
        self.form: SessionForm | None = None
        self.certificate: CertificateSheet | None = None
        self.asked: WhySheet | None = None
        self._form_page: ScrollPage | None = None
        self._member_page: ScrollPage | None = None
        self._member_own: OwnTraining | None = None
        self._member_id: uuid.UUID | None = None
        Fresh(self, (desk.changes.oversight, desk.changes.directory), self.refresh)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, place: object | None) -> None:
        """The front page, a session by its id, or the form where she was writing."""
        if isinstance(place, uuid.UUID) and self.keeps:
            self._drop_form()
            self.open(place)
            return
        if self._form_page is not None:
            self.show_page(self._form_page)
        elif self._wanted is None:
            self.show_page(self._member_page or self.page)
        self.refresh()

    def show_front(self) -> None:
        """The front page."""
        self._wanted, self._opening = None, False
        self.show_page(self.page)
        self._drop_form()
        self._drop_member()
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        school, wanted = self.desk.school, self._wanted
        training, sees_all = self._training, self._sees_all

        def work() -> _Read:
            return _Read(
                training.today,
                training.mine(),
                training.sessions(),
                training.standings() if sees_all else (),
                training.attendees(wanted) if wanted and sees_all else (),
                school.lessons.decks(Audience.STAFF),
            )

        self.run(work, lambda read: self._show(read, wanted), self._failed)

    def _failed(self, error: Exception) -> None:
        """Nothing could be read: said on the page where there is nothing else to see."""
        if self._read is None and isinstance(error, Problem):
            clear_layout(self._today)
            self._today.addWidget(Notice(str(error), Tone.SUN))
        self.desk.shell.say_problem(error)

    def _show(self, read: _Read, wanted: uuid.UUID | None) -> None:
        if wanted != self._wanted:
            return  # she went elsewhere meanwhile; that is being read
        session = next((one for one in read.sessions if one.id == wanted), None)
        if session is not None:
            self.session.show(session, read.people, read.decks)
            if self._opening and self._form_page is None:
                self.show_page(self.session.page)
            self._opening = False
            return
        if read == self._read:
            return
        self._read = read
        with focus_kept(self):
            self._draw_front(read)
            for one in read.everybody:
                if self._member_own is not None and one.member_id == self._member_id:
                    self._member_own.show_standing(one)

    # ------------------------------------------------------------------ the front page

    def _draw_front(self, read: _Read) -> None:
        clear_layout(self._today)
        clear_layout(self._lists)
        self.there = None
        now = next_session(read.sessions, self._training.today)
        if now is not None:
            notice = Notice("Press this when you are there.", Tone.SKY, heading=now.said.title)
            self.there = PrimaryButton("I was there", "check")
            self.there.clicked.connect(lambda: self._was_there(now))
            notice.column.addWidget(flow(self.there))
            self._today.addWidget(notice)
        if self.keeps:
            self._today.addWidget(self._tools(read))
        self.own.show_standing(read.mine)
        self._lists.addWidget(self._sessions_card(read))
        if self._sees_all:
            self._lists.addWidget(self._everybody_card(read))

    def _sessions_card(self, read: _Read) -> Card:
        self.rows.clear()
        if not self.keeps:
            return _to_come_card(read)
        card = _list_card("Sessions")
        for one in read.sessions:
            row = RowButton(session_face(one, read.today))
            row.clicked.connect(lambda _=False, which=one.id: self.open(which))
            card.column.addWidget(row)
            self.rows[one.id] = row
        if not read.sessions:
            card.column.addWidget(_padded(soft("None has been written down yet.")))
        return card

    def _tools(self, read: _Read) -> QWidget:
        """What those who keep training do here, before the long lists. One button leads."""
        kind = SecondaryButton if self.there is not None else PrimaryButton
        self.plan = kind("Plan a session", "plus")
        self.plan.clicked.connect(lambda: self.edit(None))
        self.plays = {}
        for deck in read.decks:
            play = SecondaryButton(f"Look at the deck: {deck.lesson.title}", "play-fill")
            play.clicked.connect(
                lambda _=False, name=deck.name: self.desk.shell.go(
                    "lessons", OpenDeck(name, "training")
                )
            )
            self.plays[deck.name] = play
        return flow(self.plan, *self.plays.values())

    def _everybody_card(self, read: _Read) -> Card:
        card = _list_card("Everybody")
        self.people.clear()
        waits = [one for one in read.everybody if one.waiting]
        said = f"{len(waits)} of {len(read.everybody)} have something due."
        card.column.addWidget(_padded(soft(said)))
        fine = [one for one in read.everybody if not one.waiting]
        for one in (*waits, *fine):
            row = RowButton(standing_face(one))
            row.clicked.connect(lambda _=False, whom=one: self._open_member(whom))
            card.column.addWidget(row)
            self.people[one.member_id] = row
        return card

    def _was_there(self, session: Session) -> None:
        def done(_nothing: object) -> None:
            self.desk.shell.say("It is written down. Your certificate is below.")
            self.refresh()

        self.write(lambda: self._training.i_was_there(session.id), done)

    # ------------------------------------------------------------------ sessions

    def open(self, session_id: uuid.UUID) -> None:
        """One session."""
        self._wanted = session_id
        self._opening = True
        self.refresh()

    def edit(self, session: Session | None) -> None:
        """The form: a new session, or one that is put right."""
        self._drop_form()
        new = uuid.uuid4()
        opened = session.id if session else new
        mine = self.desk.school.member.name
        said = session.said if session else SessionDraft("", self._training.today, 60, mine)

        def cancel() -> None:
            self.show_page(self.session.page if session else self.page)
            self._drop_form()

        def done(_nothing: object) -> None:
            self.show_page(self.page)  # until it is read
            self._drop_form()
            self.open(opened)

        def refused(error: Exception) -> None:
            if isinstance(error, AnswersRefused):
                form.show_errors(error.errors)
            else:
                form.show_errors(())
                self.desk.shell.say_problem(error)

        def save(draft: SessionDraft, why: str) -> None:
            training = self._training
            if session is None:
                self.write(lambda: training.plan(new, draft), done, refused)
            else:
                seen = session.version
                self.write(lambda: training.correct(new, opened, draft, why, seen), done, refused)

        form = self.form = SessionForm(said, save, cancel, corrects=session is not None)
        page = self._form_page = self.add_page(
            "Correct a session" if session else "Plan a session", back=cancel
        )
        page.column.addWidget(form)
        page.column.addStretch(1)
        self.show_page(page, form.title)

    def _drop_form(self) -> None:
        if self._form_page is not None:
            self.drop(self._form_page)
            self._form_page = self.form = None

    # ------------------------------------------------------------------ members and papers

    def _open_member(self, one: Standing) -> None:
        self._drop_member()
        page = self._member_page = self.add_page(one.name, one.roles, back=self.show_front)
        self._member_id = one.member_id
        own = self._member_own = OwnTraining("What is valid, and what is due")
        own.paper.connect(lambda session: self.show_certificate(session, one.member_id))
        own.add.connect(lambda: self.add_certificate(one.member_id, one.name))
        own.wrong.connect(self.withdraw)
        own.show_standing(one)
        page.column.addWidget(own)
        page.column.addStretch(1)
        self.show_page(page)

    def _drop_member(self) -> None:
        if self._member_page is not None:
            self.drop(self._member_page)
            self._member_page = self._member_own = self._member_id = None

    def show_certificate(self, session: Session, member_id: uuid.UUID) -> None:
        """The paper of a session that somebody was at."""
        school, training = self.desk.school, self._training

        def make() -> Pdf:
            attended = training.attended(session.id, member_id)
            return certificate_pdf(attended, letterhead_of(school), today=training.today)

        here = self._member_page or self.page
        paper = Document("Certificate", f"Training {session.said.day.isoformat()}.pdf", make)
        self.show_document(paper, lambda: self.show_page(here))

    def add_certificate(self, member_id: uuid.UUID, name: str) -> None:
        """One from elsewhere."""
        self.certificate = CertificateSheet(self, member_id, name)

    def withdraw(self, one: Certificate) -> None:
        """One that was wrong."""
        self.asked = withdraw(self, one)


def _to_come_card(read: _Read) -> Card:
    """For whoever keeps no list: what she was at stands among what is hers."""
    card = Card(gap=SPACE.near)
    card.column.addWidget(heading("To come"))
    coming = [one for one in read.sessions if one.said.day >= read.today]
    for one in reversed(coming):
        chip = Chip("Called off") if one.called_off else Chip("To come", Tone.SKY)
        words = f"{when_of(one.said)} · {', '.join(one.said.about)}"
        card.column.addWidget(text_row(one.said.title, words, chip))
    if not coming:
        card.column.addWidget(soft("No session is planned."))
    return card


def _list_card(name: str) -> Card:
    card = Card(pad=SPACE.near, gap=0)
    card.column.addWidget(_padded(heading(name)))
    return card


def _padded(inside: QWidget) -> QWidget:
    """As far from the edge as the words of a row."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(PAD_X, SPACE.hair, PAD_X, SPACE.hair)
    column.addWidget(inside)
    return holder


TRAINING = Section(
    "training",
    "Training",
    "graduation-cap-fill",
    "Sessions, who was there, what is valid and what is due.",
    TrainingPage,
)
