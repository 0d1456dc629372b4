"""The home page: fills itself in the background, and again when something has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.school.people.permissions import Right
from ui.components.focus_kept import focus_kept
from ui.components.marks import Icon
from ui.components.pages import clear_layout
from ui.components.rows import RowButton
from ui.components.turned_pages import TurnedPages
from ui.components.words import body, soft
from ui.home.class_note import ClassNote
from ui.home.first_steps import FirstStepsCard
from ui.home.given_rows import Task
from ui.home.home_view import HomeView
from ui.home.leaders import LeadersCard
from ui.home.times import greeting, long_date
from ui.home.to_do_page import ToDoPage, inset_line
from ui.home.todo import HomeFacts, done_words, gather, governors_words
from ui.home.watch_line import WatchLine
from ui.shell.rooms import Desk, NewReport, PolicySection, Room, RoomPage, SchoolSection, ToDoList
from ui.theme import SPACE


def local_now() -> dt.datetime:
    """The present moment in this laptop's zone."""
    return dt.datetime.now().astimezone()


class HomePage(RoomPage):
    """The front page. `now` is injected by tests and the gallery."""

    def __init__(self, desk: Desk, now: Callable[[], dt.datetime] = local_now) -> None:
        super().__init__()
        self._desk = desk
        self._now = now
        self._facts: HomeFacts | None = None
        self._newest: HomeFacts | None = None  # about to be shown
        self.view = HomeView()
        self.everything = ToDoPage(desk, now)
        #: Where the rows of what there is to do stand, once they are there.
        self.rows: QVBoxLayout | None = None
        self.stack = TurnedPages()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        for page in (self.view, self.everything):
            self.stack.addWidget(page)
        self.everything.left.connect(lambda: desk.shell.go("home"))
        self.view.everything.clicked.connect(lambda: desk.shell.go("home", ToDoList()))
        shell = desk.shell
        self.leaders = LeadersCard(shell.go, may_mend=desk.school.may(Right.MANAGE_MEMBERS))
        self.view.standing.addWidget(self.leaders)
        self.watch = WatchLine(desk, now)
        self.view.standing.addWidget(self.watch)
        self.first_steps = FirstStepsCard(desk)
        self.view.first.addWidget(self.first_steps)
        # Led to where it may be read: a class may see this page.
        self.class_note = ClassNote(
            lambda: shell.go("school", SchoolSection("pupils", desk.school.member.class_id))
        )
        self.view.standing.addWidget(self.class_note)
        may = desk.school.may
        self.view.report.setVisible(may(Right.REPORT))
        self.view.agreements.setVisible(may(Right.PRINT_AGREEMENTS))
        # Whoever tells governors finds the page in its room; for a governor it is the first door.
        self.is_governor = may(Right.SEE_GOVERNORS_PAGE) and not may(Right.TELL_GOVERNORS)
        self.view.governors.setVisible(self.is_governor)
        self.view.governors.clicked.connect(lambda: shell.go("policy", PolicySection("governors")))
        self.view.report.clicked.connect(lambda: shell.go("reports", NewReport()))
        self.view.teach.clicked.connect(lambda: shell.go("lessons"))
        self.view.agreements.clicked.connect(lambda: shell.go("agreements"))
        # Several changes in a row, such as a first look at the share, are answered once.
        self._soon = QTimer(self)
        self._soon.setObjectName("homeSoon")
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self.refresh)
        # In a turn of its own: with the page's first picture it would be too long for one.
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._showing.setObjectName("homeShowing")
        self._showing.timeout.connect(self._show)
        changes = desk.changes
        tasks = (changes.tasks, changes.tasks_for_me)
        for signal in (changes.cases, changes.drafts, changes.directory, *tasks):
            signal.connect(self._look_soon)
        # What has a day in other rooms is asked from the share, and shown from this laptop.
        for signal in (changes.policy, changes.oversight):
            signal.connect(self.look_at_days)
        self._greet("")

    @property
    def begins_at(self) -> QWidget | None:
        """At the first door: what stands above it is news, and is read and not pressed."""
        if self.stack.currentWidget() is not self.view:
            return super().begins_at
        view = self.view
        doors = (view.governors, view.report, view.teach, view.agreements)
        return next((one for one in doors if not one.isHidden()), super().begins_at)

    def _look_soon(self, *_what: object) -> None:
        self._soon.start()

    def arrive(self, place: object | None) -> None:
        """Look again whenever somebody comes home, or to the list of everything."""
        if isinstance(place, ToDoList):
            self.stack.setCurrentWidget(self.everything)
            self.everything.arrive()
        else:
            self.stack.setCurrentWidget(self.view)
        self.refresh()
        self.look_at_days()

    @property
    def is_filled(self) -> bool:
        """Whether what there is to do has been looked up."""
        return self._facts is not None

    def refresh(self) -> None:
        """Ask what there is to do."""
        now = self._now()
        operation = self._desk.background.run(lambda: gather(self._desk.school, now), parent=self)
        operation.then(self._came, self._desk.shell.say_problem)
        note = self._desk.background.run(self._desk.school.supervision.of_my_class, parent=self)
        note.then(lambda found: self.class_note.setVisible(bool(found)), lambda _error: None)

    def look_at_days(self) -> None:
        """Ask the rooms what has a day; while the share is away, what was last known stays."""
        self.watch.refresh()
        self.first_steps.refresh()
        school, is_governor = self._desk.school, self.is_governor

        def look() -> bool:
            before = school.governors.last_known()
            if is_governor:
                school.governors.told()
            return school.calendar.look() or school.governors.last_known() != before

        operation = self._desk.background.run(look, parent=self)
        operation.then(self._days_known, lambda _error: None)

    def _days_known(self, changed: bool) -> None:
        if changed:
            self._soon.start()
            self.everything.refresh()

    def _greet(self, class_name: str) -> None:
        now = self._now()
        self.view.greeting.setText(greeting(now))
        parts = [long_date(now.date())] + ([class_name] if class_name else [])
        self.view.date.setText(" · ".join(parts))

    def _came(self, facts: HomeFacts) -> None:
        self._newest = facts
        self._showing.start()

    def _show(self) -> None:
        facts = self._newest
        if facts is None:
            return
        self._greet(facts.class_name)
        self._desk.shell.set_count("reports", facts.to_act)
        if facts == self._facts:
            return
        self._facts = facts
        self.leaders.show_gap(facts.gap)
        self.view.governors.say(governors_words(facts.told, self._now()))
        with focus_kept(self):
            self._show_tasks(facts)
        self.view.figure.setVisible(bool(facts.bars))
        self.view.bars.show_bars(facts.bars)
        self.view.done.setText(done_words(facts.done))

    def _show_tasks(self, facts: HomeFacts) -> None:
        clear_layout(self.view.todo)
        self.view.everything.setVisible(bool(facts.tasks))
        # Put in as one: the whole page is laid out anew for each that is put in by itself.
        rows = QWidget()
        self.rows = column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, task in enumerate(facts.tasks):
            if number:
                column.addWidget(inset_line())
            column.addWidget(self._row(task))
        if not facts.tasks:
            column.addWidget(_nothing())
        self.view.todo.addWidget(rows)

    def _row(self, task: Task) -> RowButton:
        row = RowButton(task.face)
        row.clicked.connect(lambda: self._desk.shell.go(task.room, task.place))
        return row


def _nothing() -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACE.base, SPACE.near, SPACE.base, SPACE.near)
    row.setSpacing(SPACE.base)
    row.addWidget(Icon("check-circle", 28, "leaf"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(body("Nothing waits for you.", bold=True))
    words.addWidget(soft("Reports that you begin, or that somebody sends to you, appear here."))
    row.addLayout(words, 1)
    return holder


# Its words are such that they may be read over her shoulder.
HOME = Room("home", "Home", "house", HomePage, about_children=False)
