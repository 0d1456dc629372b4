"""A day: typed in British order, or picked from a calendar. Mostly one that comes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt

from trent_desktop.clock import Clock
from trent_desktop.journeys import Day, date_for_people, day_of
from ui.components.buttons import IconButton
from ui.components.fields import set_invalid
from ui.components.pages import flow
from ui.journeys.calendar import Calendar
from ui.journeys.controls import AnswerControl, held, upright, with_example
from ui.journeys.day_read import DayRead
from ui.journeys.days_read import read_day_to_come, read_nearest_day
from ui.journeys.plain_text import PlainField
from ui.theme import SPACE


class DayControl(AnswerControl):
    """One field and a calendar. What cannot be read stays in it, and in the draft."""

    def __init__(self, question: Day, clock: Clock, text_only: bool) -> None:
        super().__init__()
        self._clock = clock
        self._past = question.may_be_past
        self._showing = False
        example = self._today() + dt.timedelta(days=0 if self._past else 14)
        self.date = PlainField(
            name=question.label,
            placeholder=date_for_people(example),
            wide=20,
            text_only=text_only,
        )
        self.calendar_button = IconButton("calendar-blank", "Choose the day from a calendar")
        self.setFocusProxy(self.date)
        column = upright(self, SPACE.hair)
        column.addWidget(flow(held(self.date, self.calendar_button), gap=SPACE.tight))
        self.read_as = DayRead()
        column.addWidget(self.read_as)
        self._calendar: Calendar | None = None
        self.date.textChanged.connect(lambda _text: self._typed())
        self.date.entered.connect(self.entered)
        self.date.refused.connect(self.refused)
        self.calendar_button.clicked.connect(self._open_calendar)

    def _today(self) -> dt.date:
        return self._clock().astimezone().date()

    def _read(self) -> dt.date | None:
        read = read_nearest_day if self._past else read_day_to_come
        return read(self.date.text(), self._today())

    def value(self) -> Any:
        typed = self.date.text().strip()
        day = self._read()
        return day.isoformat() if day else typed or None  # kept as typed; it is asked to be mended

    def show_value(self, value: Any) -> None:
        day = day_of(value)
        self._showing = True
        self.date.setText(date_for_people(day) if day else value if isinstance(value, str) else "")
        self._typed()
        self._showing = False
        self.read_as.found_there()

    def _typed(self) -> None:
        self.read_as.show_day(self.date.text(), self._read(), today=self._today())
        if not self._showing:
            self.changed.emit()

    def _open_calendar(self) -> None:
        def chosen(day: dt.date) -> None:
            self.date.setText(date_for_people(day))
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)

        today = self._today()
        first = None if self._past else today
        self._calendar = Calendar(self.date, self._read() or today, chosen, first=first)

    def focus_here(self) -> None:
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        set_invalid(self.date, wrong)

    def name(self, label: str, description: str) -> None:
        self.date.setAccessibleName(label)
        self.date.setAccessibleDescription(with_example(description, self.date))
