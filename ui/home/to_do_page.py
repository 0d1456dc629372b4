"""Everything that the member has to do, by when: overdue, today, this week, later, no date.

Like Home it may be read over her shoulder: what a task says stands on the page that it opens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.reports.tasks.task import ToDo
from ui.background import Lane
from ui.components.buttons import BackLink, QuietButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_if_before_her, focus_kept
from ui.components.marks import Hairline
from ui.components.notices import EmptyState
from ui.components.pages import ScrollPage, clear_layout
from ui.components.rows import RowButton
from ui.components.words import Words
from ui.documents import Places, SystemPlaces
from ui.documents.saving import save_file
from ui.home.given_rows import Task
from ui.home.todo import as_listed
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.theme import SPACE

GROUPS = ("Overdue", "Today", "This week", "Later", "No date")

Grouped = tuple[tuple[str, tuple[Task, ...]], ...]


class ToDoPage(QWidget):
    """The list, read anew whenever something of it has changed. `left`: back to Home."""

    left = Signal()

    def __init__(
        self, desk: Desk, now: Callable[[], dt.datetime], *, places: Places | None = None
    ) -> None:
        super().__init__()
        self.places: Places = places or SystemPlaces("Save the calendar file", "iCalendar", "ics")
        self._desk = desk
        self._now = now
        self._shown: Grouped | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = ScrollPage(widest=860, top=SPACE.wide)
        outer.addWidget(self.page)
        column = self.page.column
        self.back = BackLink("Home")
        self.title = Words("Everything I have to do", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        back = QHBoxLayout()
        back.addWidget(self.back)
        back.addStretch(1)
        self.save = QuietButton("Save as a calendar file…", "calendar-plus")
        self.save.clicked.connect(self._ask_where)
        self.save.hide()
        back.addWidget(self.save)
        column.addLayout(back)
        column.addWidget(self.title)
        self.groups = QVBoxLayout()
        self.groups.setSpacing(SPACE.base)
        column.addLayout(self.groups)
        column.addStretch(1)
        self.back.clicked.connect(self.left)
        changes = desk.changes
        tasks = (changes.tasks, changes.tasks_for_me)
        signals = (changes.cases, changes.drafts, changes.directory, *tasks)
        Fresh(self, signals, self.refresh)

    def arrive(self) -> None:
        """She came here."""
        self.refresh()
        focus_if_before_her(self.title)

    def refresh(self) -> None:
        """Ask what there is to do."""
        school, now = self._desk.school, self._now()

        def look() -> Grouped:
            return grouped(
                school.calendar.to_do(), now, lambda row: as_listed(row, now, school.cases.turns)
            )

        operation = self._desk.background.run(look, parent=self)
        operation.then(self._show, self._desk.shell.say_problem)

    def _ask_where(self) -> None:
        self.places.ask(self, "Trent Desktop.ics", self._save)

    def _save(self, path: Path) -> None:
        school, now = self._desk.school, self._now()

        def write() -> Path:
            # Whoever never saves one does not wait for it to be read.
            from trent_desktop.oversight.calendar.ics import calendar_file

            return save_file(path, calendar_file(school.calendar.to_do(), school.school.id, now))

        operation = self._desk.background.write(write, parent=self, lane=Lane.LAPTOP)
        operation.then(
            lambda where: self._desk.shell.say(f"Saved as {where.name}."),
            self._desk.shell.say_problem,
        )

    def _show(self, found: Grouped) -> None:
        if found == self._shown:
            return
        self._shown = found
        # What has no day stands in no calendar.
        self.save.setVisible(any(name != GROUPS[-1] for name, _tasks in found))
        with focus_kept(self):
            clear_layout(self.groups)
            for name, tasks in found:
                self.groups.addWidget(self._group(name, tasks))
            if not found:
                words = "Tasks, and reports that you begin or that somebody sends you, appear here."
                self.groups.addWidget(EmptyState("check-circle", "Nothing waits for you.", words))

    def _group(self, name: str, tasks: Iterable[Task]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        column.addWidget(Words(name, "heading", "coral" if name == GROUPS[0] else "ink"))
        card = Card(pad=SPACE.tight, gap=0)
        for number, task in enumerate(tasks):
            if number:
                card.column.addWidget(inset_line())
            card.column.addWidget(self._row(task))
        column.addWidget(card)
        return part

    def _row(self, task: Task) -> RowButton:
        row = RowButton(task.face)
        row.clicked.connect(lambda: self._desk.shell.go(task.room, task.place))
        return row


def grouped(rows: Iterable[ToDo], now: dt.datetime, as_shown: Callable[[ToDo], Task]) -> Grouped:
    """The rows under the heading of their day; a heading with nothing under it is left out."""
    today = now.date()
    found: dict[str, list[Task]] = {name: [] for name in GROUPS}
    for row in rows:
        found[group_of(row, today)].append(as_shown(row))
    return tuple((name, tuple(tasks)) for name, tasks in found.items() if tasks)


def group_of(row: ToDo, today: dt.date) -> str:
    """Under which heading a row stands. A week ends with its Sunday."""
    overdue, on_the_day, this_week, later, no_date = GROUPS
    if row.overdue:
        return overdue
    if row.due is None:
        return no_date
    if row.due <= today:
        return overdue if row.due < today else on_the_day
    return this_week if row.due <= today + dt.timedelta(days=6 - today.weekday()) else later


def inset_line() -> QWidget:
    """A line between two rows."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACE.base, 2, SPACE.base, 2)
    row.addWidget(Hairline())
    return holder
