"""The answers on a form about pictures: a yes and a no for each use, put in by hand."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QVBoxLayout, QWidget

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.register.returned import ScanOutcome
from trent_desktop.agreements.register.standing import NEVER_WORDS, ConsentAnswer
from trent_desktop.sentences import ended, going_on
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.words import body, heading, small
from ui.theme import SPACE, Tone

_ASK: Final = (
    "What is ticked on the form? Y and N answer a row and go to the next, Enter keeps them all. A row "
    "that is left empty counts as no."
)
_LOOK_THROUGH: Final = (
    "The family filled this in on a screen. Look through what they chose, and keep it. A row that is "
    "left empty counts as no."
)
_SAYS_BOTH: Final = (
    " In some rows both yes and no were ticked, or two copies of this form differ: nothing is chosen "
    "there. Ask the family, or leave them empty."
)
_KEYS: Final = {Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no"}


def stands(answer: ConsentAnswer) -> str:
    """``Now yes, since 3 November 2026, by telephone``: what counts before the form does."""
    tells = answer.source and answer.since is not None and answer.never_since is None
    source = f", {answer.source}" if tells else ""
    return f"Now {going_on(answer.words)}{source}"


class AnswersCard(Card):
    """`answered` gives a pupil's id, her answers, and the form's id. No row is filled in before.

    But for a form that was filled in on a screen. While it is away the focus is in `rest`, never on what happens to come next.
    """

    # As objects: Qt would turn a dict's keys into plain words.
    answered = Signal(object, object, object)
    later = Signal()

    def __init__(self, rest: QWidget) -> None:
        super().__init__(gap=SPACE.near)
        self._rest = rest
        self._pupil: uuid.UUID | None = None
        self._form: uuid.UUID | None = None
        self.name = heading("")
        self.column.addWidget(self.name)
        self.about = body(_ASK)
        self.column.addWidget(self.about)
        self.stands = Notice("", Tone.SUN, heading="Said no since this form was given out")
        self.column.addWidget(self.stands)
        self.never = Notice(
            "What is ticked here is kept, and nothing of it is used while the mark is set.",
            Tone.CORAL,
            heading=NEVER_WORDS,
        )
        self.column.addWidget(self.never)
        self.otherwise = Notice("", Tone.SUN, heading="This form asked in other words")
        self.column.addWidget(self.otherwise)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.base)
        self._grid.setVerticalSpacing(SPACE.tight)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.rows: dict[Consent, RadioGroup] = {}
        self.now: dict[Consent, QLabel] = {}
        self.column.addWidget(holder)
        self.keep = PrimaryButton("Keep these answers", "check")
        self.put_off = QuietButton("Later")
        self.column.addWidget(flow(self.keep, self.put_off))
        self.keep.clicked.connect(self._keep)
        self.put_off.clicked.connect(self._later)
        self.hide()

    @property
    def form_id(self) -> uuid.UUID | None:
        """The form that is asked about; None while none is."""
        return self._form if not self.isHidden() else None

    def ask(self, form: ScanOutcome, ticked: Mapping[Consent, bool | None] | None = None) -> None:
        """Ask for the answers of one child's form, beside what stands.

        `ticked` was filled in on a screen, by the family: it is chosen, and looked through; None
        where it says both yes and no.
        """
        says_both = _SAYS_BOTH if ticked and None in ticked.values() else ""
        self.about.setText(f"{_LOOK_THROUGH}{says_both}" if ticked else _ASK)
        self._pupil, self._form = form.pupil_id, form.agreement_id
        self.name.setText(f"{form.name} ({form.class_name})" if form.class_name else form.name)
        self.stands.say("\n".join(one.words for one in form.standing))
        self.stands.setVisible(bool(form.standing))
        self.never.setVisible(any(one.never_since is not None for one in form.answers))
        self.otherwise.say(_otherwise(form))
        self.otherwise.setVisible(bool(form.otherwise))
        clear_layout(self._grid)
        self.rows, self.now = {}, {}
        for row, one in enumerate(form.answers):  # what the form asked, and nothing else
            use = one.consent
            about = QVBoxLayout()
            about.setSpacing(0)
            about.addWidget(body(one.title))
            self.now[use] = small(stands(one))
            about.addWidget(self.now[use])
            self._grid.addLayout(about, row, 0, Qt.AlignmentFlag.AlignVCenter)
            group = RadioGroup(
                [Option("yes", "Yes"), Option("no", "No")], name=one.title, narrowest=90
            )
            for choice in group.rows().values():
                choice.explain(stands(one))
            chosen = ticked.get(use) if ticked else None
            if chosen is not None:
                group.choose("yes" if chosen else "no")
            self._grid.addWidget(group, row, 1)
            self.rows[use] = group
        self.show()

    def begin(self) -> QWidget:
        """Where the keyboard is to be: the first question."""
        return next(iter(self.rows.values()), self.keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y and N answer the row that has the keyboard, and go to the next; then to what keeps them."""
        said = _KEYS.get(Qt.Key(event.key()))
        here = QApplication.focusWidget()
        rows = list(self.rows.values())
        at = next((at for at, one in enumerate(rows) if here and one.isAncestorOf(here)), None)
        if said is None or at is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        rows[at].choose(said)
        following = rows[at + 1] if at + 1 < len(rows) else self.keep
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self) -> None:
        # Else the focus falls on whatever is next, and an Enter typed on presses that.
        self._rest.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()  # the answers stay in it, in case they cannot be recorded

    def _keep(self) -> None:
        answers = {consent: row.value() == "yes" for consent, row in self.rows.items()}
        pupil, form = self._pupil, self._form
        self._leave()
        self.answered.emit(pupil, answers, form)

    def _later(self) -> None:
        self._leave()
        self.later.emit()


def _otherwise(form: ScanOutcome) -> str:
    names = ", ".join(one.title for one in form.answers if one.consent in form.otherwise)
    return (
        f"{ended(names)} A yes on it does not answer the words of today: it is kept, and the family is "
        "asked again."
    )
