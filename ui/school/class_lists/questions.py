"""Whether a child of the list is one of the school, or two rows of it are one child."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.class_lists.listed import Alike
from trent_desktop.school.class_lists.matching import PupilRecord, Question, plain_answers
from trent_desktop.school.class_lists.planned import ImportPlan
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.pages import flow
from ui.components.words import heading, soft
from ui.theme import SPACE

#: So many are asked at a time.
_AT_ONCE = 60
#: So many of those who are asked about together are named.
_NAMED = 6
#: As few as these are asked about one by one.
_FEW = 3


class QuestionCard(Card):
    """Is this the same child? `answered` says that something was chosen."""

    answered = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__(gap=SPACE.near)
        self.question = question
        one = question.listed
        facts = [
            one.class_name and f"class {one.class_name}",
            f"born {date_for_people(one.born)}" if one.born else "no date of birth",
            f"UPN {one.upn}" if one.upn else "no UPN",
        ]
        self.column.addWidget(heading(f"{one.place}: {one.name}"))
        self.column.addWidget(soft(", ".join(part for part in facts if part)))
        options = [
            Option(str(record.id), f"The same as {record.name}", _about(record))
            for record in question.candidates
        ]
        options.append(Option("other", "Another child", "A new entry is made"))
        self.group = RadioGroup(options, name=f"Who {one.name} is", narrowest=260)
        self.group.changed.connect(lambda _value: self.answered.emit())
        self.column.addWidget(self.group)

    @property
    def answer(self) -> tuple[int, uuid.UUID | None] | None:
        """Row and pupil (None for another child), or None while open."""
        value = self.group.value()
        if not value:
            return None
        return self.question.row, None if value == "other" else uuid.UUID(value)


class AlikeCard(Card):
    """Are these two rows one child?"""

    def __init__(self, alike: Alike) -> None:
        super().__init__(gap=SPACE.near)
        self.alike = alike
        self.column.addWidget(heading(alike.name))
        self.column.addWidget(soft(alike.words))
        options = [
            Option("two", "Two children", "Both are taken"),
            Option("one", "One child, written twice", "The second row is left out"),
        ]
        self.group = RadioGroup(options, name=f"Whether {alike.name} is one child", narrowest=260)
        self.column.addWidget(self.group)

    @property
    def answer(self) -> tuple[int, bool] | None:
        """Row, and whether it is one child; None while open."""
        value = self.group.value()
        return (self.alike.row, value == "one") if value else None


def _about(record: PupilRecord) -> str:
    parts = [
        f"class {record.class_name}" if record.class_name else "no class",
        f"born {date_for_people(record.born)}" if record.born else "no date of birth",
        f"UPN {record.upn}" if record.upn else "no UPN",
        "" if record.active else "has left",
    ]
    return ", ".join(part for part in parts if part)


class PlainCard(Card):
    """One answer for all who have the name and the birthday of one pupil each."""

    def __init__(self, plain: Sequence[Question]) -> None:
        super().__init__(gap=SPACE.near)
        self.plain = plain
        count = len(plain)
        self.column.addWidget(
            heading(f"{count} children have the name and the birthday of one pupil each")
        )
        first = [one.listed.name for one in plain[:_NAMED]]
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        self.column.addWidget(
            soft(f"No number says that they are the same: {', '.join(first)}{more}.")
        )
        options = [
            Option("same", "They are the same children", "What is new in the list is taken over"),
            Option("each", "Ask about each of them", "One by one, on the next page"),
        ]
        self.group = RadioGroup(options, name="Whether these are the same", narrowest=260)
        self.column.addWidget(self.group)


class Questions(QWidget):
    """All of them, and a button to go on; nothing goes on before each has an answer.

    `answered` is called with what was said by row: which pupil it is, and whether two are one.
    Many of whom hardly anything is unsure are asked about together, unless `one_by_one` was said;
    `each` is called when somebody says so.
    """

    def __init__(
        self,
        plan: ImportPlan,
        all_the_same: Callable[[], object],
        answered: Callable[[dict[int, uuid.UUID | None], dict[int, bool]], object],
        each: Callable[[], object],
        *,
        one_by_one: bool = False,
    ) -> None:
        super().__init__()
        self._answered = answered
        self._each = each
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self._same = plain_answers(plan.questions)
        together = len(self._same) > _FEW and not one_by_one
        plain = [one for one in plan.questions if one.row in self._same] if together else []
        rest = [one for one in plan.questions if not (together and one.row in self._same)]
        self.plain = PlainCard(plain) if together else None
        if self.plain is not None:
            column.addWidget(self.plain)
        simple = [one for one in rest if len(one.candidates) == 1]
        if len(simple) > 1 and not together:
            every = SecondaryButton(f"All {len(simple)} are the same children", "check")
            every.clicked.connect(all_the_same)
            column.addWidget(flow(every))
        self.cards = [QuestionCard(one) for one in rest[:_AT_ONCE]]
        self.alike = [AlikeCard(one) for one in plan.alike[:_AT_ONCE]]
        for card in (*self.cards, *self.alike):
            column.addWidget(card)
        self.onward = PrimaryButton("Continue")
        self.onward.clicked.connect(self._go_on)
        column.addWidget(flow(self.onward))

    def _go_on(self) -> None:
        answers: dict[int, uuid.UUID | None] = {}
        said_of_all = self.plain.group.value() if self.plain is not None else ""
        if self.plain is not None and not said_of_all:
            self.plain.group.setFocus()
            return
        if said_of_all == "same":
            answers |= self._same
        for card in self.cards:
            answer = card.answer
            if answer is None:
                card.group.setFocus()
                return
            answers[answer[0]] = answer[1]
        twice: dict[int, bool] = {}
        for card in self.alike:
            said = card.answer
            if said is None:
                card.group.setFocus()
                return
            twice[said[0]] = said[1]
        if said_of_all == "each":
            self._each()
        self._answered(answers, twice)
