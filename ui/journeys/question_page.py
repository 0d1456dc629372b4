"""One page of a journey: its heading, what to know first, its questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import FieldNote, Run
from ui.components.marks import Icon
from ui.components.painting import round_box
from ui.components.words import Words
from ui.journeys.question_block import QuestionBlock
from ui.journeys.sources import Sources
from ui.journeys.urgent import Urgent
from ui.theme import RADIUS, SPACE, look

#: With more questions than this a page stands closer together.
CLOSE_FROM = 5


class QuestionPage(QWidget):
    """The questions of the page a run stands at. Answers go into the run as they change.

    `folded` questions are answered already by a default, and are shown only when asked for.
    `before` is what the guidance adds for this school. `urgent` says whether the answer of which
    the page says at once what to do is chosen.
    """

    changed = Signal()
    urgent = Signal(bool)
    entered = Signal()

    def __init__(
        self,
        run: Run,
        sources: Sources,
        clock: Clock,
        folded: Collection[str] = (),
        before: Before | None = None,
        urgent: Urgent | None = None,
    ) -> None:
        super().__init__()
        page = run.page
        if page is None:
            raise ValueError("a run at “Check your answers” has no page of questions")
        self.page = page
        self._run = run
        self._folded = set(folded)
        self._first: Guidance | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # The page that is filled in during a lesson shows its button without scrolling.
        column.setSpacing(SPACE.near if len(page.questions) > CLOSE_FROM else SPACE.base)
        self.heading = Words(page.heading, "title")
        self.heading.setAccessibleName(page.heading)
        if page.guidance:
            guidance = Guidance(
                page.guidance_heading,
                page.guidance,
                before.reach if before else (),
                before.closing if before else "",
            )
            self._first = guidance
            if before is not None and before.warning:
                self._first = Guidance(before.warning_heading, before.warning, strong=True)
                column.addWidget(self._first)
            column.addWidget(guidance)
            column.addSpacing(SPACE.tight)
        column.addWidget(self.heading)
        # A page that only says why something cannot be is its guidance.
        self.heading.setVisible(bool(page.questions))
        if page.hint:
            column.addWidget(Words(page.hint, "body", "soft"))
        self.blocks: dict[str, QuestionBlock] = {}
        self.urgent_question = ""
        self.urgent_card: QWidget | None = None
        self._urgent_value: object = None
        alone = len(page.questions) == 1 or any(
            one.label == page.heading for one in page.questions[:1]
        )
        for at, question in enumerate(page.questions):
            block = QuestionBlock(
                question,
                sources,
                clock,
                text_only=run.journey.text_only,
                under_heading=alone and at == 0 and question.label == page.heading,
                snug=len(page.questions) > 1,
            )
            block.show_value(run.get(question.name))
            block.changed.connect(lambda name=question.name: self._answered(name))
            block.entered.connect(self.entered)
            self.blocks[question.name] = block
            column.addWidget(block)
            if urgent is not None and question.name in urgent.answers:
                self.urgent_question = question.name
                self._urgent_value = urgent.answers[question.name]
                self.urgent_card = urgent.card()
                self.urgent_card.setVisible(False)
                column.addWidget(self.urgent_card)
        self._show_asked()
        self.show_urgent()

    # ------------------------------------------------------------------ answers

    def _answered(self, name: str) -> None:
        self._run.put(name, self.blocks[name].value())
        self._show_asked()
        self.changed.emit()
        if name == self.urgent_question and (chosen := self.show_urgent()) is not None:
            self.urgent.emit(chosen)

    def show_urgent(self) -> bool | None:
        """Show what to do, or take it away; whether it is shown, None when nothing changed."""
        if self.urgent_card is None:
            return None
        chosen = self._run.get(self.urgent_question) == self._urgent_value
        if chosen is not self.urgent_card.isHidden():
            return None
        self.urgent_card.setVisible(chosen)
        return chosen

    def take_all(self) -> None:
        """Put every answer into the run as it stands now."""
        for name, block in self.blocks.items():
            if name not in self._folded:
                self._run.put(name, block.value())

    def show_cleaned(self, notes: Iterable[FieldNote]) -> None:
        """Show the answers as Continue has cleaned them, and what was taken out."""
        for name, block in self.blocks.items():
            if block.value() != self._run.get(name):
                block.show_value(self._run.get(name))
        for note in notes:
            if note.field in self.blocks:
                self.blocks[note.field].say(note.message)

    def _show_asked(self) -> None:
        asked = {question.name for question in self._run.questions()}
        for name, block in self.blocks.items():
            block.setVisible(name in asked and name not in self._folded)

    # ------------------------------------------------------------------ errors and focus

    def show_errors(self) -> None:
        """Show what was wrong at the last Continue."""
        wrong = {error.field: error.message for error in self._run.errors}
        for name, block in self.blocks.items():
            block.show_error(wrong.get(name, ""))
            if name in wrong and name in self._folded:
                self.unfold(name)

    def unfold(self, name: str) -> None:
        """Show a question that stood folded."""
        self._folded.discard(name)
        self._show_asked()

    def focus_on(self, name: str) -> None:
        """Put the keyboard into a question."""
        self.unfold(name)
        self.blocks[name].focus_here()

    def focus_first(self) -> None:
        """Put the keyboard into the first question shown that is not answered, else the first.

        Where there is something to know first, that is read first, and stands in view.
        """
        if self._first is not None:
            self._first.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        shown = [block for block in self.blocks.values() if not block.isHidden()]
        empty = [
            block
            for block in shown
            if block.question.is_blank(self._run.get(block.question.name))
            and not block.question.optional
        ]
        if shown:
            (empty or shown)[0].focus_here()


@dataclass(frozen=True, slots=True)
class Before:
    """What a page's guidance adds for this school, before anything is asked.

    `warning` stands first, in a panel of its own; `reach` says how to reach whom the guidance
    names; `closing` is a sentence under it.
    """

    reach: tuple[str, ...] = ()
    closing: str = ""
    warning_heading: str = ""
    warning: tuple[str, ...] = ()


class Guidance(QFrame):
    """What to do now, in short numbered lines, before anything is asked.

    `strong` has an edge, for what must not be passed over.
    """

    def __init__(
        self,
        heading: str,
        lines: tuple[str, ...],
        reach: Sequence[str] = (),
        closing: str = "",
        *,
        strong: bool = False,
    ) -> None:
        super().__init__()
        self._strong = strong
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.wide, SPACE.base, SPACE.wide, SPACE.base)
        column.setSpacing(SPACE.tight)
        said = f"{heading}. {' '.join((*lines, *reach, closing)).strip()}"
        self.setAccessibleName(said)
        self.heading = Words(heading, "heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setProperty("ownFocus", True)
        self.heading.setAccessibleName(said)
        column.addWidget(self.heading)
        for number, line in enumerate(lines, 1):
            row = QHBoxLayout()
            row.setSpacing(SPACE.near)
            row.addWidget(Numeral(number), 0, Qt.AlignmentFlag.AlignTop)
            words = Words(line, "body")
            words.setContentsMargins(0, 3, 0, 0)
            row.addWidget(words, 1)
            column.addLayout(row)
        for line in reach:
            row = QHBoxLayout()
            row.setContentsMargins(0, SPACE.hair, 0, 0)
            row.setSpacing(SPACE.near)
            row.addWidget(Icon("phone", 24, "coral"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(line, "body", bold=True), 1)
            column.addLayout(row)
        if closing:
            row = QHBoxLayout()
            row.setContentsMargins(0, SPACE.hair, 0, 0)
            row.setSpacing(SPACE.near)
            row.addWidget(Icon("lock-simple", 24, "coral"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(closing, "body"), 1)
            column.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        edged = self._strong or shown.theme.name == "contrast"
        edge = shown.colour("coral") if edged else None
        area = QRectF(self.rect())
        painter = QPainter(self)
        round_box(painter, area, RADIUS.card, shown.colour("coral_tint"), edge, 2)


class Numeral(Words):
    """A number in a round field of its own."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number), "small", "coral", bold=True, wrap=False)

    def sizeHint(self):
        side = look().theme.px(24)
        size = super().sizeHint()
        size.setWidth(side)
        size.setHeight(side)
        return size

    def minimumSizeHint(self):
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        painter = QPainter(self)
        side = shown.theme.px(24)
        area = QRectF(0, 0, side, side)
        round_box(painter, area, side / 2, shown.colour("card"), shown.colour("coral"), 1.5)
        painter.setFont(shown.font("small", bold=True))
        painter.setPen(shown.colour("coral"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
