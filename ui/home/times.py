"""Times as people say them."""

from __future__ import annotations

import datetime as dt

from trent_desktop.newer import is_far

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def greeting(now: dt.datetime) -> str:
    """`Good morning` until noon, `Good afternoon` until five, then `Good evening`."""
    if now.hour < 12:
        return "Good morning"
    return "Good afternoon" if now.hour < 17 else "Good evening"


def long_date(day: dt.date) -> str:
    """`Monday 23 November 2026`, whatever the laptop's own language is."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_name(day: dt.date) -> str:
    """`Monday`."""
    return _DAYS[day.weekday()]


def day_and_month(day: dt.date) -> str:
    """`23 November`."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def when(moment: dt.datetime, now: dt.datetime) -> str:
    """`today at 10:42`, `yesterday`, `on Thursday`, `on 4 November 2026`, in the laptop's zone."""
    if is_far(moment):
        return "on a day that is not known"
    there = moment.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    if days == 0:
        return f"today at {there:%H:%M}"
    if days == 1:
        return f"yesterday at {there:%H:%M}"
    if 1 < days < 7:
        return f"on {_DAYS[there.weekday()]}"
    return f"on {there.day} {_MONTHS[there.month - 1]} {there.year}"
