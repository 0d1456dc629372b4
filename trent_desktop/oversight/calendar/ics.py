"""A calendar's file (iCalendar), for whichever calendar a member uses.

It leaves the school's keys, so it says what rooms say of their days, and nothing of any report.
"""

# icalendar's types leave the parameters of a property open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

import icalendar

from trent_desktop import __version__
from trent_desktop.dated import Dated
from trent_desktop.journeys.cleaning import line_of
from trent_desktop.newer import is_far_day
from trent_desktop.reports.tasks.task import ToDo

_LONDON: Final = ZoneInfo("Europe/London")
#: What a file says of a task or a report: that there is something, and not what.
A_TASK: Final = "Something to do in Trent Desktop"


def calendar_file(rows: Iterable[ToDo], school_id: uuid.UUID, now: dt.datetime) -> bytes:
    """Everything of `rows` that has a day, as one file.

    The same thing has the same name in it whenever it is made, so that a calendar that knows it
    already changes it.
    """
    calendar = _calendar()
    for row in rows:
        if row.due is not None and not is_far_day(row.due):
            dated = row.dated or Dated(f"{row.kind.value}/{row.id}", row.due, A_TASK, "")
            calendar.add_component(_event(dated, school_id, now))
    return calendar.to_ical()


def event_file(one: Dated, school_id: uuid.UUID, now: dt.datetime, *, place: str = "") -> bytes:
    """One thing with a day, such as a meeting, as a file to pass on."""
    calendar = _calendar()
    event = _event(one, school_id, now)
    if place:
        event.add("location", line_of(place))
    calendar.add_component(event)
    return calendar.to_ical()


def _calendar() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Trent Desktop//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    return calendar


def _event(one: Dated, school_id: uuid.UUID, now: dt.datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", str(uuid.uuid5(school_id, one.key)))
    event.add("dtstamp", now.astimezone(dt.UTC))
    # No word may end its line: what follows would be read as the calendar’s own.
    event.add("summary", line_of(one.words))
    if one.at is None:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # nobody is busy all day with it
    else:
        begins = dt.datetime.combine(one.day, one.at, _LONDON)
        event.add("dtstart", begins.astimezone(dt.UTC))
        event.add("dtend", (begins + dt.timedelta(minutes=one.minutes or 60)).astimezone(dt.UTC))
    return event
