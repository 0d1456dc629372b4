"""What a review of the filter found: decisions and checks, a year at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trent_desktop.school.keys.session import Clocked

#: A school year begins on the first of this month.
SEPTEMBER: Final = 9


class Decided(StrEnum):
    """What was decided."""

    OPEN = "open"  # allowed, and open still
    ALLOWED = "allowed"  # allowed, and over
    REFUSED = "refused"
    BLOCKED = "blocked"

    @property
    def words(self) -> str:
        """As a heading and in a cell."""
        return _WORDS[self]


_WORDS: Final = {
    Decided.OPEN: "Allowed, and open now",
    Decided.ALLOWED: "Allowed, and over",
    Decided.REFUSED: "Not allowed",
    Decided.BLOCKED: "Blocked",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One decision. `where` is defanged; `until` is empty for what was blocked for good."""

    decided: Decided
    where: str
    on: dt.date
    by: str
    why: str = field(repr=False)
    reference: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of the filter: where and as whom, what came out, what was done about it."""

    on: dt.date
    by: str
    where: str
    came_out: str
    done: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Review:
    """All decisions of a school year, what is open from years before, and how it was checked.

    `responsible` are lines of who is responsible for filter and monitoring.
    """

    first: dt.date
    last: dt.date
    lines: tuple[Line, ...]
    checks: tuple[CheckLine, ...] = ()
    responsible: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """``2026/27``."""
        return f"{self.first.year}/{self.last.year % 100:02}"


def year_of(day: dt.date) -> int:
    """In which calendar year the school year of a day began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


class ReviewOnLaptop(Clocked):
    """The school year that is reviewed, by this laptop's clock."""

    @property
    def this_year(self) -> int:
        """The school year that runs now, by the year in which it began."""
        return year_of(self._me.clock().astimezone().date())
