"""After sending: that it is sent, whom to tell and how fast, and what may wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.reports.cases import Route
from trent_desktop.reports.service import Sent
from trent_desktop.reports.severity import TellStep
from ui.components import (
    Card,
    Chip,
    Hairline,
    Icon,
    IconTile,
    PrimaryButton,
    ScrollPage,
    SecondaryButton,
    Words,
    flow,
)
from ui.components.focus_kept import focus_if_before_her
from ui.journeys.direction import isolated
from ui.reports.case_words import SENT_TO
from ui.theme import SPACE, Tone

#: How urgent the words of the table are, and their icon.
_WHEN = {
    "Now": (Tone.CORAL, "warning-circle-fill"),
    "Today": (Tone.SUN, "clock"),
    "Within one working day": (Tone.SUN, "clock"),
}


@dataclass(frozen=True, slots=True)
class AfterSending:
    """What the page tells. `first` says whether this was the quick part; `notes` what was taken
    out of the answers.
    """

    sent: Sent
    steps: tuple[TellStep, ...]
    first: bool
    notes: tuple[str, ...] = ()


class SentPage(QWidget):
    """The page after sending."""

    go_on = Signal()
    later = Signal()

    def __init__(self, after: AfterSending) -> None:
        super().__init__()
        self.after = after
        page = ScrollPage(widest=760, top=SPACE.far, gap=SPACE.base)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        column = page.column
        column.addWidget(self._banner())
        column.addWidget(self._whom(after.steps))
        self.go_on_button: PrimaryButton | None = None
        column.addLayout(self._choices())
        column.addStretch(1)

    # ------------------------------------------------------------------ parts

    def _banner(self) -> QWidget:
        sent = self.after.sent
        card = Card(pad=SPACE.wide, gap=SPACE.hair)
        row = QHBoxLayout()
        row.setSpacing(SPACE.wide)
        queued = sent.queued
        tone = Tone.SUN if queued else Tone.LEAF
        icon = "cloud-slash" if queued else "check-circle-fill"
        row.addWidget(IconTile(icon, tone, 72), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        self.heading = Words(self._heading(), "title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading.setProperty("ownFocus", True)
        self.heading.setAccessibleName(self.heading.text())
        words.addWidget(self.heading)
        self.said = Words(self._said(), "body", "soft")
        words.addWidget(self.said)
        for note in self.after.notes:
            words.addWidget(Words(note, "small", "soft"))
        row.addLayout(words, 1)
        card.column.addLayout(row)
        return card

    def _heading(self) -> str:
        sent = self.after.sent
        if sent.queued:
            return "It is kept, and will be sent"
        if sent.route is not Route.CONTENT:
            return SENT_TO[sent.route]
        return "Your report is sent" if self.after.first else "Your answers are sent"

    def _said(self) -> str:
        sent = self.after.sent
        if sent.queued:
            return (
                "The school’s folder cannot be reached just now. It will be sent when the "
                "folder is back, by itself. It is safe on this laptop until then."
            )
        if sent.route is Route.STOPPED:
            return f"Reference {sent.reference}. Only those who lead on it can read it. Thank you."
        return f"Reference {sent.reference}. You can find it in Reports."

    def _whom(self, steps: Sequence[TellStep]) -> QWidget:
        card = Card(pad=SPACE.wide, gap=SPACE.near)
        card.column.addWidget(Words("Whom to tell", "heading"))
        for at, step in enumerate(steps):
            if at:
                card.column.addWidget(Hairline())
            card.column.addWidget(_step_row(step))
        if any(step.check_locally for step in steps):
            note = Words(
                "Check the way to reach them with what your local authority says.", "small", "soft"
            )
            card.column.addWidget(note)
        return card

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE.near)
        left = self.after.sent.questions_left
        can_go_on = self.after.first and self.after.sent.route is Route.CONTENT and left > 0
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
    how = QHBoxLayout()
    how.setSpacing(SPACE.tight)
    how.addWidget(Icon("phone" if any(c.isdigit() for c in step.how) else "chat-circle", 18, "act"))
    how.addWidget(Words(isolated(step.how), "body", bold=True), 1)
    words.addLayout(how)
    row.addLayout(words, 1)
    tone, icon = _WHEN.get(step.when, (Tone.PLAIN, "clock"))
    row.addWidget(Chip(step.when, tone, icon), 0, Qt.AlignmentFlag.AlignTop)
    return holder
