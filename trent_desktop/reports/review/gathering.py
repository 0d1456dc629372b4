"""What was decided about the filter in a school year, out of the reports that the reader may read.

Nothing of what was seen, and nobody who saw it, is in it: an address, a decision, who decided and
why (rules 13 and 44). A reason for a block is one of our own list; for a request it is the Headteacher's,
and where that or an address spells the name of a pupil, it is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from trent_desktop.clock import on_the_wall
from trent_desktop.journeys.answers import date_for_people, day_of
from trent_desktop.reports.cases import Move, Route, TimelineEntry
from trent_desktop.reports.entries import answers_of
from trent_desktop.reports.filter.addresses import lines_without_queries
from trent_desktop.reports.filter.lines import REASON_OF_CATEGORY, FilterReason
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.readable import read_many
from trent_desktop.reports.review.reviewed import (
    SEPTEMBER,
    CheckLine,
    Decided,
    Line,
    Review,
    ReviewOnLaptop,
)
from trent_desktop.reports.timeline_words import defused
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.finding import spells_a_name
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import CaseRow

if TYPE_CHECKING:
    from trent_desktop.reports.case_store import StoredCase

#: What was blocked where no address was given.
_AN_APP: Final = "An app or place that the report names"
#: Stands for what is left out.
_STANDS_THERE: Final = "stands in the report"
_PORTION: Final = 250
#: In whose timelines such decisions stand.
_WITH_DECISIONS: Final = tuple(
    kind.name for kind in KINDS if {Move.BLOCKED, Move.AGREE} & kind.flow.steps.keys()
)


class FilterReview(ReviewOnLaptop):
    """Gathers the review for the member who is signed in."""

    def __init__(
        self,
        signed_in: SignedIn,
        checked: Callable[[dt.date, dt.date], tuple[tuple[CheckLine, ...], tuple[str, ...]]],
    ) -> None:
        """`checked` gives the checks between two days, and who is responsible."""
        super().__init__(signed_in)
        self._checked = checked

    def of(self, year: int) -> Review:
        """The review of the school year that began in `year`; that it was made is written down.

        Raises `NotAllowed`. Reads every report of the year: call it off the GUI thread.
        """
        me = self._me
        me.require(Right.REVIEW_FILTER)
        first, last = dt.date(year, SEPTEMBER, 1), dt.date(year + 1, SEPTEMBER - 1, 31)
        names = [name for pupil in me.directory.pupils for name in pupil.names]
        lines = [
            _without_names(line, names)
            for case in self._cases(first, last)
            for line in _lines(case)
            if first <= line.on <= last or (line.decided is Decided.OPEN and line.on <= last)
        ]
        order = list(Decided)
        lines.sort(key=lambda one: (order.index(one.decided), one.on, one.reference))
        with me.database.write(Repeat.LOOKS) as session:
            me.audit(session, Act.FILTER_REVIEWED, str(year))
        checks, responsible = self._checked(first, last)
        return Review(first, last, tuple(lines), checks, responsible)

    def _cases(self, first: dt.date, last: dt.date) -> Iterator[StoredCase]:
        begin = on_the_wall(dt.datetime.combine(first, dt.time()))
        end = on_the_wall(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
        with self._me.database.read() as session:
            found = session.execute(
                select(CaseRow.id)
                .where(
                    CaseRow.route == Route.CONTENT.value,
                    CaseRow.kind.in_(_WITH_DECISIONS),
                    CaseRow.recorded_at < end,
                    # What is open from before moved last when it was opened.
                    (CaseRow.updated_at >= begin) | (CaseRow.state == "running"),
                )
                .order_by(CaseRow.recorded_at)
            )
            ids = list(found.scalars())
        for at in range(0, len(ids), _PORTION):
            with self._me.database.read() as session:
                yield from read_many(session, self._me.keyring, ids[at : at + _PORTION])


def _lines(case: StoredCase) -> Iterator[Line]:
    kind = case.kind
    if kind is None or case.newer:
        return
    answers = answers_of(case.timeline)
    where = answers.get(kind.where)
    shown = ", ".join(lines_without_queries(where[:5_000])) if isinstance(where, str) else ""
    why = REASON_OF_CATEGORY.get(str(answers.get(kind.category)), FilterReason.UNSUITABLE).words
    agreed: TimelineEntry | None = None
    until, ended = "", False
    for entry in case.timeline:
        match entry.move:
            case Move.BLOCKED:
                line = defused(str(entry.details.get("line") or "")) or shown or _AN_APP
                yield _line(case, Decided.BLOCKED, line, entry, why)
            case Move.REFUSE:
                yield _line(case, Decided.REFUSED, shown, entry, entry.words)
            case Move.AGREE:
                agreed, ended = entry, False
                until = _day(entry)
            case Move.EXTEND:
                until = _day(entry)
            case Move.BLOCKED_AGAIN if agreed is not None:
                over = f"blocked again on {date_for_people(entry.at.astimezone().date())}"
                yield _line(case, Decided.ALLOWED, shown, agreed, agreed.words, over)
                agreed, ended = None, True
            case _:
                pass
    if agreed is not None and not ended:
        yield _line(case, Decided.OPEN, shown, agreed, agreed.words, until)


def _line(
    case: StoredCase,
    decided: Decided,
    where: str,
    entry: TimelineEntry,
    why: str,
    until: str = "",
) -> Line:
    by = f"{entry.author_name}, {entry.author_role}" if entry.author_role else entry.author_name
    on = entry.at.astimezone().date()
    return Line(decided, where, on, by, why, case.row.reference, until)


def _without_names(line: Line, names: Sequence[str]) -> Line:
    where = _STANDS_THERE if spells_a_name(line.where, names) else line.where
    why = _STANDS_THERE if spells_a_name(line.why, names) else line.why
    return replace(line, where=where, why=why)


def _day(entry: TimelineEntry) -> str:
    day = day_of(entry.details.get("until"))
    return date_for_people(day) if day else ""
