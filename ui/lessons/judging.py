"""A teacher says that a lesson was taught, or only looked at, with a word why; or takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.lessons.lesson import minutes_in_words
from trent_desktop.lessons.values import Taught
from ui.components.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.components.fields import FieldBlock, TextField
from ui.components.sheets import Sheet
from ui.components.words import body, small, soft


class TaughtCell(QWidget):
    """One lesson in the table: grey where it was only looked at. `judged`: what is said, and why."""

    judged = Signal(object, object, str)  # the lesson; True, False, or None for taking it back

    def __init__(self, taught: Taught, *, may_judge: bool) -> None:
        super().__init__()
        self.taught = taught
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(body(taught.title) if taught.counts else soft(taught.title))
        minutes = minutes_in_words(taught.minutes)
        words = f"{taught.day.day} {taught.day:%B}, {minutes}"
        column.addWidget(small(words if taught.counts else f"{words}, looked at"))
        said = taught.evidence.said
        if said is not None:
            column.addWidget(small(f"As the teacher says: {taught.evidence.why}"))
        if not may_judge:
            return
        name = (
            "Undo"
            if said is not None
            else "Only looked at…"
            if taught.counts
            else "Count as taught…"
        )
        self.change = LinkButton(name)
        self.change.setAccessibleDescription(f"{taught.title}, {words}")
        self.change.clicked.connect(self._undo if said is not None else self._ask)
        column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)

    def _undo(self) -> None:
        self.judged.emit(self.taught, None, "")

    def _ask(self) -> None:
        counts = not self.taught.counts
        sheet = Sheet(self.window(), "Count it as taught?" if counts else "Only looked at?")
        evidence = self.taught.evidence
        if counts and evidence.planned:
            sheet.column.addWidget(
                body(
                    f"It ran for {evidence.minutes} of {minutes_in_words(evidence.planned)}, and "
                    f"{evidence.begun} of {evidence.activities} activities were begun."
                )
            )
        why = TextField(name="Why?")
        why.setMaxLength(200)
        block = FieldBlock("Why?", why, hint="A few words, for whoever looks at this page.")
        sheet.column.addWidget(block)
        yes = PrimaryButton("Count it" if counts else "Do not count it")
        no = SecondaryButton("Go back")
        sheet.add_buttons(yes, no)

        def say() -> None:
            if not why.text().strip():
                block.error.say("Say in a word why.")
                why.setFocus()
                return
            words = why.text()
            sheet.dismiss()
            self.judged.emit(self.taught, counts, words)

        yes.clicked.connect(say)
        why.returnPressed.connect(say)
        no.clicked.connect(sheet.dismiss)
        sheet.open()
