"""Attempts that come again: earlier reports of the same pupil or name, found on this laptop.

Only what its member may read is in its index, so nobody learns of a report that is not hers.
"""

from __future__ import annotations

from collections.abc import Iterator

from trent_desktop.reports.cases import CaseFile, CaseSummary, LinkedPerson
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseQuery, Cursor
from trent_desktop.reports.kinds import kind_named
from trent_desktop.school.people.directory import plain

_NOT_LISTED = "notlisted"
_AT_ONCE = 100


def sign_of(person: LinkedPerson) -> str:
    """By what a person in a case is found again in the index, whatever others are called."""
    if person.pupil_id is not None:
        return person.pupil_id.hex
    return f"{_NOT_LISTED} {person.name}"


def earlier_attempts(index: LocalIndex, case: CaseFile) -> tuple[CaseSummary, ...]:
    """Reports of the same kind that were recorded before this one, oldest first.

    Of a pupil who was picked from the list, those of the same pupil, and those in which the same
    name was typed; of a name, those of the same name.
    """
    one = case.summary
    kind = kind_named(one.kind)
    if kind is None or one.newer or one.route.sealed:
        return ()
    listed, name = kind.attempts_of(case.answers)
    found: dict[object, CaseSummary] = {}
    if listed:
        words = (listed.replace("-", ""), f"{_NOT_LISTED} {name}")
        for row in (row for each in words for row in _rows(index, each, one.kind)):
            found[row.id] = row
    elif plain(name):
        for row in _rows(index, name, one.kind):
            if plain(row.title).split() == plain(one.title).split():
                found[row.id] = row
    before = [row for row in found.values() if row.recorded_at < one.recorded_at]
    return tuple(sorted(before, key=lambda row: row.recorded_at))


def _rows(index: LocalIndex, words: str, kind: str) -> Iterator[CaseSummary]:
    after: Cursor | None = None
    while True:
        page = index.page(CaseQuery(words, kind=kind), (), after, _AT_ONCE)
        yield from (row for row in page.rows if row.readable)
        if page.next is None:
            return
        after = page.next
