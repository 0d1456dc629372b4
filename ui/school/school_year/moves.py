"""Where the classes go: a name for each, and for each year group of a mixed class."""

from __future__ import annotations

import uuid
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.school_year.values import ClassMove, YearPlan
from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.fields import TextField
from ui.components.marks import Icon
from ui.components.pages import flow
from ui.components.words import Words, heading, small, soft, strong
from ui.theme import SPACE

#: A class, and with it a year group where the class is mixed.
Place = tuple[uuid.UUID, YearGroup | None]


class MovesCard(Card):
    """The classes of this year and what they become. `child_by_child` is pressed for single ones."""

    def __init__(self, plan: YearPlan) -> None:
        super().__init__(gap=SPACE.near)
        self._plan = plan
        self.column.addWidget(heading("The classes move up"))
        self.fields: dict[Place, TextField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.base)
        grid.setVerticalSpacing(SPACE.tight)
        for column, words in ((0, "This year"), (2, "Next year"), (3, "Pupils")):
            grid.addWidget(small(words), 0, column)
        for move in plan.moves:
            if move.years:
                for one in move.years:
                    words = f"{move.name}, {one.year.title}"
                    self._row(grid, (move.class_id, one.year), words, one.to_name, one.pupils)
            else:
                self._row(grid, (move.class_id, None), move.name, move.to_name, move.pupils)
        grid.setColumnStretch(3, 1)
        self.column.addLayout(grid)
        self.column.addWidget(
            soft("A class that is not there yet is made. Leave a name empty to put them into none.")
        )
        self.child_by_child = QuietButton("Choose child by child", "users-three")
        self.column.addWidget(flow(self.child_by_child))
        if plan.apart:
            count = len(plan.apart)
            words = "1 child goes" if count == 1 else f"{count} children go"
            self.column.addWidget(soft(f"{words} another way than the class."))

    def _row(self, grid: QGridLayout, place: Place, words: str, to_name: str, pupils: int) -> None:
        row, middle = grid.rowCount(), Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(strong(words), row, 0, middle)
        grid.addWidget(Icon("arrow-right", 20, "soft"), row, 1, middle)
        field = TextField(to_name, name=f"{words} becomes", wide=16)
        self.fields[place] = field
        grid.addWidget(field, row, 2)
        grid.addWidget(Words(f"{pupils}", "body"), row, 3, middle)

    def plan(self) -> YearPlan:
        """The plan with the names as they are typed."""
        return replace(self._plan, moves=tuple(self._as_typed(one) for one in self._plan.moves))

    def _as_typed(self, move: ClassMove) -> ClassMove:
        if not move.years:
            return replace(move, to_name=self.fields[move.class_id, None].text())
        years = tuple(
            replace(one, to_name=self.fields[move.class_id, one.year].text()) for one in move.years
        )
        return replace(move, years=years)
