"""What a class has been taught this school year: letters by terms, and strands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trent_desktop.lessons.head import STRANDS
from trent_desktop.lessons.lesson import LETTERS, SUBJECTS
from trent_desktop.lessons.values import TERMS, Coverage, Taught, school_year
from ui.components.buttons import BackLink, SecondaryButton
from ui.components.cards import Card
from ui.components.figures import Bar, Bars
from ui.components.marks import Chip
from ui.components.pages import ScrollPage, flow
from ui.components.words import heading, soft, strong, title
from ui.lessons.judging import TaughtCell
from ui.lessons.letter_mark import LetterMark
from ui.theme import SPACE, Tone


class CoveragePage(ScrollPage):
    """`left` by Back, `as_pdf` for paper, `whole_school` for all classes, `judged` as of `TaughtCell`."""

    left = Signal()
    as_pdf = Signal()
    whole_school = Signal()
    judged = Signal(object, object, str)

    def __init__(
        self,
        class_name: str,
        covered: Coverage,
        today: dt.date,
        *,
        may_judge: Callable[[Taught], bool],
    ) -> None:
        super().__init__(widest=1060, gap=SPACE.base)
        self.cells: list[TaughtCell] = []
        back = BackLink()
        back.clicked.connect(self.left)
        self.column.addWidget(back)
        self.column.addWidget(title(f"What {class_name} has covered"))
        year = school_year(today)
        self.column.addWidget(soft(f"School year {year}/{(year + 1) % 100:02}"))
        paper = SecondaryButton("As a paper", "printer")
        paper.clicked.connect(self.as_pdf)
        self.school = SecondaryButton("The whole school", "buildings")
        self.school.clicked.connect(self.whole_school)
        self.column.addWidget(flow(paper, self.school))
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.base)
        grid.setVerticalSpacing(SPACE.near)
        for number, term in enumerate(TERMS):
            grid.addWidget(strong(term), 0, number + 1)
            grid.setColumnStretch(number + 1, 3)
        grid.setColumnStretch(0, 2)
        for row, letter in enumerate(LETTERS, start=1):
            grid.addWidget(LetterMark(letter), row, 0)
            for number, term in enumerate(TERMS):
                lessons = covered.letters.get((letter, term), ())
                cell = QWidget()
                box = QGridLayout(cell)
                box.setContentsMargins(0, 0, 0, 0)
                box.setSpacing(2)
                if not lessons:
                    box.addWidget(soft("–"))
                for one in lessons:
                    taught = TaughtCell(one, may_judge=may_judge(one))
                    taught.judged.connect(self.judged)
                    box.addWidget(taught)
                    self.cells.append(taught)
                grid.addWidget(cell, row, number + 1)
        card.column.addLayout(grid)
        self.column.addWidget(card)
        strands = Card()
        strands.column.addWidget(heading("Education for a Connected World"))
        missing = [one for one in STRANDS if not covered.strands.get(one)]
        strands.column.addWidget(
            Bars(
                [Bar(one, covered.strands.get(one, 0), Tone.ACT, "globe") for one in STRANDS],
                name="Lessons that covered each strand",
            )
        )
        if missing:
            strands.column.addWidget(soft("Not yet:"))
            strands.column.addWidget(flow(*(Chip(one, Tone.SUN) for one in missing)))
        self.column.addWidget(strands)
        subjects = Card()
        subjects.column.addWidget(heading("Subjects"))
        subjects.column.addWidget(
            Bars(
                [Bar(one, covered.subjects.get(one, 0), Tone.ACT, "book-open") for one in SUBJECTS],
                name="Lessons that count for each subject",
            )
        )
        self.column.addWidget(subjects)
        self.column.addStretch(1)
