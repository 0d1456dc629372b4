"""A new school year: what would happen, class by class, and doing it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import SomebodyWasFaster
from trent_desktop.school.classes.step import Step
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.school_year.values import YearPlan
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.fields import TextField
from ui.components.marks import Icon
from ui.components.notices import EmptyState, Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import Sheet, ask
from ui.components.words import Words, heading, small, soft, strong
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_SHOWN_NAMES = 12


class SchoolYearPage(SectionPage):
    """The preview, and behind it what was done."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "New school year",
            "Every class moves up and the oldest leave, in one step that can be undone. Teachers "
            "keep their classes; the children move on.",
        )
        self.content = QVBoxLayout()
        self.content.setSpacing(SPACE.base)
        self.page.column.addLayout(self.content)
        self.page.column.addStretch(1)
        self.fields: dict[uuid.UUID, TextField] = {}
        self.plan: YearPlan | None = None
        self.sheet: Sheet | None = None

    def arrive(self, place: object | None) -> None:
        """What would happen now."""
        self.show_page(self.page)
        years = self.desk.school.school_year
        self.run(lambda: (years.preview(), years.last_step()), self._show)

    def _show(self, found: tuple[YearPlan, Step | None]) -> None:
        self.plan, last = found
        plan = self.plan
        clear_layout(self.content)
        self.fields.clear()
        if last is not None and last.undone_at is None:
            self.content.addWidget(self._last_card(last))
        if not plan.moves and not plan.leavers:
            self.content.addWidget(
                EmptyState("student", "No pupils yet", "Bring in a class list first.")
            )
            return
        self.content.addWidget(self._moves_card(plan))
        self.content.addWidget(self._leavers_card(plan))
        if plan.without_year:
            names = ", ".join(one.name for one in plan.without_year[:_SHOWN_NAMES])
            self.content.addWidget(
                Notice(
                    f"{names}: they move with their class, and their year stays open.",
                    Tone.SUN,
                    heading=f"{len(plan.without_year)} without a year group",
                    icon="warning",
                )
            )
        self.begin = PrimaryButton("Begin the new year", "calendar-check")
        self.begin.clicked.connect(self._ask)
        self.content.addWidget(flow(self.begin))

    def _last_card(self, last: Step) -> Card:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("A year was begun"))
        card.column.addWidget(soft(f"On {date_for_people(last.at.date())}."))
        self.undo = QuietButton("Undo it", "arrow-u-up-left")
        self.undo.clicked.connect(lambda: self._ask_undo(last))
        card.column.addWidget(flow(self.undo))
        return card

    def _moves_card(self, plan: YearPlan) -> Card:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("The classes move up"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.base)
        grid.setVerticalSpacing(SPACE.tight)
        for column, words in ((0, "This year"), (2, "Next year"), (3, "Pupils")):
            grid.addWidget(small(words), 0, column)
        for row, move in enumerate(plan.moves, start=1):
            grid.addWidget(strong(move.name), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Icon("arrow-right", 20, "soft"), row, 1, Qt.AlignmentFlag.AlignVCenter)
            field = TextField(move.to_name, name=f"Class {move.name} becomes", wide=16)
            self.fields[move.class_id] = field
            grid.addWidget(field, row, 2)
            grid.addWidget(Words(f"{move.pupils}", "body"), row, 3, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(3, 1)
        card.column.addLayout(grid)
        card.column.addWidget(
            soft("A class that is not there yet is made. Leave a name empty to put them into none.")
        )
        return card

    def _leavers_card(self, plan: YearPlan) -> Card:
        card = Card(gap=SPACE.tight)
        count = len(plan.leavers)
        card.column.addWidget(heading(f"{count} leave" if count != 1 else "1 leaves"))
        if count:
            names = ", ".join(one.name for one in plan.leavers[:_SHOWN_NAMES])
            more = count - _SHOWN_NAMES
            card.column.addWidget(soft(names + (f", and {more} more" if more > 0 else "")))
            card.column.addWidget(soft("They are archived, and stay on record."))
        else:
            card.column.addWidget(soft("Nobody is in Year 6."))
        return card

    # ------------------------------------------------------------------ doing

    def _ask(self) -> None:
        self.sheet = ask(
            self,
            "Begin the new year?",
            "Every pupil moves up now, on all laptops. It can be undone until one of them is "
            "changed in another way.",
            yes="Begin it",
            then=self._begin,
        )

    def _begin(self) -> None:
        plan = self.plan
        if plan is None:
            return
        moves = tuple(
            replace(move, to_name=self.fields[move.class_id].text()) for move in plan.moves
        )
        years = self.desk.school.school_year
        self.begin.setEnabled(False)
        self.write(lambda: years.begin(replace(plan, moves=moves)), self._begun, self._not_begun)

    def _begun(self, step: Step) -> None:
        self.desk.shell.say("The new year has begun.")
        self.arrive(None)

    def _not_begun(self, error: Exception) -> None:
        self.begin.setEnabled(True)
        self.desk.shell.say_problem(error)
        if isinstance(error, SomebodyWasFaster):
            self.arrive(None)

    def _ask_undo(self, step: Step) -> None:
        years = self.desk.school.school_year
        self.sheet = ask(
            self,
            "Undo the new year?",
            "Every pupil and class is put back as it was before.",
            yes="Undo it",
            then=lambda: self.write(lambda: years.undo(step.id), self._undone),
        )

    def _undone(self, _result: object) -> None:
        self.desk.shell.say("Undone: everything is as it was.")
        self.arrive(None)


SCHOOL_YEAR = Section(
    "school-year",
    "New school year",
    "calendar-check-fill",
    "In September: classes move up, leavers are archived, in one step.",
    SchoolYearPage,
    lambda school: school.may(Right.MANAGE_PUPILS),
)
