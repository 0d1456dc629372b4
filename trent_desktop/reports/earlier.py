"""What came before: earlier reports of the same person, found on this laptop (rule 53).

Only what its member may read is in its index, so nobody learns of a report that is not hers.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import Answers, CaseFile, CaseSummary, LinkedPerson, Route
from trent_desktop.reports.chronology.kept import who_did
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CaseQuery, Cursor
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.who.about import concerned, is_called, named
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import plain

_NOT_LISTED = "notlisted"
_AT_ONCE = 100


def sign_of(person: LinkedPerson) -> str:
    """By what a person in a case is found again in the index, whatever others are called."""
    if person.pupil_id is not None:
        return person.pupil_id.hex
    return f"{_NOT_LISTED} {person.name}"


def earlier_reports(me: SignedIn, index: LocalIndex, case: CaseFile) -> tuple[CaseSummary, ...]:
    """Reports of the same kind that were recorded before this one, oldest first.

    Of a pupil who was picked from the list, those of the same pupil, and those in which the same
    name was typed; of a name, those of the same name. Where the kind counts the grown-ups whom
    its reports are about, those that may mean the same one: a surname is enough.
    """
    one = case.summary
    kind = kind_named(one.kind)
    repeats = kind.repeats if kind is not None else None
    if repeats is None or one.newer:
        return ()
    if repeats.whom is None:
        found = _about_the_same(me, index, one, case.answers)
    elif one.route.sealed:
        return ()
    else:
        found = _of_the_same(index, one, *repeats.whom(case.answers))
    before = [row for row in found if row.recorded_at < one.recorded_at]
    return tuple(sorted(before, key=lambda row: row.recorded_at))


def _of_the_same(
    index: LocalIndex, one: CaseSummary, listed: str, name: str
) -> Iterable[CaseSummary]:
    found: dict[uuid.UUID, CaseSummary] = {}
    if listed:
        words = (listed.replace("-", ""), f"{_NOT_LISTED} {name}")
        for row in (row for each in words for row in _rows(index, each, one.kind)):
            found[row.id] = row
    elif plain(name):
        for row in _rows(index, name, one.kind):
            if plain(row.title).split() == plain(one.title).split():
                found[row.id] = row
    return found.values()


def _about_the_same(
    me: SignedIn, index: LocalIndex, one: CaseSummary, answers: Answers
) -> Iterator[CaseSummary]:
    """By the name that was given. The Headteacher is also meant where none was."""
    if one.route not in (Route.STAFF, Route.HEAD):
        return
    members = me.directory.members
    name, meant = named(answers), concerned(answers, members)
    with me.store.reading() as connection:
        others = who_did(connection, one.kind)
    found: set[uuid.UUID] = set()
    for case_id, other in others:
        about = asked.ABOUT_STAFF if other else asked.ABOUT_HEAD
        they = concerned({asked.ABOUT: about, asked.STAFF_NAME: other}, members)
        alike = is_called(name, other) or is_called(other, name) or name == other
        row = index.get(case_id) if alike or meant & they else None
        if row is None or row.newer or row.route not in (Route.STAFF, Route.HEAD):
            continue
        if row.id not in found:
            found.add(row.id)
            yield row


def _rows(index: LocalIndex, words: str, kind: str) -> Iterator[CaseSummary]:
    after: Cursor | None = None
    while True:
        page = index.page(CaseQuery(words, kind=kind), (), after, _AT_ONCE)
        yield from (row for row in page.rows if row.readable)
        if page.next is None:
            return
        after = page.next
