"""One picture in a card: what it shows, and its numbers as a table one press away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trent_desktop.reports.figures.numbers import Numbers, Picture
from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.number_table import NumberTable
from ui.components.words import heading, soft
from ui.theme import SPACE, look


class PictureCard(Card):
    """`drawn` is the picture. What is said under the heading may change with each look."""

    def __init__(self, picture: Picture, drawn: QWidget) -> None:
        super().__init__(gap=SPACE.near)
        self.picture = picture
        self.drawn = drawn
        self.setObjectName(f"figure-{picture.value}")
        self.column.addWidget(heading(picture.title))
        self.said = soft("")
        self.said.hide()
        self.column.addWidget(self.said)
        self.table = NumberTable(name=picture.title)
        self.table.hide()
        self.column.addWidget(drawn)
        self.column.addWidget(self.table)
        self.column.addStretch(1)
        self.button = QuietButton("", "table")
        self.button.pad_x = 6
        self.button.clicked.connect(self._turn)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._name_button()

    @property
    def as_numbers(self) -> bool:
        """Whether the table stands in the place of the picture."""
        return not self.table.isHidden()

    def show_numbers(self, numbers: Numbers, said: str = "") -> None:
        """Take newer numbers, and say something of the picture, or nothing."""
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.table.show_rows(numbers.headings, numbers.rows)
        self.button.setVisible(bool(numbers.rows))

    def _turn(self) -> None:
        numbers = not self.as_numbers
        self.table.setVisible(numbers)
        self.drawn.setVisible(not numbers)
        self._name_button()

    def _name_button(self) -> None:
        words = "Show the picture" if self.as_numbers else "Show the numbers"
        self.button.set_words(words, name=f"{words}: {self.picture.title}")


class Pair(QWidget):
    """Two cards beside each other; one under the other where there is no room."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.base)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= look().theme.px(820)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)
