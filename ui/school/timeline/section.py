"""The school's timeline: what was done to pupils and classes, step by step, and undoing it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.classes.step import StepKind, TimelineLine
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.marks import Icon
from ui.components.notices import EmptyState
from ui.components.pages import clear_layout
from ui.components.sheets import Sheet, ask
from ui.components.words import small, strong
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE

_ICONS = {
    StepKind.IMPORT: "file-arrow-up",
    StepKind.SCHOOL_YEAR: "calendar-check",
    StepKind.MERGE: "student",
    StepKind.HAND: "pencil-simple",
}


class TimelinePage(SectionPage):
    """The newest steps, each with a way back where there is one."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "What was done",
            "Class lists, new years and changes by hand, the newest first. Each can be undone as "
            "long as nothing was changed on top of it.",
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE.tight)
        self.page.column.addLayout(self.rows)
        self.page.column.addStretch(1)
        self.lines: tuple[TimelineLine, ...] = ()
        self.undo: dict[str, QuietButton] = {}
        self.sheet: Sheet | None = None
        desk.changes.directory.connect(self._look_again)

    def arrive(self, place: object | None) -> None:
        """What was done up to now."""
        self.show_page(self.page)
        self._look()

    def _look_again(self) -> None:
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        self.run(self.desk.school.timeline.lines, self._show)

    def _show(self, lines: tuple[TimelineLine, ...]) -> None:
        if lines == self.lines and self.rows.count():
            return  # what undoes a step stays under the mouse
        self.lines = lines
        with focus_kept(self):
            clear_layout(self.rows)
            self.undo.clear()
            if not lines:
                self.rows.addWidget(
                    EmptyState("clock", "Nothing yet", "What is brought in or changed shows here.")
                )
            for line in lines:
                self.rows.addWidget(self._card(line))

    def _card(self, line: TimelineLine) -> Card:
        card = Card(pad=SPACE.base, gap=SPACE.hair)
        row = QHBoxLayout()
        row.setSpacing(SPACE.base)
        row.addWidget(Icon(_ICONS[line.step.kind], 22, "soft"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE.hair)
        words.addWidget(strong(line.words))
        by = f", by {line.by}" if line.by else ""
        words.addWidget(small(f"{date_for_people(line.step.at.date())}{by}"))
        if line.why_not:
            words.addWidget(small(line.why_not))
        row.addLayout(words, 1)
        if not line.why_not:
            button = QuietButton("Undo", "arrow-u-up-left")
            button.setAccessibleName(f"Undo: {line.words}")
            button.clicked.connect(lambda: self._ask(line))
            self.undo[str(line.step.id)] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(row)
        return card

    def _ask(self, line: TimelineLine) -> None:
        timeline = self.desk.school.timeline
        self.sheet = ask(
            self,
            "Undo this?",
            f"{ended(line.words)} Every pupil and class of it is put back as it was before.",
            yes="Undo it",
            then=lambda: self.write(lambda: timeline.undo(line.step.id), self._undone),
        )

    def _undone(self, _result: object) -> None:
        self.desk.shell.say("Undone: everything is as it was before that.")
        self._look()


TIMELINE = Section(
    "timeline",
    "What was done",
    "clock-counter-clockwise-fill",
    "Class lists, new years and changes by hand, and undoing them.",
    TimelinePage,
    lambda school: school.may(Right.MANAGE_PUPILS),
)
