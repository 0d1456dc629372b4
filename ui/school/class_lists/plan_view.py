"""What an import would change, beside the file that it came from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.school.class_lists.listed import ReadList
from trent_desktop.school.class_lists.planned import ImportPlan, LineKind
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import RadioGroup, TickRow
from ui.components.errors import ErrorText
from ui.components.lists import RowList
from ui.components.notices import Notice
from ui.components.pages import EqualColumns, flow
from ui.components.words import soft
from ui.school.class_lists.count_button import CountButton
from ui.school.class_lists.file_card import ReadFileCard
from ui.school.class_lists.pages import RemarksCard, class_choice
from ui.school.class_lists.plan_model import TITLES, PlanModel
from ui.theme import SPACE, Tone

_TONES = {
    LineKind.NEW: Tone.LEAF,
    LineKind.CHANGED: Tone.SUN,
    LineKind.LEFT: Tone.CORAL,
    LineKind.UNCHANGED: Tone.PLAIN,
}


class PlanView(QWidget):
    """Counts, what to look at, the file, every change; and the button that does it."""

    whole_said = Signal(bool)
    class_said = Signal(str)
    columns_asked = Signal()
    encoding_said = Signal(str)
    bring_asked = Signal()
    leave_asked = Signal()

    def __init__(
        self, plan: ImportPlan, read: ReadList, model: PlanModel, classes: Mapping[str, str]
    ) -> None:
        super().__init__()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self._add_counts(plan, model)
        self._add_notices(plan)
        if read.profile:
            column.addWidget(soft(f"Read as “{read.profile}”, as it was said before."))
        remarks = (*read.errors, *read.warnings, *read.guesses, *read.left_out)
        if remarks:
            column.addWidget(RemarksCard(remarks))
        self.file: ReadFileCard | None = None
        if read.sheets:
            self.file = ReadFileCard(read)
            self.file.columns_asked.connect(self.columns_asked)
            self.file.encoding_said.connect(self.encoding_said)
            column.addWidget(self.file)
        self._add_options(plan, classes)
        self._add_doing(read)
        card = Card(pad=SPACE.tight, gap=0)
        self.list = RowList(name="What would change")
        self.list.setModel(model)
        self.list.setMinimumHeight(320)
        model.take(plan.lines)
        model.show_kind(None)
        card.column.addWidget(self.list)
        column.addWidget(card, 1)

    def _add_counts(self, plan: ImportPlan, model: PlanModel) -> None:
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=150, gap=SPACE.near)
        self.counts: dict[LineKind, CountButton] = {}
        for kind in LineKind:
            button = CountButton(plan.counts[kind], TITLES[kind], _TONES[kind])
            button.clicked.connect(lambda _=False, it=kind: model.show_kind(it))
            self.counts[kind] = button
            columns.addWidget(button)
        self._column.addWidget(holder)

    def _add_notices(self, plan: ImportPlan) -> None:
        if plan.new_classes:
            words = "New classes: " + ", ".join(plan.new_classes)
            self._column.addWidget(Notice(words, Tone.SKY, icon="users-three"))
        if plan.respelt:
            words = " ".join(plan.respelt)
            self._column.addWidget(Notice(words, Tone.SKY, icon="users-three"))
        if plan.everybody_leaves:
            self._column.addWidget(
                Notice(
                    "The list names none of the pupils that the school has now.",
                    Tone.CORAL,
                    heading="Every pupil would leave",
                    icon="warning",
                )
            )

    def _add_options(self, plan: ImportPlan, classes: Mapping[str, str]) -> None:
        card = Card(gap=SPACE.base)
        self.whole = TickRow(
            "This is the whole school",
            "Pupils who are not in the list have left: they are archived, not deleted",
        )
        self.whole.setChecked(plan.whole_school)
        self.whole.toggled.connect(self.whole_said)
        card.column.addWidget(self.whole)
        self.for_all: RadioGroup | None = None
        if not plan.read.has_classes:
            block, self.for_all = class_choice(classes)
            chosen = plan.choices.class_for_all
            self.for_all.choose(str(chosen) if chosen else "")
            self.for_all.changed.connect(self.class_said)
            card.column.addWidget(block)
        self._column.addWidget(card)

    def _add_doing(self, read: ReadList) -> None:
        unsure = len(read.guesses) + len(read.left_out) + bool(read.encoding)
        self.looked: TickRow | None = None
        self.error = ErrorText()
        if unsure:
            self.looked = TickRow(
                "I have looked at what was guessed and left out",
                "It is listed above, and coloured in the file",
            )
            self._column.addWidget(self.looked)
        self._column.addWidget(self.error)
        self.bring = PrimaryButton("Bring it in", "check")
        self.bring.clicked.connect(self._bring)
        leave = SecondaryButton("Leave everything as it is")
        leave.clicked.connect(self.leave_asked)
        self._column.addWidget(flow(self.bring, leave))

    def _bring(self) -> None:
        """Nothing comes in before a person has looked at what the program was not sure of."""
        if self.looked is not None and not self.looked.isChecked():
            self.error.say("Look at it first, and tick that you have.")
            self.looked.setFocus()
            return
        self.error.say("")
        self.bring_asked.emit()
