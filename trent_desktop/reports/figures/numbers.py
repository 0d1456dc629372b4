"""Figures as plain tables: what a picture shows, one press away, and what goes into a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trent_desktop.journeys import date_for_people
from trent_desktop.plain_tables import guarded
from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.figures.counted import Figures, Taken, Tally
from trent_desktop.reports.figures.hiding import HIDDEN, UNDER, Table
from trent_desktop.reports.figures.periods import Span
from trent_desktop.reports.kinds import kind_title

WITHHELD: Final = (
    "There are too few to say how many of each without saying who. Choose a longer time."
)
HOW_HIDDEN: Final = (
    f"“{UNDER.capitalize()}” is a number from 0 to 4, which could name a child; “{HIDDEN}” a larger "
    "one from which it could be worked out."
)


class Picture(StrEnum):
    """Each picture of the page, in its order. The values name files and widgets."""

    WEEKS = "weeks"
    KINDS = "kinds"
    CATEGORIES = "categories"
    YEARS = "years"
    STATES = "states"
    TAKEN = "taken"
    OPEN = "open"
    YEAR_KIND = "year-kind"
    SANCTIONS = "sanctions"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - a title, not str.title
        """What it shows."""
        return _TITLES[self]


_TITLES: Final = {
    Picture.WEEKS: "Reports by week",
    Picture.KINDS: "What was reported",
    Picture.CATEGORIES: "Which of the 4 Cs it was",
    Picture.YEARS: "Reports by year group",
    Picture.STATES: "Where these reports stand now",
    Picture.TAKEN: "How long it took from when it happened",
    Picture.OPEN: "Open longest",
    Picture.YEAR_KIND: "What was reported in each year group",
    Picture.SANCTIONS: "Sanctions in each year group",
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """One table of words: its picture, its headings, its rows."""

    picture: Picture
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def numbers_of(figures: Figures, state_words: Callable[[CaseState], str]) -> dict[Picture, Numbers]:
    """Every picture of `figures` as a table."""
    made = (
        Numbers(
            Picture.WEEKS,
            ("Week from", "Reports"),
            tuple((date_for_people(one.begins), f"{one.count:,}") for one in figures.weeks),
        ),
        _tallied(Picture.KINDS, "Kind of report", figures.by_kind),
        _tallied(Picture.CATEGORIES, "Of the 4 Cs", figures.by_category),
        _tallied(Picture.YEARS, "Year group", figures.by_year),
        Numbers(
            Picture.STATES,
            ("Where it stands", "Reports"),
            tuple((state_words(state), f"{count:,}") for state, count in figures.by_state),
        ),
        Numbers(
            Picture.TAKEN,
            ("Until", "Reports", "Half of them within", "The longest"),
            tuple(_taken(one) for one in figures.taken),
        ),
        Numbers(
            Picture.OPEN,
            ("Report", "Kind of report", "Where it stands", "Days"),
            tuple(
                (
                    one.reference,
                    kind_title(one.kind),
                    state_words(one.state) if one.state else "",
                    f"{one.days:,}",
                )
                for one in figures.open_longest
            ),
        ),
        _crossed(Picture.YEAR_KIND, figures.year_by_kind),
        _crossed(Picture.SANCTIONS, figures.sanctions),
    )
    return {one.picture: one for one in made}


def _tallied(picture: Picture, heading: str, tallies: Iterable[Tally]) -> Numbers:
    return Numbers(
        picture, (heading, "Reports"), tuple((one.words, one.cell.words) for one in tallies)
    )


def _taken(one: Taken) -> tuple[str, ...]:
    return (
        one.clock.title,
        f"{one.cases:,}",
        duration_words(one.median),
        duration_words(one.worst),
    )


def _crossed(picture: Picture, table: Table) -> Numbers:
    rows = [
        (name, *(cell.words for cell in cells), total.words)
        for name, cells, total in zip(table.rows, table.cells, table.row_totals, strict=True)
    ]
    rows.append(("All", *(cell.words for cell in table.column_totals), f"{table.total:,}"))
    return Numbers(picture, ("Year group", *table.columns, "All"), tuple(rows))


def figures_csv(numbers: Iterable[Numbers], span: Span) -> bytes:
    """The tables one under the other, safe to open in a spreadsheet (rule 14).

    Those that name a case are left out: a file goes further than this laptop.
    """
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(["Figures of reports", *(day.isoformat() for day in (span.first, span.last))])
    for one in numbers:
        if one.picture is Picture.OPEN:
            continue
        lines.writerow([])
        lines.writerow([one.picture.title])
        for row in (one.headings, *one.rows):
            lines.writerow([guarded(cell) for cell in row])
    lines.writerow([])
    lines.writerow([HOW_HIDDEN])
    return out.getvalue().encode("utf-8-sig")


def duration_words(taken: dt.timedelta) -> str:
    """``25 minutes``, ``3 hours``, ``2 days``: as exact as somebody needs it."""
    minutes = int(taken.total_seconds()) // 60
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        # One and a half is told in the smaller unit: 90 minutes, 36 hours.
        if minutes >= 2 * size or (size == 1 and minutes):
            count = minutes // size
            return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
    return "under a minute"
