"""The kinds of question with a picker of their own: a moment, people, a class, addresses, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, Final, cast

from trent_desktop.journeys import cleaning
from trent_desktop.journeys.answers import (
    date_for_people,
    day_of,
    is_unknown,
    moment_for_people,
    moment_of,
)
from trent_desktop.journeys.questions import (
    LONG_LIMIT,
    NOT_UNDERSTOOD,
    SHORT_LIMIT,
    AnyQuestion,
    TypedText,
    too_long,
)

#: Two laptops of one school seldom differ by more than this.
CLOCK_SKEW: Final = dt.timedelta(minutes=5)
#: Nothing that a school reports happened before this.
EARLIEST: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_YEARS: Final = range(2000, 2100)
PEOPLE_LIMIT: Final = 60


@dataclass(frozen=True)
class When(AnyQuestion):
    """A date and time. Refuses the future, with five minutes' grace for a laptop's clock."""

    _: KW_ONLY
    may_be_future: bool = False

    def _problem(self, value: Any, now: dt.datetime, /) -> str:
        moment = moment_of(value)
        if moment is None:
            example = f"{date_for_people(now.astimezone().date())} 10:42"
            return self.missing or f"Give the date and the time, for example {example}."
        if moment < EARLIEST:
            return f"{moment_for_people(moment)} is too long ago. Check the year."
        if not self.may_be_future and moment > now + CLOCK_SKEW:
            return (
                f"{moment_for_people(moment)} is in the future. "
                "Give a time that has passed, or check this laptop’s clock."
            )
        return ""

    def _shown(self, value: Any) -> str:
        moment = moment_of(value)
        return moment_for_people(moment) if moment else str(value)


@dataclass(frozen=True)
class Day(AnyQuestion):
    """A day, kept as ``2026-11-22``. It may be one that comes, and not one that has passed.

    `may_be_past`: it may be that as well.
    """

    _: KW_ONLY
    may_be_past: bool = False

    def _problem(self, value: Any, now: dt.datetime, /) -> str:
        day = day_of(value)
        if day is None:
            example = date_for_people(now.astimezone().date() + dt.timedelta(days=14))
            return f"Give the date as day, month and year, for example {example}."
        if day.year not in _YEARS:
            return f"{date_for_people(day)} cannot be right. Check the year."
        if not self.may_be_past and day < now.astimezone().date():
            return f"{date_for_people(day)} has passed. Give a day that is still to come."
        return ""

    def _shown(self, value: Any) -> str:
        day = day_of(value)
        return date_for_people(day) if day else str(value)


@dataclass(frozen=True)
class ClassPicker(AnyQuestion):
    """A class of the school, or one typed by name."""

    def is_blank(self, value: object) -> bool:
        """Whether no class is named."""
        return not is_unknown(value) and not _name_of(value)

    def clean(self, value: Any) -> tuple[Any, str]:
        """`id` (None for a typed one) and `name`."""
        if not isinstance(value, Mapping | str):
            return value, ""
        entry, note = _person(value)
        return {"id": entry["id"], "name": entry["name"]}, note

    def _problem(self, value: Any, _now: dt.datetime, /) -> str:
        name = _name_of(value)
        return too_long(self.label, len(name), SHORT_LIMIT) if len(name) > SHORT_LIMIT else ""

    def _shown(self, value: Any) -> str:
        return _name_of(value)


@dataclass(frozen=True)
class People(AnyQuestion):
    """Pupils picked from the school's list; somebody not on it may be typed by full name."""

    _: KW_ONLY
    limit: int = PEOPLE_LIMIT

    def is_blank(self, value: object) -> bool:
        """Whether nobody is named."""
        if isinstance(value, list | tuple):
            return not any(_name_of(entry) for entry in cast("Sequence[object]", value))
        return super().is_blank(value)

    def clean(self, value: Any) -> tuple[Any, str]:
        """Each person once, with `id`, `name`, `class` and `told_apart_by`.

        Of whoever is not on the list also `relation`, where it was said: what she is to the school.
        """
        if not isinstance(value, list | tuple):
            return value, ""
        found: dict[object, dict[str, Any]] = {}
        notes: list[str] = []
        for item in cast("Sequence[Any]", value):
            entry, note = _person(item)
            if entry["name"]:
                found.setdefault(entry["id"] or entry["name"].casefold(), entry)
            if note and note not in notes:
                notes.append(note)
        return list(found.values()), " ".join(notes)

    def _problem(self, value: Any, _now: dt.datetime, /) -> str:
        if not isinstance(value, list):
            return NOT_UNDERSTOOD
        people = cast("list[dict[str, Any]]", value)
        if len(people) > self.limit:
            return (
                f"Name up to {self.limit} people here; there are {len(people)}. "
                "For a whole class, give the class and the number instead."
            )
        for person in people:
            if len(person["name"]) > SHORT_LIMIT:
                return too_long(self.label, len(person["name"]), SHORT_LIMIT)
        return ""

    def _shown(self, value: Any) -> str:
        if not isinstance(value, list):
            return str(value)
        people = cast("list[dict[str, Any]]", value)
        return "\n".join(_person_shown(person) for person in people)


class ReadAs(StrEnum):
    """What the program makes of a line that was typed as an address."""

    ADDRESS = "address"
    NAME = "name"  # of an app or place
    DOUBTFUL = "doubtful"  # may be made to look like another one


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as people see it. Plain text, and no link."""

    words: str
    read_as: ReadAs = ReadAs.NAME


def _as_names(text: str) -> tuple[ReadLine, ...]:
    return tuple(ReadLine(line) for line in text.splitlines())


@dataclass(frozen=True)
class Addresses(TypedText):
    """Web addresses, or an app or place by name. Kept as typed, shown so that it is no link.

    `read` turns the text into the lines that people see, and says of each how it was read; the report that asks hands it in, since
    the engine does not know what an address is. Reading never fails: an address that is none is
    an app or a place. Nothing is ever opened or fetched.
    """

    _: KW_ONLY
    read: Callable[[str], Sequence[ReadLine]] = _as_names
    limit: int = LONG_LIMIT
    one_line: bool = False

    def _shown(self, value: Any) -> str:
        # While somebody types this runs at every key: only as much as could be sent is read.
        return "\n".join(line.words for line in self.read(str(value)[: self.limit]))


@dataclass(frozen=True)
class Count(AnyQuestion):
    """A whole number from `least` to `most`. What is not a number stays in the draft as typed."""

    _: KW_ONLY
    least: int = 0
    most: int = 1_000

    def clean(self, value: Any) -> tuple[Any, str]:
        """The number, where the text is one in any script's digits."""
        if isinstance(value, str):
            text = value.strip()
            # Longer than any number we take: int() would also refuse thousands of digits.
            if text.isdecimal() and len(text) <= 9:
                return int(text), ""
        if isinstance(value, float) and value.is_integer():
            return int(value), ""
        return value, ""

    def _problem(self, value: Any, _now: dt.datetime, /) -> str:
        if isinstance(value, bool) or not isinstance(value, int):
            return f"Give “{self.label}” as a number, for example {max(self.least, 3)}."
        if not self.least <= value <= self.most:
            return f"“{self.label}” must be a number from {self.least:,} to {self.most:,}."
        return ""

    def _shown(self, value: Any) -> str:
        return f"{value:,}" if isinstance(value, int) else str(value)


def _name_of(value: object) -> str:
    """The name in an entry, as it is kept; empty when there is none that can be read."""
    name = cast("Mapping[str, object]", value).get("name") if isinstance(value, Mapping) else value
    return cleaning.clean(name, one_line=True).text if isinstance(name, str) else ""


def _person(value: Any) -> tuple[dict[str, Any], str]:
    """One person as it is kept, whatever shape came in, and a note on what was taken out."""
    entry = cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {"name": value}
    kept: dict[str, Any] = {"id": entry.get("id") or None}
    notes: list[str] = []
    for part in ("name", "class", "told_apart_by", "relation"):
        if part == "relation" and not entry.get(part):
            continue  # of whoever is on a list there is nothing to be said
        text = entry.get(part)
        cleaned = cleaning.clean(text, one_line=True) if isinstance(text, str) else None
        kept[part] = cleaned.text if cleaned else ""
        if cleaned and cleaned.note:
            notes.append(cleaned.note)
    if kept["id"] is not None:
        kept["id"] = str(kept["id"])
    return kept, " ".join(notes)


def _person_shown(person: Mapping[str, Any]) -> str:
    """``Zoë Ólafsson (4B, born 3 May)``: what tells apart when there is need, else the class."""
    known = person["told_apart_by"] or person["class"]
    apart = ", ".join(filter(None, (known, person.get("relation"))))
    return f"{person['name']} ({apart})" if apart else str(person["name"])
