"""The pictures of a term, out of what the rooms count. Small numbers are hidden there (rule 31)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trent_desktop.agreements.register.register import Register
from trent_desktop.agreements.register.standing import whole_school
from trent_desktop.lessons.lesson import LETTERS, Letter
from trent_desktop.lessons.log import LessonLog
from trent_desktop.lessons.values import Taught
from trent_desktop.oversight.accounts.service import AccountService
from trent_desktop.oversight.filter_checks.service import FilterCheckService
from trent_desktop.oversight.governors.terms import Term
from trent_desktop.oversight.governors.values import Number, Picture, Topic
from trent_desktop.oversight.meetings.service import MeetingService
from trent_desktop.oversight.training.service import TrainingService
from trent_desktop.policy.reading import ReadingService
from trent_desktop.reports.figures.counted import Clock, GovernorsFigures, Tally
from trent_desktop.reports.figures.numbers import duration_words
from trent_desktop.reports.figures.periods import Span
from trent_desktop.reports.figures.service import FiguresService

#: What a room counts between two days, both included.
Counted = Callable[[dt.date, dt.date], Iterable[Number]]

_SHOWN_CLOCKS = (Clock.TOLD, Clock.BLOCKED, Clock.DECIDED)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the numbers come from. `staff` and `families` are further rooms' own."""

    figures: FiguresService
    lessons: LessonLog
    register: Register
    filter_checks: FilterCheckService
    accounts: AccountService
    staff: Counted
    families: Counted


def pictures_of(sources: Sources, term: Term, today: dt.date) -> tuple[tuple[Picture, ...], str]:
    """Every picture of a term, and the role of whoever read the reports for it.

    Broken down by year group it is only once the term is over: what is told once cannot be
    subtracted from what is told a week later. Asks the share; raises what its sources raise.
    """
    last = min(term.last, today)
    figures = sources.figures.for_governors(Span(term.first, last))
    taught = [one for one in sources.lessons.taught() if term.first <= one.day <= last]
    pictures = [
        Picture(Topic.REPORTS, tuple(_counts(figures.by_kind, figures.total))),
        Picture(Topic.CATEGORIES, tuple(_counts(figures.by_category))),
        Picture(Topic.TIMES, tuple(_times(figures))),
        Picture(Topic.LESSONS, tuple(_lessons(taught))),
        Picture(Topic.AGREEMENTS, tuple(_agreements(sources.register))),
        Picture(Topic.STAFF, tuple(sources.staff(term.first, last))),
        Picture(Topic.SANCTIONS, tuple(_sanctions(figures))),
        Picture(Topic.FILTER, tuple(_filter(sources, term.first, last))),
        Picture(Topic.FAMILIES, tuple(sources.families(term.first, last))),
    ]
    if term.last < today:
        by_year = list(_hidden(figures.by_year, ""))
        if any(number for _, number in figures.sanctions):
            by_year += _hidden(figures.sanctions_by_year, "Sanctions, ")
        pictures.append(Picture(Topic.YEARS, tuple(by_year)))
    order = list(Topic)
    pictures.sort(key=lambda one: order.index(one.topic))
    return tuple(one for one in pictures if one.numbers), figures.counted_by


def count(label: str, number: int, of: int | None = None) -> Number:
    """A number as it is shown, ``380 of 420`` where it is a part of something."""
    words = f"{number:,}" if of is None else f"{number:,} of {of:,}"
    return Number(label, number, words, of)


def staff_numbers(reading: ReadingService, training: TrainingService) -> Counted:
    """How many have read the policy, and were trained."""

    def counted(first: dt.date, last: dt.date) -> Iterator[Number]:
        read = reading.counts(first, last)
        yield count("Have read the policy", read.read, read.asked)
        told = training.counts(first, last)
        yield count("Are up to date with training", told.up_to_date, told.staff)
        yield count("Sessions of training", told.sessions)
        yield count("Were at one or more", told.people)

    return counted


def family_numbers(meetings: MeetingService) -> Counted:
    """How many meetings there were, and how many families came."""

    def counted(first: dt.date, last: dt.date) -> Iterator[Number]:
        told = meetings.counts(first, last)
        yield count("Meetings with parents", told.held)
        yield count("Families that came", told.came, told.invited)

    return counted


def _counts(counted: Iterable[tuple[str, int]], total: int | None = None) -> Iterator[Number]:
    if total is not None:
        yield count("All reports", total)
    for label, number in counted:
        yield count(label, number)


def _sanctions(figures: GovernorsFigures) -> Iterator[Number]:
    yield count("All sanctions", sum(number for _, number in figures.sanctions))
    yield from _counts((label, number) for label, number in figures.sanctions if number)


def _times(figures: GovernorsFigures) -> Iterator[Number]:
    medians = dict(figures.medians)
    for clock in _SHOWN_CLOCKS:
        taken = medians.get(clock)
        if taken is None:
            yield Number(clock.title, None, "too few to say")
        else:
            yield Number(clock.title, int(taken.total_seconds()) // 60, duration_words(taken))
    yield count("Open now", figures.open_count)
    if figures.open_count:
        yield Number("Open longest", figures.open_days, _days(figures.open_days))


def _lessons(taught: Iterable[Taught]) -> Iterator[Number]:
    letters: Counter[Letter] = Counter()
    number = 0
    for one in taught:
        if not one.counts:
            continue
        number += 1
        letters.update(LETTERS if one.letter is Letter.ALL else (one.letter,))
    yield count("All lessons", number)
    for letter in LETTERS:
        yield count(letter.word, letters[letter])


def _agreements(register: Register) -> Iterator[Number]:
    for kind, figures in whole_school(register.figures()).kinds.items():
        if figures.issued:
            yield count(kind.title, figures.returned, figures.issued)


def _filter(sources: Sources, first: dt.date, last: dt.date) -> Iterator[Number]:
    checks = sources.filter_checks.counts(first, last)
    yield count("Checks", checks.checks)
    yield count("With something not as it should be", checks.with_faults)
    reviewed = checks.reviewed_on
    said = f"{reviewed.day} {reviewed:%B %Y}" if reviewed else "not yet"
    yield Number("Last reviewed", None, said)
    accounts = sources.accounts.counts()
    yield count("The school’s accounts", accounts.open)
    yield count("Passwords to be changed", accounts.due)


def _hidden(tallies: Iterable[Tally], before: str) -> Iterator[Number]:
    for one in tallies:
        yield Number(f"{before}{one.words}", one.cell.count, one.cell.words)


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"
