"""A date and a time: typed in British order, picked from a calendar, or "Now" with one press."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt

from trent_desktop.clock import Clock, on_the_wall
from trent_desktop.journeys import When, date_for_people, moment_of, when_value
from ui.components.buttons import IconButton, QuietButton
from ui.components.fields import set_invalid
from ui.components.pages import flow
from ui.journeys.calendar import Calendar
from ui.journeys.controls import AnswerControl, held, upright, with_example
from ui.journeys.day_read import DayRead
from ui.journeys.days_read import read_date, read_nearest_day
from ui.journeys.moments import on_this_laptop, read_time
from ui.journeys.plain_text import PlainField
from ui.theme import SPACE


class WhenControl(AnswerControl):
    """Date and time in two fields. What cannot be read stays in them, and in the draft."""

    def __init__(self, question: When, clock: Clock, text_only: bool) -> None:
        super().__init__()
        self._clock = clock
        self._may_come = question.may_be_future
        self._showing = False
        self.date = PlainField(
            name=f"Date. {question.label}",
            placeholder=date_for_people(self._today()),
            wide=20,
            text_only=text_only,
        )
        self.time = PlainField(
            name=f"Time. {question.label}", placeholder="10:42", wide=8, text_only=text_only
        )
        self.calendar_button = IconButton("calendar-blank", "Choose the day from a calendar")
        self.now_button = QuietButton("Now", "clock")
        self.now_button.setAccessibleName(f"Now. {question.label}")
        self.yesterday_button = QuietButton("Yesterday")
        self.yesterday_button.setAccessibleName(f"Yesterday. {question.label}")
        self.setFocusProxy(self.date)
        column = upright(self, SPACE.hair)
        column.addWidget(
            flow(
                held(self.date, self.calendar_button),
                self.time,
                self.now_button,
                self.yesterday_button,
                gap=SPACE.tight,
            )
        )
        self.read_as = DayRead()
        column.addWidget(self.read_as)
        self._calendar: Calendar | None = None
        for field in (self.date, self.time):
            field.textChanged.connect(lambda _text: self._typed())
            field.entered.connect(self.entered)
            field.refused.connect(self.refused)
        self.now_button.clicked.connect(self.put_now)
        self.yesterday_button.clicked.connect(self._put_yesterday)
        self.calendar_button.clicked.connect(self._open_calendar)

    # ------------------------------------------------------------------ the answer

    def value(self) -> Any:
        date, time = self.date.text().strip(), self.time.text().strip()
        if not date and not time:
            return None
        day, hour = self._day(), read_time(time)
        if day is None or hour is None:
            # Kept as typed, and Continue asks to mend it; but “yesterday” is another day tomorrow.
            return f"{date_for_people(day) if day else date} at {time}"
        return when_value(on_this_laptop(day, hour))

    def show_value(self, value: Any) -> None:
        moment = moment_of(value)
        date, time = "", ""
        if moment is not None:
            local = on_the_wall(moment)
            date, time = date_for_people(local.date()), f"{local:%H:%M}"
        elif isinstance(value, str):
            date, _, time = value.rpartition(" at ")
        self._put(date, time)

    def _put(self, date: str, time: str) -> None:
        self._showing = True
        self.date.setText(date)
        self.time.setText(time)
        self._typed()
        self._showing = False
        self.read_as.found_there()

    def _day(self) -> dt.date | None:
        read = read_nearest_day if self._may_come else read_date
        return read(self.date.text(), self._today())

    def _typed(self) -> None:
        time = self.time.text()
        typed = (time, read_time(time))
        self.read_as.show_day(self.date.text(), self._day(), typed, today=self._today())
        if not self._showing:
            self.changed.emit()

    # ------------------------------------------------------------------ ease

    def put_now(self) -> None:
        """The present moment."""
        self.show_value(when_value(self._clock().astimezone()))
        self.changed.emit()

    def _put_yesterday(self) -> None:
        day = self._today() - dt.timedelta(days=1)
        self._put(date_for_people(day), self.time.text())
        self.changed.emit()
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> dt.date:
        return self._clock().astimezone().date()

    def _open_calendar(self) -> None:
        def chosen(day: dt.date) -> None:
            self.date.setText(date_for_people(day))
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)

        last = None if self._may_come else self._today()
        self._calendar = Calendar(self.date, self._day() or self._today(), chosen, last=last)

    # ------------------------------------------------------------------ keyboard

    def focus_here(self) -> None:
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        bad_date = self._day() is None
        bad_time = read_time(self.time.text()) is None
        # What reads well is not marked, unless the whole is wrong (in the future, say).
        either = bad_date or bad_time
        set_invalid(self.date, wrong and (bad_date or not either))
        set_invalid(self.time, wrong and (bad_time or not either))

    def name(self, label: str, description: str) -> None:
        self.date.setAccessibleName(f"Date. {label}")
        self.time.setAccessibleName(f"Time. {label}")
        self.date.setAccessibleDescription(with_example(description, self.date))
        self.time.setAccessibleDescription(with_example(description, self.time))
