"""Reads days as people in Britain write and say them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trent_desktop.journeys.answers import date_for_people

_MONTHS = (
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
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: How a day is shortened otherwise than by its first letters.
_SHORT = {"weds": 2}

_NUMBERS = re.compile(r"^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?$")
_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([a-z]+)\.?,?\s*(\d{4}|\d{2})?$")
_MONTH_FIRST = re.compile(r"^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}|\d{2}))?$")
_OF_MONTH = re.compile(r"^(?:the )?(\d{1,2})(?:st|nd|rd|th)$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMBER_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = rf"({'|'.join(_NUMBER_WORDS)}|\d{{1,3}}) (day|week|fortnight)s?"
_IN = re.compile(rf"^in {_COUNT}['’]?s?(?: time)?$")
_AGO = re.compile(rf"^{_COUNT} ago$")
_LONG = {"day": 1, "week": 7, "fortnight": 14}
#: When on that day: its time has a field of its own.
_PART_OF_DAY = re.compile(r",? (?:in the |at )?(?:morning|afternoon|evening|night|lunchtime)$")
#: The day of the week behind the date, or in brackets.
_WEEKDAY_LAST = re.compile(r"^(.*\d),? \(?([a-z]{3,9})\.?\)?$")
#: So many days from today.
_FROM_TODAY = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "a week today": 7,
    "a week tomorrow": 8,
}
#: How many years from today a day without one is looked for: 29 February may be eight away.
_YEARS = 8


@dataclass(frozen=True, slots=True)
class _Said:
    """The parts of a date that were written."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


def read_date(text: str, today: dt.date) -> dt.date | None:
    """The day in `text`: ``22/11/2026``, ``22 Nov``, ``today``, ``last Friday``, ``Monday``.

    The day comes before the month. Without a year it is the latest such day that is not after
    `today`, and a day of the week the last one that was. None when it is no date.
    """
    return _read(text, today, coming=False)


def read_day_to_come(text: str, today: dt.date) -> dt.date | None:
    """A day that comes: ``tomorrow``, ``next Monday``, ``in 2 weeks``, ``1/9`` (the next one).

    As `read_date`, but without a year it is the first such day that is not before `today`, and a
    day of the week is the one that comes. None when it is no date.
    """
    return _read(text, today, coming=True)


def read_nearest_day(text: str, today: dt.date) -> dt.date | None:
    """As both; where they differ, the one that is closer to `today`."""
    found = {read_date(text, today), read_day_to_come(text, today)} - {None}
    return min((day for day in found if day), key=lambda day: abs(day - today), default=None)


def day_of_week(day: dt.date) -> str:
    """``Monday 23 November 2026``."""
    return f"{_DAYS[day.weekday()].title()} {date_for_people(day)}"


def other_weekday(text: str, today: dt.date) -> str:
    """What is said of a date that falls on another day of the week than is written beside it.

    ``1 December 2026 is a Tuesday, not a Wednesday.`` Empty where they fit, or there is but one.
    Which of the two is wrong only she knows who wrote them.
    """
    said = _said(_plain(text))
    if said is None or said.weekday is None:
        return ""
    days = list(_days(said, today))
    if not days or _nearest(said, today, coming=False) is not None:
        return ""
    day = min(days, key=lambda one: abs(one - today))
    written = _DAYS[said.weekday].title()
    return f"{date_for_people(day)} is a {_DAYS[day.weekday()].title()}, not a {written}."


def why_no_day(text: str, today: dt.date) -> str:
    """What is said of a date that cannot be: ``September has 30 days.``, or `other_weekday`.

    Empty where it is a day, or nothing is to be said of it.
    """
    said = _said(_plain(text))
    if said is None or said.month is None or not 1 <= said.month <= 12 or said.day == 0:
        return other_weekday(text, today)
    if any(_days(said, today)) or said.year == 0:
        return other_weekday(text, today)
    year = "" if said.year is None or said.month != 2 else f" {said.year}"
    days = calendar.monthrange(said.year or 2000, said.month)[1]
    return f"{_MONTHS[said.month - 1].title()}{year} has {days} days."


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().replace("–", "-").split()).rstrip(".")
    plain = re.sub(r"^(?:on|by|until) ", "", plain)
    if plain in _FROM_TODAY:
        return plain
    plain = _PART_OF_DAY.sub("", re.sub(r"['’‘](?=\d\d$)", "", plain))
    found = _WEEKDAY_LAST.match(plain)
    return f"{found[2]} {found[1]}" if found and _weekday(found[2]) is not None else plain


def _read(text: str, today: dt.date, *, coming: bool) -> dt.date | None:
    plain = _plain(text)
    if plain in _FROM_TODAY:
        return today + dt.timedelta(days=_FROM_TODAY[plain])
    for pattern, way in ((_IN, 1), (_AGO, -1)):
        if found := pattern.match(plain):
            number = _NUMBER_WORDS.get(found[1]) or int(found[1])
            return today + way * dt.timedelta(days=number * _LONG[found[2]])
    day = _of_week(plain, today, coming=coming)
    if day is not None:
        return day
    said = _said(plain)
    return _nearest(said, today, coming=coming) if said is not None else None


def _weekday(word: str) -> int | None:
    word = word.rstrip(".")
    if word in _SHORT:
        return _SHORT[word]
    return _place(word, _DAYS)


def _place(word: str, names: Sequence[str]) -> int | None:
    """Which of these names is meant, by at least its first three letters."""
    return next(
        (at for at, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None
    )


def _of_week(plain: str, today: dt.date, *, coming: bool) -> dt.date | None:
    """A day of the week: alone it is the last one or the next, as `coming` says."""
    first, _, rest = plain.partition(" ")
    which = first if first in ("last", "this", "next") else ""
    after = 0
    if plain.startswith("a week on "):
        rest, which, after = plain.removeprefix("a week on "), "next", 7
    elif not which and rest == "week":
        rest, which, after = first, "next", 7
    number = _weekday(rest if which else plain)
    if number is None:
        return None
    ahead = (number - today.weekday() - 1) % 7 + 1
    behind = (today.weekday() - number) % 7
    match which:
        case "next":
            return today + dt.timedelta(days=ahead + after)
        case "last":
            return today - dt.timedelta(days=behind or 7)
        case "this":
            day = today + dt.timedelta(days=number - today.weekday())
            return day + dt.timedelta(days=7) if coming and day < today else day
        case _:
            return today + (dt.timedelta(days=ahead) if coming else -dt.timedelta(days=behind))


def _said(plain: str) -> _Said | None:
    first, _, rest = plain.partition(" ")
    if first in ("last", "this", "next"):  # which one, the date beside it says
        first, _, rest = rest.partition(" ")
    weekday = _weekday(first.rstrip(","))
    if weekday is not None:
        plain = rest.removeprefix("the ")
    if found := _ISO.match(plain):
        return _Said(int(found[3]), int(found[2]), int(found[1]), weekday)
    if found := _NUMBERS.match(plain):
        return _Said(int(found[1]), int(found[2]), _year(found[3]), weekday)
    for pattern, day, month in ((_WORDS, 1, 2), (_MONTH_FIRST, 2, 1)):
        if (found := pattern.match(plain)) and (at := _place(found[month], _MONTHS)) is not None:
            return _Said(int(found[day]), at + 1, _year(found[3]), weekday)
    if found := _OF_MONTH.match(plain):
        return _Said(int(found[1]), weekday=weekday)
    return None


def _year(text: str | None) -> int | None:
    return int(text) + (2000 if len(text) == 2 else 0) if text else None


def _nearest(said: _Said, today: dt.date, *, coming: bool) -> dt.date | None:
    """The day that is meant: without its year the next or the last one.

    A day of the week that was written beside it says which of the two; None where it is neither.
    """
    days = list(_days(said, today))
    past = max((day for day in days if day <= today), default=None)
    ahead = min((day for day in days if day >= today), default=None)
    for day in (ahead, past) if coming else (past, ahead):
        if day is not None and said.weekday in (None, day.weekday()):
            return day
    return None


def _days(said: _Said, today: dt.date) -> Iterator[dt.date]:
    years = (
        (said.year,)
        if said.year is not None
        else range(today.year - _YEARS, today.year + _YEARS + 1)
    )
    for year in years:
        for month in (said.month,) if said.month is not None else range(1, 13):
            try:
                yield dt.date(year, month, said.day)
            except ValueError:
                continue
