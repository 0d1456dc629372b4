"""How it is printed: what most people leave as it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.giving.batch import BatchOrder
from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.wording.languages import languages, unprintable
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, TickRow
from ui.components.fields import FieldBlock
from ui.components.notices import Notice
from ui.theme import SPACE, Tone

_OWN = "own"


class MoreChoices(QWidget):
    """`changed` comes with every choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        self.apart = TickRow("Sort by form", "All of one form, then all of the next.")
        self.cover = TickRow("A cover sheet for each class", "With a list to tick.")
        self.cover.setChecked(True)
        self.duplex = TickRow("For two-sided printing", "Every form begins on a new sheet.")
        self.ink = TickRow("Save ink", "Black on white, without tinted grounds.")
        for row in (self.apart, self.cover, self.duplex, self.ink):
            row.toggled.connect(self._touched)
            column.addWidget(row)
        self.language = ChoiceBox(
            [
                Option(_OWN, "Each family’s own"),
                *(Option(one.code, one.name) for one in languages()),
            ],
            name="Language",
        )
        self.print_size = ChoiceBox(
            [
                Option(_OWN, "Each child’s own"),
                *(Option(one.value, one.title) for one in PrintSize),
            ],
            name="Size of print",
        )
        self.warning = Notice("", Tone.SUN)
        column.addSpacing(SPACE.tight)
        column.addWidget(FieldBlock("Language", self.language))
        column.addWidget(self.warning)
        self.warning.hide()
        column.addWidget(FieldBlock("Size of print", self.print_size))
        self.language.changed.connect(self._language_chosen)
        self.print_size.changed.connect(self._touched)

    def _touched(self, *_: object) -> None:
        self.changed.emit()

    def _language_chosen(self, code: str) -> None:
        words = unprintable_words(code) if code != _OWN else ""
        self.warning.say(words)
        self.warning.setVisible(bool(words))
        self.changed.emit()

    def applied_to(self, order: BatchOrder) -> BatchOrder:
        """An order with these choices."""
        size, code = self.print_size.value, self.language.value
        return BatchOrder(
            order.kinds,
            order.chosen,
            order.return_by,
            together=not self.apart.isChecked(),
            cover_sheets=self.cover.isChecked(),
            duplex=self.duplex.isChecked(),
            ink_saving=self.ink.isChecked(),
            language=None if code == _OWN else code,
            print_size=None if size == _OWN else PrintSize(size),
        )


def unprintable_words(code: str) -> str:
    """That a language has letters which cannot be printed, or nothing."""
    missing = unprintable(code)
    if not missing:
        return ""
    shown = " ".join(missing[:12])
    return f"Letters of this language cannot be printed here; boxes are printed instead: {shown}"
