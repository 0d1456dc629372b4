"""Bringing a class list in: choose, map, answer, look, do, undo."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import Problem, SomebodyWasFaster
from trent_desktop.school.class_lists.listed import Mapped, ReadList
from trent_desktop.school.class_lists.planned import Choices, Imported, ImportPlan, LineKind
from trent_desktop.school.classes.step import Step
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import Sheet, ask
from ui.components.words import heading, soft
from ui.school.class_lists.pages import (
    ColumnsCard,
    FileCard,
    KeptCard,
)
from ui.school.class_lists.plan_model import TITLES, PlanModel
from ui.school.class_lists.plan_view import PlanView
from ui.school.class_lists.questions import Questions
from ui.school.progress import ProgressSheet
from ui.shell.rooms import Desk, SchoolSection
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_TONES = {
    LineKind.NEW: Tone.LEAF,
    LineKind.CHANGED: Tone.SUN,
    LineKind.LEFT: Tone.CORAL,
    LineKind.UNCHANGED: Tone.PLAIN,
}


class ClassListPage(SectionPage):
    """One import after the other."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.first = self.add_page("Class list")
        self.file = FileCard()
        self.file.chosen.connect(self.take_file)
        self.first.column.addWidget(self.file)
        self.before = QVBoxLayout()
        self.first.column.addLayout(self.before)
        self.first.column.addStretch(1)
        self._path: Path | None = None
        self._read: ReadList | None = None
        self._choices = Choices()
        self._pages: list[QWidget] = []
        self.plan: ImportPlan | None = None
        self.model = PlanModel(self)
        self.columns: ColumnsCard | None = None
        self.questions: Questions | None = None
        self.view: PlanView | None = None
        self._has_looked = self._one_by_one = False
        self._encoding: str | None = None
        self.sheet: Sheet | None = None

    def arrive(self, place: object | None) -> None:
        """The first page."""
        if self.plan is None:
            self._begin()

    def _begin(self) -> None:
        self.plan = None
        self._choices = Choices()
        self.show_page(self.first)
        self._forget_pages()
        self.file.set_busy(False)
        self.run(self.desk.school.class_lists.last_step, self._show_last)

    def _forget_pages(self) -> None:
        for page in self._pages:
            self.drop(page)
        self._pages.clear()

    def _page(self, heading_words: str, words: str = "") -> ScrollPage:
        self._forget_pages()
        page = self.add_page(heading_words, words, back=self._begin)
        self._pages.append(page)
        return page

    def _show_last(self, step: Step | None) -> None:
        clear_layout(self.before)
        lists = self.desk.school.class_lists
        if profiles := lists.profiles():
            kept = KeptCard([one.name for one in profiles])
            kept.forgotten.connect(
                lambda name: self.write(lambda: lists.forget_profile(name), lambda _done: None)
            )
            self.before.addWidget(kept)
        if step is None or step.undone_at is not None:
            return
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("The last import"))
        card.column.addWidget(soft(f"On {date_for_people(step.at.date())}."))
        undo = QuietButton("Undo it", "arrow-u-up-left")
        undo.clicked.connect(lambda: self._ask_undo(step))
        card.column.addWidget(flow(undo))
        self.before.addWidget(card)

    # ------------------------------------------------------------------ reading

    def take_file(self, path: str) -> None:
        """Read a file that was chosen or dropped."""
        self._path, self._encoding = Path(path), None
        self._read_it(None)

    def _read_it(self, fields: Mapped | None) -> None:
        path, lists, encoding = self._path, self.desk.school.class_lists, self._encoding
        if path is None:
            return
        self._has_looked = self._one_by_one = False
        self.file.error.say("")
        self.file.set_busy(True)

        called = self.columns.name.text() if fields is not None and self.columns else ""

        def was_read(read: ReadList) -> None:
            columns = read.columns
            if columns is not None and (fields is not None or encoding is not None):
                mapped = fields or dict(zip(columns.headers, columns.fields, strict=True))
                named = called or read.profile
                # It is read, whatever becomes of remembering how.
                self.write(
                    lambda: lists.remember_columns(columns.mark, mapped, named, encoding or ""),
                    lambda _done: None,
                )
            self._was_read(read)

        self.run(
            lambda: lists.read(path, fields=fields, encoding=encoding), was_read, self._not_read
        )

    def _not_read(self, error: Exception) -> None:
        self._begin()
        self.file.error.say(
            str(error) if isinstance(error, Problem) else "This file could not be read."
        )
        if not isinstance(error, Problem):
            raise error

    def _was_read(self, read: ReadList) -> None:
        self.file.set_busy(False)
        self._read = read
        if read.needs_columns and read.columns is not None:
            self.show_columns(read)
            return
        if not read.pupils:
            self._begin()
            self.file.error.say("There is no pupil in this file.")
            return
        self._plan(Choices())

    def show_columns(self, read: ReadList) -> None:
        """Map the columns by hand."""
        if read.columns is None:
            return
        page = self._page(
            "Which column is which?",
            "The headings of this list are new to the program. What you say is remembered.",
        )
        self.columns = ColumnsCard(read.columns, read.profile)
        self.columns.mapped.connect(self._read_it)
        page.column.addWidget(self.columns)
        page.column.addStretch(1)
        self.show_page(page)

    # ------------------------------------------------------------------ planning

    def _plan(self, choices: Choices) -> None:
        read, lists = self._read, self.desk.school.class_lists
        if read is None:
            return
        self._choices = choices
        # The cells stay here: planning needs the children alone.
        children = replace(read, sheets=())
        self.run(lambda: lists.plan(children, choices), self._planned)

    def _planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        if plan.questions or plan.alike:
            self._show_questions(plan)
        else:
            self._show_plan(plan)

    def _show_questions(self, plan: ImportPlan) -> None:
        count = len(plan.questions) + len(plan.alike)
        page = self._page(
            "Is this the same child?",
            f"{count} in the list {'has' if count == 1 else 'have'} the name, the number or the "
            "birthday of a pupil you have, or of another in the list, and nothing else says for "
            "certain.",
        )
        self.questions = Questions(
            plan,
            lambda: self._plan(replace(self._choices, all_the_same=True)),
            self._answer,
            self._ask_each,
            one_by_one=self._one_by_one,
        )
        page.column.addWidget(self.questions)
        page.column.addStretch(1)
        self.show_page(page)

    def _ask_each(self) -> None:
        self._one_by_one = True

    def _answer(self, answers: dict[int, uuid.UUID | None], twice: dict[int, bool]) -> None:
        before = self._choices
        self._plan(
            replace(before, answers={**before.answers, **answers}, twice={**before.twice, **twice})
        )

    def _show_plan(self, plan: ImportPlan) -> None:
        read = self._read
        if read is None:
            return
        page = self._page("What would change", f"{len(read.pupils):,} pupils in the list.")
        classes = {str(one.id): one.name for one in self.desk.school.people.classes()}
        view = self.view = PlanView(plan, read, self.model, classes)
        if self._has_looked and view.looked is not None:
            view.looked.setChecked(True)
        view.whole_said.connect(self._say_whole)
        view.class_said.connect(self._say_class)
        view.columns_asked.connect(self._change_columns)
        view.encoding_said.connect(self._read_as)
        view.bring_asked.connect(self._ask_apply)
        view.leave_asked.connect(self._begin)
        page.column.addWidget(view, 1)
        # From its top where there is something to look at first.
        self.show_page(page, view.bring if view.looked is None else None)

    def _say_whole(self, on: bool) -> None:
        self._keep_looked()
        self._plan(replace(self._choices, whole_school=on))

    def _say_class(self, value: str) -> None:
        self._keep_looked()
        chosen = uuid.UUID(value) if value else None
        self._plan(replace(self._choices, class_for_all=chosen))

    def _keep_looked(self) -> None:
        """What was ticked stays so while the same file is planned anew."""
        looked = self.view.looked if self.view is not None else None
        self._has_looked = looked is not None and looked.isChecked()

    def _change_columns(self) -> None:
        if self._read is not None:
            self.show_columns(self._read)

    def _read_as(self, encoding: str) -> None:
        self._encoding = encoding
        self._read_it(None)

    # ------------------------------------------------------------------ doing

    def _ask_apply(self) -> None:
        plan = self.plan
        if plan is None:
            return
        if plan.everybody_leaves:
            self.sheet = ask(
                self,
                "Every pupil would leave",
                "This list names none of the pupils that the school has now. Is it the right "
                "file, and the right school?",
                yes="Yes, it is the right file",
                danger=True,
                then=self._ask_twice,
            )
            return
        if plan.asks_whether_whole:
            self._ask_whether_whole(plan)
            return
        self._apply(sure=False)

    def _ask_whether_whole(self, plan: ImportPlan) -> None:
        """Many are not in the list: of a class that is brought in by itself, or of who has left."""
        leaving = plan.leaving
        classes = (
            f", among them everybody in {', '.join(leaving.classes)}" if leaving.classes else ""
        )
        self.sheet = ask(
            self,
            "Is this a list of part of the school?",
            f"{leaving.pupils:,} of {leaving.of:,} pupils are not in it{classes}. They stay as they "
            "are. If they have left, cancel, and tick “This is the whole school”.",
            yes="Yes, they stay",
            then=self._it_is_a_part,
        )

    def _it_is_a_part(self) -> None:
        read, lists = self._read, self.desk.school.class_lists
        if read is None:
            return
        self._choices = replace(self._choices, whole_school=False)
        choices = self._choices
        children = replace(read, sheets=())
        self.run(lambda: lists.plan(children, choices), self._planned_as_part)

    def _planned_as_part(self, plan: ImportPlan) -> None:
        self.plan = plan
        if plan.ready:
            self._apply(sure=False)
        else:
            self._planned(plan)

    def _ask_twice(self) -> None:
        self.sheet = ask(
            self,
            "Once more, to be certain",
            "All pupils are archived, and those in the list are added as new.",
            yes="Archive them all",
            danger=True,
            then=lambda: self._apply(sure=True),
        )

    def _apply(self, *, sure: bool) -> None:
        plan, lists = self.plan, self.desk.school.class_lists
        if plan is None:
            return
        sheet = ProgressSheet(self, "Bringing the class list in", "All of it, or nothing.")
        sheet.open()

        def done(result: Imported) -> None:
            sheet.dismiss()
            self._done(result)

        def failed(error: Exception) -> None:
            sheet.dismiss()
            self.desk.shell.say_problem(error)
            if isinstance(error, SomebodyWasFaster):
                self._plan(self._choices)

        self.write(
            lambda: lists.apply(plan, sure_everybody_leaves=sure, progress=sheet.count),
            done,
            failed,
        )

    def _done(self, result: Imported) -> None:
        self.plan = None
        page = self._page("The class list is in")
        words = " · ".join(f"{result.counts[kind]:,} {TITLES[kind].lower()}" for kind in LineKind)
        page.column.addWidget(Notice(words, Tone.LEAF, heading="Done", icon="check-circle"))
        look = PrimaryButton("Look at pupils and classes")
        look.clicked.connect(lambda: self.desk.shell.go("school", SchoolSection("pupils")))
        again = SecondaryButton("Another list")
        again.clicked.connect(self._begin)
        self.undo = QuietButton("Undo all of it", "arrow-u-up-left")
        self.undo.clicked.connect(lambda: self._ask_undo(result.step))
        page.column.addWidget(flow(look, again, self.undo))
        page.column.addWidget(
            soft("It can be undone until one of these pupils is changed in another way.")
        )
        page.column.addStretch(1)
        self.show_page(page, look)

    def _ask_undo(self, step: Step) -> None:
        lists = self.desk.school.class_lists
        self.sheet = ask(
            self,
            "Undo this import?",
            "Every pupil and class is put back as it was before.",
            yes="Undo it",
            then=lambda: self.write(lambda: lists.undo(step.id), self._undone),
        )

    def _undone(self, _result: object) -> None:
        self.desk.shell.say("Undone: everything is as it was.")
        self._begin()


CLASS_LIST = Section(
    "class-list",
    "Class list",
    "file-arrow-up-fill",
    "Bring in the list that the office exported, as it comes.",
    ClassListPage,
    lambda school: school.may(Right.MANAGE_PUPILS),
)
