"""The page of figures: a time is chosen, and everything is counted on this laptop and drawn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.journeys import date_for_people
from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.figures.counted import Figures
from trent_desktop.reports.figures.numbers import figures_csv, numbers_of
from trent_desktop.reports.figures.periods import Period
from ui.components.buttons import BackLink, SecondaryButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.notices import EmptyState
from ui.components.pages import ScrollPage, flow
from ui.components.words import soft, strong, title
from ui.documents.saving import Places, SystemPlaces, save_file
from ui.journeys.sources import Latest
from ui.reports.case_words import STATES
from ui.reports.figures.pictures import Pictures
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.theme import SPACE

#: The shortest first, but for the one that is shown at first.
_OFFERED = (Period.WEEKS_12, Period.TERM, Period.YEAR, Period.WEEKS_52)


class FiguresPage(ScrollPage):
    """`left` by Back; `case_chosen` gives the id of a case that is open longest."""

    left = Signal()
    case_chosen = Signal(object)  # uuid.UUID

    def __init__(self, desk: Desk, *, places: Places | None = None) -> None:
        super().__init__(widest=1100, gap=SPACE.base)
        self.setObjectName("figures")
        self._desk = desk
        self._places = places
        self._latest = Latest(desk.background, self)
        self.figures: Figures | None = None
        self._lay_out()
        self.pictures.case_chosen.connect(self.case_chosen)
        Fresh(self, (desk.changes.cases, desk.changes.directory), self.count)

    def _lay_out(self) -> None:
        self.back = BackLink()
        self.back.clicked.connect(self.left)
        self.column.addWidget(self.back)
        self.column.addWidget(title("Figures"))
        self.column.addWidget(soft("Counted from the reports that you may read. Nobody is named."))
        self.period = ChoiceBox(
            [Option(one.value, one.title) for one in _OFFERED], name="Over which time"
        )
        self.period.changed.connect(lambda _value: self.count())
        self.save = SecondaryButton("Save the numbers", "download-simple")
        self.save.clicked.connect(self._ask_place)
        self.column.addWidget(flow(self.period, self.save))
        self.total = strong("")
        self.column.addWidget(self.total)
        self.pictures = Pictures(self)
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        for card in self.pictures.laid_out():
            column.addWidget(card)
        self.drawn = drawn
        longer = SecondaryButton("Count the last 52 weeks")
        longer.clicked.connect(lambda: self.choose(Period.WEEKS_52))
        self.empty = EmptyState(
            "chart-bar",
            "No report in this time",
            "Choose a longer time above. When a report comes that you may read, it is counted here.",
            longer,
        )
        self.longer = longer
        self.empty.hide()
        self.column.addWidget(self.empty)
        self.column.addWidget(self.drawn)
        self.column.addStretch(1)
        self.drawn.hide()

    # ------------------------------------------------------------------ counting

    def arrive(self) -> None:
        """The page is shown."""
        self.count()
        self.period.setFocus()

    def choose(self, period: Period) -> None:
        """Show another time."""
        self.period.choose(period.value)
        self.count()

    def count(self) -> None:
        """Count anew, off the GUI thread. Where somebody is on the page stays as it is."""
        school, period = self._desk.school, Period(self.period.value)
        self._latest.ask(
            lambda: school.figures.count(period), self._show, self._desk.shell.say_problem
        )

    def _show(self, figures: Figures) -> None:
        if figures == self.figures:
            return  # rows stay under the mouse, and whoever is in a table at her number
        self.figures = figures
        count = "1 report" if figures.total == 1 else f"{figures.total:,} reports"
        span = figures.span
        self.total.setText(
            f"{count} from {date_for_people(span.first)} to {date_for_people(span.last)}"
        )
        self.pictures.show(figures, numbers_of(figures, _state_words))
        there = bool(figures.total)
        self.drawn.setVisible(there)
        self.save.setEnabled(there)
        self.total.setVisible(there)
        self.empty.setVisible(not there)
        self.longer.setVisible(figures.period is not Period.WEEKS_52)

    # ------------------------------------------------------------------ a file

    def _ask_place(self) -> None:
        places = self._places or SystemPlaces("Save the numbers", "CSV", "csv")
        places.ask(self, "Figures.csv", self._save)

    def _save(self, path: Path) -> None:
        figures = self.figures
        if figures is None:
            return

        def work() -> Path:
            numbers = numbers_of(figures, _state_words)
            return save_file(path, figures_csv(numbers.values(), figures.span))

        operation = self._desk.background.run(work, parent=self)
        operation.then(
            lambda saved: self._desk.shell.say(f"Saved as {saved.name}."),
            self._desk.shell.say_problem,
        )


def _state_words(state: CaseState) -> str:
    return STATES[state].words
