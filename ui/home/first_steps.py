"""What a new school does first, on Home, for whoever sets it up; gone when it is done.

A class may see Home on the whiteboard: it says counts, and names nobody.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.oversight.first_steps.values import Kind, Step
from trent_desktop.school.people.permissions import Right
from ui.background import Lane
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.marks import Icon
from ui.components.pages import clear_layout
from ui.components.rows import RowButton, RowFace
from ui.components.words import Words, heading, small
from ui.shell.rooms import Desk, NewReport, SchoolSection
from ui.theme import SPACE, Tone

#: What a step is called, what it is good for, its icon, and where it is done.
_STEPS: Final[dict[Kind, tuple[str, str, str, str, object]]] = {
    Kind.CLASS_LIST: (
        "Bring in the class list",
        "From the school’s office, as the system there exports it",
        "table",
        "school",
        SchoolSection("class-list"),
    ),
    Kind.TEACHERS: (
        "Say who teaches which class",
        "Whoever teaches a class sees its children first",
        "chalkboard-teacher",
        "school",
        SchoolSection("members"),
    ),
    Kind.SLIPS: (
        "Give out the joining slips",
        "Each of them is for one colleague, and can be printed again",
        "users-three",
        "school",
        SchoolSection("members"),
    ),
    Kind.CONTACTS: (
        "Put in whom to telephone",
        "The local authority, the police, the filter’s helpdesk: printed and shown where needed",
        "phone",
        "school",
        SchoolSection("settings"),
    ),
    Kind.FILTER: (
        "Say which filter the school has",
        "Lines to block are then written as it takes them",
        "desktop",
        "school",
        SchoolSection("settings"),
    ),
    Kind.AGREEMENTS: (
        "Print the first agreements",
        "For one class to begin with",
        "printer",
        "agreements",
        None,
    ),
    Kind.LESSON: (
        "Look at a lesson",
        "On the whiteboard, with nobody in the room",
        "presentation",
        "lessons",
        None,
    ),
    Kind.REPORT: (
        "Write a first report",
        "To practise, take the sample school on the sign-in page: nobody there is real",
        "flag",
        "reports",
        NewReport(),
    ),
}
#: Kept on this laptop once all was done: a slip given out a year later begins nothing anew.
_OVER: Final = "first-steps-over"


class FirstStepsCard(QWidget):
    """The list. Hidden for others, until it is known what is left, and when nothing is.

    Once nothing is left the school is not asked again, on this laptop and for this member.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("firstSteps")
        self._desk = desk
        self._may = desk.school.may(Right.MANAGE_MEMBERS)
        self._over = False
        self._shown: tuple[Step, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.wide)
        column.setSpacing(SPACE.near)
        head = QHBoxLayout()
        head.addWidget(heading("First steps"), 1)
        self.count = small("")
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        card = Card(pad=SPACE.tight, gap=0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        card.column.addLayout(self._rows)
        column.addWidget(card)
        self.hide()

    def refresh(self) -> None:
        """Ask how far it is; while the school does not say, what was last known stays."""
        if self._may and not self._over:
            operation = self._desk.background.run(self._look, parent=self)
            operation.then(self._known, lambda _error: None)

    def _look(self) -> tuple[Step, ...]:
        """Every step; none when there is nothing to begin with, or no more. Slow."""
        if self._desk.school.signed_in.store.note(_OVER):
            return ()
        return self._desk.school.first_steps.now()

    def _known(self, steps: tuple[Step, ...]) -> None:
        self._over = all(step.done for step in steps)
        self.show_steps(steps)
        if steps and self._over:
            store = self._desk.school.signed_in.store
            keeping = self._desk.background.write(
                lambda: store.remember(_OVER, "1"), parent=self, lane=Lane.LAPTOP
            )
            keeping.otherwise(lambda _error: None)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show what is done and what is left."""
        if steps == self._shown:
            return
        self._shown = steps
        done = sum(step.done for step in steps)
        with focus_kept(self):
            clear_layout(self._rows)
            for step in steps:
                if step.kind in _STEPS:
                    self._rows.addWidget(_done(step) if step.done else self._open(step))
        self.count.setText(f"{done} of {len(steps)} done")
        self.setVisible(done < len(steps))

    def _open(self, step: Step) -> RowButton:
        words, detail, icon, room, place = _STEPS[step.kind]
        face = RowFace(words, detail, icon, Tone.ACT, side=f"{step.left} left" if step.left else "")
        row = RowButton(face)
        row.clicked.connect(lambda: self._desk.shell.go(room, place))
        return row


def _done(step: Step) -> QWidget:
    """A step that is done: one line, to read and not to press."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACE.base, SPACE.tight, SPACE.base, SPACE.tight)
    row.setSpacing(14)
    row.addWidget(Icon("check-circle-fill", 22, "leaf", meaning="Done"))
    row.addWidget(Words(_STEPS[step.kind][0], "body", "soft"), 1)
    return holder
