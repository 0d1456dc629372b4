"""How a day or a time that is typed into a form is understood, said under its field at once.

As in a report: who types “7” for a meeting in the evening sees “That is 07:00.” before she saves it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtWidgets import QLineEdit

from ui.components.fields import FieldBlock
from ui.journeys.day_read import DayRead
from ui.journeys.moments import read_time
from ui.school.settings.days import Toward, read_day, today_here

#: The longest that is said of a day: so much room is kept, since what stands below is pressed.
_LONGEST_DAY = "That is Wednesday 30 September 2026."


def day_said_back(
    block: FieldBlock, toward: Toward = Toward.COMING, today: Callable[[], dt.date] = today_here
) -> DayRead:
    """Say under its field which day it is that is typed there."""
    said = DayRead()
    said.keep_room_for(_LONGEST_DAY)

    def show(typed: str) -> None:
        day = None
        with suppress(ValueError):
            day = read_day(typed, toward, today())
        said.show_day(typed, day, today=today())

    return _under(block, said, show)


def time_said_back(block: FieldBlock) -> DayRead:
    """Say under its field which time it is that is typed there."""
    said = DayRead()

    def show(typed: str) -> None:
        said.show_day("", None, (typed, read_time(typed)), today=today_here())

    return _under(block, said, show)


def _under(block: FieldBlock, said: DayRead, show: Callable[[str], None]) -> DayRead:
    field = block.control
    if not isinstance(field, QLineEdit):
        raise TypeError("Only what is typed is said back.")
    block.add_below(said)
    show(field.text())
    said.found_there()
    field.textChanged.connect(partial(_typed, show))
    return said


def _typed(show: Callable[[str], None], text: str) -> None:
    show(text)
