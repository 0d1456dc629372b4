"""The terms of a school year, near enough for figures: no school has to type its calendar in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from trent_desktop.problems import Problem

_WRITTEN = re.compile(r"(\d{4})-(autumn|spring|summer)")


class Season(StrEnum):
    """A term by its name."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"


_BEGINS = {Season.SPRING: 1, Season.SUMMER: 4, Season.AUTUMN: 9}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One term, by the calendar year in which it lies. Its first and last day are both in it."""

    first: dt.date
    last: dt.date
    season: Season

    @property
    def name(self) -> str:
        """As it is written in a command and kept, ``2026-autumn``."""
        return f"{self.first.year}-{self.season.value}"

    @property
    def title(self) -> str:
        """As people say it, ``Autumn term 2026``."""
        return f"{self.season.value.capitalize()} term {self.first.year}"

    def before(self) -> Term:
        """The term before this one."""
        return term_of(self.first - dt.timedelta(days=1))


def term_of(day: dt.date) -> Term:
    """The term in which a day lies; the holidays after it belong to it."""
    season = max((one for one in Season if _BEGINS[one] <= day.month), key=lambda one: _BEGINS[one])
    return _term(day.year, season)


def term_named(written: str) -> Term:
    """The term that is written as ``2026-autumn``. Raises `Problem` for anything else."""
    found = _WRITTEN.fullmatch(written.strip().casefold())
    if found is None or not dt.MINYEAR <= int(found[1]) < dt.MAXYEAR:
        raise Problem(
            f"“{written}” is not a term.",
            what_to_do="Write the year and the term, for example 2026-autumn.",
        )
    return _term(int(found[1]), Season(found[2]))


def _term(year: int, season: Season) -> Term:
    begins = {one: dt.date(year, month, 1) for one, month in _BEGINS.items()}
    after = {
        Season.SPRING: begins[Season.SUMMER],
        Season.SUMMER: begins[Season.AUTUMN],
        Season.AUTUMN: dt.date(year + 1, 1, 1),
    }
    return Term(begins[season], after[season] - dt.timedelta(days=1), season)
