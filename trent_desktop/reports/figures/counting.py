"""Rows of the store become figures: added up, named, small numbers hidden."""

from __future__ import annotations

import datetime as dt
import statistics
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from trent_desktop.newer import known
from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.casework.sanctions import OTHER_SANCTION, SANCTIONS
from trent_desktop.reports.figures.counted import (
    Clock,
    Figures,
    GovernorsFigures,
    OpenCase,
    Taken,
    Tally,
    Week,
)
from trent_desktop.reports.figures.hiding import (
    FEWEST_SHOWN,
    Careful,
    Cell,
    Table,
    protect,
)
from trent_desktop.reports.figures.periods import Period, Span
from trent_desktop.reports.figures.rows import CLOCKS, Asked, Opened
from trent_desktop.reports.kinds import KINDS, kind_title
from trent_desktop.school.people.people import YearGroup

NO_YEAR: Final = "No year group"
NO_CATEGORY: Final = "Not one of the 4 Cs"
_OTHER: Final = "Something else"

#: In the order of `CLOCKS`.
_CLOCKS: Final = dict(zip(CLOCKS, Clock, strict=True))


def figures_of(asked: Asked, period: Period, span: Span, today: dt.date) -> Figures:
    """The figures for those who lead on the cases."""
    sums = asked.sums
    kinds = _ordered(sums.kinds, [kind.name for kind in KINDS])
    years = _year_by_kind(sums.year_kind, kinds, Careful(rows=_SAYS_WHO))
    return Figures(
        period=period,
        span=span,
        total=sums.kinds.total(),
        weeks=_weeks(sums.weeks, span),
        by_kind=tuple(Tally(name, kind_title(name), _cell(count)) for name, count in kinds.items()),
        by_category=tuple(
            Tally(name, words, _cell(count)) for name, words, count in _categories(sums.categories)
        ),
        by_state=tuple((state, sums.states[state]) for state in CaseState if sums.states[state]),
        by_year=_tallies(_YEARS, _YEAR_WORDS, years.row_totals),
        year_by_kind=years,
        taken=tuple(_taken(asked.minutes)),
        sanctions=_sanctions(asked.sanctions, _given(asked.sanctions)),
        open_count=asked.open_count,
        open_longest=tuple(_opened(one, today) for one in asked.open_longest),
    )


def governors_figures_of(
    asked: Asked, span: Span, counted_by: str, today: dt.date
) -> GovernorsFigures:
    """The figures for governors. Every kind and year stands in them, so that none is missed."""
    sums = asked.sums
    kinds = {kind.name: sums.kinds[kind.name] for kind in KINDS} | sums.kinds
    given: Counter[str] = Counter()
    for (name, _year), count in asked.sanctions.items():
        given[name if name in SANCTIONS else OTHER_SANCTION] += count
    return GovernorsFigures(
        span=span,
        counted_by=counted_by,
        total=sums.kinds.total(),
        by_kind=tuple((kind_title(name), count) for name, count in kinds.items()),
        by_category=tuple((words, count) for _, words, count in _categories(sums.categories)),
        by_year=_of_years((year, count) for (year, _), count in sums.year_kind.items()),
        medians=tuple(
            (one.clock, one.median) for one in _taken(asked.minutes) if one.cases >= FEWEST_SHOWN
        ),
        sanctions=tuple(
            (SANCTIONS.get(name, _OTHER), given[name]) for name in (*SANCTIONS, OTHER_SANCTION)
        ),
        sanctions_by_year=_of_years((year, count) for (_, year), count in asked.sanctions.items()),
        open_count=asked.open_count,
        open_days=max((_opened(one, today).days for one in asked.open_longest), default=0),
    )


def _of_years(counted: Iterable[tuple[str, int]]) -> tuple[Tally, ...]:
    """How many in each year group, with small numbers hidden; how many in all is known."""
    added: Counter[str] = Counter()
    for year, count in counted:
        added[year if year in _YEARS else ""] += count
    table = protect(
        _YEAR_WORDS, ["All"], [[added[year]] for year in _YEARS], Careful(rows=_SAYS_WHO)
    )
    return _tallies(_YEARS, _YEAR_WORDS, (row[0] for row in table.cells))


# ---------------------------------------------------------------------- by year group

_YEARS: Final = (*(year.value for year in YearGroup), "")
_YEAR_WORDS: Final = (*(year.title for year in YearGroup), NO_YEAR)
#: Each year group says who; that a report belongs to none does not.
_SAYS_WHO: Final = (*(True for _ in YearGroup), False)


def _year_by_kind(
    counted: Mapping[tuple[str, str], int], kinds: Iterable[str], careful: Careful
) -> Table:
    names = list(kinds)
    counts = _by_year(counted, names)
    return protect(_YEAR_WORDS, [kind_title(name) for name in names], counts, careful)


def _sanctions(
    given: Mapping[tuple[str, str], int],
    names: Sequence[str],
    careful: Careful = Careful(rows=_SAYS_WHO, row_totals=True),  # noqa: B008 - frozen
) -> Table:
    """By year group and sanction. How many a year group was given says who, as each of them does."""
    counts = _by_year({(year, name): count for (name, year), count in given.items()}, names)
    return protect(_YEAR_WORDS, [SANCTIONS.get(name, _OTHER) for name in names], counts, careful)


def _given(sanctions: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Those that were given, in the order of the list."""
    given = {name for name, _ in sanctions}
    return tuple(name for name in (*SANCTIONS, OTHER_SANCTION) if name in given)


def _by_year(counted: Mapping[tuple[str, str], int], names: Sequence[str]) -> list[list[int]]:
    """A line for each year group; a year group that only a newer program knows is none."""
    added: Counter[tuple[str, str]] = Counter()
    for (year, name), count in counted.items():
        added[year if year in _YEARS else "", name] += count
    return [[added[year, name] for name in names] for year in _YEARS]


# ---------------------------------------------------------------------- in one line


def _ordered(counted: Counter[str], names: Iterable[str]) -> dict[str, int]:
    """What there is of `counted`, in the order of `names`; what a newer program made last."""
    known_ones = {name: counted[name] for name in names if counted[name]}
    return known_ones | {name: counted[name] for name in sorted(counted)}


def _categories(counted: Counter[str]) -> list[tuple[str, str, int]]:
    """Each of the 4 Cs, also one that nothing was counted in, and what is none of them."""
    titles = {name: words for kind in KINDS for name, words in kind.categories.items()}
    none = sum(count for name, count in counted.items() if name not in titles)
    listed = [(name, words, counted[name]) for name, words in titles.items()]
    return [*listed, ("", NO_CATEGORY, none)]


def _weeks(counted: Counter[dt.date], span: Span) -> tuple[Week, ...]:
    return tuple(Week(monday, counted[monday]) for monday in span.weeks)


def _taken(minutes: Mapping[str, tuple[list[int], str]]) -> Iterable[Taken]:
    for name, clock in _CLOCKS.items():
        taken, reference = minutes.get(name, ([], ""))
        if taken:
            median = dt.timedelta(minutes=int(statistics.median(taken)))
            worst = dt.timedelta(minutes=max(taken))
            yield Taken(clock, len(taken), median, worst, reference)


def _opened(one: Opened, today: dt.date) -> OpenCase:
    return OpenCase(
        uuid.UUID(one.case_id),
        one.reference,
        one.kind,
        known(CaseState, one.state),
        max(0, (today - one.day).days),
    )


def _cell(count: int) -> Cell:
    return Cell(count, f"{count:,}")


def _tallies(
    names: Iterable[str], words: Iterable[str], cells: Iterable[Cell]
) -> tuple[Tally, ...]:
    return tuple(map(Tally, names, words, cells))
