"""The filters of the list of cases that are asked for now and then: level, year, when."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.reports.severity import EMERGENCY, NOT_YET_KNOWN, SEVERITY_TITLES
from trent_desktop.school.people.people import YearGroup
from ui.components.pages import Flow
from ui.reports.picker import Picker
from ui.theme import SPACE

#: The level of what nothing was answered about yet.
_NOT_KNOWN: Final = -1
#: A school year begins in this month.
_SEPTEMBER: Final = 9

Days = tuple[dt.date | None, dt.date | None]


class MoreFilters(QWidget):
    """Level, year group and when a report was recorded. `changed` when one of them is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.level = Picker("Level", "Any level")
        for level in range(EMERGENCY, -1, -1):
            self.level.addItem(SEVERITY_TITLES[level], str(level))
        self.level.addItem(NOT_YET_KNOWN, str(_NOT_KNOWN))
        self.year = Picker("Year group", "Any year")
        for year in YearGroup:
            self.year.addItem(year.title, year.value)
        self.time = Picker("When it was recorded", "Any time")
        for name, words in _TIMES.items():
            self.time.addItem(words, name)
        row = Flow(self, gap=SPACE.tight)
        for picker in self._pickers():
            row.addWidget(picker)
            picker.currentIndexChanged.connect(lambda _at: self.changed.emit())
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _pickers(self) -> tuple[Picker, ...]:
        return self.level, self.year, self.time

    def narrows(self) -> bool:
        """Whether anything is left out by them."""
        return any(picker.value() for picker in self._pickers())

    def clear(self) -> None:
        """Leave nothing out, without saying so."""
        for picker in self._pickers():
            picker.blockSignals(True)
            picker.setCurrentIndex(0)
            picker.blockSignals(False)

    def levels(self) -> frozenset[int]:
        """The level chosen; none for any."""
        value = self.level.value()
        return frozenset({int(value)}) if value else frozenset()

    def years(self) -> frozenset[YearGroup]:
        """The year group chosen; none for any."""
        value = self.year.value()
        return frozenset({YearGroup(value)}) if value else frozenset()

    def days(self, today: dt.date) -> Days:
        """The first and last day of the time chosen; None where it is open."""
        return days_of(self.time.value(), today)


_TIMES: Final = {
    "today": "Today",
    "week": "The last 7 days",
    "month": "The last 30 days",
    "year": "This school year",
    "before": "The school year before",
}


def days_of(name: str, today: dt.date) -> Days:
    """The first and last day of a time by its name."""
    begins = dt.date(today.year - (today.month < _SEPTEMBER), _SEPTEMBER, 1)
    match name:
        case "today":
            return today, None
        case "week":
            return today - dt.timedelta(days=6), None
        case "month":
            return today - dt.timedelta(days=29), None
        case "year":
            return begins, None
        case "before":
            return begins.replace(year=begins.year - 1), begins - dt.timedelta(days=1)
        case _:
            return None, None
