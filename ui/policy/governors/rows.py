"""What of a term is drawn, and how: numbers become rows, bars and marks of time. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trent_desktop.oversight.governors.terms import Term
from trent_desktop.oversight.governors.values import Number, Picture, TermReport, Topic
from trent_desktop.reports.figures.hiding import HIDDEN, UNDER
from ui.components.time_tracks import Track
from ui.policy.governors.number_bars import Row

#: The six that a term is told in; the others stand smaller below, one of them across the page.
LARGE: Final = (
    Topic.REPORTS,
    Topic.CATEGORIES,
    Topic.TIMES,
    Topic.LESSONS,
    Topic.AGREEMENTS,
    Topic.STAFF,
)
ACROSS: Final = Topic.YEARS
SMALLER: Final = tuple(topic for topic in Topic if topic not in LARGE and topic is not ACROSS)

#: Terms before beside a picture, and in a table of its numbers.
BESIDE: Final = 2
IN_TABLE: Final = 3

_BEGIN_WITH_ALL: Final = frozenset({Topic.REPORTS, Topic.LESSONS, Topic.SANCTIONS})
_NO_BARS: Final = frozenset({Topic.TIMES, Topic.FILTER})
_HIDDEN: Final = frozenset({HIDDEN, UNDER})


def short(term: Term) -> str:
    """A term where there is little room: ``Summer 2026``."""
    return f"{term.season.value.capitalize()} {term.first.year}"


def rows_of(picture: Picture, before: Sequence[TermReport]) -> tuple[Row, ...]:
    """The rows of a picture; of those that are none, in any of these terms, there is nothing to draw."""
    total = picture.topic in _BEGIN_WITH_ALL
    parts = picture.numbers[1:] if total else picture.numbers
    rows: list[Row] = []
    for at, one in enumerate(picture.numbers):
        first = total and at == 0
        past = [_number(report, picture.topic, one.label) for report in before[:BESIDE]]
        if _is_track(picture.topic, one):
            continue
        always = first or one.of or picture.topic is Topic.CATEGORIES  # all four, or one asks why
        if not (always or one.count != 0 or any(was and was.count for was in past)):
            continue
        bar = not first and picture.topic not in _NO_BARS
        share = _share(one, parts) if bar else None
        said = " · ".join(_in_short(was) for was in past)
        rows.append(Row(one.label, one.words, share, said, one.words in _HIDDEN, first))
    return tuple(rows)


def tracks_of(picture: Picture, before: Sequence[TermReport]) -> tuple[Track, ...]:
    """How long things took, for those that can be said."""
    found: list[Track] = []
    for one in picture.numbers:
        if not _is_track(picture.topic, one) or one.count is None:
            continue
        past = [_number(report, picture.topic, one.label) for report in before[:BESIDE]]
        grey = " · ".join(_words(was) for was in past)
        said = f"{one.words} ({grey})" if grey else one.words
        found.append(Track(one.label, float(one.count), None, said))
    return tuple(found)


def table_of(
    report: TermReport, picture: Picture, before: Sequence[TermReport]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows of a table: every number of the picture, and of the terms before."""
    shown = before[:IN_TABLE]
    headings = ("", short(report.term), *(short(one.term) for one in shown))
    rows = [
        (one.label, one.words, *(_words(_number(was, picture.topic, one.label)) for was in shown))
        for one in picture.numbers
    ]
    return headings, tuple(rows)


def _is_track(topic: Topic, number: Number) -> bool:
    """Whether it is a length of time that can be drawn on a line of time."""
    return topic is Topic.TIMES and number.count is not None and not number.label.startswith("Open")


def _number(report: TermReport, topic: Topic, label: str) -> Number | None:
    picture = report.picture(topic)
    return next((one for one in picture.numbers if one.label == label), None) if picture else None


def _share(number: Number, beside: Sequence[Number]) -> float | None:
    """How much of its whole it is, or of the largest beside it that counts the same."""
    if number.count is None:
        return None
    whole = number.of
    if whole is None:
        alike = [one for one in beside if one.of is None and _of_what(one) == _of_what(number)]
        whole = max(one.count or 0 for one in alike)
    return min(1.0, number.count / whole) if whole else 0.0


def _of_what(number: Number) -> str:
    """``Sanctions`` of ``Sanctions, year 3``: by year group two things stand in one picture."""
    return number.label.partition(", ")[0] if ", " in number.label else ""


def _words(number: Number | None) -> str:
    return number.words if number else "–"


def _in_short(number: Number | None) -> str:
    """Beside a bar: a part of something as a percentage, since the whole differs by term."""
    if number is not None and number.count is not None and number.of:
        return f"{100 * number.count / number.of:.0f}%"
    return _words(number)
