"""What has a day, as it was last known on this laptop."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any, Final, cast

from trent_desktop.asking import on_laptop
from trent_desktop.dated import Dated
from trent_desktop.journeys.answers import day_of
from trent_desktop.reports.tasks.on_laptop import TasksOnLaptop
from trent_desktop.reports.tasks.task import ToDo, ToDoKind
from trent_desktop.reports.tasks.to_do import in_order
from trent_desktop.school.keys.session import Clocked, SignedIn

NOTE: Final = "dated"


#: What is further off than this is in the calendar, and not yet to be done.
AHEAD: Final = dt.timedelta(days=60)


class CalendarOnLaptop(Clocked):
    """The days of every room, as last looked up. Never asks the share."""

    def __init__(self, signed_in: SignedIn, tasks: TasksOnLaptop) -> None:
        super().__init__(signed_in)
        self._tasks = tasks

    @on_laptop
    def has_looked(self) -> bool:
        """Whether this laptop has asked the rooms at all."""
        return bool(self._me.store.note(NOTE))

    @on_laptop
    def dates(self) -> tuple[Dated, ...]:
        """Everything with a day as it was last known here; what only happened is left out."""
        today = self.today
        return tuple(one for one in self._kept() if one.to_do or one.day >= today)

    @on_laptop
    def to_do(self) -> tuple[ToDo, ...]:
        """Everything that she has to do: her tasks and reports, and what has a day soon."""
        today = self.today
        rows = [
            ToDo(
                ToDoKind.DATED,
                due=one.day,
                overdue=one.to_do and one.day < today,
                dated=one,
            )
            for one in self.dates()
            if one.day <= today + AHEAD
        ]
        return in_order((*self._tasks.to_do(), *rows))

    def _kept(self) -> tuple[Dated, ...]:
        kept = self._me.store.note(NOTE)
        rows = cast("list[Any]", json.loads(kept)) if kept else []
        return tuple(one for one in map(_from_json, rows) if one is not None)


def _from_json(row: Any) -> Dated | None:
    """One row; None for what another version of this program kept otherwise."""
    body = cast("dict[str, Any]", row) if isinstance(row, dict) else dict[str, Any]()
    day = day_of(body.get("day"))
    if day is None:
        return None
    try:
        return Dated(
            str(body["key"]),
            day,
            str(body["words"]),
            str(body["part"]),
            uuid.UUID(body["subject"]) if body["subject"] else None,
            bool(body["to_do"]),
            dt.time.fromisoformat(body["at"]) if body["at"] else None,
            int(body["minutes"]),
        )
    except (KeyError, ValueError, TypeError):
        return None
