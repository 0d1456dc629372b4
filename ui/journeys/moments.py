"""Reads times as people in Britain write them, and says moments back in words."""

from __future__ import annotations

import datetime as dt
import re

from trent_desktop.clock import on_the_wall
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import is_far

_TIME = re.compile(r"^(\d{1,2})(?:\s*[:.;h ]\s*(\d{2}))?\s*(am|pm|a\.m\.?|p\.m\.?)?$")
_TIME_RUN_ON = re.compile(r"^(\d{1,2})(\d{2})\s*(am|pm)?$")
_NAMED = {
    "noon": dt.time(12),
    "midday": dt.time(12),
    "12 noon": dt.time(12),
    "midnight": dt.time(0),
}
_LATEST_AFTERNOON = (6, 30)


def read_time(text: str) -> dt.time | None:
    """The time in `text`: ``10:42``, ``10.42``, ``1042``, ``2.15 pm``, ``noon``. None if none.

    From one to half past six without more it is the afternoon, as in a school: ``2.15`` is 14:15,
    and ``02.15`` the night.
    """
    plain = " ".join(text.casefold().replace("o’clock", "o'clock").split())
    if plain in _NAMED:
        return _NAMED[plain]
    plain = re.sub(r"^half past (\d{1,2})\b", r"\1:30", plain)
    plain = re.sub(r"^(\d{1,2}) o'clock\b", r"\1:00", plain)
    found = _TIME.match(plain) or _TIME_RUN_ON.match(plain)
    if found is None or (found.re is _TIME and found[2] is None and found[3] is None):
        return None  # "10" alone says too little
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif len(found[1]) == 1 and (1, 0) <= (hour, minute) <= _LATEST_AFTERNOON:
        hour += 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def on_this_laptop(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment at which the clock on the wall showed this, with the zone it had then."""
    return on_the_wall(dt.datetime.combine(day, time))


def ago(moment: dt.datetime, now: dt.datetime) -> str:
    """``just now``, ``12 seconds ago``, ``3 minutes ago``, then ``at 10:42``."""
    seconds = int((now - moment).total_seconds())
    if seconds < 2:
        return "just now"
    if seconds < 60:
        return f"{seconds} seconds ago"
    minutes = seconds // 60
    if minutes < 60:
        return "1 minute ago" if minutes == 1 else f"{minutes} minutes ago"
    return f"at {on_the_wall(moment):%H:%M}"


def day_for_people(day: dt.date, today: dt.date) -> str:
    """``today``, ``yesterday``, or ``22 November 2026``."""
    if day == today:
        return "today"
    if day == today - dt.timedelta(days=1):
        return "yesterday"
    return date_for_people(day)


def moment_near(moment: dt.datetime, now: dt.datetime) -> str:
    """``Today at 10:42`` where that is so, else the whole date; by this laptop's clock."""
    if is_far(moment):
        return "Date not known"
    local = on_the_wall(moment)
    day = day_for_people(local.date(), now.astimezone().date())
    return f"{day[0].upper()}{day[1:]} at {local:%H:%M}"
