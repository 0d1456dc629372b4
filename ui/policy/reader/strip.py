"""The way to the other parts of the room: a line of buttons, or one button where that is too much."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.pages import flow
from ui.components.rows import RowButton, RowFace
from ui.components.sheets import Sheet
from ui.shell.section_room import Section
from ui.theme import SPACE, Tone, look

#: So many lines of buttons at most; in large text the page itself needs the second.
_LINES, _LARGE = 2, 1.5


class _PartButton(QuietButton):
    """A small button for a part."""

    pad_x, pad_y, gap, icon_px = 11, 7, 7, 18


class PartsStrip(QWidget):
    """The parts that she may open. `chosen` gives the name of one."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[Section]) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self.buttons = {one.name: self._button(one) for one in parts}
        self.line = flow(*self.buttons.values(), gap=SPACE.hair)
        self.all = _PartButton(f"Other parts of this room ({len(parts)})", "squares-four")
        self.all.clicked.connect(self.open_sheet)
        self.rows: dict[str, RowButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(flow(self.all))
        self.all.hide()
        if not parts:
            self.hide()  # never shown here: without a parent it would be a window of its own

    def _button(self, part: Section) -> _PartButton:
        button = _PartButton(part.title, part.icon)
        button.setAccessibleDescription(part.words)
        button.clicked.connect(lambda: self.chosen.emit(part.name))
        return button

    def fit(self, width: int) -> None:
        """One button for all of them where their names would take too many lines."""
        if not self._parts or width <= 0:
            return
        one = next(iter(self.buttons.values())).sizeHint().height()
        lines = 1 if look().theme.scale >= _LARGE else _LINES
        folded = self.line.heightForWidth(width) > lines * (one + SPACE.hair)
        self.line.setVisible(not folded)
        self.all.setVisible(folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(event.size().width())

    def open_sheet(self) -> None:
        """All parts, each with its sentence."""
        sheet = Sheet(self, "Other parts of this room", widest=620)
        card = Card(pad=0, gap=0, raised=False, edge="card")
        for part in self._parts:
            row = RowButton(RowFace(part.title, part.words, part.icon, Tone.ACT))
            row.clicked.connect(lambda _=False, name=part.name: self._choose(sheet, name))
            self.rows[part.name] = row
            card.column.addWidget(row)
        sheet.column.addWidget(card)
        sheet.open()

    def _choose(self, sheet: Sheet, name: str) -> None:
        sheet.dismiss()
        self.chosen.emit(name)
