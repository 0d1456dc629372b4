"""A new school year: what would happen, class by class, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import MoveNotPossible, SomebodyWasFaster
from trent_desktop.school.classes.step import Step
from trent_desktop.school.classes.values import ClassRecord
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.school_year.values import YearPlan
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.fields import TextField
from ui.components.notices import EmptyState, Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import Sheet, ask
from ui.components.words import Words, heading, soft
from ui.school.school_year.children import ChildByChild
from ui.school.school_year.moves import MovesCard, Place
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
        self.fields: dict[Place, TextField] = {}
        self.moves: MovesCard | None = None
        self.by_child: ChildByChild | None = None
        self._names: tuple[str, ...] = ()
        self.plan: YearPlan | None = None
        self._last: Step | None = None
        self.sheet: Sheet | None = None

    def arrive(self, place: object | None) -> None:
        """What would happen now."""
        self.show_page(self.page)
        years, pupils = self.desk.school.school_year, self.desk.school.pupils
        self.run(lambda: (years.preview(), years.last_step(), pupils.classes()), self._found)

    def _found(self, found: tuple[YearPlan, Step | None, tuple[ClassRecord, ...]]) -> None:
        plan, self._last, classes = found
        self._names = tuple(one.name for one in classes)
        self._show(plan)

    def _show(self, plan: YearPlan) -> None:
        self.plan, last = plan, self._last
        clear_layout(self.content)
        self.moves = None
        if last is not None and last.undone_at is None:
            self.content.addWidget(self._last_card(last))
        if not plan.moves and not plan.leavers:
            self.content.addWidget(
                EmptyState("student", "No pupils yet", "Bring in a class list first.")
            )
            return
        self.moves = MovesCard(plan)
        self.fields = self.moves.fields
        self.moves.child_by_child.clicked.connect(self._show_children)
        self.content.addWidget(self.moves)
        self.content.addWidget(self._leavers_card(plan))
        if plan.without_year:
            names = ", ".join(one.name for one in plan.without_year)
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
        if last is not None and last.undone_at is None:
            self.setTabOrder(self.begin, self.undo)  # what takes something back comes last

    def _last_card(self, last: Step) -> Card:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("A year was begun"))
        card.column.addWidget(soft(f"On {date_for_people(last.at.date())}."))
        self.undo = QuietButton("Undo it", "arrow-u-up-left")
        self.undo.clicked.connect(lambda: self._ask_undo(last))
        card.column.addWidget(flow(self.undo))
        return card

    def _leavers_card(self, plan: YearPlan) -> Card:
        card = Card(gap=SPACE.tight)
        count = len(plan.leavers)
        card.column.addWidget(heading(f"{count} leave" if count != 1 else "1 leaves"))
        if count:
            names = soft(", ".join(one.name for one in plan.leavers[:_SHOWN_NAMES]))
            card.column.addWidget(names)
            more = count - _SHOWN_NAMES
            if more > 0:
                self.all_leavers = QuietButton(f"And {more} more: show them all", "caret-down")
                self.all_leavers.clicked.connect(lambda: self._unfold(names, plan))
                card.column.addWidget(flow(self.all_leavers))
            card.column.addWidget(soft("They are archived, and stay on record."))
        else:
            card.column.addWidget(soft("Nobody is in Year 6."))
        return card

    def _unfold(self, names: Words, plan: YearPlan) -> None:
        names.setText(", ".join(one.name for one in plan.leavers))
        self.all_leavers.hide()

    # ------------------------------------------------------------------ child by child

    def _show_children(self) -> None:
        if self.moves is None:
            return
        plan = self.moves.plan()
        page = self.add_page("Child by child", back=lambda: self._kept(page, None), widest=1100)
        self.by_child = ChildByChild(plan, self._names)
        self.by_child.done.connect(lambda apart: self._kept(page, replace(plan, apart=apart)))
        page.column.addWidget(self.by_child)
        page.column.addStretch(1)
        self.show_page(page)

    def _kept(self, page: QWidget, plan: YearPlan | None) -> None:
        if plan is not None:
            self._show(plan)
        self.show_page(self.page)
        self.drop(page)
        self.by_child = None

    # ------------------------------------------------------------------ doing

    def _ask(self) -> None:
        begun = self.plan.begun if self.plan is not None else None
        if begun is not None:
            self.sheet = ask(
                self,
                "A second new year?",
                f"A new year was begun on {date_for_people(begun)}. Every pupil would move up "
                "again. If that is not meant, go back, and undo the first if it was wrong.",
                yes="Move everybody up again",
                danger=True,
                then=lambda: self._begin(again=True),
            )
            return
        self.sheet = ask(
            self,
            "Begin the new year?",
            "Every pupil moves up now, on all laptops. It can be undone until one of them is "
            "changed in another way.",
            yes="Begin it",
            then=self._begin,
        )

    def _begin(self, *, again: bool = False) -> None:
        if self.moves is None:
            return
        plan, years = self.moves.plan(), self.desk.school.school_year
        self.begin.setEnabled(False)
        self.write(lambda: years.begin(plan, again=again), self._begun, self._not_begun)

    def _begun(self, step: Step) -> None:
        self.desk.shell.say("The new year has begun.")
        self.arrive(None)

    def _not_begun(self, error: Exception) -> None:
        self.begin.setEnabled(True)
        self.desk.shell.say_problem(error)
        if isinstance(error, (SomebodyWasFaster, MoveNotPossible)):
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
