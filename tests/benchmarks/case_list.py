"""Opening the list of cases: a screenful must cost the same however many cases there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import Ground
from trent_desktop.reports.cases import CaseState
from trent_desktop.school.people import Role
from trent_desktop.storage.local_index import CaseQuery, Cursor, LocalIndex, Scope

NAME = "list"
_SCREENFUL = 40
_ROLES = frozenset({Role.ICT_LEAD, Role.TEACHER})
_OPEN = frozenset({CaseState.NEW, CaseState.BLOCKED})
_DONE = frozenset({CaseState.SIGNED_OFF, CaseState.CLOSED})
_LISTS = {
    "all": CaseQuery(),
    "all, two states": CaseQuery(states=_OPEN),
    "all, one state": CaseQuery(states=frozenset({CaseState.CLOSED})),
    "all, one class": CaseQuery(class_name="4B"),
    "mine": CaseQuery(scope=Scope.MINE),
    "mine, two states": CaseQuery(scope=Scope.MINE, states=_DONE),
    "mine, a rare state": CaseQuery(scope=Scope.MINE, states=frozenset({CaseState.NEW})),
    "to act": CaseQuery(scope=Scope.TO_ACT),
    "to act, one state": CaseQuery(scope=Scope.TO_ACT, states=frozenset({CaseState.BLOCKED})),
}


def measure(ground: Ground) -> Iterator[Figure]:
    """Each list at its top and at its oldest end, in a large index against a small one."""
    size = ground.size
    sizes = (size.many, size.bulk, size.few)
    indexes = [ground.index(cases)[0] for cases in sizes]
    for name, query in _LISTS.items():
        # The same number of rows in each, or the larger list would only be longer.
        limit = min(_SCREENFUL, len(_page(indexes[-1], query, None, size.few).rows))
        tops = [_turning(index, query, None, limit) for index in indexes]
        yield _figure(f"{name}, newest {limit}", ground, tops)
        ends = [_turning(index, query, _oldest(index, query, limit), limit) for index in indexes]
        yield _figure(f"{name}, oldest {limit}", ground, ends)
    yield _figure("counts of all scopes", ground, [_counting(index) for index in indexes])


def _figure(name: str, ground: Ground, works: list[Callable[[], Any]]) -> Figure:
    size = ground.size
    many, bulk, few = in_turns(size.rounds, *works)
    return Figure(
        NAME,
        name,
        "ms",
        many,
        few,
        f"with {size.few:,} cases",
        goal=1.5,
        note=f"{size.many:,} cases; with {size.bulk:,} {bulk.median:.2f} ms",
    )


def _page(index: LocalIndex, query: CaseQuery, after: Cursor | None, limit: int) -> Any:
    return index.page(query, _ROLES, after, limit)


def _turning(
    index: LocalIndex, query: CaseQuery, after: Cursor | None, limit: int
) -> Callable[[], Any]:
    return lambda: _page(index, query, after, limit)


def _counting(index: LocalIndex) -> Callable[[], Any]:
    return lambda: index.counts(_ROLES)


def _oldest(index: LocalIndex, query: CaseQuery, limit: int) -> Cursor | None:
    """Where the last whole screenful of a list begins."""
    everything = 1_000_000
    there = len(_page(index, query, None, everything).rows)
    # One more than is shown is always looked for, to know whether there is more.
    skipped = there - limit - 1
    return _page(index, query, None, skipped).next if skipped > 0 else None
