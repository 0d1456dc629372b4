"""The page “Check your answers”: every question on the path with its answer, and a Change for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys import NOT_GIVEN, Row
from ui.components.buttons import LinkButton
from ui.components.cards import Card
from ui.components.marks import Hairline
from ui.components.words import Words
from ui.theme import SPACE


class CheckPage(QWidget):
    """The rows of a run. `change` names the page and the question to go to."""

    change = Signal(str, str)

    def __init__(self, heading: str, rows: Sequence[Row]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self.heading = Words(heading, "title")
        # The heading takes the focus first, so that the page is read from its top.
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setProperty("ownFocus", True)
        self.heading.setAccessibleName(heading)
        column.addWidget(self.heading)
        self.links: dict[str, LinkButton] = {}
        card = Card(pad=SPACE.wide, gap=SPACE.near)
        column.addWidget(card)
        for at, row in enumerate(rows):
            if at:
                card.column.addWidget(Hairline())
            card.column.addWidget(self._row(row))

    def _row(self, row: Row) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.base)
        line.addWidget(Words(row.label, "body", bold=True, heads=True), 2)
        quiet = not row.answered
        line.addWidget(Words(row.shown or NOT_GIVEN, "body", "soft" if quiet else "ink"), 3)
        link = LinkButton("Change", name=f"Change: {row.label}")
        link.clicked.connect(lambda: self.change.emit(row.page, row.question))
        link.pad_y = 0
        self.links[row.question] = link
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return holder
