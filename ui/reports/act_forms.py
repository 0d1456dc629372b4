"""Forms in which something is done to a case: words with a button, inside the page."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import Question, date_for_people, moment_of
from trent_desktop.reports.cases import Move
from trent_desktop.reports.workflow import STANDARD
from trent_desktop.school.people.people import Member
from ui.components.buttons import PaintedButton, PrimaryButton, QuietButton, SecondaryButton
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, set_invalid
from ui.components.input_watch import input_watch
from ui.components.pages import flow
from ui.components.words import Words
from ui.journeys.day_read import DayRead
from ui.journeys.days_read import read_day_to_come, why_no_day
from ui.journeys.plain_text import PlainArea, PlainField, Refuse, nothing_refused
from ui.journeys.question_block import QuestionBlock
from ui.journeys.sources import Sources
from ui.reports.picker import Picker
from ui.theme import SPACE

#: It is not the report that is closed: only what is being written, which is kept.
CLOSE_FORM = "Close this form"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person wants to do. `entry_id` was made before the first try."""

    move: Move
    entry_id: uuid.UUID
    words: str = field(default="", repr=False)
    details: dict[str, Any] = field(default_factory=dict, repr=False)


class ActForm(QWidget):
    """Words and a button. `wanted` brings an `Act`; `cancelled` when it is closed.

    What was typed stays until `done` is called, whatever happens in between. Trying again uses
    the same `entry_id`, so that doing it twice is doing it once.
    """

    wanted = Signal(object)
    cancelled = Signal()
    edited = Signal()

    #: Whether the words stand above the other fields.
    _words_come_first = False

    def __init__(
        self,
        move: Move,
        button: str,
        *,
        label: str = "",
        hint: str = "",
        needs_words: str | None = None,
        primary: bool = True,
        cancel: bool = False,
        text_only: bool = False,
        refuse: Refuse = nothing_refused,
    ) -> None:
        super().__init__()
        self.move_kind = move
        step = STANDARD.steps.get(move)
        standard = step.needs_words if step else ""
        self._needs_words = standard if needs_words is None else needs_words
        self._refuse = refuse
        self._button_words = button
        self._entry_id = uuid.uuid4()
        self._above = 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.tight)
        self.error = ErrorText()
        self.words: PlainArea | None = None
        if label:
            self.column.addWidget(Words(label, "body", bold=True))
            if hint:
                self.column.addWidget(Words(hint, "small", "soft"))
            self.column.addWidget(self.error)
            self.words = PlainArea(name=label, lines=3, most=12, text_only=text_only, refuse=refuse)
            self.words.entered.connect(self.press)
            self.words.refused.connect(self.say)
            self.words.textChanged.connect(self.edited)
            self.column.addWidget(self.words)
        else:
            self.column.addWidget(self.error)
        self.button: PaintedButton = (PrimaryButton if primary else SecondaryButton)(button)
        self.button.clicked.connect(self.press)
        self.cancel: QuietButton | None = None
        if cancel:
            self.cancel = QuietButton(CLOSE_FORM)
            self.cancel.setToolTip("What you typed is kept until you come back")
            self.cancel.clicked.connect(self.cancelled)
            self.buttons = flow(self.button, self.cancel, gap=SPACE.hair)
        else:
            self.buttons = flow(self.button)
        self.column.addWidget(self.buttons)

    def put_above_words(self, widget: QWidget) -> None:
        """Another control, before the words and their label."""
        self.column.insertWidget(self._above, widget)
        self._above += 1

    # ------------------------------------------------------------------ what is in it

    def typed(self) -> str:
        """The words as typed."""
        return self.words.toPlainText() if self.words is not None else ""

    def put_words(self, text: str) -> None:
        """Put words back that were typed before."""
        if self.words is not None and text:
            self.words.setPlainText(text)

    def kept(self) -> str:
        """All that was typed and chosen, as it is kept on this laptop; blank for nothing."""
        return self.typed()

    def put_kept(self, text: str) -> None:
        """The inverse of `kept`."""
        self.put_words(text)

    def in_words(self) -> str:
        """All of it as words for a note, where the step is somebody else's by now."""
        return self.typed().strip()

    def details(self) -> dict[str, Any]:
        """What goes with the words."""
        return {}

    def problem(self) -> str:
        """What is wrong with the words, as a sentence said beside them; empty for nothing."""
        words = self.typed().strip()
        if self._needs_words and not words:
            return self._needs_words
        return self._refuse(words) if words else ""

    def say_beside_fields(self) -> Callable[[], object] | None:
        """Say what is wrong with anything but the words beside each of it, all at once.

        Gives what puts the keyboard into the first of it; None when nothing is wrong.
        """
        return None

    # ------------------------------------------------------------------ doing it

    def press(self) -> None:
        """Ask for it to be done, if nothing is missing."""
        if not self.button.isEnabled():
            return
        field, problem = self.say_beside_fields(), self.problem()
        self.say(problem)
        if problem and (field is None or self._words_come_first):
            field = (self.words or self.button).setFocus
        if field is not None:
            input_watch().led_there()
            field()
            return
        self.wanted.emit(Act(self.move_kind, self._entry_id, self.typed().strip(), self.details()))

    def say(self, sentence: str) -> None:
        """Say what is wrong, beside the words; nothing for an empty sentence."""
        self.error.say(sentence)
        if self.words is not None:
            set_invalid(self.words, bool(sentence))
            self.words.setAccessibleDescription(f"Error: {sentence}" if sentence else "")

    def set_busy(self, busy: bool) -> None:
        """Show that work goes on; no second press meanwhile."""
        self.button.setEnabled(not busy)
        self.button.set_words("Saving…" if busy else self._button_words)

    def done(self) -> None:
        """It is done: empty, and ready for another."""
        self._entry_id = uuid.uuid4()
        self.say("")
        if self.words is not None:
            self.words.clear()

    def focus_here(self) -> None:
        """Put the keyboard where it begins."""
        (self.words or self.button).setFocus()


class GiveActionForm(ActForm):
    """Something to do, for whom and until when."""

    _words_come_first = True

    def __init__(self, clock: Clock, members: Sequence[Member]) -> None:
        super().__init__(Move.ACTION, "Assign", label="What needs to be done?", cancel=True)
        self._clock = clock
        self.owner = Picker("Who does it?", "Nobody in particular")
        for member in sorted(members, key=lambda one: one.name.casefold()):
            if member.active:
                self.owner.addItem(member.name, str(member.id))
        self._example = date_for_people(self._today() + dt.timedelta(days=14))
        self.due = PlainField(name="By when? (optional)", placeholder=self._example, wide=20)
        self.due.entered.connect(self.press)
        self.due_block = FieldBlock("By when?", self.due, example=self._example, optional=True)
        self.read_as = DayRead()
        self.due.textChanged.connect(self._due_typed)
        at = self.column.indexOf(self.buttons)
        self.column.insertWidget(at, FieldBlock("Who does it?", self.owner))
        self.column.insertWidget(at + 1, self.due_block)
        self.column.insertWidget(at + 2, self.read_as)

    def _today(self) -> dt.date:
        return self._clock().astimezone().date()

    def _due_typed(self, typed: str) -> None:
        self.read_as.show_day(typed, self._due(), today=self._today())

    def _due(self) -> dt.date | None:
        return read_day_to_come(self.due.text(), self._today())

    def say_beside_fields(self) -> Callable[[], object] | None:
        due, wrong = self._due(), ""
        if self.due.text().strip() and due is None:
            wrong = (
                why_no_day(self.due.text(), self._today())
                or f"Give the date as day, month and year, for example {self._example}."
            )
        elif due is not None and due < self._today():
            wrong = f"{date_for_people(due)} has passed. Give a day that is still to come."
        self.due_block.show_error(wrong)
        return self.due.setFocus if wrong else None

    def details(self) -> dict[str, Any]:
        due = self._due()
        return {"owner": self.owner.currentData() or None, "due": due.isoformat() if due else None}

    def done(self) -> None:
        super().done()
        self.owner.setCurrentIndex(0)
        self.due.clear()
        self.due_block.show_error("")


class CorrectionForm(ActForm):
    """Another answer to a question, and why. What stood there stays, struck through."""

    def __init__(
        self,
        question: Question,
        value: Any,
        sources: Sources,
        clock: Clock,
        *,
        text_only: bool,
        refuse: Refuse = nothing_refused,
        move: Move = Move.AMEND,
    ) -> None:
        super().__init__(
            move,
            "Save the correction",
            label="Why are you changing it?",
            hint="What was there before stays, struck through.",
            cancel=True,
            text_only=text_only,
            refuse=refuse,
        )
        self.question = question
        self._before = value
        self._clock = clock
        self.block = QuestionBlock(question, sources, clock, text_only=text_only, snug=True)
        self.block.show_value(value)
        self.put_above_words(self.block)

    def details(self) -> dict[str, Any]:
        return {"question": self.question.name, "after": self.block.value()}

    def say_beside_fields(self) -> Callable[[], object] | None:
        value = self.block.value()
        wrong = self.question.problem(value, self._clock())
        if not wrong and self._same(value):
            wrong = "Nothing has been changed yet."
        self.block.show_error(wrong)
        return self.block.focus_here if wrong else None

    def _same(self, value: Any) -> bool:
        first, second = moment_of(value), moment_of(self._before)
        return value == self._before or (first is not None and first == second)

    def focus_here(self) -> None:
        self.block.focus_here()


class Unfolding(QWidget):
    """A button that opens a form in its place."""

    def __init__(self, words: str, form: ActForm, *, quiet: bool = False, icon: str = "") -> None:
        super().__init__()
        self.form = form
        self.button: PaintedButton = (QuietButton if quiet else SecondaryButton)(words, icon)
        if quiet:
            self.button.pad_x = 6
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        column.addWidget(form)
        form.hide()
        self.button.clicked.connect(self.unfold)
        form.cancelled.connect(self.fold)

    def unfold(self) -> None:
        """Open the form."""
        self.button.hide()
        self.form.show()
        self.form.focus_here()

    def fold(self) -> None:
        """Close the form; what was typed stays in it."""
        self.form.hide()
        self.button.show()
        self.button.setFocus()
