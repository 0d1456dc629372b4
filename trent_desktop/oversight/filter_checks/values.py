"""Checks of the filter as plain values, and the list of what is tried (rule 66)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Item(StrEnum):
    """What is tried, with the answer that is hoped for."""

    ADULT = "adult"
    VIOLENCE = "violence"
    EXTREMISM = "extremism"
    SELF_HARM = "self-harm"
    GAMBLING = "gambling"
    PROXY = "proxy"
    SEARCH = "search"
    VIDEO = "video"
    AI = "ai"
    LISTS = "lists"
    MONITORED = "monitored"
    TEACHING = "teaching"

    @property
    def words(self) -> str:
        """What to do, as an instruction."""
        return _WORDS[self]


_WORDS: Final = {
    Item.ADULT: "The test page for adult content is blocked",
    Item.VIOLENCE: "A page about weapons or drugs is blocked",
    Item.EXTREMISM: "The test page for terrorist content is blocked",
    Item.SELF_HARM: "A search for self-harm shows help, and nothing that teaches it",
    Item.GAMBLING: "A betting page is blocked",
    Item.PROXY: "A page that gets round filters (proxy, VPN) is blocked",
    Item.SEARCH: "Safe search is on, and cannot be turned off",
    Item.VIDEO: "Video pages are in their restricted mode",
    Item.AI: "AI chat is open only to those the school allows to use it",
    Item.LISTS: "The test page for illegal child abuse content is blocked (never a real one)",
    Item.MONITORED: "Whoever monitors it was alerted, or finds the attempt in the log",
    Item.TEACHING: "A page that is needed for teaching opens",
}


class Result(StrEnum):
    """What came out."""

    AS_IT_SHOULD = "good"
    NOT_AS_IT_SHOULD = "bad"
    NOT_TRIED = "not-tried"

    @property
    def words(self) -> str:
        """In a table and on paper."""
        return _RESULTS[self]


_RESULTS: Final = {
    Result.AS_IT_SHOULD: "As it should be",
    Result.NOT_AS_IT_SHOULD: "Not as it should be",
    Result.NOT_TRIED: "Not tried",
}


class Profile(StrEnum):
    """As whom it was tried: the filter treats them differently."""

    PUPIL = "pupil"
    STAFF = "staff"
    GUEST = "guest"

    @property
    def words(self) -> str:
        """As it is shown."""
        return {"pupil": "A pupil", "staff": "Staff", "guest": "A guest"}[self.value]


@dataclass(frozen=True, slots=True)
class NewCheck:
    """A check that is to be written down. `id` is made before the first try.

    `done`: what was done about what was not as it should.
    """

    id: uuid.UUID
    on: dt.date
    device: str
    place: str
    profile: Profile | None
    results: Mapping[Item, Result]
    done: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A check as it stands. `taken_back` says why it does not count, empty when it does."""

    id: uuid.UUID
    on: dt.date
    by: str
    device: str
    place: str
    profile: Profile
    results: Mapping[Item, Result]
    done: str = field(default="", repr=False)
    taken_back: str = ""

    @property
    def bad(self) -> tuple[Item, ...]:
        """What was not as it should be."""
        return tuple(one for one in Item if self.results.get(one) is Result.NOT_AS_IT_SHOULD)

    @property
    def tried(self) -> int:
        """How many things were tried."""
        return sum(one is not Result.NOT_TRIED for one in self.results.values())


@dataclass(frozen=True, slots=True)
class NewYearlyReview:
    """The yearly review, as it was held: who is responsible, who took part, what was found."""

    id: uuid.UUID
    on: dt.date
    leader: str
    governor: str
    dsl: str
    provider: str
    found: str
    changes: str


@dataclass(frozen=True, slots=True)
class YearlyReview:
    """A yearly review as it stands."""

    id: uuid.UUID
    on: dt.date
    by: str
    leader: str
    governor: str
    dsl: str
    provider: str
    found: str = field(default="", repr=False)
    changes: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FilterChecks:
    """All that is written down, the newest first, and when the next of each is due."""

    checks: tuple[Check, ...]
    reviews: tuple[YearlyReview, ...]
    next_check: dt.date
    next_review: dt.date


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """What governors read of some months, and when the filter was last reviewed."""

    checks: int
    with_faults: int
    reviewed_on: dt.date | None
