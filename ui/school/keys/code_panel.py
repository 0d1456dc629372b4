"""The recovery code on the screen: shown once, printed, taken away, and partly typed back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.words import Words, soft
from ui.theme import SPACE, Tone

#: Which groups are typed back, counted from 1: from the middle of either line of the sheet.
ASKED = (2, 6)


class CodePanel(QWidget):
    """`proved` says that the asked groups were typed rightly, `later` that it is put off.

    They are asked for when the code is no longer on the screen: then only the paper has it.
    """

    proved = Signal()
    later = Signal()
    print_wanted = Signal()

    def __init__(self, code: str, *, later: str = "") -> None:
        super().__init__()
        self._groups = code.split("-")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        card = self.shown = Card(gap=SPACE.near)
        half = (len(self._groups) + 1) // 2
        for part in (self._groups[:half], self._groups[half:]):
            line = Words(" – ".join(part), "title")
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setAccessibleName(", ".join(" ".join(group) for group in part))
            card.column.addWidget(line)
        card.column.addWidget(
            soft("It is shown now and never again. Print the sheet, and put it into the safe.")
        )
        self.print = PrimaryButton("Print the sheet for the safe", "printer")
        self.print.clicked.connect(self.print_wanted)
        self.on_paper = SecondaryButton("It is on paper: go on")
        self.on_paper.clicked.connect(self._hide_code)
        buttons: list[QWidget] = [self.print, self.on_paper]
        if later:
            self.put_off = SecondaryButton(later)
            self.put_off.clicked.connect(self.later)
            buttons.append(self.put_off)
        card.column.addWidget(flow(*buttons))
        column.addWidget(card)
        column.addWidget(
            Notice(
                "Whoever has this code can get into the school with an administrator’s name. Keep "
                "no copy on a computer, and no photograph.",
                Tone.SUN,
                icon="warning",
            )
        )
        back = self.asked = Card(gap=SPACE.base)
        back.hide()
        back.column.addWidget(Words("Show that it is on paper", "heading"))
        self.fields: list[TextField] = []
        self.blocks: list[FieldBlock] = []
        for number in ASKED:
            field = TextField(name=f"Group {number} of the code", wide=10)
            block = FieldBlock(f"Group {number} of the code, from the paper", field)
            field.returnPressed.connect(self._check)
            back.column.addWidget(block)
            self.fields.append(field)
            self.blocks.append(block)
        self.done = PrimaryButton("That is what the paper says")
        self.done.clicked.connect(self._check)
        self.again = QuietButton("Show the code again", "arrow-u-up-left")
        self.again.clicked.connect(self._show_code)
        back.column.addWidget(flow(self.done, self.again))
        column.addWidget(back)

    def _hide_code(self) -> None:
        self.shown.hide()
        self.asked.show()
        self.fields[0].setFocus()

    def _show_code(self) -> None:
        for field, block in zip(self.fields, self.blocks, strict=True):
            field.clear()
            block.show_error("")
        self.asked.hide()
        self.shown.show()
        self.on_paper.setFocus()

    def _check(self) -> None:
        wrong = None
        for number, field, block in zip(ASKED, self.fields, self.blocks, strict=True):
            typed = "".join(field.text().upper().split())
            right = typed == self._groups[number - 1]
            block.show_error("" if right else "That is not what this group says.")
            if not right and wrong is None:
                wrong = field
        if wrong is not None:
            wrong.setFocus()
            return
        self.proved.emit()
