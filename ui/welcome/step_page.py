"""One step of a journey before sign-in: a card with a question, Back, and one thing to press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.components.buttons import BackLink, PrimaryButton
from ui.components.cards import Card
from ui.components.errors import ErrorText
from ui.components.pages import flow
from ui.components.tab_order import comes_last, start_of
from ui.components.words import Words
from ui.theme import SPACE
from ui.welcome.river_page import RiverPage


class StepPage(RiverPage):
    """Put fields into `card.column`. `back` and `onward` say what was pressed.

    `busy` is True while something is under way: a second press then does nothing.
    """

    back = Signal()
    onward = Signal()

    def __init__(
        self,
        heading: str,
        words: str,
        *,
        button: str = "Continue",
        step: str = "",
        widest: int = 640,
    ) -> None:
        super().__init__(heading, words, widest=widest)
        self.card = Card(gap=SPACE.base)
        top = self._top = BackLink()
        top.clicked.connect(self.back)
        self.card.column.addWidget(top, 0, Qt.AlignmentFlag.AlignLeft)
        if step:
            self.card.column.addWidget(Words(step, "small", "soft"))
        self.error = ErrorText()
        self.card.column.addWidget(self.error)
        self.body.addWidget(self.card)
        self.button = PrimaryButton(button)
        self._words = button
        self.busy = False
        self.button.clicked.connect(self.go_on)

    def finish(self, *more: QWidget) -> None:
        """After the last field: the buttons."""
        self.card.column.addSpacing(SPACE.hair)
        self.card.column.addWidget(flow(self.button, *more))
        comes_last(self.card, [self.button, *more, self._top])

    @property
    def begins_at(self) -> QWidget:
        """Where the keyboard begins: at the first question, or at what goes on."""
        return start_of(self.card) or self.button

    def go_on(self) -> None:
        """The button was pressed, or Enter in the last field."""
        if not self.busy:
            self.error.say("")
            self.onward.emit()

    def set_busy(self, busy: bool, words: str = "") -> None:
        """Something is under way; the button says what."""
        self.busy = busy
        self.button.setEnabled(not busy)
        self.button.set_words(words if busy and words else self._words)

    def refuse(self, words: str, focus: QWidget | None = None) -> None:
        """Say what is wrong, at the head of the card."""
        self.set_busy(False)
        self.error.say(words)
        if focus is not None:
            focus.setFocus()
