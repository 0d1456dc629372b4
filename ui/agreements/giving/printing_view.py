"""Layout of printing: choices on the left, the pages as they will be on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.agreements.giving.batch_panel import BatchPanel
from ui.agreements.giving.batch_view import Band
from ui.agreements.giving.printing_choices import PrintChoices
from ui.components.buttons import BackLink, PrimaryButton
from ui.components.pages import ScrollPage
from ui.components.words import title
from ui.theme import SPACE, look

#: Below this width, in px at 100 %, choices and pages are shown one after the other.
_BOTH = 900
_LEFT = 400
_ANY_WIDTH = 16_777_215


class PrintView(QWidget):
    """Holds the widgets; the page beside it holds what they do."""

    def __init__(self, choices: PrintChoices, panel: BatchPanel) -> None:
        super().__init__()
        self.choices = choices
        self.panel = panel
        self.pages = panel.view.pages
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.left = ScrollPage(pad=SPACE.wide, top=SPACE.wide, gap=SPACE.base)
        self.back = BackLink()
        self.left.column.addWidget(self.back)
        self.left.column.addWidget(title("Print agreements"))
        self.left.column.addWidget(choices)
        self.left.column.addStretch(1)
        column.addWidget(self.left, 1)
        self.foot = Band(edge=Qt.Edge.TopEdge)
        below = QHBoxLayout(self.foot)
        below.setContentsMargins(SPACE.wide, SPACE.near, SPACE.wide, SPACE.near)
        self.show_pages = PrimaryButton("Show the pages", "arrow-right")
        below.addWidget(self.show_pages)
        below.addStretch(1)
        column.addWidget(self.foot)
        row.addWidget(self.side)
        row.addWidget(panel, 1)
        self.shows_pages = False
        panel.view.title.hide()
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.arrange()

    @property
    def has_room_for_both(self) -> bool:
        """Whether choices and pages stand beside each other."""
        return self.width() >= look().theme.px(_BOTH)

    def turn(self, *, to_pages: bool) -> None:
        """Where there is no room for both: show the pages, or the choices."""
        self.shows_pages = to_pages
        self.arrange()

    def arrange(self) -> None:
        """Both side by side where they fit."""
        both = self.has_room_for_both
        parts = ((self.side, both or not self.shows_pages), (self.panel, both or self.shows_pages))
        for part, shown in sorted(parts, key=lambda each: not each[1]):
            part.setVisible(shown)  # what goes leaves the keyboard to what has come
        self.foot.setVisible(not both)
        self.panel.view.back.setVisible(not both)
        if both:
            self.side.setFixedWidth(look().theme.px(_LEFT))
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_ANY_WIDTH)
