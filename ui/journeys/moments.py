"""Reads times as people in Britain write them, and says moments back in words."""

from __future__ import annotations

import datetime as dt
import re

from trent_desktop.clock import on_the_wall
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import is_far

_HALVES = r"(am|pm|a\.m\.?|p\.m\.?)?$"
_TIME = re.compile(rf"^(\d{{1,2}})(?:\s*(?:[:.;h]|\s)\s*(\d{{2}}))?h?\s*{_HALVES}")
_TIME_RUN_ON = re.compile(rf"^(\d{{1,2}})(\d{{2}})\s*{_HALVES}")
_ABOUT = re.compile(r"^(?:(?:at|about|around|roughly|approximately|just) |c\. ?|ca\.? )+")
_ISH = re.compile(r"[ -]?ish$")
#: “in the afternoon” and the like, as the half of the day that they are in.
_HALF_IN_WORDS = (
    (re.compile(r" in the morning$"), " am"),
    (re.compile(r" (?:in the afternoon|in the evening)$"), " pm"),
)
_HOURS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_HOUR_IN_WORDS = re.compile(rf"\b({'|'.join(_HOURS)})(?: (?:am|pm)| o'? ?clock\b.*)?$")
_MINUTES = {
    "a quarter": 15,
    "quarter": 15,
    "half": 30,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "twenty five": 25,
    "twenty-five": 25,
}
_FROM_HOUR = re.compile(
    rf"^({'|'.join(sorted(_MINUTES, key=len, reverse=True))}|\d{{1,2}})(?: minutes?)?"
    rf" (past|after|to|before) (\d{{1,2}})\s*{_HALVES}"
)
_HALF_HOUR = re.compile(rf"^half (\d{{1,2}})\s*{_HALVES}")
_NAMED = {
    "noon": dt.time(12),
    "midday": dt.time(12),
    "12 noon": dt.time(12),
    "12 midday": dt.time(12),
    "midnight": dt.time(0),
}
_LATEST_AFTERNOON = (6, 30)


def read_time(text: str) -> dt.time | None:
    """The time in `text`: ``10:42``, ``1042``, ``9``, ``2.15 pm``, ``quarter to nine``, ``noon``.

    From one to half past six without more it is the afternoon, as in a school: ``2.15`` and
    ``half past two`` are in the afternoon, and ``02.15`` the night. None if it is no time.
    """
    plain = _in_figures(text)
    if plain in _NAMED:
        return _NAMED[plain]
    if found := _FROM_HOUR.match(plain):
        minutes = _MINUTES.get(found[1]) or int(found[1])
        if minutes > 30:
            return None
        back = found[2] in ("to", "before")
        return _of(found[3], -minutes if back else minutes, found[4])
    if found := _HALF_HOUR.match(plain):
        return _of(found[1], 30, found[2])
    found = _TIME.match(plain) or _TIME_RUN_ON.match(plain)
    if found is None or plain == "0":
        return None
    minutes = int(found[2] or 0)
    return _of(found[1], minutes, found[3]) if minutes < 60 else None


def _in_figures(text: str) -> str:
    """As it is read: hours in figures, without “about” and “o’clock”."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    plain = _ISH.sub("", _ABOUT.sub("", plain))
    for pattern, half in _HALF_IN_WORDS:
        plain = pattern.sub(half, plain)
    if found := _HOUR_IN_WORDS.search(plain):
        number = _HOURS.index(found[1]) + 1
        plain = f"{plain[: found.start(1)]}{number}{plain[found.end(1) :]}"
    return re.sub(r"(?<=\d) o'? ?clock\b", "", plain)


def _of(hour_typed: str, minutes: int, half_typed: str | None) -> dt.time | None:
    """An hour, as it was typed, and so many minutes from it."""
    hour, half = int(hour_typed), (half_typed or "").replace(".", "")
    if hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if hour == 1 and minutes < 0 and not hour_typed.startswith("0"):
        hour = 13  # a quarter to one is after twelve
    at = (hour * 60 + minutes) % (24 * 60)
    if half:
        at = at % 720 + (720 if half == "pm" else 0)
    elif len(hour_typed) == 1 and (1, 0) <= divmod(at, 60) <= _LATEST_AFTERNOON:
        at += 720
    return dt.time(*divmod(at, 60))


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
