"""What reports come to in numbers: all the figures at once, against a scan of the same rows."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import Ground, fill, made_up_cases
from trent_desktop.reports.cases import Route
from trent_desktop.reports.casework.sanctions import SANCTIONS
from trent_desktop.reports.figures.counting import figures_of
from trent_desktop.reports.figures.moments import CaseMoments, Sanction
from trent_desktop.reports.figures.periods import Period, Span
from trent_desktop.reports.figures.rows import Hers, abouts, ask
from trent_desktop.reports.index_values import IndexedCase
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.local_store import LocalStore

NAME = "figures"
_LONGEST = 5
_HERS = Hers(frozenset({Route.CONTENT}), frozenset())
_RAW = "SELECT * FROM case_moments WHERE day BETWEEN ? AND ?"


def measure(ground: Ground) -> Iterator[Figure]:
    """Figures of every case in the index, which is more than any period holds."""
    index, store = ground.empty_index("counted")
    fill(index, with_moments(ground.size.bulk))
    last = dt.date(2006, 9, 1) + dt.timedelta(minutes=100 * ground.size.bulk)
    span = Span(dt.date(2006, 9, 1), last)
    works = (lambda: _count(store, span), lambda: _scan(store, span))
    all_of_it, raw = in_turns(ground.size.rounds, *works)
    note = f"{ground.size.bulk:,} cases"
    yield Figure(
        NAME,
        "everything, over all cases",
        "ms",
        all_of_it,
        raw,
        "raw scan of the same rows",
        goal=4,
        most=200,
        note=note,
    )
    year = Span(last - dt.timedelta(weeks=52), last)
    works = (lambda: _count(store, year), lambda: _scan(store, year))
    one_year, raw = in_turns(ground.size.rounds, *works)
    yield Figure(
        NAME, "everything, over a year", "ms", one_year, raw, "raw scan of the same rows", most=200
    )


def _count(store: LocalStore, span: Span) -> object:
    abouts(store)
    asked = ask(store, _HERS, span.first, span.last, _LONGEST)
    return figures_of(asked, Period.WEEKS_52, span, span.last)


def _scan(store: LocalStore, span: Span) -> object:
    days = (span.first.toordinal(), span.last.toordinal())
    with store.reading() as connection:
        return connection.execute(_RAW, days).fetchall()


def with_moments(how_many: int) -> Iterator[IndexedCase]:
    """Made-up cases with their moments; every tenth has a sanction, some are about somebody."""
    dice = random.Random(3)
    for number, case in enumerate(made_up_cases(how_many)):
        at = case.summary.recorded_at
        later = [at + dt.timedelta(minutes=dice.randrange(1, 9_000)) for _ in range(5)]
        year = dice.choice(list(YearGroup))
        sanction = Sanction(dice.choice(list(SANCTIONS)), year, at.date())
        moments = CaseMoments(
            at.date(),
            at,
            *later,
            sanctions=(sanction,) if number % 10 == 0 else (),
            about=json.dumps({"staff_name": f"Somebody {number % 7}"}) if number % 50 == 0 else "",
        )
        yield IndexedCase(case.summary, case.words, moments)
