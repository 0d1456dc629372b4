"""A date and a time: typed in British order, picked from a calendar, or "Now" with one press."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from trent_desktop.clock import Clock
from trent_desktop.journeys import When, date_for_people, moment_of, when_value
from ui.components.buttons import IconButton, QuietButton
from ui.components.fields import set_invalid
from ui.components.pages import flow
from ui.components.words import Words
from ui.journeys.controls import AnswerControl, upright
from ui.journeys.moments import on_this_laptop, read_date, read_time
from ui.journeys.plain_text import PlainField
from ui.theme import SPACE, look


class WhenControl(AnswerControl):
    """Date and time in two fields. What cannot be read stays in them, and in the draft."""

    def __init__(self, question: When, clock: Clock, text_only: bool) -> None:
        super().__init__()
        self._clock = clock
        self._showing = False
        self.date = PlainField(
            name=f"Date. {question.label}",
            placeholder="22 November 2026",
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
        column = upright(self)
        column.addWidget(
            flow(
                _held(self.date, self.calendar_button),
                self.time,
                self.now_button,
                self.yesterday_button,
                gap=SPACE.tight,
            )
        )
        self._calendar: QFrame | None = None
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
        day, hour = read_date(date, self._today()), read_time(time)
        if day is None or hour is None:
            return f"{date} at {time}"  # kept as typed; Continue asks to mend it
        return when_value(on_this_laptop(day, hour))

    def show_value(self, value: Any) -> None:
        moment = moment_of(value)
        date, time = "", ""
        if moment is not None:
            local = moment.astimezone()
            date, time = date_for_people(local.date()), f"{local:%H:%M}"
        elif isinstance(value, str):
            date, _, time = value.partition(" at ")
        self._put(date, time)

    def _put(self, date: str, time: str) -> None:
        self._showing = True
        self.date.setText(date)
        self.time.setText(time)
        self._showing = False

    def _typed(self) -> None:
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
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frame.setObjectName("calendarPopup")
        calendar = _Calendar()
        day = read_date(self.date.text(), self._today()) or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        today = self._today()
        calendar.setMaximumDate(QDate(today.year, today.month, today.day))
        frame.setFrameShape(QFrame.Shape.Box)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(SPACE.tight, SPACE.tight, SPACE.tight, SPACE.tight)
        inner.addWidget(_MonthBar(calendar))
        inner.addWidget(calendar)

        def chosen(picked: QDate) -> None:
            self.date.setText(date_for_people(dt.date(picked.year(), picked.month(), picked.day())))
            frame.close()
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)

        calendar.clicked.connect(chosen)
        calendar.activated.connect(chosen)
        self._calendar = frame
        frame.adjustSize()
        at = self.date.mapToGlobal(QPoint(0, self.date.height() + 4))
        screen = self.screen().availableGeometry()
        at.setX(max(screen.left(), min(at.x(), screen.right() - frame.width())))
        if at.y() + frame.height() > screen.bottom():
            at.setY(self.date.mapToGlobal(QPoint(0, 0)).y() - frame.height() - 4)
        frame.move(at)
        frame.show()
        calendar.setFocus()

    # ------------------------------------------------------------------ keyboard

    def focus_here(self) -> None:
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, wrong: bool) -> None:
        bad_date = read_date(self.date.text(), self._today()) is None
        bad_time = read_time(self.time.text()) is None
        # What reads well is not marked, unless the whole is wrong (in the future, say).
        either = bad_date or bad_time
        set_invalid(self.date, wrong and (bad_date or not either))
        set_invalid(self.time, wrong and (bad_time or not either))

    def name(self, label: str, description: str) -> None:
        self.date.setAccessibleName(f"Date. {label}")
        self.time.setAccessibleName(f"Time. {label}")
        self.date.setAccessibleDescription(description)
        self.time.setAccessibleDescription(description)


class _MonthBar(QWidget):
    """Which month a calendar shows, and the way to the ones before and after."""

    def __init__(self, calendar: QCalendarWidget) -> None:
        super().__init__()
        self._calendar = calendar
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        before = IconButton("caret-left-bold", "The month before")
        after = IconButton("caret-right-bold", "The month after")
        self._month = Words("", "strong", align=Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(before)
        row.addWidget(self._month, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(after)
        before.clicked.connect(calendar.showPreviousMonth)
        after.clicked.connect(calendar.showNextMonth)
        calendar.currentPageChanged.connect(lambda _year, _month: self._show())
        self._show()

    def _show(self) -> None:
        shown = dt.date(self._calendar.yearShown(), self._calendar.monthShown(), 1)
        self._month.setText(date_for_people(shown).removeprefix("1 "))


class _Calendar(QCalendarWidget):
    """A month to pick a day from, Monday first, dressed like the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Calendar")
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        self.setNavigationBarVisible(False)  # `_MonthBar` is ours
        self.setFont(look().font("body"))
        side = look().theme.px(38)
        self.setMinimumSize(side * 8, side * 7)
        self._dress()

    def _dress(self) -> None:
        """Weekends like other days, the head in our colours: Qt's own are for a light ground."""
        plain = QTextCharFormat()
        plain.setForeground(look().colour("ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(look().colour("soft"))
        head.setBackground(look().colour("card"))
        self.setHeaderTextFormat(head)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            window = self.window()
            window.close()
            return
        super().keyPressEvent(event)


def _held(*widgets: QWidget) -> QWidget:
    """Widgets that stay beside each other."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.hair)
    for widget in widgets:
        row.addWidget(widget)
    return holder
