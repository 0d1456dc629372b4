"""Telling governors a term: looked at by those who lead, told by the Headteacher (rule 67)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.journeys.cleaning import line_of
from trent_desktop.newer import body_read, words_read
from trent_desktop.oversight.governors.gathering import Sources, pictures_of
from trent_desktop.oversight.governors.models import GovernorTermRow
from trent_desktop.oversight.governors.on_laptop import NOTE, GovernorsOnLaptop
from trent_desktop.oversight.governors.terms import Term, term_named, term_of
from trent_desktop.oversight.governors.values import (
    TermReport,
    Topic,
    pictures_from_json,
    pictures_to_json,
)
from trent_desktop.problems import (
    AnswersRefused,
    MoveNotPossible,
    NotFound,
    Problem,
    SomebodyWasFaster,
)
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act

_LONGEST: Final = 600
#: How many terms back one may still be told.
_BACK: Final = 3
#: So long after its last day a term is to be shown.
_WITHIN: Final = dt.timedelta(days=30)


class GovernorsService(GovernorsOnLaptop):
    """What governors were told, and telling them. Every method but `last_known` asks the share."""

    def __init__(self, signed_in: SignedIn, sources: Sources) -> None:
        super().__init__(signed_in)
        self._sources = sources

    # ------------------------------------------------------------------ looking

    @or_as_last_seen
    def told(self) -> tuple[TermReport, ...]:
        """Every term that governors were told, the newest first. Raises `NotAllowed`.

        Which is the newest is remembered on this laptop.
        """
        self._me.require(Right.SEE_GOVERNORS_PAGE)
        names = {one.id: one.name for one in self._me.directory.members}
        with self._me.database.read() as session:
            rows = session.execute(select(GovernorTermRow)).scalars().all()
        found = [_report(row, names.get(row.told_by, "")) for row in rows]
        known = [one for one in found if one is not None]
        newest_first = tuple(sorted(known, key=lambda one: one.term, reverse=True))
        self._remember(newest_first)
        return newest_first

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """That the term before is to be shown, for the Headteacher, until it was."""
        if not self._me.may(Right.EXPLAIN_FIGURES):
            return ()
        term = term_of(today).before()
        with self._me.database.read() as session:
            wanted = select(GovernorTermRow.final).where(GovernorTermRow.term == term.name)
            if session.execute(wanted).scalar():
                return ()
        words = f"Show the governors the {term.title.lower()}"
        return (Dated(f"governors/{term.name}", term.last + _WITHIN, words, "governors"),)

    def report(self, term: Term) -> TermReport:
        """A term as governors were told it. Raises `NotAllowed`, or `NotFound`."""
        found = next((one for one in self.told() if one.term == term), None)
        if found is None:
            raise NotFound(
                f"The Headteacher has not shown the governors the {term.title.lower()} yet.",
                what_to_do="It is shown under Policy, on the page for governors.",
            )
        return found

    @or_as_last_seen
    def to_tell(self) -> tuple[Term, ...]:
        """The terms that may be told now: this one, and those before that were not closed.

        Raises `NotAllowed`.
        """
        self._me.require(Right.TELL_GOVERNORS)
        final = {one.term for one in self.told() if one.final}
        terms = [self.this_term]
        while len(terms) <= _BACK:
            terms.append(terms[-1].before())
        return tuple(term for term in terms if term not in final)

    def look(self, term: Term) -> TermReport:
        """What governors would be told of a term now; one that is closed as it stands.

        Raises `NotAllowed` for who does not lead on all reports.
        """
        self._me.require(Right.TELL_GOVERNORS)
        before = next((one for one in self.told() if one.term == term), None)
        if before is not None and before.final:
            return before
        if term.first > self.today:
            raise Problem(f"The {term.title.lower()} has not begun.")
        pictures, counted_by = pictures_of(self._sources, term, self.today)
        if not self._me.may(Right.EXPLAIN_FIGURES):
            # She reads fewer reports than whoever tells: one from the other would name somebody.
            pictures = tuple(one for one in pictures if one.topic is not Topic.YEARS)
        return TermReport(
            term,
            pictures,
            before.said if before else self._said_last(),
            final=term.last < self.today,
            counted_by=counted_by,
            stood_at=before.told_at if before else None,
        )

    # ------------------------------------------------------------------ telling

    def tell(self, report: TermReport) -> None:
        """Show governors what was looked at. A term that is over can be told once.

        Its numbers by year group would otherwise give small ones away, one from the other.
        Raises `NotAllowed`, `SomebodyWasFaster` when something newer was told since she looked, or
        `MoveNotPossible` when it was closed meanwhile and while the clock of this laptop is wrong.
        """
        me = self._me
        me.require(Right.EXPLAIN_FIGURES)
        with me.database.write() as session:
            me.require_now(session, Right.EXPLAIN_FIGURES)
            row = session.get(GovernorTermRow, report.term.name)
            me.require_the_time(session)  # a term is closed for good by its day
            content = body_read(row.content) if row is not None else {}
            told = pictures_from_json(content.get("pictures"))
            if row is not None and told == report.pictures and (row.final or not report.final):
                return  # told already, and the answer was lost on the way
            if row is not None and row.final:
                raise MoveNotPossible(
                    f"The {report.term.title.lower()} was closed already.",
                    what_to_do="Its numbers stand. What is said of them can still be changed.",
                )
            if row is not None and row.told_at != report.stood_at:
                raise SomebodyWasFaster(
                    "The governors were shown newer numbers since you looked.",
                    what_to_do="Look at the term again, then show it.",
                )
            if row is None:
                row = GovernorTermRow(term=report.term.name)
                session.add(row)
            row.final, row.told_at, row.told_by = report.final, me.clock(), me.member.id
            row.content = {
                "pictures": pictures_to_json(report.pictures),
                # What was typed since she looked stays as it is.
                "said": body_read(content["said"]) if "said" in content else dict(report.said),
                "counted_by": report.counted_by,
            }
            me.audit(session, Act.GOVERNORS_TOLD, report.term.name)

    def explain(self, term: Term, topic: Topic, words: str) -> None:
        """Say what a picture shows; empty for our own words again.

        Raises `NotAllowed`, `NotFound` for a term that was not told, `AnswersRefused` for too much.
        """
        me, words = self._me, line_of(words)
        me.require(Right.EXPLAIN_FIGURES)
        if len(words) > _LONGEST:
            said = f"Use at most {_LONGEST} characters."
            raise AnswersRefused(said, (("words", said),))
        with me.database.write() as session:
            me.require_now(session, Right.EXPLAIN_FIGURES)
            row = self._row(session, term)
            content = body_read(row.content)
            said_now = body_read(content.get("said"))
            if words:
                said_now[topic.value] = words
            else:
                said_now.pop(topic.value, None)
            row.content = {**content, "said": said_now}
            me.audit(session, Act.GOVERNORS_TOLD, row.term, {"said": topic.value})

    # ------------------------------------------------------------------ inside

    def _row(self, session: Session, term: Term) -> GovernorTermRow:
        row = session.get(GovernorTermRow, term.name)
        if row is None:
            raise NotFound(f"The {term.title.lower()} has not been shown yet.")
        return row

    def _remember(self, told: tuple[TermReport, ...]) -> None:
        kept = ""
        one = next(iter(told), None)
        if one is not None and one.told_at is not None:
            body = {"term": one.term.name, "final": one.final, "at": one.told_at.isoformat()}
            kept = json.dumps(body)
        if kept != self._me.store.note(NOTE):
            self._me.store.remember(NOTE, kept)

    def _said_last(self) -> dict[str, str]:
        """The words of the term before, which are mostly still true."""
        last = next(iter(self.told()), None)
        return dict(last.said) if last else {}


def _report(row: GovernorTermRow, told_by: str) -> TermReport | None:
    try:
        term = term_named(row.term)
    except Problem:
        return None  # of a newer program
    content = body_read(row.content)
    said = body_read(content.get("said"))
    return TermReport(
        term,
        pictures_from_json(content.get("pictures")),
        {name: words_read(words) for name, words in said.items()},
        row.final,
        row.told_at,
        told_by,
        words_read(content.get("counted_by")),
    )
