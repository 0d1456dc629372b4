"""What has a day for a member: asked from the rooms, kept on this laptop, joined to her tasks."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, cast

from trent_desktop.asking import on_laptop
from trent_desktop.dated import Dated
from trent_desktop.journeys.answers import day_of
from trent_desktop.reports.tasks.service import TaskService
from trent_desktop.reports.tasks.task import ToDo, ToDoKind
from trent_desktop.reports.tasks.to_do import in_order
from trent_desktop.school.keys.session import SignedIn

#: What a room gives for the member who is signed in, as of a day.
Room = Callable[[dt.date], Iterable[Dated]]

_NOTE: Final = "dated"
#: What is further off than this is in the calendar, and not yet to be done.
AHEAD: Final = dt.timedelta(days=60)


class CalendarService:
    """The days of every room. `look` asks the share; all else is on this laptop."""

    def __init__(self, signed_in: SignedIn, tasks: TaskService, rooms: Sequence[Room]) -> None:
        self._me = signed_in
        self._tasks = tasks
        self._rooms = tuple(rooms)

    @property
    def today(self) -> dt.date:
        """The day by this laptop's clock."""
        return self._me.clock().astimezone().date()

    def look(self) -> bool:
        """Ask every room, and keep what they say; whether it differs from what was kept.

        Raises what the share raises; what was kept then stays.
        """
        found = [one for room in self._rooms for one in room(self.today)]
        found.sort(key=lambda one: (one.day, one.at or dt.time(), one.key))
        kept = json.dumps([_to_json(one) for one in found])
        if kept == self._me.store.note(_NOTE):
            return False
        self._me.store.remember(_NOTE, kept)
        return True

    @on_laptop
    def has_looked(self) -> bool:
        """Whether this laptop has asked the rooms at all."""
        return bool(self._me.store.note(_NOTE))

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
        kept = self._me.store.note(_NOTE)
        rows = cast("list[Any]", json.loads(kept)) if kept else []
        return tuple(one for one in map(_from_json, rows) if one is not None)


def _to_json(one: Dated) -> dict[str, Any]:
    return {
        "key": one.key,
        "day": one.day.isoformat(),
        "words": one.words,
        "part": one.part,
        "subject": str(one.subject) if one.subject else "",
        "to_do": one.to_do,
        "at": one.at.isoformat(timespec="minutes") if one.at else "",
        "minutes": one.minutes,
    }


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
