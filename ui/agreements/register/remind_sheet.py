"""Whom to remind, for which time, and by when they should answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from trent_desktop.agreements.giving.batch import usual_day
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.fields import FieldBlock, TextField
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.school.settings.days import day_typed, read_day, wrong_day
from ui.school.settings.said_back import day_said_back
from ui.shell.section_room import SectionPage

_SATURDAY: Final = 5


class RemindSheet(Sheet):
    """`chosen` gets whether everybody is reminded, whether for the second time, and the day."""

    def __init__(
        self,
        page: SectionPage,
        shown: str,
        today: dt.date,
        chosen: Callable[[bool, bool, dt.date], object],
    ) -> None:
        super().__init__(page, "Remind those whose forms are missing")
        self._today, self._chosen = today, chosen
        self.column.addWidget(
            body("One letter for each family, in its language. You see the letters first.")
        )
        self.day = TextField(day_typed(usual_day(today)), name="To be back by", wide=14)
        self.block = FieldBlock("To be back by", self.day, hint="A school day.")
        day_said_back(self.block, today=lambda: today)
        self.column.addWidget(self.block)
        choices = (
            (f"First reminder, {shown}", False, False),
            ("First reminder, everybody", True, False),
            (f"Second reminder, {shown}", False, True),
            ("Second reminder, everybody", True, True),
        )
        for words, everybody, second in choices:
            button = (PrimaryButton if words == choices[0][0] else SecondaryButton)(words)
            button.setObjectName(f"remind-{'all' if everybody else 'class'}-{int(second) + 1}")
            button.clicked.connect(
                lambda _=False, everybody=everybody, second=second: self._press(everybody, second)
            )
            self.column.addWidget(button)
        self.open()

    def _press(self, everybody: bool, second: bool) -> None:
        try:
            day = read_day(self.day.text(), today=self._today)
            wrong = why_not(day, self._today)
        except ValueError:
            day, wrong = None, wrong_day(self.day.text())
        if day is None or wrong:
            self.block.show_error(wrong or wrong_day(self.day.text()))
            self.day.setFocus()
            return
        self.closed.connect(lambda: self._chosen(everybody, second, day))
        self.dismiss()


def why_not(day: dt.date | None, today: dt.date) -> str:
    """Why nobody could bring anything back on it; empty for a school day to come."""
    if day is None:
        return "Write a day: families have to know by when."
    if day <= today:
        return "Choose a day to come."
    if day.weekday() >= _SATURDAY:
        return f"{day:%A} is not a school day."
    return ""
