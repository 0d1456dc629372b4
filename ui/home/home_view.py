"""How the home page is laid out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import LinkButton
from ui.components.cards import Card
from ui.components.doors import Door
from ui.components.figures import Bars
from ui.components.pages import EqualColumns, ScrollPage
from ui.components.shown_keys import shown_keys
from ui.components.words import heading, small, soft, title
from ui.theme import SPACE, Tone, look


class HomeView(ScrollPage):
    """Greeting, three doors of equal width, what is to do, and a figure for those who need it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(widest=1180, gap=SPACE.tight, parent=parent)
        self.greeting = title("Good morning")
        self.date = soft("")
        self.column.addWidget(self.greeting)
        self.column.addWidget(self.date)
        self.column.addSpacing(SPACE.near)
        # What stays until it is mended stands over the doors.
        self.standing = QVBoxLayout()
        self.column.addLayout(self.standing)
        self.report = Door(
            "Report something",
            "Seen something wrong online, or has somebody told you? It takes a minute.",
            "flag-fill",
            Tone.CORAL,
            shortcut=shown_keys("Ctrl+R"),
        )
        self.teach = Door(
            "Teach a SMART lesson",
            "Full screen on the whiteboard, your notes on this laptop.",
            "chalkboard-teacher-fill",
            Tone.ACT,
            shortcut=shown_keys("Ctrl+L"),
        )
        self.agreements = Door(
            "Print agreements",
            "For a child, a class or the whole school.",
            "printer-fill",
            Tone.SKY,
            shortcut=shown_keys("Ctrl+G"),
        )
        self.governors = Door(
            "The governors’ page",
            "",
            "users-three-fill",
            Tone.LEAF,
        )
        doors = QWidget()
        columns = EqualColumns(doors, narrowest=230, gap=20)
        for door in (self.governors, self.report, self.teach, self.agreements):
            columns.addWidget(door)
        self.column.addWidget(doors)
        self.column.addSpacing(SPACE.wide)
        self.first = QVBoxLayout()
        self.column.addLayout(self.first)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(20)
        self._lower.addWidget(self._todo(), 5)
        self._lower.addWidget(self._figure(), 3)
        self.column.addLayout(self._lower)
        self.column.addStretch(1)

    def _todo(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.near)
        self.everything = LinkButton("Everything I have to do", kind="small")
        self.everything.hide()
        head = QHBoxLayout()
        head.addWidget(heading("For you to do"), 1)
        head.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        self.todo_card = Card(pad=SPACE.tight, gap=0)
        self.todo = self.todo_card.column
        column.addWidget(self.todo_card)
        column.addStretch(1)
        return part

    def _figure(self) -> QWidget:
        self.figure = QWidget()
        column = QVBoxLayout(self.figure)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.near)
        column.addWidget(heading("Where reports stand"))
        card = Card(gap=SPACE.base)
        self.bars = Bars(name="Open reports by who has them")
        self.done = small("")
        card.column.addWidget(self.bars)
        card.column.addWidget(self.done)
        column.addWidget(card)
        column.addStretch(1)
        self.figure.setVisible(False)
        return self.figure

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= look().theme.px(860)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._lower.direction() != way:
            self._lower.setDirection(way)
            self._lower.setAlignment(Qt.AlignmentFlag(0))
