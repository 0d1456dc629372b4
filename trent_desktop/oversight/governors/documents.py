"""A term for governors as a paper: every picture drawn, with the terms before beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final, cast

from trent_desktop.documents.blocks import BODY, SMALL, STRONG, Block, Words, drop
from trent_desktop.documents.lines import Line, lay_out
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.tagging import tagged
from trent_desktop.documents.writing import Boxed
from trent_desktop.journeys import date_for_people
from trent_desktop.oversight.governors.values import Number, TermReport, Topic
from trent_desktop.reports.timeline_words import defused
from trent_desktop.sentences import ended

#: Where a row's bar begins and ends, as parts of its width; then come the number and those before.
_BAR_FROM, _BAR_TO, _BEFORE = 0.36, 0.62, 0.78
_HIGH: Final = 16.0
NOT_TOLD: Final = "Not shown to the governors yet: the numbers may still change."
_TERMS: Final = 3
#: Numbers that are shares of something are drawn against it, others against the largest beside them.
_NOT_DRAWN: Final = frozenset({Topic.TIMES, Topic.FILTER})


def governors_pdf(
    report: TermReport,
    before: Sequence[TermReport],
    letterhead: Letterhead,
    *,
    printed_by: str,
    printed_at: dt.datetime,
    unchanging: bool = False,
) -> Pdf:
    """The paper of one term. `before` are terms before it, the newest first; three are shown.

    It holds numbers and the Headteacher's sentences, and no name of a child.
    """
    shown = tuple(before[:_TERMS])
    when = date_for_people(printed_at.astimezone().date())
    so_far = "" if report.final else ", so far"
    paper = Paper(
        f"Online safety: {report.term.title.lower()}{so_far}",
        f"{date_for_people(report.term.first)} to {date_for_people(report.term.last)}",
        "",
        "For the governors: numbers, no names",
        f"Printed by {printed_by} on {when}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    if report.told_at is None:
        counted = f" Counted by: {ended(report.counted_by)}" if report.counted_by else ""
        sheet.add(Boxed(f"{NOT_TOLD}{counted}", above=0))
    if shown:
        terms = ", ".join(one.term.title.lower() for one in shown)
        sheet.add(Words(f"On the right, in grey, the terms before: {terms}.", SMALL, above=6))
    for picture in report.pictures:
        sheet.heading(picture.topic.title)
        sheet.add(Words(defused(report.sentence(picture.topic)), SMALL, stays_with_next=True))
        earlier = [one.picture(picture.topic) for one in shown]
        largest = max((one.count or 0 for one in picture.numbers if one.of is None), default=0)
        for number in picture.numbers:
            past = [
                next((n.words for n in one.numbers if n.label == number.label), "–") if one else "–"
                for one in earlier
            ]
            share = None if picture.topic in _NOT_DRAWN else _share(number, largest)
            sheet.add(_Row(number, share, past))
    return sheet.make(unchanging=unchanging)


def _share(number: Number, largest: int) -> float | None:
    """How long a bar is, from 0 to 1; None for what is not drawn."""
    if number.count is None:
        return None
    whole = number.of if number.of is not None else largest
    return min(1.0, number.count / whole) if whole else 0.0


class _Row(Block):
    """One number: what it is of, a bar, the number, and those of the terms before."""

    role = ""

    def __init__(self, number: Number, share: float | None, before: Sequence[str]) -> None:
        super().__init__(2.0)
        self._number = number
        self._share = share
        self._before = tuple(before)
        self._label: tuple[Line, ...] = ()
        self._room = 0.0

    def lay(self, width: float) -> float:
        """As high as its label needs."""
        self._room = width
        self._label = lay_out(self._number.label, BODY, width * (_BAR_FROM - 0.02))
        return max(_HIGH, sum(line.style.leading for line in self._label))

    def draw(self) -> None:
        """The label at the left; bar and numbers on its first line."""
        y = sum(line.style.leading for line in self._label)
        first = y - BODY.leading + drop(BODY)
        with tagged(self.canv, "TH"):
            for line in self._label:
                y -= line.style.leading
                self.put(line, 0, y + drop(line.style))
        canvas = cast("Any", self.canv)
        left, right = self._room * _BAR_FROM, self._room * _BAR_TO
        if self._share is not None:
            canvas.setFillGray(0.9)
            canvas.roundRect(left, first - 1, right - left, 9, 2, stroke=0, fill=1)
            if self._share:
                canvas.setFillGray(0.3)
                canvas.roundRect(left, first - 1, (right - left) * self._share, 9, 2, 0, 1)
            canvas.setFillGray(0)
        words = lay_out(self._number.words, STRONG, self._room * (_BEFORE - _BAR_TO))[0]
        with tagged(self.canv, "TD"):
            self.put(words, right + 10, first)
        wide = self._room * (1 - _BEFORE) / _TERMS
        for at, said in enumerate(self._before):
            past = lay_out(said, SMALL, wide)[0]
            with tagged(self.canv, "TD"):
                self.put(past, self._room * _BEFORE + wide * (at + 1) - past.width, first)
