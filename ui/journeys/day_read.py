"""How a typed day and time are understood, under the field: “That is Monday 30 November 2026.”"""

from __future__ import annotations

import datetime as dt

from trent_desktop.journeys import date_for_people
from trent_desktop.sentences import ended
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import Words
from ui.journeys.days_read import day_of_week, why_no_day


class DayRead(Words):
    """Empty where what was typed is written out as it is; its room is kept all the same."""

    def __init__(self) -> None:
        super().__init__("", "small", "soft")
        self.keep_room()
        self.heard = SaidAtRest(self)

    def show_day(
        self,
        typed: str,
        day: dt.date | None,
        time: tuple[str, dt.time | None] = ("", None),
        *,
        today: dt.date,
    ) -> None:
        """For a day that was typed, and perhaps the time beside it as it was typed and read."""
        hour = time[1] if time[1] is not None and time[0].strip() != f"{time[1]:%H:%M}" else None
        said: list[str] = []
        if day is not None and typed.strip() != date_for_people(day):
            said.append(day_of_week(day))
        if hour is not None:
            said.append(f"{'at ' if said else ''}{hour:%H:%M}")
        read = f"That is {ended(' '.join(said))}" if said else ""
        self.setText((why_no_day(typed, today) if day is None else "") or read)
        self.heard.typed(self.text())

    def found_there(self) -> None:
        """Nobody typed it: it is not read out."""
        self.heard.shown(self.text())
