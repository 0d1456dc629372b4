"""A task alone, for whoever was given it without the case: what to do, and saying that it is done."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.problems import Problem
from trent_desktop.reports.cases import Move
from trent_desktop.reports.stop.text_only import refusal
from trent_desktop.reports.tasks.task import SAY_WHY, Task
from trent_desktop.reports.timeline_words import defused
from trent_desktop.sentences import ended, going_on
from ui.background import Lane
from ui.components.buttons import BackLink
from ui.components.focus_kept import focus_if_before_her
from ui.components.marks import Chip
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.words import Words
from ui.home.given_rows import due_words
from ui.journeys.direction import isolated
from ui.journeys.draft_keeper import DraftKeeper
from ui.journeys.moments import moment_near
from ui.journeys.plain_text import nothing_refused
from ui.place_words import place_of
from ui.reports.act_forms import Act, ActForm, Unfolding
from ui.reports.case_view import Section
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

ALONE = (
    "You were given this alone, and do not see the report that it belongs to. Those who work on "
    "that report see what you write here."
)
AWAY = (
    "The school’s {place} cannot be reached, so the report cannot be opened just now. What you write "
    "here is kept, and is sent as soon as it can be."
)
NOT_SAVED = "This could not be kept just now. What you wrote is still here: try again in a moment."


class TaskPage(QWidget):
    """Shows one task. `left`: back to the list."""

    left = Signal()

    def __init__(self, desk: Desk, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self.task: Task | None = None
        self.done: ActForm | None = None
        self.cannot: Unfolding | None = None
        self._typed: dict[str, str] = {}
        self._keeper = DraftKeeper(
            desk.school.drafts.keep_words, desk.background, clock=clock, parent=self
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = ScrollPage(widest=760, top=SPACE.wide)
        outer.addWidget(self.page)
        column = self.page.column
        self.back = BackLink("Everything I have to do")
        self.back.setToolTip("Alt + Left")
        back = QHBoxLayout()
        back.addWidget(self.back)
        back.addStretch(1)
        column.addLayout(back)
        self.title = Words("", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        column.addWidget(self.title)
        self.trouble = Notice("", Tone.SKY)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(SPACE.base)
        column.addLayout(self.parts)
        column.addStretch(1)
        self.back.clicked.connect(self.left)
        keys = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left)
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.left)

    def open(self, task_id: uuid.UUID) -> None:
        """Show a task. The same one again stays as it is, with what was typed."""
        if self.task is not None and self.task.id == task_id:
            focus_if_before_her(self.title)
            return
        self.keep()
        self.task = self.done = self.cannot = None
        self.title.setText("")
        self.trouble.hide()
        clear_layout(self.parts)
        school = self._desk.school

        def look() -> tuple[Task, dict[str, str]]:
            return school.tasks.open(task_id), school.drafts.words_for(task_id)

        operation = self._desk.background.run(look, parent=self)
        operation.then(lambda found: self._show(*found), self._not_there)

    def keep(self) -> None:
        """Everything typed is on this laptop's disk when this returns."""
        self._keeper.flush()

    # ------------------------------------------------------------------ showing

    def _not_there(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            self._desk.shell.say_problem(error)
            return
        self.title.setText(error.words)
        self.trouble.say(error.what_to_do or "You need do nothing.")
        self.trouble.show()

    def _show(self, task: Task, kept: dict[str, str]) -> None:
        self.task = task
        self.title.setText(f"{task.reference}: for you to do")
        now = self._clock()
        words, tone = due_words(task.due, now.astimezone().date())
        what = Section("What needs to be done")
        what.rows.addWidget(flow(Chip(words, tone, "clock" if task.due else "user")))
        what.rows.addWidget(Words(defused(task.words), "strong", bold=False))
        by, given = isolated(task.given_by_name), moment_near(task.given_at, now)
        what.rows.addWidget(Words(f"Given to you by {by}, {going_on(given)}", "small", "soft"))
        self.parts.addWidget(what)
        refuse = refusal if task.text_only else nothing_refused
        done = self.done = ActForm(
            Move.ACTION_DONE,
            "It is done",
            label="What did you do? (optional)",
            text_only=task.text_only,
            refuse=refuse,
        )
        cannot = ActForm(
            Move.ACTION_DONE,
            "Give it back",
            label="Why can you not do it?",
            hint=f"It goes back to {ended(by)}",
            needs_words=SAY_WHY,
            primary=False,
            cancel=True,
            text_only=task.text_only,
            refuse=refuse,
        )
        self.cannot = Unfolding("I cannot do this", cannot, quiet=True)
        answer = Section("When it is done")
        why = AWAY.format(place=place_of(self._desk.school)) if task.reads_case else ALONE
        answer.rows.addWidget(Words(why, "small", "soft"))
        answer.rows.addWidget(done)
        if task.by_step:
            # Said here, it would be ticked off without the step that asks how it went.
            said = (
                f"It is done with the step “{task.by_step}” of the report itself, once that opens."
            )
            answer.rows.addWidget(Words(said, "body"))
            done.hide()
        answer.rows.addWidget(self.cannot)
        self.parts.addWidget(answer)
        # Somebody else's comes to her with the case, where she sees to it.
        answer.setVisible(task.owner_id == self._desk.school.member.id)
        for form, name in ((done, "done"), (cannot, "cannot")):
            self._listen(form, f"{task.id}:{name}", kept, done=form is done)
        if cannot.typed():
            self.cannot.unfold()
        focus_if_before_her(self.title)

    def _listen(self, form: ActForm, place: str, kept: dict[str, str], *, done: bool) -> None:
        form.put_words(kept.get(place, ""))
        form.wanted.connect(lambda act: self._answer(form, act, place, done=done))
        if form.words is not None:
            form.words.textChanged.connect(lambda: self._keep(place, form.typed()))

    def _keep(self, place: str, words: str) -> None:
        self._typed[place] = words
        self._keeper.keep(dict(self._typed))

    # ------------------------------------------------------------------ saying it

    def _answer(self, form: ActForm, act: Act, place: str, *, done: bool) -> None:
        task, tasks = self.task, self._desk.school.tasks
        if task is None:
            return
        form.set_busy(True)
        operation = self._desk.background.write(
            lambda: tasks.answer(task.id, act.words, done=done, answer_id=act.entry_id),
            parent=self,
            lane=Lane.SENDING,  # it is kept on this laptop first
        )

        def said(landed: bool) -> None:
            form.set_busy(False)
            form.done()
            self._keep(place, "")
            self.task = None
            if landed:
                words = "Thank you. Those who asked see it." if done else "It went back."
            else:
                kept_at = place_of(self._desk.school)
                words = f"It is kept, and is sent when the school’s {kept_at} is back."
            self._desk.shell.say(words, Tone.LEAF if landed else Tone.SUN)
            if self.isVisible():
                self.left.emit()

        def failed(error: Exception) -> None:
            form.set_busy(False)
            form.say(str(error) if isinstance(error, Problem) else NOT_SAVED)
            if not isinstance(error, Problem):
                self._desk.shell.say_problem(error)

        operation.then(said, failed)
