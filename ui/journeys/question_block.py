"""One question on the screen: label, hint, error, control."""

from __future__ import annotations

from typing import Any, assert_never

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import (
    Addresses,
    Choice,
    Choices,
    ClassPicker,
    Count,
    Day,
    LongText,
    People,
    Question,
    ShortText,
    When,
)
from ui.components.errors import ErrorText, LabelLine
from ui.components.read_aloud import announce
from ui.components.staying import staying
from ui.components.words import Words
from ui.journeys.choice_controls import ChoiceControl, ChoicesControl
from ui.journeys.controls import (
    AddressesControl,
    AnswerControl,
    CountControl,
    LongTextControl,
    ShortTextControl,
)
from ui.journeys.day_control import DayControl
from ui.journeys.names_line import NamesLine
from ui.journeys.picker_controls import ClassControl, PeopleControl
from ui.journeys.sources import Sources
from ui.journeys.when_control import WhenControl
from ui.theme import SPACE, look


def make_control(
    question: Question, sources: Sources, clock: Clock, *, text_only: bool, snug: bool
) -> AnswerControl:
    """The control for a kind of question."""
    match question:
        case LongText():
            return LongTextControl(question, text_only, snug=snug)
        case ShortText():
            return ShortTextControl(question, text_only)
        case Choice():
            return ChoiceControl(question, snug=snug)
        case Choices():
            return ChoicesControl(question, snug=snug)
        case When():
            return WhenControl(question, clock, text_only)
        case Day():
            return DayControl(question, clock, text_only)
        case ClassPicker():
            return ClassControl(question, sources, text_only)
        case People():
            return PeopleControl(question, sources, text_only)
        case Addresses():
            return AddressesControl(question, text_only)
        case Count():
            return CountControl(question, text_only)
        case _:
            assert_never(question)


class QuestionBlock(QWidget):
    """A question with everything around it. The label is left out where the heading says it."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        question: Question,
        sources: Sources,
        clock: Clock,
        *,
        text_only: bool = False,
        under_heading: bool = False,
        snug: bool = False,
    ) -> None:
        super().__init__()
        self.question = question
        self.control = make_control(question, sources, clock, text_only=text_only, snug=snug)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.error = ErrorText()
        self.label: Words | None = None
        if not under_heading:
            self.label = Words(question.full_label, "strong")
            column.addWidget(LabelLine(self.label, self.error))
        if isinstance(self.control, LongTextControl) and self.control.names_asked:
            column.addWidget(
                NamesLine(self.control.area, question.hint, self.control.names_asked, sources)
            )
        elif question.hint:
            column.addWidget(Words(question.hint, "body", "soft"))
        if under_heading:
            column.addSpacing(SPACE.hair)
        if under_heading:
            column.addWidget(self.error)
        column.addWidget(self.control)
        # What could not be put in, or was taken out: a sentence, and no error.
        self.note = Words("", "small", "sun", bold=True)
        self.note.hide()
        column.addWidget(self.note)
        self._name()
        self.control.changed.connect(self._changed)
        self.control.entered.connect(self.entered)
        self.control.refused.connect(self.say)

    def _name(self) -> None:
        error = self.error.text()
        description = " ".join(filter(None, (self.question.hint, error and f"Error: {error}")))
        self.control.name(self.question.full_label, description)

    def _changed(self) -> None:
        self.say("")
        self.changed.emit()

    def value(self) -> Any:
        """The answer as it stands."""
        return self.control.value()

    def show_value(self, value: Any) -> None:
        """Show an answer."""
        self.control.show_value(value)

    def show_error(self, message: str) -> None:
        """Say what is wrong with it; nothing for an empty message."""
        self.error.say(message)
        self.control.mark(bool(message))
        self._name()
        # Beside what is wrong stands a bar, as on the web: seen without colour, too.
        self._column.setContentsMargins(SPACE.base if message else 0, 0, 0, 0)
        self.update()

    def say(self, sentence: str) -> None:
        """A note under the control; none for an empty sentence."""
        new = sentence != self.note.text()
        with staying(self):
            self.note.setText(sentence)
            self.note.setVisible(bool(sentence))
        if new:
            announce(self, sentence)

    def focus_here(self) -> None:
        """Put the keyboard into the control."""
        self.control.focus_here()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.error.text():
            QPainter(self).fillRect(QRectF(0, 0, 4, self.height()), look().colour("coral"))
