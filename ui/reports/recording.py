"""What may be written down beside the steps: referrals, who was told, what followed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.steps import Step, StepForm
from trent_desktop.reports.workflow import flow_of
from ui.components.buttons import QuietButton, UnfoldButton
from ui.components.pages import clear_layout, flow
from ui.theme import SPACE


def records_of(case: CaseFile) -> list[tuple[Step, StepForm]]:
    """What the reader may write down now, with its form."""
    steps = flow_of(kind_named(case.summary.kind), case.summary.route).steps
    return [
        (step, step.form)
        for step in steps.values()
        if step.form is not None and step.form.record and step.move in case.moves
    ]


class Records(QWidget):
    """One button for each thing that may be written down, shown while `more` is pressed.

    `more` is put beside the other acts by whoever lays the page out.
    """

    wanted = Signal(Step)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.hair)
        self.more = UnfoldButton("Write down what was done", "notebook")
        self.more.toggled.connect(self._open)
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(SPACE.wide, 0, 0, 0)
        self._place.hide()
        column.addWidget(self._place)
        self.buttons: list[QuietButton] = []

    def show_for(self, case: CaseFile) -> None:
        """Offer what may be written down in this case now. What takes no words is a step's."""
        found = [(step, form) for step, form in records_of(case) if form.questions or form.words]
        self.more.setVisible(bool(found))
        self.more.setChecked(False)
        clear_layout(self._column)
        self.buttons = []
        for step, form in found:
            button = QuietButton(form.unfolds, form.icon)
            button.pad_x = 6
            button.clicked.connect(lambda _on=False, step=step: self._choose(step))
            self.buttons.append(button)
        if self.buttons:
            self._column.addWidget(flow(*self.buttons, gap=SPACE.hair))

    def _open(self, on: bool) -> None:
        self._place.setVisible(on)
        if on and self.buttons:
            self.buttons[0].setFocus()

    def _choose(self, step: Step) -> None:
        self.more.setChecked(False)
        self.wanted.emit(step)
