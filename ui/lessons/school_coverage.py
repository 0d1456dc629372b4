"""What all classes have been taught this school year, as a field of numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal

from trent_desktop.lessons.values import school_year
from trent_desktop.lessons.whole_school import SchoolCoverage, Tally, evenly, heads_by_class
from ui.components.buttons import BackLink, SecondaryButton
from ui.components.cards import Card
from ui.components.matrix import Box, Matrix
from ui.components.pages import ScrollPage, flow
from ui.components.words import heading, soft, title
from ui.theme import SPACE

#: More classes than these beside each other could not be read.
_MOST_COLUMNS = 8


class SchoolCoveragePage(ScrollPage):
    """`left` by Back, `as_pdf` for paper."""

    left = Signal()
    as_pdf = Signal()

    def __init__(self, covered: SchoolCoverage, today: dt.date) -> None:
        super().__init__(widest=1060, gap=SPACE.base)
        back = BackLink()
        back.clicked.connect(self.left)
        self.column.addWidget(back)
        self.column.addWidget(title("What the school has covered"))
        year = school_year(today)
        words = f"School year {year}/{(year + 1) % 100:02}. Each lesson that a class was taught."
        self.column.addWidget(soft(words))
        paper = SecondaryButton("As a paper", "printer")
        paper.clicked.connect(self.as_pdf)
        self.paper = paper
        self.column.addWidget(flow(paper))
        self.by_class = self._field(
            "Letters and subjects",
            [heads_by_class()],
            covered.by_class(),
            "Lessons of each class",
            0.13,
        )
        classes = covered.classes
        self._field(
            "Education for a Connected World",
            [classes[some] for some in evenly(len(classes), _MOST_COLUMNS)],
            covered.by_strand(),
            "Lessons that covered each strand, by class",
            0.26,
        )
        self.column.addStretch(1)

    def _field(
        self,
        words: str,
        heads: Sequence[Sequence[str]],
        lines: Sequence[tuple[str, Sequence[Tally]]],
        name: str,
        names_wide: float,
    ) -> list[Matrix]:
        card = Card()
        card.column.addWidget(heading(words))
        fields: list[Matrix] = []
        first = 0
        for columns in heads:
            field = Matrix(name=name, names_wide=names_wide)
            some = slice(first, first + len(columns))
            field.show_boxes(
                [row for row, _ in lines],
                columns,
                [[_box(one) for one in tallies[some]] for _, tallies in lines],
            )
            card.column.addWidget(field)
            fields.append(field)
            first += len(columns)
        self.column.addWidget(card)
        return fields


def _box(one: Tally) -> Box:
    return Box(None if not one.taught and one.looked_at else one.taught, one.words)
