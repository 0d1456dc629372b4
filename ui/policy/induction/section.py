"""The induction of who is new: her own list, and everybody's for those who lead."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.policy.values import BY_HAND, BY_HERSELF, Induction, InductionStep, StepDone
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.marks import Hairline, Icon
from ui.components.notices import EmptyState
from ui.components.pages import clear_layout, flow
from ui.components.rows import RowButton, RowFace
from ui.components.words import heading, small, soft, strong
from ui.journeys.direction import isolated
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk, NewReport, PolicySection
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


@dataclass(frozen=True, slots=True)
class _Found:
    """What the page shows."""

    mine: Induction | None
    all: tuple[Induction, ...]


class InductionPage(SectionPage):
    """A card with her own steps, below it a row for each who is new."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "Induction",
            "What everybody who is new does in their first weeks. What the program can see for "
            "itself is ticked automatically.",
        )
        self._place = QVBoxLayout()
        self._place.setSpacing(SPACE.base)
        self.page.column.addLayout(self._place)
        self.page.column.addStretch(1)
        self.one_page = self.add_page("Induction", back=self._home)
        self._one_place = QVBoxLayout()
        self.one_page.column.addLayout(self._one_place)
        self.one_page.column.addStretch(1)
        self.rows: dict[str, RowButton] = {}
        self.buttons: dict[str, QuietButton] = {}
        self._opened: uuid.UUID | None = None
        self._shown: tuple[_Found, uuid.UUID | None, dt.date] | None = None
        Fresh(self, (desk.changes.policy, desk.changes.agreements), self.refresh)

    def arrive(self, place: object | None) -> None:
        """The front page."""
        self._home()

    def refresh(self) -> None:
        """Read it anew."""
        school = self.desk.school

        def work() -> _Found:
            induction = school.induction
            everybody = induction.all() if school.may(Right.SEE_WHO_READ) else ()
            return _Found(induction.mine(), everybody)

        self.run(work, self._show)

    def _home(self) -> None:
        self._opened = None
        self.show_page(self.page)
        self.refresh()

    def _show(self, found: _Found) -> None:
        now = found, self._opened, self.desk.school.policy.today
        if now == self._shown:
            return  # what is pressed stays under the mouse
        self._shown = now
        with focus_kept(self):
            self.buttons, self.rows = {}, {}
            clear_layout(self._place)
            others = [one for one in found.all if found.mine is None or one != found.mine]
            if found.mine is not None and self._opened is None:
                self._place.addWidget(self._card(found.mine, "Your own"))
            if others:
                self._place.addWidget(heading("Who is new"))
                card = Card(pad=SPACE.tight, gap=0)
                for one in others:
                    card.column.addWidget(self._row(one))
                self._place.addWidget(card)
            if found.mine is None and not others:
                said = (
                    ("Nobody is new", "Whoever joins appears here for their first weeks.")
                    if self.desk.school.may(Right.SEE_WHO_READ)
                    else (
                        "Nothing is left for you",
                        "There are five steps here for whoever is new.",
                    )
                )
                self._place.addWidget(EmptyState("user-plus", *said))
            opened = next((one for one in found.all if one.member_id == self._opened), None)
            clear_layout(self._one_place)
            if opened is not None:
                self._one_place.addWidget(self._card(opened, opened.name))

    def _row(self, one: Induction) -> RowButton:
        late = one.left and one.due < self.desk.school.policy.today
        tone = Tone.LEAF if not one.left else Tone.CORAL if late else Tone.SUN
        all_of = len(one.steps)
        words = "Finished" if not one.left else f"{all_of - one.left} of {all_of} done"
        face = RowFace(
            isolated(one.name), f"{one.roles} · joined {date_for_people(one.joined_on)}",
            "user", Tone.ACT, chip=words, chip_tone=tone,
        )  # fmt: skip
        row = RowButton(face)
        row.clicked.connect(lambda: self._open(one))
        self.rows[one.name] = row
        return row

    def _open(self, one: Induction) -> None:
        self._opened = one.member_id
        self.show_page(self.one_page)
        self.refresh()

    def _card(self, one: Induction, title: str) -> Card:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading(isolated(title)))
        until = "Finished." if not one.left else f"To be finished by {date_for_people(one.due)}."
        card.column.addWidget(soft(f"Joined {date_for_people(one.joined_on)}. {until}"))
        for step in one.steps:
            card.column.addWidget(Hairline())
            card.column.addWidget(self._step(one, step))
        return card

    def _step(self, one: Induction, done: StepDone) -> QWidget:
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE.near)
        icon, tone = ("check-circle-fill", "leaf") if done.done else ("circle-dashed", "soft")
        beside.addWidget(Icon(icon, 24, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong(done.step.title))
        words.addWidget(soft(done.step.hint))
        if done.on is not None:
            by = f" · ticked by {isolated(done.by)}" if done.by else ""
            words.addWidget(small(f"{date_for_people(done.on)}{by}"))
        buttons = self._buttons(one, done)
        if buttons:
            words.addWidget(flow(*buttons, gap=0))
        beside.addLayout(words, 1)
        return row

    def _buttons(self, one: Induction, done: StepDone) -> list[QuietButton]:
        mine = one.member_id == self.desk.school.member.id
        by_hand = BY_HERSELF if mine and not self.desk.school.may(Right.SEE_WHO_READ) else BY_HAND
        found: list[QuietButton] = []
        if not done.done and mine:
            if done.step is InductionStep.POLICY:
                found.append(self._leads("Read it now", "policy", PolicySection("reading")))
            if done.step is InductionStep.PRACTICE:
                found.append(self._leads("Look at the forms", "reports", NewReport()))
        if done.step.value in by_hand and not done.seen:
            words = "Not after all" if done.done else "It is done"
            tick = QuietButton(words, name=f"{words}: {done.step.title}")
            tick.clicked.connect(lambda: self._tick(one.member_id, done))
            self.buttons[done.step.value] = tick
            found.append(tick)
        for button in found:
            button.pad_x = 6
        return found

    def _leads(self, words: str, room: str, place: object) -> QuietButton:
        button = QuietButton(words)
        button.clicked.connect(lambda: self.desk.shell.go(room, place))
        return button

    def _tick(self, member_id: uuid.UUID, done: StepDone) -> None:
        induction, step_id = self.desk.school.induction, uuid.uuid4()

        def work() -> None:
            if done.done:
                induction.untick(member_id, done.step)
            else:
                induction.tick(step_id, member_id, done.step)

        self.write(work, lambda _done: self.refresh())


INDUCTION = Section(
    "induction",
    "Induction",
    "user-plus",
    "The first weeks of whoever has just joined: five steps.",
    InductionPage,
    may_open=lambda school: school.may(Right.REPORT),  # governors have none
)
