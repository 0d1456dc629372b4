"""A month that opens under a field, to pick a day from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from trent_desktop.journeys import date_for_people
from ui.components.buttons import IconButton
from ui.components.words import Words
from ui.theme import SPACE, look


class Calendar(QFrame):
    """Opens under `field` at `day`; `chosen` brings the day that is picked.

    `first` and `last` bound it, where there is a bound.
    """

    def __init__(
        self,
        field: QWidget,
        day: dt.date,
        chosen: Callable[[dt.date], object],
        *,
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendarPopup")
        self.setFrameShape(QFrame.Shape.Box)
        self._chosen = chosen
        month = _Month()
        month.setSelectedDate(QDate(day.year, day.month, day.day))
        if first is not None:
            month.setMinimumDate(QDate(first.year, first.month, first.day))
        if last is not None:
            month.setMaximumDate(QDate(last.year, last.month, last.day))
        inner = QVBoxLayout(self)
        inner.setContentsMargins(SPACE.tight, SPACE.tight, SPACE.tight, SPACE.tight)
        inner.addWidget(_MonthBar(month))
        inner.addWidget(month)
        month.clicked.connect(self._pick)
        month.activated.connect(self._pick)
        self.adjustSize()
        at = field.mapToGlobal(QPoint(0, field.height() + 4))
        screen = field.screen().availableGeometry()
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        if at.y() + self.height() > screen.bottom():
            at.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(at)
        self.show()
        month.setFocus()

    def _pick(self, picked: QDate) -> None:
        self._chosen(dt.date(picked.year(), picked.month(), picked.day()))
        self.close()


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


class _Month(QCalendarWidget):
    """A month to pick a day from, Monday first, dressed like the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Calendar")
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        days = self.findChild(QTableView)
        if days is not None:
            days.setAccessibleName("Days of the month")
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
