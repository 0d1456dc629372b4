"""Reads dates and times as people in Britain write them, and says them back in words."""

from __future__ import annotations

import datetime as dt
import re

from trent_desktop.clock import on_the_wall
from trent_desktop.newer import is_far

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_NUMBERS = re.compile(r"^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?$")
_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([a-z]+)\.?,?\s*(\d{4}|\d{2})?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_IN = re.compile(r"^in (\d{1,3}) (day|week)s?$")
_SHORT_YEAR = re.compile(r"[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2}$|[a-z]\.?,? \d{2}$")
_TIME = re.compile(r"^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$")
_TIME_RUN_ON = re.compile(r"^(\d{1,2})(\d{2})\s*(am|pm)?$")


def read_date(text: str, today: dt.date) -> dt.date | None:
    """The day in `text`: ``22/11/2026``, ``22 Nov``, ``today``, ``Monday`` (the last one).

    The day comes before the month. Without a year it is the latest such day that is not after
    `today`. None when it is no date.
    """
    plain = " ".join(text.casefold().split()).rstrip(".")
    if plain in ("today", "now"):
        return today
    if plain == "yesterday":
        return today - dt.timedelta(days=1)
    for number, name in enumerate(_DAYS):
        if len(plain) >= 3 and name.startswith(plain):
            return today - dt.timedelta(days=(today.weekday() - number) % 7)
    plain = re.sub(rf"^(?:{'|'.join(day[:3] + '[a-z]*' for day in _DAYS)})[ ,]+", "", plain)
    if found := _ISO.match(plain):
        return _day(int(found[3]), int(found[2]), found[1], today)
    if found := _NUMBERS.match(plain):
        return _day(int(found[1]), int(found[2]), found[3], today)
    if found := _WORDS.match(plain):
        month = next(
            (
                at
                for at, name in enumerate(_MONTHS, 1)
                if len(found[2]) >= 3 and name.startswith(found[2])
            ),
            0,
        )
        return _day(int(found[1]), month, found[3], today) if month else None
    return None


def read_day_to_come(text: str, today: dt.date) -> dt.date | None:
    """A day that comes: ``tomorrow``, ``next Monday``, ``in 2 weeks``, ``1/9`` (the next one).

    As `read_date`, but without a year it is the first such day that is not before `today`, and a
    day of the week is the one that comes. None when it is no date.
    """
    plain = " ".join(text.casefold().split()).rstrip(".")
    if plain == "tomorrow":
        return today + dt.timedelta(days=1)
    if found := _IN.match(plain):
        return today + dt.timedelta(days=int(found[1]) * (7 if found[2] == "week" else 1))
    weekday = plain.removeprefix("next ").removeprefix("on ")
    for number, name in enumerate(_DAYS):
        if len(weekday) >= 3 and name.startswith(weekday):
            return today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    day = read_date(plain, today)
    if day is None or day >= today or str(day.year) in plain or _SHORT_YEAR.search(plain):
        return day
    if plain == "yesterday":
        return day
    for year in (day.year + 1, day.year + 2, day.year + 3, day.year + 4):
        try:
            return day.replace(year=year)
        except ValueError:
            continue  # 29 February
    return day


def _day(day: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    try:
        if year:
            return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        this_year = dt.date(today.year, month, day)
        return this_year if this_year <= today else dt.date(today.year - 1, month, day)
    except ValueError:
        return None


def read_time(text: str) -> dt.time | None:
    """The time in `text`: ``10:42``, ``10.42``, ``1042``, ``2.15 pm``, ``noon``. None if none."""
    plain = " ".join(text.casefold().split())
    if plain in ("noon", "midday"):
        return dt.time(12, 0)
    found = _TIME.match(plain) or _TIME_RUN_ON.match(plain)
    if found is None or (found.re is _TIME and found[2] is None and found[3] is None):
        return None  # "10" alone says too little
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
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
    return f"{day.day} {_MONTHS[day.month - 1].title()} {day.year}"


def moment_near(moment: dt.datetime, now: dt.datetime) -> str:
    """``Today at 10:42`` where that is so, else the whole date; by this laptop's clock."""
    if is_far(moment):
        return "Date not known"
    local = on_the_wall(moment)
    day = day_for_people(local.date(), now.astimezone().date())
    return f"{day[0].upper()}{day[1:]} at {local:%H:%M}"
