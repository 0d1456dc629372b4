"""What is hers: what is valid and what is due, sessions with their certificates, papers from elsewhere."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.training.documents import when_of
from trent_desktop.oversight.training.values import Certificate, Need, Session, Standing
from ui.components.buttons import QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.marks import Chip, Hairline
from ui.components.pages import EqualColumns, clear_layout, flow
from ui.components.words import Words, heading, soft, strong
from ui.journeys.direction import isolated
from ui.policy.training.words import need_words
from ui.theme import SPACE


class OwnTraining(QWidget):
    """One member's training. `paper` asks for the certificate of a session."""

    paper = Signal(object)
    add = Signal()
    wrong = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.base)
        self.papers: dict[uuid.UUID, QuietButton] = {}

    def show_standing(self, one: Standing) -> None:
        """Draw it anew."""
        clear_layout(self._column)
        self.papers.clear()
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading(self._title))
        due = len(one.waiting)
        if not one.needs:
            said = "No training is asked for."
        elif due:
            said = (
                f"{due} {'topic is' if due == 1 else 'topics are'} due. A session covers several."
            )
        else:
            said = "Everything is up to date."
        card.column.addWidget(soft(said))
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=300, gap=SPACE.base)
        for need in one.needs:
            columns.addWidget(_need(need))
        card.column.addWidget(holder)
        self._column.addWidget(card)
        past = Card(gap=SPACE.near)
        past.column.addWidget(heading("Sessions and certificates"))
        if not (one.sessions or one.certificates):
            past.column.addWidget(soft("None yet."))
        for session in one.sessions:
            past.column.addWidget(self._session(session))
        for certificate in one.certificates:
            past.column.addWidget(self._certificate(certificate))
        self.adding = SecondaryButton("Add a certificate from elsewhere…", "plus")
        self.adding.clicked.connect(self.add)
        past.column.addWidget(flow(self.adding))
        self._column.addWidget(past)

    def _session(self, one: Session) -> QWidget:
        button = QuietButton("Certificate", "medal", name=f"Certificate: {one.said.title}")
        button.clicked.connect(lambda: self.paper.emit(one))
        self.papers[one.id] = button
        return text_row(
            one.said.title, f"{when_of(one.said)} · {', '.join(one.said.about)}", button
        )

    def _certificate(self, one: Certificate) -> QWidget:
        said = one.said
        until = f", valid until {date_for_people(said.expires)}" if said.expires else ""
        words = f"{said.provider} · {date_for_people(said.day)}{until}"
        if one.withdrawn:
            why = f"{isolated(one.withdrawn_by)} says that it was wrong: {one.withdrawn_why}"
            return text_row(said.title, f"{words}\n{why}", Chip("Wrong"))
        button = QuietButton("It is wrong…", name=f"It is wrong: {said.title}")
        button.clicked.connect(lambda: self.wrong.emit(one))
        return text_row(said.title, words, button)


def _need(one: Need) -> QWidget:
    words, chip, tone = need_words(one)
    return text_row(one.words, words, Chip(chip, tone))


def text_row(title: str, words: str, side: QWidget) -> QWidget:
    """A line of a card, with something at its right."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.tight)
    column.addWidget(Hairline())
    row = QHBoxLayout()
    row.setSpacing(SPACE.near)
    text = QVBoxLayout()
    text.setSpacing(0)
    text.addWidget(strong(title))
    text.addWidget(Words(words, "small", "soft"))
    row.addLayout(text, 1)
    row.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)
    return whole


def next_session(sessions: tuple[Session, ...], today: dt.date) -> Session | None:
    """The session of today at which she has not yet said that she is."""
    return next(
        (one for one in sessions if one.said.day == today and not one.called_off and not one.mine),
        None,
    )
