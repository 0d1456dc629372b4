"""What has a day for a member: asked from the rooms, kept on this laptop, joined to her tasks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from trent_desktop.dated import Dated
from trent_desktop.oversight.calendar.on_laptop import NOTE, CalendarOnLaptop
from trent_desktop.reports.tasks.service import TaskService
from trent_desktop.school.keys.session import SignedIn

#: What a room gives for the member who is signed in, as of a day.
Room = Callable[[dt.date], Iterable[Dated]]


class CalendarService(CalendarOnLaptop):
    """The days of every room. `look` asks the share; all else is on this laptop."""

    def __init__(self, signed_in: SignedIn, tasks: TaskService, rooms: Sequence[Room]) -> None:
        super().__init__(signed_in, tasks)
        self._rooms = tuple(rooms)

    def look(self) -> bool:
        """Ask every room, and keep what they say; whether it differs from what was kept.

        Raises what the share raises; what was kept then stays.
        """
        found = [one for room in self._rooms for one in room(self.today)]
        found.sort(key=lambda one: (one.day, one.at or dt.time(), one.key))
        kept = json.dumps([_to_json(one) for one in found])
        if kept == self._me.store.note(NOTE):
            return False
        self._me.store.remember(NOTE, kept)
        return True


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
