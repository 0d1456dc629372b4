"""Opening the list of cases: a screenful must cost the same however many cases there are."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence

from tests.benchmarks.figures import Figure, in_turns
from tests.benchmarks.ground import ME, Ground
from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.index_values import CasePage, CaseQuery, Cursor, Scope
from trent_desktop.roles import Role
from trent_desktop.storage.local_store import LocalStore

NAME = "list"
_SCREENFUL = 40
_EVERYTHING = 1_000_000
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
    """Each list at its top, at its oldest end and in between, in a large index against a small."""
    size = ground.size
    stores = [ground.index(cases)[1] for cases in (size.many, size.bulk, size.few)]
    for name, query in _LISTS.items():
        # The same number of rows in each, or the larger list would only be longer.
        limit = max(1, min(_SCREENFUL, len(_page(stores[-1], query, None, size.few).rows)))
        for where, places in (
            ("newest", [[None] for _ in stores]),
            ("oldest", [[_oldest(store, query, limit)] for store in stores]),
            ("anywhere", [_anywhere(store) for store in stores]),
        ):
            if where == "anywhere" and query.states:
                continue  # fewer than a screenful may be left there
            works = [
                _turning(store, query, there, limit)
                for store, there in zip(stores, places, strict=True)
            ]
            yield _figure(f"{name}, {where} {limit}", ground, works)
    works = [_counting(store) for store in stores]
    yield _figure("counts of all scopes", ground, works)


def _figure(name: str, ground: Ground, works: list[Callable[[], object]]) -> Figure:
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


def _page(store: LocalStore, query: CaseQuery, after: Cursor | None, limit: int) -> CasePage:
    # An index that has shown nothing yet, so that every row is new to it.
    return LocalIndex(store, ME).page(query, _ROLES, after, limit)


def _turning(
    store: LocalStore, query: CaseQuery, places: Sequence[Cursor | None], limit: int
) -> Callable[[], object]:
    """Turns to the next of `places` at each call, round and round."""
    coming = itertools.cycle(places)
    return lambda: _page(store, query, next(coming), limit)


def _counting(store: LocalStore) -> Callable[[], object]:
    return lambda: LocalIndex(store, ME).counts(_ROLES)


def _oldest(store: LocalStore, query: CaseQuery, limit: int) -> Cursor | None:
    """Where the last whole screenful of a list begins."""
    there = len(_page(store, query, None, _EVERYTHING).rows)
    # One more than is shown is always looked for, to know whether there is more.
    skipped = there - limit - 1
    return _page(store, query, None, skipped).next if skipped > 0 else None


def _anywhere(store: LocalStore) -> list[Cursor]:
    """Places all over the newer half of the index, whose pages no cache holds all of."""
    with store.reading() as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM case_row ORDER BY id")]
    newer = ids[len(ids) // 2 :]
    return [Cursor(one) for one in random.Random(1).sample(newer, min(200, len(newer)))]
