"""What an answer is: a JSON value, one shape for each kind of question.

==============  ==========================================================================
Kind            Value
==============  ==========================================================================
ShortText       text
LongText        text
Choice, YesNo   the name of the option, for YesNo ``"yes"`` or ``"no"``
Choices         list of names of options
When            ISO text with its zone, ``"2026-11-22T10:42+00:00"``
ClassPicker     ``{"id": "…" or null, "name": "4B"}``
People          list of ``{"id": "…" or null, "name": "…", "class": "4B", "told_apart_by": ""}``
Addresses       text as typed or pasted (normalised where it is shown and sent)
Count           whole number
any             ``{"unknown": true}`` where "I don't know" is offered
==============  ==========================================================================

A draft may hold anything that was typed, also what is no good yet; `Run.final_answers` holds
only clean values of these shapes.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast


class ClassLike(Protocol):
    """A class of the school, as far as an answer names it."""

    @property
    def id(self) -> uuid.UUID:
        """Its id in the school."""
        ...

    @property
    def name(self) -> str:
        """``4B``."""
        ...


class PersonLike(Protocol):
    """Somebody on the school's list, as far as an answer names her."""

    @property
    def id(self) -> uuid.UUID:
        """Her id in the school."""
        ...

    @property
    def name(self) -> str:
        """Full name."""
        ...

    @property
    def class_name(self) -> str:
        """Her class, or empty."""
        ...

    @property
    def told_apart_by(self) -> str:
        """What is added when names are the same, or empty."""
        ...


#: Answers by name of the question.
Answers = Mapping[str, Any]

#: "I don't know", which is an answer. Never change it in place: use `unknown()` for a fresh one.
UNKNOWN: Final[Mapping[str, bool]] = {"unknown": True}

YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with the answer to one question, as a sentence that says how to mend it."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class FieldNote:
    """Something the person is told about an answer that was taken."""

    field: str
    message: str


def unknown() -> dict[str, Any]:
    """A fresh "I don't know"."""
    return dict(UNKNOWN)


def is_unknown(value: object) -> bool:
    """Whether `value` is "I don't know"."""
    return isinstance(value, Mapping) and cast("Mapping[str, object]", value).get("unknown") is True


def when_value(moment: dt.datetime) -> str:
    """`moment` as the answer of a `When` question, to the minute.

    Hand in local time with its zone: people are shown the clock as it stood on the wall. Raises
    ValueError for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.isoformat(timespec="minutes")


def moment_of(value: object) -> dt.datetime | None:
    """The moment in the answer of a `When` question; None when there is none.

    A moment without a zone, as older drafts might hold, is taken as UTC.
    """
    if not isinstance(value, str):
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def day_of(value: object) -> dt.date | None:
    """The day in an answer; None when there is none that can be read."""
    if not isinstance(value, str):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def class_value(school_class: ClassLike) -> dict[str, Any]:
    """A class as the answer of a `ClassPicker`."""
    return {"id": str(school_class.id), "name": school_class.name}


def person_value(pupil: PersonLike) -> dict[str, Any]:
    """A pupil as one entry of the answer of a `People` question."""
    return {
        "id": str(pupil.id),
        "name": pupil.name,
        "class": pupil.class_name,
        "told_apart_by": pupil.told_apart_by,
    }


def typed_person(name: str, relation: str = "") -> dict[str, Any]:
    """Somebody who is not on the school's list, by the name that was typed.

    `relation` is what she is to the school, where that was said.
    """
    found: dict[str, Any] = {"id": None, "name": name, "class": "", "told_apart_by": ""}
    return {**found, "relation": relation} if relation else found


def date_for_people(day: dt.date) -> str:
    """``22 November 2026``. English whatever the laptop speaks, as the school's papers are."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_for_people(moment: dt.datetime) -> str:
    """``22 November 2026 at 10:42``, by the clock that `moment` carries."""
    return f"{date_for_people(moment.date())} at {moment:%H:%M}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
