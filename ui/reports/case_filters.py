"""The filters of the list of cases that are asked for now and then: level, year, when."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.reports.severity import EMERGENCY, NOT_YET_KNOWN, SEVERITY_TITLES
from trent_desktop.school.people.people import YearGroup
from ui.components.buttons import QuietButton
from ui.components.errors import ErrorText
from ui.components.fields import TextField, set_invalid
from ui.components.pages import Flow
from ui.reports.picker import Picker
from ui.school.settings.days import Toward, read_day, today_here, wrong_day
from ui.theme import SPACE

#: The time that is typed.
BETWEEN: Final = "between"
#: The level of what nothing was answered about yet.
_NOT_KNOWN: Final = -1
#: A school year begins in this month.
_SEPTEMBER: Final = 9

Days = tuple[dt.date | None, dt.date | None]


class MoreFilters(QWidget):
    """Level, year group and when a report was recorded. `changed` when one of them is.

    Days of one's own are typed as everywhere: ``1 Sept``, ``22/11/26``, ``yesterday``.
    `typed` while one is. `reset`: she wants everything again, whatever else narrows the list.
    """

    changed = Signal()
    typed = Signal()
    reset = Signal()

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
        self.first = DayField("From", "from")
        self.last = DayField("To", "to")
        self.everything = QuietButton("Show everything again", "arrow-counter-clockwise")
        self.everything.clicked.connect(self.reset)
        row = Flow(self, gap=SPACE.tight)
        for picker in self._pickers():
            row.addWidget(picker)
            picker.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for field in (self.first, self.last):
            row.addWidget(field)
            field.hide()
            field.textChanged.connect(self._typing)
            field.editingFinished.connect(self._judge)
        row.addWidget(self.everything)
        # Beside what shows everything again, so that in ordinary windows nothing moves for it.
        self.wrong = ErrorText()
        row.addWidget(self.wrong)
        self.time.currentIndexChanged.connect(lambda _at: self._show_days())
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _pickers(self) -> tuple[Picker, ...]:
        return self.level, self.year, self.time

    def narrows(self) -> bool:
        """Whether anything is left out by them."""
        if self.time.value() == BETWEEN and not any(self._typed(today_here())):
            return any(picker.value() for picker in (self.level, self.year))
        return any(picker.value() for picker in self._pickers())

    def clear(self) -> None:
        """Leave nothing out, without saying so."""
        for picker in self._pickers():
            picker.blockSignals(True)
            picker.setCurrentIndex(0)
            picker.blockSignals(False)
        for field in (self.first, self.last):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self._show_days()

    def levels(self) -> frozenset[int]:
        """The level chosen; none for any."""
        value = self.level.value()
        return frozenset({int(value)}) if value else frozenset()

    def years(self) -> frozenset[YearGroup]:
        """The year group chosen; none for any."""
        value = self.year.value()
        return frozenset({YearGroup(value)}) if value else frozenset()

    def days(self, today: dt.date) -> Days:
        """The first and last day of the time chosen; None where it is open, or cannot be read."""
        if self.time.value() == BETWEEN:
            return self._typed(today)
        return days_of(self.time.value(), today)

    # ------------------------------------------------------------------ days of one's own

    def _typed(self, today: dt.date) -> Days:
        return self.first.day(today), self.last.day(today)

    def _show_days(self) -> None:
        asked = self.time.value() == BETWEEN
        for field in (self.first, self.last):
            field.setVisible(asked)
        self._typing()

    def _typing(self) -> None:
        """Nobody is told that half a day is none."""
        self.wrong.say("")
        for field in (self.first, self.last):
            set_invalid(field, False)
        self.typed.emit()

    def _judge(self) -> None:
        """She went on: what is no day is said."""
        today = today_here()
        first, last = self._typed(today)
        unread = [
            one for one in (self.first, self.last) if one.text().strip() and not one.day(today)
        ]
        words = wrong_day(unread[0].text(), Toward.PAST) if unread else ""
        if first is not None and last is not None and last < first:
            unread, words = [self.last], "The last day comes before the first."
        for field in (self.first, self.last):
            set_invalid(field, field in unread)
            field.setAccessibleDescription(f"Error: {words}" if field in unread else "")
        self.wrong.say(words)


class DayField(TextField):
    """A day on which, before or after which something was recorded."""

    def __init__(self, name: str, word: str) -> None:
        super().__init__(name=name, placeholder=f"{word} 1 September", wide=13)

    def day(self, today: dt.date) -> dt.date | None:
        """The day typed; None for nothing, and for what is none."""
        try:
            return read_day(self.text(), Toward.PAST, today)
        except ValueError:
            return None


_TIMES: Final = {
    "today": "Today",
    "week": "The last 7 days",
    "month": "The last 30 days",
    "year": "This school year",
    "before": "The school year before",
    BETWEEN: "From one day to another",
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
