"""The file beside its reading: every cell coloured, and what can be said otherwise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.school.class_lists.encodings import titles
from trent_desktop.school.class_lists.listed import ReadList
from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.marks import Chip
from ui.components.pages import flow
from ui.components.words import Words, heading, soft
from ui.school.class_lists.sheet_table import LEGEND, SheetTable
from ui.theme import SPACE


class ReadFileCard(Card):
    """`columns_asked`: they are to be said by hand. `encoding_said`: it was written in this one."""

    columns_asked = Signal()
    encoding_said = Signal(str)

    def __init__(self, read: ReadList, parent: QWidget | None = None) -> None:
        super().__init__(gap=SPACE.near)
        self._sheets = read.sheets
        self.column.addWidget(heading("The file, and what became of each cell"))
        self.column.addWidget(flow(*(Chip(words, tone) for words, tone in LEGEND.values())))
        self.encodings: RadioGroup | None = None
        if read.encoding:
            self._add_encoding(read)
        self.choice: RadioGroup | None = None
        if len(read.sheets) > 1:
            options = [
                Option(str(at), one.name or f"Table {at + 1}") for at, one in enumerate(read.sheets)
            ]
            self.choice = RadioGroup(options, name="Which sheet is shown", narrowest=130)
            self.choice.choose("0")
            self.choice.changed.connect(self._show)
            self.column.addWidget(self.choice)
        self.table = SheetTable(self)
        self._show("0")
        self.column.addWidget(self.table)
        self.columns = QuietButton("Change the columns", "columns")
        self.columns.clicked.connect(self.columns_asked)
        self.column.addWidget(flow(self.columns))

    def _add_encoding(self, read: ReadList) -> None:
        self.column.addWidget(
            Words(f"Read as {read.encoding}: {', '.join(read.proof)}. Are these right?", "body")
        )
        self.other = QuietButton("They are not right", "text-aa")
        self.column.addWidget(flow(self.other))
        names = titles()
        now = next((name for name, title in names.items() if title == read.encoding), "")
        group = RadioGroup(
            [Option(name, title) for name, title in names.items()],
            name="How the file was written",
            narrowest=210,
        )
        group.choose(now)
        group.changed.connect(self.encoding_said)
        group.hide()
        self.encodings = group
        self.why = soft("Choose another, and look at the names again.")
        self.why.hide()
        self.column.addWidget(self.why)
        self.column.addWidget(group)
        self.other.clicked.connect(self._unfold)

    def _unfold(self) -> None:
        if self.encodings is not None:
            self.other.hide()
            self.why.show()
            self.encodings.show()
            self.encodings.setFocus()

    def _show(self, value: str) -> None:
        self.table.show_sheet(self._sheets[int(value)])
