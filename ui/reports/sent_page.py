"""After sending: that it is sent, who to tell and how fast, and what may wait.

A report that waits on this laptop says so, and the page says otherwise once it has gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.reports.cases import Route
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.who.leading import state_for
from trent_desktop.reports.who.told import TellStep, ToldState
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_if_before_her
from ui.components.marks import Chip, Hairline, Icon, IconTile
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.words import Words
from ui.journeys.direction import isolated
from ui.reports.case_words import SENT_TO
from ui.theme import SPACE, Tone

#: How often a report that waits is looked for, in ms: what says that it went may come too early.
LOOK_MS = 2_000

#: How urgent the words of the table are, and their icon.
_WHEN = {
    "Now": (Tone.CORAL, "warning-circle-fill"),
    "Today": (Tone.SUN, "clock"),
    "Within one working day": (Tone.SUN, "clock"),
}

#: The icon beside what has become of a line, and its colour.
_STATES = {
    ToldState.TOLD: ("check-circle-fill", "leaf"),
    ToldState.WILL_BE_TOLD: ("clock", "sun"),
    ToldState.NOBODY: ("warning-circle-fill", "coral"),
    ToldState.SELF: ("user-circle", "soft"),
}


@dataclass(frozen=True, slots=True)
class AfterSending:
    """What the page tells. `first` says whether this was the quick part; `notes` what was taken
    out of the answers; `place` what the school's place is called.
    """

    sent: Sent
    steps: tuple[TellStep, ...]
    first: bool
    notes: tuple[str, ...] = ()
    place: str = "folder"


class SentPage(QWidget):
    """The page after sending."""

    go_on = Signal()
    later = Signal()
    #: It still waits, as far as this page knows: is it so?
    asks = Signal()

    def __init__(self, after: AfterSending) -> None:
        super().__init__()
        self.after = after
        page = ScrollPage(widest=760, top=SPACE.far, gap=SPACE.base)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        column = page.column
        column.addWidget(self._banner())
        self._whom = Card(pad=SPACE.wide, gap=SPACE.near)
        self._told: tuple[TellStep, ...] | None = None
        column.addWidget(self._whom)
        self._fill()
        self.go_on_button: PrimaryButton | None = None
        column.addLayout(self._choices())
        column.addStretch(1)
        self._look = QTimer(self)
        self._look.setObjectName("sentLook")
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.asks)
        if after.sent.queued:
            self._look.start()

    # ------------------------------------------------------------------ parts

    def _banner(self) -> QWidget:
        card = Card(pad=SPACE.wide, gap=SPACE.hair)
        row = QHBoxLayout()
        row.setSpacing(SPACE.wide)
        self._tile = IconTile("check-circle-fill", Tone.LEAF, 72)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        self.heading = Words("", "title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setProperty("ownFocus", True)
        words.addWidget(self.heading)
        self.said = Words("", "body", "soft")
        words.addWidget(self.said)
        for note in self.after.notes:
            words.addWidget(Words(note, "small", "soft"))
        row.addLayout(words, 1)
        card.column.addLayout(row)
        return card

    def show_after(self, after: AfterSending) -> None:
        """Say how it stands now. Buttons and the keyboard stay where they are."""
        if after == self.after:
            return
        self.after = after
        if not after.sent.queued:
            self._look.stop()
        self._fill()
        QAccessible.updateAccessibility(QAccessibleEvent(self.heading, QAccessible.Event.Alert))

    def _fill(self) -> None:
        sent = self.after.sent
        icon, tone = "check-circle-fill", Tone.LEAF
        if sent.queued:
            icon, tone = "cloud-slash", Tone.SUN
        if sent.no_reader:
            icon, tone = "warning-circle-fill", Tone.CORAL
        self._tile.show_icon(icon, tone)
        self.heading.setText(self._heading())
        self.heading.setAccessibleName(self.heading.text())
        self.said.setText(self._said())
        self._fill_whom()

    def _heading(self) -> str:
        sent = self.after.sent
        if sent.no_reader:
            return "It is kept. Nobody can read it yet"
        if sent.queued:
            return "It is kept, and will be sent"
        if sent.route.sealed:
            return SENT_TO[state_for(sent.route, sent.leads)]
        return "Your report is sent" if self.after.first else "Your answers are sent"

    def _said(self) -> str:
        sent = self.after.sent
        if sent.no_reader:
            what, others = "It stays on this laptop, encrypted, and is sent automatically", ""
            if sent.reference:
                what = "These answers stay on this laptop, encrypted, and are sent automatically"
                others = " What was sent before is taken from whoever they may be about."
            return (
                f"Nobody who leads on such a report has joined Trent Desktop yet. {what} when one "
                "of them has joined and you are signed in here. Until then only you can tell them: "
                f"ring as it says below.{others}"
            )
        if sent.queued:
            place = self.after.place
            why = sent.why or f"The school’s {place} cannot be reached just now."
            return (
                f"{why} It will be sent automatically when the {place} is back in order. It is safe "
                "on this laptop until then."
            )
        if sent.route is Route.STOPPED:
            return f"Reference {sent.reference}. Only those who lead on it can read it. Thank you."
        return f"Reference {sent.reference}. You can find it in Reports."

    def _fill_whom(self) -> None:
        column, steps = self._whom.column, self.after.steps
        if steps == self._told:
            return  # whoever reads them, or copies a number, goes on
        self._told = steps
        clear_layout(column)
        column.addWidget(Words("Who to tell", "heading"))
        for at, step in enumerate(steps):
            if at:
                column.addWidget(Hairline())
            column.addWidget(_step_row(step))
        if any(step.check_locally for step in steps):
            note = Words("Check these numbers with your local authority.", "small", "soft")
            column.addWidget(note)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE.near)
        left = self.after.sent.questions_left
        can_go_on = self.after.first and not self.after.sent.route.sealed and left > 0
        if not can_go_on:
            self.later_button = PrimaryButton("Done")
            self.later_button.clicked.connect(self.later)
            column.addWidget(flow(self.later_button))
            return column
        questions = "1 question" if left == 1 else f"{left} questions"
        go_on = PrimaryButton(f"Answer the rest now ({questions} left)")
        self.later_button = SecondaryButton("Later: it waits on your list")
        go_on.clicked.connect(self.go_on)
        self.later_button.clicked.connect(self.later)
        self.go_on_button = go_on
        column.addWidget(flow(go_on, self.later_button))
        return column

    def arrive(self) -> None:
        """The page is shown: it is read from its heading."""
        focus_if_before_her(self.heading)


def _step_row(step: TellStep) -> QWidget:
    """One person to tell: when, who, how, why."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.base)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Words(isolated(step.who), "strong"))
    words.addWidget(Words(step.why, "body", "soft"))
    if step.said:
        icon, colour = _STATES.get(step.state, ("info", "soft"))
        words.addLayout(_line(icon, colour, Words(step.said, "body")))
    if step.how:
        icon = "phone" if any(c.isdigit() for c in step.how) else "chat-circle"
        words.addLayout(_line(icon, "act", Words(isolated(step.how), "body", bold=True)))
    row.addLayout(words, 1)
    if step.state is ToldState.SELF:
        return holder  # by when she tells herself is no matter
    tone, icon = _WHEN.get(step.when, (Tone.PLAIN, "clock"))
    row.addWidget(Chip(step.when, tone, icon), 0, Qt.AlignmentFlag.AlignTop)
    return holder


def _line(icon: str, colour: str, words: Words) -> QHBoxLayout:
    """An icon, and words that may run over several lines beside it."""
    row = QHBoxLayout()
    row.setSpacing(SPACE.tight)
    row.addWidget(Icon(icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
