"""Reading the version that is to be read: what changed, three questions, and saying so."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.policy.differences import Differences, differences
from trent_desktop.policy.questions import Question
from trent_desktop.policy.values import Asked, MyReading, WhoRead
from trent_desktop.policy.values import Reader as Member
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup, TickRow
from ui.components.errors import ErrorText
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip, Hairline
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.words import body, heading, part_name, small, soft, strong
from ui.journeys.direction import isolated
from ui.policy.versions.compare_page import change_rows
from ui.policy.versions.text_page import section_cards, standing
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

PROMISE = "I have read it and will follow it."


@dataclass(frozen=True, slots=True)
class _Found:
    """What the page shows."""

    mine: MyReading
    who: WhoRead | None
    changed: Differences | None = None


class QuestionCard(Card):
    """One question; what is said after any answer stands below it."""

    def __init__(self, question: Question, number: int, version: PolicyVersion) -> None:
        super().__init__(gap=SPACE.near)
        self.question = question
        self._cited = question.clauses_in(version.text)
        self.column.addWidget(heading(f"Question {number}"))
        self.column.addWidget(body(question.words))
        self.error = ErrorText()
        self.column.addWidget(self.error)
        self.choices = RadioGroup(
            [Option(one.name, one.words) for one in question.choices], name=question.words
        )
        self.column.addWidget(self.choices)
        self.said: Notice | None = None
        self.choices.changed.connect(self._explain)

    def _explain(self, chosen: str) -> None:
        self.error.say("")
        if self.said is not None:
            self.column.removeWidget(self.said)
            self.said.deleteLater()
        right = chosen == self.question.right
        cited = f" See {', '.join(self._cited)}." if self._cited else ""
        said = self.said = Notice(
            f"{self.question.explained}{cited}",
            Tone.LEAF if right else Tone.SKY,
            heading="That is right." if right else "Not quite. It is good to know it now.",
        )
        self.column.addWidget(said)


class ReadingPage(SectionPage):
    """Her own page, and, for those who lead, who has not read it."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "Read the policy",
            "Everybody who works here reads each version once.",
        )
        self._place = QVBoxLayout()
        self._place.setSpacing(SPACE.base)
        self.page.column.addLayout(self._place)
        self.page.column.addStretch(1)
        self.who_page = self.add_page("Who has read it", back=self._home)
        self._who_place = QVBoxLayout()
        self._who_place.setSpacing(SPACE.base)
        self.who_page.column.addLayout(self._who_place)
        self.who_page.column.addStretch(1)
        self.questions: list[QuestionCard] = []
        self.promise: TickRow | None = None
        self.button: PrimaryButton | None = None
        self.whole: SecondaryButton | None = None
        self.who: SecondaryButton | None = None
        self.waiting: list[str] = []
        self.error: ErrorText | None = None
        self._text: ScrollPage | None = None
        #: What is shown.
        self.mine: MyReading | None = None
        self._who_shown: tuple[dt.date, WhoRead] | None = None
        #: Made once for a version, so that saying it twice is saying it once.
        self._reading = uuid.uuid4()
        Fresh(self.page, (desk.changes.policy, desk.changes.directory), self.refresh)
        Fresh(self.who_page, (desk.changes.policy, desk.changes.directory), self.refresh)

    def arrive(self, place: object | None) -> None:
        """Her own page; ``who`` leads to the list."""
        if place == "who" and self.desk.school.may(Right.SEE_WHO_READ):
            self.show_page(self.who_page)
        else:
            self.show_page(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Read it anew. What she has answered so far stays."""
        school = self.desk.school

        def work() -> _Found:
            who = school.policy_reading.who() if school.may(Right.SEE_WHO_READ) else None
            mine = school.policy_reading.mine()
            changed = None
            if mine.version is not None and mine.before is not None and mine.read_on is None:
                changed = differences(mine.before.text, mine.version.text)
            return _Found(mine, who, changed)

        self.run(work, self._show)

    def _home(self) -> None:
        self.show_page(self.page)
        self.refresh()

    # ------------------------------------------------------------------ her own

    def _show(self, found: _Found) -> None:
        if found.who is not None:
            self._show_who(found.who)
        if found.mine != self.mine:
            with focus_kept(self.page):
                self._fill(found.mine, found.changed)
        if self.who is not None and found.who is not None:
            left = len(found.who.waiting)
            all_of = left + len(found.who.read)
            self.who.set_words(f"Who has read it ({all_of - left} of {all_of})")

    def _fill(self, mine: MyReading, changed: Differences | None) -> None:
        self.mine = mine
        clear_layout(self._place)
        self.questions, self.promise, self.button, self.whole = [], None, None, None
        self.who, self.error = None, None
        version = mine.version
        if version is None:
            self._place.addWidget(
                EmptyState(
                    "book-open",
                    "Nothing to read yet",
                    "When the governors have approved a version, it is here.",
                )
            )
            return
        self._place.addWidget(self._head(mine, version))
        if mine.read_on is not None or mine.asked is Asked.NOT:
            return
        if mine.before is not None and changed is not None:
            self._place.addWidget(heading(f"What changed since {mine.before.title.lower()}"))
            for row in change_rows(changed):
                self._place.addWidget(row)
        else:
            self._place.addWidget(heading(version.text.title))
            for card in section_cards(version.text):
                self._place.addWidget(card)
        self._ask(mine, version)

    def _head(self, mine: MyReading, version: PolicyVersion) -> Card:
        card = Card(gap=SPACE.tight)
        if mine.read_on is not None:
            chip = Chip(f"Read on {date_for_people(mine.read_on)}", Tone.LEAF, "check")
        elif mine.waits and mine.due is not None:
            chip = _due_chip(mine, self.desk)
        else:
            chip = Chip("For you to know", Tone.SKY, "info")
        card.column.addWidget(flow(heading(version.title), chip))
        card.column.addWidget(soft(standing(version)))
        if mine.asked is Asked.IF_SHE_LIKES and mine.read_on is None:
            card.column.addWidget(
                soft(
                    "You are not asked to, and nobody counts it. You may say that you have read it."
                )
            )
        buttons: list[SecondaryButton] = []
        if mine.before is not None or mine.read_on is not None or mine.asked is Asked.NOT:
            self.whole = SecondaryButton("Read all of it", "book-open")
            self.whole.clicked.connect(lambda: self._read_whole(version))
            buttons.append(self.whole)
        if self.desk.school.may(Right.SEE_WHO_READ):
            self.who = SecondaryButton("Who has read it", "users")
            self.who.clicked.connect(lambda: self.show_page(self.who_page))
            buttons.append(self.who)
        if buttons:
            card.column.addWidget(flow(*buttons))
        return card

    def _ask(self, mine: MyReading, version: PolicyVersion) -> None:
        if mine.questions:
            self._place.addWidget(heading("Three questions"))
            self._place.addWidget(
                soft("On what matters for what you do here. Nobody sees what you answer.")
            )
        for number, question in enumerate(mine.questions, start=1):
            card = QuestionCard(question, number, version)
            self.questions.append(card)
            self._place.addWidget(card)
        card = Card(gap=SPACE.near)
        self.promise = TickRow(PROMISE)
        error = self.error = ErrorText()
        self.button = PrimaryButton("Write it down", "check")
        self.button.clicked.connect(lambda: self._say_it(version))
        card.column.addWidget(error)
        card.column.addWidget(self.promise)
        card.column.addWidget(flow(self.button))
        self._place.addWidget(card)

    def _say_it(self, version: PolicyVersion) -> None:
        if self.button is None or self.promise is None or self.error is None:
            return
        answers = {card.question.name: card.choices.value() for card in self.questions}
        for card in self.questions:
            card.error.say("" if card.choices.value() else "Choose an answer.")
        if not all(answers.values()):
            missing = next(card for card in self.questions if not card.choices.value())
            self.page.ensureWidgetVisible(missing)
            self.error.say("Answer all three questions first.")
            return
        self.error.say("" if self.promise.isChecked() else "Tick the sentence if it is so.")
        if not self.promise.isChecked():
            return
        self.button.setEnabled(False)
        reading, one = self.desk.school.policy_reading, self._reading
        self.write(lambda: reading.read(one, version.id, answers), self._said, self._refused)

    def _said(self, _day: object) -> None:
        self._reading = uuid.uuid4()
        self.desk.shell.say("Written down. Thank you.")
        self.page.verticalScrollBar().setValue(0)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        if self.button is not None:
            self.button.setEnabled(True)
        if isinstance(error, AnswersRefused) and self.error is not None:
            self.error.say(str(error))
        else:
            self.desk.shell.say_problem(error)

    def _read_whole(self, version: PolicyVersion) -> None:
        page = self.add_page(version.title, standing(version), back=self._home)
        for card in section_cards(version.text):
            page.column.addWidget(card)
        page.column.addStretch(1)
        before, self._text = self._text, page
        self.show_page(page)
        if before is not None:
            self.drop(before)

    # ------------------------------------------------------------------ who has

    def _show_who(self, who: WhoRead) -> None:
        now = self.desk.school.policy.today, who
        if now == self._who_shown:
            return
        self._who_shown = now
        with focus_kept(self.who_page):
            clear_layout(self._who_place)
            self.waiting = []
            if who.version is None:
                self._who_place.addWidget(soft("No version is approved yet."))
                return
            all_of = len(who.waiting) + len(who.read)
            self._who_place.addWidget(
                soft(f"{who.version.title}: {len(who.read)} of {all_of} have read it.")
            )
            if who.waiting:
                self._who_place.addWidget(part_name(f"Not yet ({len(who.waiting)})"))
                card = Card(gap=SPACE.near)
                for number, one in enumerate(who.waiting):
                    if number:
                        card.column.addWidget(Hairline())
                    card.column.addWidget(self._row(one, self._until(one)))
                    self.waiting.append(one.name)
                self._who_place.addWidget(card)
                self._who_place.addWidget(
                    small("It stays on everybody’s to-do list until they have read it.")
                )
            if who.read:
                self._who_place.addWidget(part_name(f"Read it ({len(who.read)})"))
                card = Card(gap=SPACE.near)
                for number, one in enumerate(who.read):
                    if number:
                        card.column.addWidget(Hairline())
                    day = date_for_people(one.read_on) if one.read_on else ""
                    card.column.addWidget(self._row(one, Chip(day, Tone.LEAF, "check")))
                self._who_place.addWidget(card)

    def _row(self, one: Member, chip: Chip) -> QWidget:
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE.near)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong(isolated(one.name)))
        words.addWidget(small(one.roles))
        beside.addLayout(words, 1)
        beside.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _until(self, one: Member) -> Chip:
        late = one.due is not None and one.due < self.desk.school.policy.today
        day = date_for_people(one.due) if one.due else ""
        words = f"Was due {day}" if late else f"By {day}"
        return Chip(words, Tone.CORAL if late else Tone.SUN, "clock")


def _due_chip(mine: MyReading, desk: Desk) -> Chip:
    late = mine.due is not None and mine.due < desk.school.policy.today
    day = date_for_people(mine.due) if mine.due else ""
    words = f"Was due {day}" if late else f"To read by {day}"
    return Chip(words, Tone.CORAL if late else Tone.SUN, "clock")


READING = Section(
    "reading",
    "Read the policy",
    "check-square",
    "What changed, three questions, and that you will follow it.",
    ReadingPage,
)
